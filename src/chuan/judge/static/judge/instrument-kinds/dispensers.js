// SPDX-License-Identifier: Apache-2.0
// Fuel and LPG dispensers: the twin of chuan.judge.instrument_kinds.dispensers.

import { plain } from "../decimals.js";
import { MissingKey, Negative } from "../errors.js";
import { volumeAt } from "../metrology/dispenser.js";
import { relativeErrorPercent } from "../metrology/indication.js";
import { yesOrNo } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const FUEL = "verification/mpe/fuel-dispenser";
const LPG = "verification/mpe/lpg-dispenser";
const IN_USE = "verification/in-use-limit/";
export const TEST_NAMES = ["visual", "technical"];
const POINT = ["hose", "flow_rate", "repeat", "indication", "reference", "temperature"];
const MEASURE = ["expansion_per_c", "reference_temperature_c"];
const RATES = ["maximum", "minimum"];

/** Judge a fuel dispenser; in service by the limit of a retail delivery, which guards the buyer only. */
export function judgeFuelDispenser(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const spec = payload.has("spec") ? payload.child("spec", ["measure"]) : null;
  const mpe = sheet.value(FUEL);
  const limit = sheet.factorInService(IN_USE + sheet.kind).times(mpe);
  deliveries(payload, sheet, limit, measureOf(spec));
}

/** Judge an LPG dispenser as a whole system, or its meter alone. */
export function judgeLpgDispenser(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const spec = payload.has("spec") ? payload.child("spec", ["part", "measure"]) : null;
  const part = spec ? spec.choice("part", ["system", "meter"], "system") : "system";
  const limit = sheet.factorInService(IN_USE + sheet.kind).times(sheet.figure(LPG, part, "mpe_percent"));
  deliveries(payload, sheet, limit, measureOf(spec));
}

function measureOf(spec) {
  if (!spec?.has("measure")) return null;
  const measure = spec.child("measure", MEASURE);
  return {
    expansionPerC: measure.notNegative("expansion_per_c"),
    referenceTemperatureC: measure.number("reference_temperature_c"),
  };
}

function deliveries(payload, sheet, limit, measure) {
  const rates = new Set();
  for (const point of payload.objects("points", POINT)) {
    deliver(point, sheet, limit, measure);
    if (point.has("flow_rate")) rates.add(point.word("flow_rate"));
  }
  if (!sheet.inService && !RATES.every((rate) => rates.has(rate))) sheet.warn("flow-left-out", { asked: RATES });
  yesOrNo(payload, sheet, TEST_NAMES);
}

function deliver(point, sheet, limit, measure) {
  const read = point.positive("reference");
  const indication = point.notNegative("indication");
  const reference = volumeAt(measure, read, point.optional("temperature"));
  if (reference === null) throw new MissingKey({ where: point.place("temperature"), key: "temperature" });
  if (reference.lte(0)) throw new Negative({ where: point.place("reference"), given: plain(reference) });
  const error = relativeErrorPercent(indication, reference);
  const said = ["hose", "flow_rate", "repeat"].filter((key) => point.has(key)).map((key) => [key, point.word(key)]);
  const more = { ...Object.fromEntries(said), indication, reference };
  sheet.work(point.where, "E = 100 (V − Vref) / Vref", error, { ...more, read, limit });
  const passed = sheet.inService ? error.lte(limit) : error.abs().lte(limit);
  if (passed && error.lt(limit.negated())) {
    sheet.warn("beyond-limit-to-the-buyers-gain", { where: point.where, error, limit });
  }
  sheet.point(point.where, { error, limit, passed, ...more });
}
