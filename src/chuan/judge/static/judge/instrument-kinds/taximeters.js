// SPDX-License-Identifier: Apache-2.0
// Taximeters in the car: the twin of chuan.judge.instrument_kinds.taximeters.

import { relativeErrorPercent } from "../metrology/indication.js";
import { yesOrNo } from "./sheet.js";

const MPE = "verification/mpe/taximeter-";
export const TEST_NAMES = ["visual", "technical"];
const QUANTITIES = ["distance", "waiting_time", "fare"];

/** Judge a taximeter by relative errors; a refusal for a quantity whose limit nobody has found. */
export function judgeTaximeter(/** @type {import("./reading.js").Fields} */ payload, /** @type {import("./sheet.js").Sheet} */ sheet) {
  if (payload.has("spec")) payload.child("spec", []);
  const factor = sheet.factorInService(`verification/in-use-limit/${sheet.kind}`);
  for (const point of payload.objects("points", ["quantity", "reference", "indication"])) {
    const quantity = point.choice("quantity", QUANTITIES, "distance");
    const limit = factor.times(sheet.value(MPE + quantity.replaceAll("_", "-")));
    const reference = point.positive("reference");
    const indication = point.notNegative("indication");
    const error = relativeErrorPercent(indication, reference);
    sheet.work(point.where, "E = 100 (S − Sref) / Sref", error, { reference, indication });
    sheet.point(point.where, { error, limit, passed: error.abs().lte(limit), quantity, reference, indication });
  }
  sheet.warn("limit-not-known", { path: `${MPE}waiting-time` });
  yesOrNo(payload, sheet, TEST_NAMES);
}
