// SPDX-License-Identifier: Apache-2.0
// Which rows of a rule set hold for a lot, and what no row lets anybody judge: the twin of
// chuan.metrology.prepackages.plans.

import { DoubleSampleSize, LotTooLarge, NoPlanKnown, OnePackage, SampleLargerThanLot } from "../../errors.js";

/** Kinds of quantity that a rule set with a plan by the range judges by it. */
const BY_RANGE = ["length", "area", "count"];
const ANY_CENSUS = { lotMin: 1, lotMax: null, meanTested: true, t1Tested: true, t1Percent: null };

/** True if every package of the lot was measured. */
export const isCensus = (lot) => lot.sampleSize === lot.lotSize;

/** The rows for a lot; a refusal if nothing may be concluded from what was measured. */
export function choose(rules, lot) {
  checkSize(rules, lot);
  const byRange = isByRange(rules, lot);
  const plan = rowFor(rules.plans[planName(lot, byRange)] ?? [], lot.lotSize);
  const meanPlan = rowFor(rules.plans["mean-check"] ?? [], lot.lotSize);
  const double = lot.plan === "double" ? rowFor(rules.double, lot.lotSize) : null;
  const choice = {
    plan, meanPlan: lot.destructive || meanPlan === null ? plan : meanPlan, double,
    census: rowFor(rules.census, lot.lotSize) ?? ANY_CENSUS, byRange, required: required(plan, double, lot),
    known: plan?.known ? plan : null, warnings: [],
  };
  checkSample(rules, lot, choice);
  return choice;
}

/** Whether the text judges such goods by the range instead of the standard deviation. */
export const isByRange = (rules, lot) => "range" in rules.plans && BY_RANGE.includes(lot.kind) && !lot.destructive;

/** Under which name the rule set keeps the plan. */
export function planName(lot, byRange) {
  if (byRange) return "range";
  if (!lot.destructive) return "non-destructive";
  return lot.plan === "e-mark" ? "e-mark-destructive" : "destructive";
}

/** The row whose band the lot size falls into. */
const rowFor = (rows, lotSize) =>
  rows.find(({ lotMin, lotMax }) => lotMin <= lotSize && (lotMax === null || lotSize <= lotMax)) ?? null;

function required(plan, double, lot) {
  if (double) return double.n1 + (lot.second.length ? double.n2 : 0);
  return plan?.known && plan.sampleSize !== null ? Math.min(plan.sampleSize, lot.lotSize) : lot.lotSize;
}

function checkSize(rules, lot) {
  const { lotSize, sampleSize, meanNet, place } = lot;
  const largest = place !== "production" && rules.lotMaxOffLine !== null ? rules.lotMaxOffLine : rules.lotMax;
  if (largest !== null && lotSize > largest) {
    throw new LotTooLarge({ where: "lot_size", lot_size: lotSize, largest, rule_set: rules.id });
  }
  if (Math.max(sampleSize, meanNet.length) > lotSize) {
    throw new SampleLargerThanLot({ where: "net", sample_size: sampleSize, lot_size: lotSize });
  }
}

function checkSample(rules, lot, choice) {
  const { lotSize, sampleSize } = lot;
  if (isCensus(lot)) {
    if (choice.plan && !choice.plan.known) choice.warnings.push({ code: "plan-not-seen", lot_size: String(lotSize) });
    return;
  }
  if (!choice.known || (lot.plan === "double" && !choice.double)) {
    throw new NoPlanKnown({ where: "lot_size", rule_set: rules.id, lot_size: lotSize });
  }
  if (choice.double) {
    checkDouble(lot, choice.double);
  } else if (sampleSize === 1 && choice.required > 1) {
    throw new OnePackage({ where: "net", lot_size: lotSize, required: choice.required });
  } else if (sampleSize !== choice.required) {
    const code = sampleSize < choice.required ? "sample-too-small" : "sample-larger-than-plan";
    choice.warnings.push({ code, sample_size: String(sampleSize), required: String(choice.required) });
  }
}

function checkDouble({ net, second }, { n1, n2 }) {
  if (net.length !== n1) throw new DoubleSampleSize({ where: "net", given: net.length, wanted: n1 });
  if (second.length && second.length !== n2) {
    throw new DoubleSampleSize({ where: "second", given: second.length, wanted: n2 });
  }
}
