// SPDX-License-Identifier: Apache-2.0
// The tolerable deficiency T of a nominal quantity: the twin of chuan.metrology.prepackages.tolerance.

import { Decimal, roundToStep } from "../../decimals.js";
import { NoToleranceKnown } from "../../errors.js";

/** @typedef {import("decimal.js").Decimal} D */

const PERCENT = new Decimal("0.01");

/**
 * Whether a nominal quantity is of a row: above and up to, or (`fromIncluded`) from and below.
 * @param {{above: D, upTo: D | null, fromIncluded: boolean}} band
 * @param {D} nominal
 */
export function holds({ above, upTo, fromIncluded }, nominal) {
  if (fromIncluded) return above.lte(nominal) && (upTo === null || nominal.lt(upTo));
  return above.lt(nominal) && (upTo === null || nominal.lte(upTo));
}

/**
 * T in the base unit of the kind (g, ml, m, m², item), rounded up where the text says up.
 * @param {any} rules
 * @param {string} kind
 * @param {D} nominal
 * @returns {D}
 */
export function tolerableDeficiency(rules, kind, nominal) {
  const table = rules.tolerances.get(kind);
  const found = table ? deficiency(table, nominal) : null;
  if (found === null) throw new NoToleranceKnown({ where: "nominal", rule_set: rules.id, kind, given: nominal.toFixed() });
  return found;
}

function deficiency(table, nominal) {
  if (table.scope && (nominal.lt(table.scope[0]) || nominal.gt(table.scope[1]))) return null;
  const band = table.bands.find((one) => holds(one, nominal));
  if (!band || band.percent === null) return band ? band.absolute : null;
  const exact = nominal.times(band.percent).times(PERCENT);
  const rounding = table.rounding.find(({ upTo }) => upTo === null || nominal.lte(upTo));
  return rounding ? roundToStep(exact, rounding.step, "up") : exact;
}
