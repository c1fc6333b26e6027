// SPDX-License-Identifier: Apache-2.0
// Strict reading of JSON objects: every key known, every number a decimal in text (or a whole JSON number). The twin of
// chuan.judge.instrument_kinds.reading.

import {
  MissingKey, NotAChoice, NotAList, NotAWholeNumber, NotAnObjectHere, NotATruthValue, Negative, TooLarge,
  UnknownKey,
} from "../errors.js";
import { adjusted, number, positive, spelled, strip, typedExponent } from "../numbers.js";
import { isObject } from "../payload.js";

/** No reading has more decimals, or more digits before the point, than this. */
const MOST_DIGITS = 15;

/** An object of the input and the place where it stands; refuses keys nobody asks for. */
export class Fields {
  /**
   * @param {any} given
   * @param {string} where
   * @param {string[]} allowed
   */
  constructor(given, where, allowed) {
    if (!isObject(given)) throw new NotAnObjectHere({ where: where || "/" });
    const unknown = Object.keys(given).filter((key) => !allowed.includes(key)).sort();
    if (unknown.length) throw new UnknownKey({ where: join(where, unknown[0]) });
    this.given = given;
    this.where = where;
  }

  /** Where a key stands in the whole input. @param {string} key */
  place(key) {
    return join(this.where, key);
  }

  /** True if the key is there and not null. @param {string} key */
  has(key) {
    return Object.hasOwn(this.given, key) && this.given[key] !== null;
  }

  /** The value of a key that must be there. @param {string} key */
  need(key) {
    if (!this.has(key)) throw new MissingKey({ where: this.place(key), key });
    return this.given[key];
  }

  /** A finite number. @param {string} key */
  number(key) {
    return bounded(number(this.need(key), this.place(key)), this.given[key], this.place(key));
  }

  /** A number above zero. @param {string} key */
  positive(key) {
    return bounded(positive(this.need(key), this.place(key)), this.given[key], this.place(key));
  }

  /** Zero or a number above it. @param {string} key */
  notNegative(key) {
    const value = this.number(key);
    if (value.lt(0)) throw new Negative({ where: this.place(key), given: String(this.given[key]) });
    return value;
  }

  /** A finite number, or null where the key is left out. @param {string} key */
  optional(key) {
    return this.has(key) ? this.number(key) : null;
  }

  /** A whole number above zero. @param {string} key */
  whole(key) {
    const value = this.positive(key);
    if (!value.isInteger()) throw new NotAWholeNumber({ where: this.place(key), given: String(this.given[key]) });
    return value.toNumber();
  }

  /** A word; a class such as 1 may be given as a JSON number. @param {string} key */
  word(key) {
    const value = this.need(key);
    if ((typeof value !== "string" && !Number.isSafeInteger(value)) || !strip(String(value))) {
      throw new NotAChoice({ where: this.place(key), given: spelled(value), known: "…" });
    }
    return strip(String(value));
  }

  /**
   * One of the known words.
   * @param {string} key
   * @param {readonly string[]} known
   */
  choice(key, known, otherwise = "") {
    if (otherwise && !this.has(key)) return otherwise;
    const value = this.word(key);
    if (!known.includes(value)) {
      throw new NotAChoice({ where: this.place(key), given: value, known: known.join(", ") });
    }
    return value;
  }

  /** true or false. @param {string} key */
  truth(key) {
    const value = this.need(key);
    if (typeof value !== "boolean") throw new NotATruthValue({ where: this.place(key) });
    return value;
  }

  /** A list that is not empty. @param {string} key */
  items(key) {
    const value = this.need(key);
    if (!Array.isArray(value) || !value.length) throw new NotAList({ where: this.place(key) });
    return value;
  }

  /**
   * The objects of a list one after another, each with its place: `points/1`, `points/2`, …
   * @param {string} key
   * @param {string[]} allowed
   */
  * objects(key, allowed) {
    let place = 0;
    for (const item of this.items(key)) {
      place += 1;
      yield new Fields(item, `${this.place(key)}/${place}`, allowed);
    }
  }

  /**
   * An object inside this one.
   * @param {string} key
   * @param {string[]} allowed
   */
  child(key, allowed) {
    return new Fields(this.need(key), this.place(key), allowed);
  }
}

/** Refuse numbers with more digits than anything that is measured. */
function bounded(/** @type {import("decimal.js").Decimal} */ value, /** @type {any} */ given, /** @type {string} */ where) {
  if (adjusted(value, given) >= MOST_DIGITS || typedExponent(given) < -MOST_DIGITS) throw new TooLarge({ where, given: String(given) });
  return value;
}

const join = (/** @type {string} */ where, /** @type {string} */ key) => (where ? `${where}/${key}` : key);
