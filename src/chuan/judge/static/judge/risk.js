// SPDX-License-Identifier: Apache-2.0
// Risk of goods by decree 37/2026, R = k · C · P: the twin of chuan.law.reckoning.risk as far as its levels go.

import { Decimal } from "./decimals.js";

/**
 * The level of a score (low, medium, high) by the thresholds of the day; null beyond all of them.
 * @param {import("./law.js").Law} law
 * @param {string} score
 * @param {string} on
 * @returns {string | null}
 */
export function levelOf(law, score, on) {
  const value = new Decimal(score);
  const isOf = (row) => value.gte(row.from_score) && (row.below_score === null || value.lt(row.below_score));
  return law.at(on).table("risk/levels").find(isOf)?.id ?? null;
}
