// SPDX-License-Identifier: Apache-2.0
// n, ΣX and n·ΣX² − (ΣX)² of readings written as whole numbers of 10^−decimals: exact, so their order plays no part.

import { Decimal } from "../../decimals.js";
import { TooLarge } from "../../errors.js";

/** No reading of goods has more decimals than this. */
const MOST_DECIMALS = 12;

/** A decimal as a whole number of 10^−decimals. */
const whole = (/** @type {Decimal} */ value, /** @type {number} */ decimals) => BigInt(value.toFixed(decimals).replace(".", ""));

const decimal = (/** @type {bigint | number} */ value) => new Decimal(String(value));

const shift = (/** @type {Decimal} */ value, /** @type {number} */ decimals) => value.times(decimal(10).pow(-decimals));

export class Sums {
  /** @param {import("decimal.js").Decimal[]} values */
  constructor(values) {
    this.decimals = Math.max(0, ...values.map((value) => value.decimalPlaces()));
    if (this.decimals > MOST_DECIMALS) throw new TooLarge({ where: "net", given: `1E-${this.decimals}` });
    let [total, squares] = [0n, 0n];
    for (const value of values) {
      const x = whole(value, this.decimals);
      total += x;
      squares += x * x;
    }
    this.n = values.length;
    this.total = total;
    this.spread = BigInt(this.n) * squares - total * total;
  }

  /** ΣX as it would be added up by hand. */
  sum() {
    return shift(decimal(this.total), this.decimals);
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
   * @param {import("decimal.js").Decimal} nominal
   * @param {import("decimal.js").Decimal} k
   */
  reaches(nominal, k) {
    const decimals = Math.max(this.decimals, nominal.decimalPlaces());
    const grow = 10n ** BigInt(decimals - this.decimals);
    const n = BigInt(this.n);
    const lack = n * whole(nominal, decimals) - this.total * grow;
    if (lack <= 0n) return true;
    const kDecimals = k.decimalPlaces();
    const kWhole = whole(k, kDecimals);
    return kWhole ** 2n * n * this.spread * grow ** 2n >= (n - 1n) * lack ** 2n * 10n ** BigInt(2 * kDecimals);
  }
}
