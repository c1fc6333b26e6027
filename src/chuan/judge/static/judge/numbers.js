// SPDX-License-Identifier: Apache-2.0
// From what was typed or sent to a decimal: digits 0–9, a point, an exponent, blanks around; nothing else is a number.

import { Decimal } from "./decimals.js";
import { Negative, NotANumber, TooLarge } from "./errors.js";

/** No quantity in trade is written with more digits than this. */
const MOST_DIGITS = 200;
/** How nearly all readings are written: nothing to strip, to unfold or to bound. */
const SIMPLE = /^-?\d{1,20}(\.\d{1,20})?$/;
const NUMBER = /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?$/i;
//: What Python's str.strip() takes away; JavaScript's trim() differs in U+001C to U+001F, U+0085 and U+FEFF.
const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const BLANKS = new RegExp(`^${BLANK}+|${BLANK}+$`, "g");

/** @param {string} text */
export const strip = (text) => text.replace(BLANKS, "");

/**
 * A finite decimal from a text or a whole number; `NotANumber` else. A number with a fraction is refused: as a binary
 * fraction it has lost its last digit before it came here.
 * @param {unknown} given
 * @param {string} where
 * @returns {import("decimal.js").Decimal}
 */
export function number(given, where) {
  if (typeof given === "string" && SIMPLE.test(given)) return new Decimal(given);
  const isWhole = typeof given === "number" && Number.isSafeInteger(given);
  if (typeof given !== "string" && !isWhole) throw new NotANumber({ where, given });
  const text = strip(String(given));
  if (!NUMBER.test(text)) throw new NotANumber({ where, given });
  const value = new Decimal(text);
  const isOutOfReach = !value.isFinite() || (value.isZero() && /[1-9]/.test(text.replace(/e.*/i, "")));
  if (isOutOfReach) throw new NotANumber({ where, given });
  if (!value.isZero() && (digitsOf(text) > MOST_DIGITS || Math.abs(value.e) > MOST_DIGITS)) {
    throw new TooLarge({ where, given: value.toExponential(3).toUpperCase() });
  }
  return value;
}

/**
 * A number above zero, or `Negative`.
 * @param {unknown} given
 * @param {string} where
 */
export function positive(given, where) {
  const value = number(given, where);
  if (value.lte(0)) throw new Negative({ where, given: String(given) });
  return value;
}

/** What was given, as a refusal shows it. */
export const spelled = (/** @type {unknown} */ given) =>
  (given !== null && typeof given === "object" ? JSON.stringify(given) : String(given));

/** The exponent of the last digit as typed, trailing zeros counted: "500.20" → −2. */
export function typedExponent(/** @type {unknown} */ given) {
  if (typeof given === "string" && SIMPLE.test(given)) return given.includes(".") ? given.indexOf(".") + 1 - given.length : 0;
  const [mantissa, power = "0"] = strip(String(given)).toLowerCase().split("e");
  return Number(power) - (mantissa.split(".")[1] ?? "").length;
}

/** The exponent of the first digit; of a zero that of its last one, as in Python: "0.00" → −2. */
export const adjusted = (/** @type {Decimal} */ value, /** @type {unknown} */ given) =>
  (value.isZero() ? typedExponent(given) : value.e);

/** How many digits a number is written with, leading zeros left out and trailing ones counted. */
const digitsOf = (/** @type {string} */ text) => text.replace(/e.*/i, "").replace(/\D/g, "").replace(/^0+/, "").length;
