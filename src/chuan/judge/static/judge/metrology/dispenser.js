// SPDX-License-Identifier: Apache-2.0
// What a proving measure holds at its temperature: the twin of chuan.metrology.dispenser as far as the judge needs it.

/** @typedef {import("decimal.js").Decimal} D */

/**
 * The volume held at a temperature, V = V_read · (1 + β (t − t_ref)); as read without a coefficient; null if a
 * correction is due and the temperature is not known.
 * @param {{expansionPerC: D, referenceTemperatureC: D} | null} measure
 * @param {D} read
 * @param {D | null} temperature
 */
export function volumeAt(measure, read, temperature) {
  if (measure === null) return read;
  if (temperature === null) return null;
  return read.times(measure.expansionPerC.times(temperature.minus(measure.referenceTemperatureC)).plus(1));
}
