// SPDX-License-Identifier: Apache-2.0
// Cold-water meters: the twin of chuan.metrology.water. Flows in m³/h, volumes in litres.

import { Decimal, plain } from "../decimals.js";
import { NoLimitThere, NoSuchClass, ProvesNothing } from "../errors.js";

/** @typedef {import("decimal.js").Decimal} D */
/** @typedef {{smallest: D, transitional: D, largest: D}} Flows */

/** Q1 = Q3/R, Q2 = q2OverQ1 · Q1 and Q3. */
export function flowsOfQ3(/** @type {D} */ q3, /** @type {D} */ ratio, /** @type {D} */ q2OverQ1) {
  const q1 = q3.div(ratio);
  return { smallest: q1, transitional: q2OverQ1.times(q1), largest: q3 };
}

/** qmin, qt and qn of a meter of class A to D; refuses a class that this size does not have. */
export function flowsOfQn(/** @type {D} */ qn, /** @type {string} */ meterClass, rows) {
  const sized = rows.filter(({ qnFrom, qnBelow }) => (qnFrom === null || qn.gte(qnFrom)) && (qnBelow === null || qn.lt(qnBelow)));
  const row = sized.find((one) => one.meterClass === meterClass);
  if (!row) {
    throw new NoSuchClass({ where: "spec/class", given: meterClass, known: sized.map((one) => one.meterClass).join(", ") });
  }
  return { smallest: row.smallestTimesQn.times(qn), transitional: row.transitionalTimesQn.times(qn), largest: qn };
}

/** The zone a flow lies in: lower from the smallest to below the transitional, upper up to the largest. */
export function zoneOf(/** @type {D} */ flow, /** @type {Flows} */ flows, where = "flow") {
  if (flow.lt(flows.smallest) || flow.gt(flows.largest)) throw new NoLimitThere({ where, given: `${plain(flow)} m³/h` });
  return flow.lt(flows.transitional) ? "lower" : "upper";
}

/** The least test volume in litres: max(divisions · d, Q · seconds). */
export const leastVolumeL = (/** @type {D} */ division, /** @type {D} */ flow, /** @type {D} */ divisions, /** @type {D} */ seconds) =>
  Decimal.max(divisions.times(division), flow.times(1000).times(seconds).div(3600));

/** Refuse a test on less water than the division and the time ask for. */
export function checkVolume(/** @type {D} */ volume, /** @type {D} */ least, /** @type {string} */ where) {
  if (volume.lt(least)) throw new ProvesNothing({ where, given: `${plain(volume)} l`, wanted: `≥ ${plain(least)} l` });
}
