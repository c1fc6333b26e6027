// SPDX-License-Identifier: Apache-2.0
// Electricity meters: the twin of chuan.metrology.electricity. Currents in A, voltages in V, errors in per cent.

import { Decimal, plain, roundToStep } from "../decimals.js";
import { BeyondCapacity, NoLimitThere, NoSuchClass } from "../errors.js";

/** @typedef {import("decimal.js").Decimal} D */

const MILLION = new Decimal(1_000_000);

/** The row that holds at a current; refuses a class, a factor or a current the table does not have. */
export function rowAt(/** @type {D} */ current, { basic, imax, meterClass, factor, rows, where }) {
  const own = rows.filter((row) => row.meterClass === meterClass);
  if (!own.length) {
    const known = [...new Set(rows.map((row) => row.meterClass))].join(", ");
    throw new NoSuchClass({ where: "spec/class", given: meterClass, known });
  }
  if (current.gt(imax)) {
    throw new BeyondCapacity({ where, given: `${plain(current)} A`, most: `Imax = ${plain(imax)} A` });
  }
  const found = own.find((row) => row.factor === factor && current.gte(row.fromTimes.times(basic))
    && (row.belowTimes === null || current.lt(row.belowTimes.times(basic))));
  if (found) return found;
  throw new NoLimitThere({ where, given: `${plain(current)} A, factor ${factor}, class ${meterClass}` });
}

/** The current at which the meter must start: timesBasic · Ib (or In). */
export const startingCurrent = (/** @type {D} */ basic, /** @type {D} */ timesBasic) => basic.times(timesBasic);

/** How long the no-load test must last, in minutes: coefficient · 10⁶ / (k · m · Un · Imax). */
export const leastNoLoadMinutes = (/** @type {D} */ coefficient, { constant, elements, un, imax }) =>
  coefficient.times(MILLION).div(constant.times(elements).times(un).times(imax));

/** The error as papers show it: rounded to a tenth of the class index. Never used for the verdict. */
export const shownError = (/** @type {D} */ error, /** @type {D} */ classIndex) => roundToStep(error, classIndex.div(10));
