// SPDX-License-Identifier: Apache-2.0
// What goods are measured in: the twin of chuan.metrology.prepackages.quantities.

import { UnfitUnit } from "../../errors.js";
import { UNITS, fit, unitOf } from "../../units.js";

/** The unit in which rule sets tabulate T for each kind of quantity. */
export const BASE_UNITS = { mass: "g", volume: "ml", length: "m", area: "m2", count: "1" };

/** Mass, volume, length, area or count; `UnfitUnit` for a unit goods are not sold by. */
export function kindOfGoods(/** @type {unknown} */ unit, where = "unit") {
  const found = unitOf(unit, where);
  if (!Object.hasOwn(BASE_UNITS, found.kind)) {
    const kinds = { given_kind: found.kind, wanted_kind: Object.keys(BASE_UNITS).join(" / ") };
    throw new UnfitUnit({ where, given: found.code, wanted: Object.values(BASE_UNITS).join(", "), ...kinds });
  }
  return found.kind;
}

/** How many table units (g, ml, m, m², item) one `unit` is. */
export function toBase(/** @type {unknown} */ unit) {
  const found = unitOf(unit);
  return found.factor.div(UNITS.get(BASE_UNITS[found.kind]).factor);
}

/** How many `target` one `unit` is; `UnfitUnit` if they are of different kinds. */
export function ratio(/** @type {unknown} */ unit, /** @type {unknown} */ target, where = "unit") {
  const wanted = unitOf(target, where);
  return fit(unit, wanted.kind, where).factor.div(wanted.factor);
}
