// SPDX-License-Identifier: Apache-2.0
// Taking typed values out of JSON; every refusal names the place.

import { Negative, NoReadings, NotADay, NotAList, NotAWholeNumber, TooLarge } from "./errors.js";
import { daysOf } from "./law.js";
import { adjusted, number, typedExponent } from "./numbers.js";

/** @typedef {import("decimal.js").Decimal} D */

/** No reading of goods has more decimals, or more digits before the point, than this. */
const MOST_DIGITS = 12;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** @param {unknown} value */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** What Python takes as nothing said: absent, null, false, zero, and an empty text, list or object. */
export const isEmpty = (/** @type {any} */ value) =>
  !value || (typeof value === "object" && Object.keys(value).length === 0);

/** A day written year-month-day, one of the calendar. */
export function day(/** @type {unknown} */ given, where = "on") {
  const [, year, month, date] = ((typeof given === "string" && DAY.exec(given)) || []).map(Number);
  const isDay = year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysOf(year, month);
  if (!isDay) throw new NotADay({ where, given });
  return /** @type {string} */ (given);
}

/** A whole number above zero, given as a number or as digits in text. */
export function whole(/** @type {unknown} */ given, /** @type {string} */ where) {
  const value = typeof given === "string" && /^\d{1,12}$/.test(given) ? Number(given) : given;
  if (!Number.isSafeInteger(value) || /** @type {number} */ (value) <= 0) throw new NotAWholeNumber({ where, given: value });
  return /** @type {number} */ (value);
}

/** The readings of a list, none below zero; the first impossible one is refused by its place. */
export function readings(/** @type {unknown} */ given, /** @type {string} */ where) {
  if (!Array.isArray(given)) throw new NotAList({ where });
  if (!given.length) throw new NoReadings({ where });
  return given.map((value, place) => reading(value, `${where}/${place + 1}`));
}

/** One reading: a finite number of sensible length, zero (an empty package) or above. */
export const reading = (/** @type {unknown} */ given, /** @type {string} */ where) => bounded(number(given, where), given, where);

/** Refuse a number of more digits than a reading of goods has, or below zero. */
export function bounded(/** @type {D} */ value, /** @type {unknown} */ given, /** @type {string} */ where) {
  if (adjusted(value, given) >= MOST_DIGITS || typedExponent(given) < -MOST_DIGITS) {
    throw new TooLarge({ where, given: String(given) });
  }
  if (value.lt(0)) throw new Negative({ where, given: String(given) });
  return value;
}
