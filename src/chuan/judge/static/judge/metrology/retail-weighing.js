// SPDX-License-Identifier: Apache-2.0
// Weighing in front of the buyer: the twin of chuan.metrology.retail_weighing. In grams.

import { plain } from "../decimals.js";
import { NoLimitThere } from "../errors.js";

/** @typedef {import("decimal.js").Decimal} D */

/** What the other side is short of; negative if it gains. */
export const shortage = (/** @type {string} */ role, /** @type {D} */ indication, /** @type {D} */ weights) =>
  (role === "seller" ? indication.minus(weights) : weights.minus(indication));

/** How many divisions a spring scale may be short at a mass. */
export function allowedDivisions(/** @type {D} */ max, /** @type {D} */ d, /** @type {D} */ goods, rows, /** @type {string} */ where) {
  const own = rows.filter((row) => row.max.eq(max) && row.d.eq(d));
  if (!own.length) throw new NoLimitThere({ where: "spec/max", given: `Max = ${plain(max)} g, d = ${plain(d)} g` });
  const found = own.find(({ from, above, upTo }) =>
    (from === null || goods.gte(from)) && (above === null || goods.gt(above)) && goods.lte(upTo));
  if (!found) throw new NoLimitThere({ where, given: `${plain(goods)} g` });
  return found.shortageD;
}

/** The largest d a scale may have for goods of a mass; the first row includes its lower bound. */
export function coarsestDivision(/** @type {D} */ goods, /** @type {[D, D, D][]} */ rows, /** @type {string} */ where) {
  const found = rows.find(([above, upTo], place) => (goods.gt(above) || (place === 0 && goods.eq(above))) && goods.lte(upTo));
  if (!found) throw new NoLimitThere({ where, given: `${plain(goods)} g` });
  return found[2];
}
