// SPDX-License-Identifier: Apache-2.0
// Judge an instrument: JSON values in, JSON values out. The twin of chuan.judge.instruments.

import { LawUnknown, NoSuchKind } from "./errors.js";
import * as dispensers from "./instrument-kinds/dispensers.js";
import * as electricity from "./instrument-kinds/electricity.js";
import * as gauges from "./instrument-kinds/gauges.js";
import { Fields } from "./instrument-kinds/reading.js";
import * as scales from "./instrument-kinds/scales.js";
import { Sheet, VERIFICATIONS } from "./instrument-kinds/sheet.js";
import * as taximeters from "./instrument-kinds/taximeters.js";
import * as trade from "./instrument-kinds/trade.js";
import * as waterMeters from "./instrument-kinds/water-meters.js";
import * as weights from "./instrument-kinds/weights.js";
import { day, isObject } from "./payload.js";

const SCHEMA = "instrument/1";
const KEYS = ["kind", "verification", "on", "spec", "points"];
const CYCLES = "verification/cycles";

/** How the instruments of a family are judged, and the tests they may bring beside their points. */
const family = (judge, tests = [], verifications = VERIFICATIONS) => ({ judge, tests, verifications });
const SCALE = family(scales.judgeScale, scales.TEST_NAMES);
const WATER = family(waterMeters.judgeWaterMeter, waterMeters.TEST_NAMES);
const ELECTRIC = family(electricity.judgeMeter, electricity.TEST_NAMES);
const WEIGHTS = family(weights.judgeWeights, weights.TEST_NAMES);

/** The kinds that are judged, by their code. Every other kind of the law is a gap with a name. */
export const FAMILIES = new Map(Object.entries({
  "scale-analytical": SCALE, "scale-technical": SCALE, "scale-spring-dial": SCALE, "scale-platform": SCALE,
  "scale-counter": SCALE, "scale-hanging-leaf": SCALE, "scale-crane": SCALE, "scale-truck": SCALE,
  "scale-rail-static": SCALE,
  "water-meter-mech": WATER, "water-meter-elec": WATER,
  "elec-meter-1p-ind": ELECTRIC, "elec-meter-1p-static": ELECTRIC, "elec-meter-3p-ind": ELECTRIC,
  "elec-meter-3p-static": ELECTRIC,
  "weight-e2": WEIGHTS, "weight-upto-f1": WEIGHTS,
  "pressure-gauge": family(gauges.judgePressureGauge, gauges.TEST_NAMES),
  sphygmomanometer: family(gauges.judgeSphygmomanometer, gauges.TEST_NAMES),
  "speed-meter": family(gauges.judgeSpeedMeter, gauges.TEST_NAMES),
  taximeter: family(taximeters.judgeTaximeter, taximeters.TEST_NAMES),
  "fuel-dispenser": family(dispensers.judgeFuelDispenser, dispensers.TEST_NAMES),
  "lpg-dispenser": family(dispensers.judgeLpgDispenser, dispensers.TEST_NAMES),
  "retail-weighing": family(trade.judgeRetailWeighing, trade.TEST_NAMES, ["in_service"]),
  "gold-weighing": family(trade.judgeGoldWeighing, [], ["in_service"]),
}));

/**
 * Judge the instrument that JSON describes; a refusal with a code where no verdict may be given.
 * @param {any} payload
 * @param {import("./law.js").Law} law
 */
export function judgeInstrument(payload, law) {
  const kind = anyKey(payload).word("kind");
  const { judge, tests, verifications } = familyOf(kind, payload, law);
  const fields = new Fields(payload, "", [...KEYS, ...tests]);
  const verification = fields.choice("verification", verifications, verifications.length === 1 ? verifications[0] : "");
  const sheet = new Sheet(law.at(day(fields.need("on"))), kind, verification);
  judge(fields, sheet);
  return sheet.asJson(payload, SCHEMA);
}

function familyOf(/** @type {string} */ kind, /** @type {any} */ payload, /** @type {import("./law.js").Law} */ law) {
  const found = FAMILIES.get(kind);
  if (found) return found;
  if (!Object.hasOwn(law.parameters, `${CYCLES}/${kind}`)) throw new NoSuchKind({ where: "kind", given: kind });
  throw new LawUnknown({ path: `verification/mpe/${kind}`, day: day(anyKey(payload).need("on")) });
}

const anyKey = (/** @type {any} */ payload) => new Fields(payload, "", isObject(payload) ? Object.keys(payload) : []);
