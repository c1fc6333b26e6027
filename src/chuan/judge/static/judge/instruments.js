// SPDX-License-Identifier: Apache-2.0
// Judge an instrument: JSON values in, JSON values out. The twin of chuan.judge.instruments.

import { LawUnknown, NoSuchKind } from "./errors.js";
import { Fields } from "./instrument-kinds/reading.js";
import * as scales from "./instrument-kinds/scales.js";
import { Sheet, VERIFICATIONS } from "./instrument-kinds/sheet.js";
import * as waterMeters from "./instrument-kinds/water-meters.js";
import { day, isObject } from "./payload.js";

const SCHEMA = "instrument/1";
const KEYS = ["kind", "verification", "on", "spec", "points"];
const CYCLES = "verification/cycles";

/** How the instruments of a family are judged, and the tests they may bring beside their points. */
const SCALE = { judge: scales.judgeScale, tests: scales.TEST_NAMES };
const WATER = { judge: waterMeters.judgeWaterMeter, tests: waterMeters.TEST_NAMES };

/** The kinds that are judged, by their code. Every other kind of the law is a gap with a name. */
export const FAMILIES = new Map(Object.entries({
  "scale-analytical": SCALE, "scale-technical": SCALE, "scale-spring-dial": SCALE, "scale-platform": SCALE,
  "scale-counter": SCALE, "scale-hanging-leaf": SCALE, "scale-crane": SCALE, "scale-truck": SCALE,
  "scale-rail-static": SCALE, "water-meter-mech": WATER, "water-meter-elec": WATER,
}));

/**
 * Judge the instrument that JSON describes; a refusal with a code where no verdict may be given.
 * @param {any} payload
 * @param {import("./law.js").Law} law
 */
export function judgeInstrument(payload, law) {
  const kind = anyKey(payload).word("kind");
  const family = familyOf(kind, payload, law);
  const fields = new Fields(payload, "", [...KEYS, ...family.tests]);
  const verification = fields.choice("verification", VERIFICATIONS);
  const sheet = new Sheet(law.at(day(fields.need("on"))), kind, verification);
  family.judge(fields, sheet);
  return sheet.asJson(payload, SCHEMA);
}

function familyOf(/** @type {string} */ kind, /** @type {any} */ payload, /** @type {import("./law.js").Law} */ law) {
  const family = FAMILIES.get(kind);
  if (family) return family;
  if (!Object.hasOwn(law.parameters, `${CYCLES}/${kind}`)) throw new NoSuchKind({ where: "kind", given: kind });
  throw new LawUnknown({ path: `verification/mpe/${kind}`, day: day(anyKey(payload).need("on")) });
}

const anyKey = (/** @type {any} */ payload) => new Fields(payload, "", isObject(payload) ? Object.keys(payload) : []);
