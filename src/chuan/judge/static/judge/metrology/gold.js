// SPDX-License-Identifier: Apache-2.0
// Weighing of gold: the twin of chuan.metrology.gold. Masses in g, limits in mg.

import { plain, roundToStep } from "../decimals.js";
import { NoLimitThere } from "../errors.js";

/** @typedef {import("decimal.js").Decimal} D */

/** The places of the rows to interpolate between (twice the same at a row); masses ascending. */
export function neighbours(/** @type {D} */ mass, /** @type {D[]} */ masses) {
  const place = masses.findIndex((row) => row.gte(mass));
  if (place < 0 || (place === 0 && !masses[0].eq(mass))) throw new NoLimitThere({ where: "mass", given: `${plain(mass)} g` });
  return masses[place].eq(mass) ? [place, place] : [place - 1, place];
}

/** The limit between two rows (mass in g, limit in mg). */
export function interpolated(/** @type {D} */ mass, /** @type {[D, D]} */ low, /** @type {[D, D]} */ high) {
  if (low[0].eq(high[0])) return low[1];
  return low[1].plus(high[1].minus(low[1]).times(mass.minus(low[0])).div(high[0].minus(low[0])));
}

/** A percentage of the mass in mg, rounded to a step, half up. */
export const shareOfMass = (/** @type {D} */ mass, /** @type {D} */ percent, /** @type {D} */ step) =>
  roundToStep(mass.times(1000).times(percent).div(100), step, "half-up");
