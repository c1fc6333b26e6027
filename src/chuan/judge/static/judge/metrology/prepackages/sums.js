// SPDX-License-Identifier: Apache-2.0
// Mean, standard deviation and mean test on exact whole numbers, so that the order of the readings plays no part: the
// twin of chuan.metrology.prepackages.sums. All readings are written as whole numbers of 10^−decimals.

import { Decimal } from "../../decimals.js";

/** @typedef {import("decimal.js").Decimal} D */

/** A decimal as a whole number of 10^−decimals. */
const whole = (/** @type {D} */ value, /** @type {number} */ decimals) => BigInt(value.toFixed(decimals).replace(".", ""));

const decimal = (/** @type {bigint | number} */ value) => new Decimal(String(value));

/** A decimal of 10^−decimals, rounded to 28 digits. */
const shift = (/** @type {D} */ value, /** @type {number} */ decimals) => value.times(decimal(10).pow(-decimals));

export class Sums {
  /** @param {D[]} values at least one */
  constructor(values) {
    this.decimals = values.reduce((most, value) => Math.max(most, value.decimalPlaces()), 0);
    const wholes = values.map((value) => whole(value, this.decimals));
    let [total, squares, least, most] = [0n, 0n, wholes[0], wholes[0]];
    for (const x of wholes) {
      total += x;
      squares += x * x;
      if (x < least) least = x;
      if (x > most) most = x;
    }
    this.n = values.length;
    this.total = total;
    this.spread = BigInt(this.n) * squares - total * total;
    this.width = most - least;
  }

  /** The sum of the readings. */
  get sum() {
    return shift(decimal(this.total), this.decimals);
  }

  /** Largest − smallest reading. */
  get range() {
    return shift(decimal(this.width), this.decimals);
  }

  mean() {
    return shift(decimal(this.total).div(this.n), this.decimals);
  }

  /** The sample standard deviation (divisor n − 1); null of one value. */
  s() {
    if (this.n < 2) return null;
    return shift(decimal(this.spread).div(decimal(this.n * (this.n - 1))).sqrt(), this.decimals);
  }

  /**
   * Whether mean ≥ nominal − k·s, decided on whole numbers: D ≤ 0, or k² · n · V ≥ (n − 1) · D², D = n · Qn − S.
   * @param {D} nominal
   * @param {D} k
   */
  reaches(nominal, k) {
    const [lack, grow] = this.#lack(nominal);
    if (lack <= 0n || this.n < 2) return lack <= 0n; // one reading has no s that could make up for what it lacks
    const [times, ten] = fraction(k);
    const n = BigInt(this.n);
    return (times * grow) ** 2n * n * this.spread >= (n - 1n) * (lack * ten) ** 2n;
  }

  /**
   * Whether mean + a · (largest − smallest) ≥ nominal, decided on whole numbers.
   * @param {D} nominal
   * @param {D} a
   */
  reachesByRange(nominal, a) {
    const [lack, grow] = this.#lack(nominal);
    const [times, ten] = fraction(a);
    return times * BigInt(this.n) * this.width * grow >= lack * ten;
  }

  /** n · Qn − S in whole numbers of the finer of both steps, and how many of that step one of ours is. */
  #lack(/** @type {D} */ nominal) {
    const decimals = Math.max(this.decimals, nominal.decimalPlaces());
    const grow = 10n ** BigInt(decimals - this.decimals);
    return [BigInt(this.n) * whole(nominal, decimals) - this.total * grow, grow];
  }
}

/** A factor as whole number and power of ten: 0.379 → 379 of 1000. */
function fraction(/** @type {D} */ value) {
  const decimals = value.decimalPlaces();
  return [whole(value, decimals), 10n ** BigInt(decimals)];
}
