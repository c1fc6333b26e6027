// SPDX-License-Identifier: Apache-2.0
// Taking typed values out of JSON; every refusal names the place.

import { MissingKey, NoReadings, NotADay, NotAList, NotAWholeNumber, TooLarge, UnknownKey } from "./errors.js";
import { daysOf } from "./law.js";
import { positive, typedExponent } from "./numbers.js";

/** No reading of goods has more decimals, or more digits before the point, than this. */
const MOST_DIGITS = 12;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** @param {unknown} value */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Refuse the first key, in the order of the alphabet, that is not known. */
export function refuseUnknownKeys(/** @type {object} */ payload, /** @type {Set<string>} */ known) {
  const unknown = Object.keys(payload).filter((key) => !known.has(key)).sort();
  if (unknown.length) throw new UnknownKey({ where: unknown[0] });
}

/** The value of a key that must be there. */
export function need(/** @type {any} */ payload, /** @type {string} */ key) {
  if (!Object.hasOwn(payload, key)) throw new MissingKey({ where: key, key });
  return payload[key];
}

/** A day written year-month-day, one of the calendar. */
export function day(/** @type {unknown} */ given, where = "on") {
  const [, year, month, date] = (typeof given === "string" && DAY.exec(given)) || [];
  const isDay = year && Number(year) >= 1 && Number(month) >= 1 && Number(month) <= 12
    && Number(date) >= 1 && Number(date) <= daysOf(Number(year), Number(month));
  if (!isDay) throw new NotADay({ where, given });
  return /** @type {string} */ (given);
}

/** A whole number above zero, given as a number or as text. */
export function whole(/** @type {unknown} */ given, /** @type {string} */ where) {
  const value = typeof given === "string" && /^\d{1,12}$/.test(given) ? Number(given) : given;
  if (!Number.isSafeInteger(value) || /** @type {number} */ (value) <= 0) throw new NotAWholeNumber({ where, given: value });
  return /** @type {number} */ (value);
}

/** The readings of a list, each above zero; the first impossible one is refused by its place. */
export function readings(/** @type {unknown} */ given, /** @type {string} */ where) {
  if (!Array.isArray(given)) throw new NotAList({ where });
  if (!given.length) throw new NoReadings({ where });
  return given.map((value, place) => reading(value, `${where}/${place + 1}`));
}

function reading(/** @type {unknown} */ given, /** @type {string} */ where) {
  const value = positive(given, where);
  if (value.e >= MOST_DIGITS || typedExponent(given) < -MOST_DIGITS) throw new TooLarge({ where, given: String(given) });
  return value;
}
