// SPDX-License-Identifier: Apache-2.0
// Decimal arithmetic of 28 digits, half-even: the twin of chuan.metrology.decimals, so that no last digit ever differs.
//
// The same file works in Node, which finds the package by its name, and in the browser, which finds it among our static
// files: no bundler, no import map (our Content-Security-Policy admits no inline script).

import { TooLarge } from "./errors.js";

/** @typedef {import("decimal.js").Decimal} Decimal */

const inNode = typeof process !== "undefined" && Boolean(process.versions?.node);
const { default: Library } = await import(inNode ? "decimal.js" : "../vendor/decimal/decimal.mjs");

/**
 * The constructor every module here uses. Limits of the exponent as in Python's default context.
 * @type {typeof import("decimal.js").Decimal}
 */
export const Decimal = Library.clone({
  precision: 28, rounding: Library.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15,
});

export const ZERO = new Decimal(0);

/** Enough digits to round any number of trade (at most 200 before and after the point) without rounding it twice. */
const Wide = Library.clone({ precision: 1000, rounding: Library.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 });

const MODES = /** @type {const} */ ({
  "half-even": Library.ROUND_HALF_EVEN, "half-up": Library.ROUND_HALF_UP, up: Library.ROUND_UP, down: Library.ROUND_DOWN,
  ceiling: Library.ROUND_CEIL, floor: Library.ROUND_FLOOR,
});

/** No quantity in trade is written with more digits than this, before and after the point together. */
const MOST_DIGITS = 200;

/**
 * Write a decimal without exponent and without trailing zeros; nothing is ever "-0".
 * @param {Decimal} value
 * @returns {string}
 */
export function plain(value) {
  bounded(value);
  return value.isZero() ? "0" : value.toFixed();
}

/**
 * `plain` where there may be no value.
 * @param {Decimal | null} value
 */
export const plainOrNull = (value) => (value === null ? null : plain(value));

/**
 * Add up, one by one, each step rounded to 28 digits as Python's sum() is.
 * @param {Decimal[]} values
 */
export const sum = (values) => values.reduce((total, value) => total.plus(value), ZERO);

/**
 * Round to a whole number of steps (0.1 g, scale divisions). Exact: no division is rounded on the way.
 * @param {Decimal} value
 * @param {Decimal} step
 * @param {keyof typeof MODES} how
 */
export function roundToStep(value, step, how = "half-even") {
  return new Decimal(new Wide(bounded(value)).toNearest(bounded(step), MODES[how]));
}

/**
 * Round to so many decimals; negative `decimals` round to tens, hundreds, …
 * @param {Decimal} value
 * @param {number} decimals
 * @param {keyof typeof MODES} how
 */
export const roundToDecimals = (value, decimals, how = "half-even") =>
  roundToStep(value, new Decimal(10).pow(-decimals), how);

/** @param {Decimal} value */
function bounded(value) {
  if (value.e > MOST_DIGITS || value.decimalPlaces() > MOST_DIGITS) {
    throw new TooLarge({ where: "value", given: value.toExponential(3).toUpperCase() });
  }
  return value;
}
