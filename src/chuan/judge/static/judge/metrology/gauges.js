// SPDX-License-Identifier: Apache-2.0
// Gauges whose limit is one width over the whole range: the twin of chuan.metrology.gauges.

import { plain } from "../decimals.js";
import { BeyondCapacity, ContradictoryInput } from "../errors.js";

/** @typedef {import("decimal.js").Decimal} D */

/** The limit of a gauge in its unit: timesClass · class % · (high − low). */
export function limitOfClass(/** @type {D} */ accuracyClass, /** @type {D} */ low, /** @type {D} */ high, /** @type {D} */ timesClass) {
  if (high.lte(low)) {
    throw new ContradictoryInput({ where: "spec/to", given: `to = ${plain(high)}`, other: `from = ${plain(low)}` });
  }
  return timesClass.times(accuracyClass).times(high.minus(low)).div(100);
}

/** Refuse a test point outside the range of the gauge. */
export function checkRange(/** @type {D} */ reference, /** @type {[D, D]} */ [low, high], /** @type {string} */ where) {
  if (low.lte(reference) && reference.lte(high)) return;
  throw new BeyondCapacity({ where, given: plain(reference), most: `${plain(low)} … ${plain(high)}` });
}
