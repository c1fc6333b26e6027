// SPDX-License-Identifier: Apache-2.0
// Weights by OIML R 111, one weight, or a set, a point for each: the twin of chuan.judge.instrument_kinds.weights.

import { Decimal, plain } from "../decimals.js";
import { ContradictoryInput } from "../errors.js";
import { isUnknown } from "../law.js";
import { errorMg, limitMg } from "../metrology/weights.js";
import { convert, fit } from "../units.js";
import { yesOrNo } from "./sheet.js";

const MPE = "verification/mpe/weights";
export const TEST_NAMES = ["visual"];
/** The classes a kind of group 2 holds: its name says them. */
const CLASSES = { "weight-e2": ["E2"], "weight-upto-f1": ["F1", "F2", "M1", "M2", "M3"] };

/** Judge the weights of a class: conventional mass against nominal mass. */
export function judgeWeights(/** @type {import("./reading.js").Fields} */ payload, /** @type {import("./sheet.js").Sheet} */ sheet) {
  const spec = payload.child("spec", ["class", "unit"]);
  const unit = fit(spec.word("unit"), "mass", spec.place("unit")).code;
  const accuracyClass = spec.word("class");
  const table = limitsOf(sheet.table(MPE), CLASSES[sheet.kind]);
  sheet.relyOn(MPE);
  const factor = sheet.factorInService(`verification/in-use-limit/${sheet.kind}`);
  for (const point of payload.objects("points", ["nominal", "mass", "error_mg", "marking"])) {
    const nominal = convert(point.positive("nominal"), unit, "g");
    if (point.has("mass") === point.has("error_mg")) {
      throw new ContradictoryInput({ where: point.where, given: "mass", other: "error_mg" });
    }
    const error = point.has("error_mg")
      ? point.number("error_mg") : errorMg(convert(point.positive("mass"), unit, "g"), nominal);
    checkKnown(sheet, nominal, accuracyClass);
    const limit = factor.times(limitMg(nominal, accuracyClass, table, point.place("nominal")));
    sheet.work(point.where, "E = mc − m0", error, { nominal_g: nominal, limit });
    const marking = point.has("marking") ? { marking: point.word("marking") } : {};
    const passed = error.abs().lte(limit);
    sheet.point(point.where, { error, limit, passed, nominal_g: nominal, unit: "mg", ...marking });
  }
  yesOrNo(payload, sheet, TEST_NAMES);
}

/** Nominal in g as text → class → limit in mg; a cell nobody has found is left out. */
function limitsOf(rows, classes) {
  return new Map(rows.map((row) => {
    const cells = classes.map((name) => [name, row[`${name.toLowerCase()}_mg`]]).filter(([, cell]) => !isUnknown(cell));
    return [plain(new Decimal(row.nominal_g)), new Map(cells.map(([name, cell]) => [name, new Decimal(cell)]))];
  }));
}

/** `LawUnknown` naming the cell of a nominal the text has and nobody has read. */
function checkKnown(sheet, nominal, accuracyClass) {
  if (!CLASSES[sheet.kind].includes(accuracyClass)) return;
  for (const row of sheet.table(MPE)) {
    if (new Decimal(row.nominal_g).eq(nominal)) sheet.cell(MPE, row, `${accuracyClass.toLowerCase()}_mg`);
  }
}
