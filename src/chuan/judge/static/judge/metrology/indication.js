// SPDX-License-Identifier: Apache-2.0
// Errors of indication: the twin of chuan.metrology.indication.

import { Decimal } from "../decimals.js";

const HUNDRED = new Decimal(100);

/** @typedef {import("decimal.js").Decimal} D */

/** 100 · (indication − reference) / reference, in per cent; the reference is positive. */
export const relativeErrorPercent = (/** @type {D} */ indication, /** @type {D} */ reference) =>
  HUNDRED.times(indication.minus(reference)).div(reference);

/** |error| ≤ mpe: the limit itself passes, nothing is rounded. */
export const isWithin = (/** @type {D} */ error, /** @type {D} */ mpe) => error.abs().lte(mpe);
