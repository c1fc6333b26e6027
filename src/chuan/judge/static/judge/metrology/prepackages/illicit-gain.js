// SPDX-License-Identifier: Apache-2.0
// What a seller of short packages gained: the twin of chuan.metrology.prepackages.illicit_gain. Nothing is rounded.

import { Decimal, ZERO } from "../../decimals.js";
import { ratio } from "./quantities.js";

/** @typedef {import("decimal.js").Decimal} D */

/** The gain; quantities per package in `unit`, prices in đồng per `priceUnit`. */
export function illicitGain({ allowedMean, mean, unit, unitsSold, priceAtStart, priceAtDetection, priceUnit }) {
  const shortage = Decimal.max(allowedMean.minus(mean), ZERO);
  const quantity = shortage.times(unitsSold).times(ratio(unit, priceUnit, "price_unit"));
  const price = priceAtStart.plus(priceAtDetection).div(2);
  return { shortagePerUnit: shortage, quantityInError: quantity, price, gain: quantity.times(price) };
}

/** The lowest and highest fine where the gain exceeds the field's highest fine; null where it does not. */
export const fineByGain = (/** @type {D} */ gain, /** @type {D} */ highestFine, /** @type {D} */ least, /** @type {D} */ most) =>
  (gain.lte(highestFine) ? null : { least: gain.times(least), most: gain.times(most) });
