// SPDX-License-Identifier: Apache-2.0
// The tolerable deficiency T of a nominal quantity: the twin of chuan.metrology.prepackages.tolerance.

import { Decimal, plain, roundToStep } from "../../decimals.js";
import { NoToleranceKnown } from "../../errors.js";

const PERCENT = new Decimal("0.01");

/**
 * T in the base unit of the kind (g, ml, m, m², item), rounded up where the text says up.
 * @param {import("./rule-set.js").RuleSet} rules
 * @param {string} kind
 * @param {import("decimal.js").Decimal} nominal
 */
export function tolerableDeficiency(rules, kind, nominal) {
  const table = rules.tolerances.get(kind);
  const band = table?.bands.find(({ above, upTo }) => nominal.gt(above) && (upTo === null || nominal.lte(upTo)));
  if (!table || !band || (band.percent === null && band.absolute === null)) {
    throw new NoToleranceKnown({ where: "nominal", rule_set: rules.id, kind, given: nominal.toFixed() });
  }
  if (band.absolute !== null) return band.absolute;
  const exact = nominal.times(band.percent).times(PERCENT);
  const rounding = table.rounding.find(({ upTo }) => upTo === null || nominal.lte(upTo));
  return rounding ? roundToStep(exact, rounding.step, "up") : exact;
}
