// SPDX-License-Identifier: Apache-2.0
// Decimal arithmetic of 28 digits, half-even: the twin of chuan.metrology.decimals, so that no last digit ever differs.
//
// The same file works in Node, which finds the package by its name, and in the browser, which finds it among our static
// files: no bundler, no import map (our Content-Security-Policy admits no inline script).

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

/**
 * Write a decimal without exponent and without trailing zeros; nothing is ever "-0".
 * @param {Decimal} value
 * @returns {string}
 */
export function plain(value) {
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
