// SPDX-License-Identifier: Apache-2.0
// From what was weighed to the net quantity of each package: the twin of chuan.metrology.prepackages.tare.

import { Decimal } from "../../decimals.js";
import { CountsDiffer, IndividualTaresNeeded, Negative, TareRuleUnknown } from "../../errors.js";
import { Sums } from "./sums.js";

/** @typedef {import("decimal.js").Decimal} D */

/** The mean of weighed tares if the rule set lets it stand for all packages; all in one unit. */
export function meanTare(rules, /** @type {D[]} */ sample, { nominal, deficiency, place }) {
  if (rules.tare === null) throw new TareRuleUnknown({ where: "tare/sample", rule_set: rules.id });
  const rule = ruleFor(rules.tare, place);
  const sums = new Sums(sample);
  const mean = sums.mean();
  const s = sums.s();
  if (mean.times(100).lte(rule.meanPercent.times(nominal))) return { mean, ground: "small" };
  if (s !== null && sample.length >= rule.tares && s.lte(rule.sdShare.times(deficiency))) return { mean, ground: "even" };
  throw new IndividualTaresNeeded({ where: "tare/sample", given: sample.length, wanted: rule.tares });
}

function ruleFor(tare, place) {
  const fitting = tare.filter((rule) => rule.place === null || rule.place === place);
  return (fitting.length ? fitting : tare).reduce((most, rule) => (rule.tares > most.tares ? rule : most));
}

/** Gross − tare of each package, the same tare for all or one each; a refusal below zero. */
export function subtract(/** @type {D[]} */ gross, /** @type {D | D[]} */ tare, /** @type {string} */ where) {
  const isSame = tare instanceof Decimal;
  if (!isSame && tare.length !== gross.length) throw new CountsDiffer({ where, given: tare.length, wanted: gross.length });
  const net = gross.map((value, place) => value.minus(isSame ? tare : tare[place]));
  net.forEach((value, place) => {
    if (value.lt(0)) throw new Negative({ where: `${where}/${place + 1}`, given: value.toFixed() });
  });
  return net;
}

/** V = m / ρ in ml. */
export const volumes = (/** @type {D[]} */ masses, /** @type {D} */ density) => masses.map((mass) => mass.div(density));

/** Percent of the labelled quantity, un-rounded. */
export const moistureAllowance = (/** @type {D} */ nominal, /** @type {D} */ percent) => nominal.times(percent).times("0.01");

/** How much of the labelled quantity ran off: 100 · (labelled − drained) / labelled. */
export const purgePercent = (/** @type {D} */ labelled, /** @type {D} */ drained) =>
  new Decimal(100).times(labelled.minus(drained)).div(labelled);

/** A package error as a multiple of the scale interval. */
export const dimensionless = (/** @type {D} */ error, /** @type {D} */ interval) => error.div(interval);
