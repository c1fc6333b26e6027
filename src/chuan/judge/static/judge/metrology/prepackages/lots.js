// SPDX-License-Identifier: Apache-2.0
// The judge of lots: mean test, T1 errors, T2 errors, by whatever rule set comes in. The twin of
// chuan.metrology.prepackages.lots, where the arithmetic is explained; figures not known are null.

import { Decimal, ZERO, plain } from "../../decimals.js";
import { LotTooLarge, NoPlanKnown, OnePackage, SampleLargerThanLot } from "../../errors.js";
import { Sums } from "./sums.js";
import { tolerableDeficiency } from "./tolerance.js";

const HUNDRED = new Decimal(100);

/**
 * Judge a lot: every figure, and a verdict where the readings suffice for one. A sample that is not of the prescribed
 * size is judged only as far as it is conclusive either way: never a pass from fewer packages than prescribed.
 */
export function judge(rules, lot) {
  const plan = planFor(rules, lot);
  const found = {
    kind: lot.kind, sampleSize: lot.sampleSize, sampleSizeRequired: required(plan, lot),
    census: lot.sampleSize === lot.lotSize, mean: null, s: null, k: null, meanLimit: null, meanPassed: null,
    tolerableDeficiency: null, t1Limit: null, t1Count: null, t1Allowed: null, t1Passed: null, t2Limit: null,
    t2Count: null, t2Passed: null, verdict: null, reasons: [], warnings: [], working: [],
  };
  refuse(rules, plan, lot, found);
  limits(rules, lot, found);
  const figures = lot.net.length ? new Sums(lot.net) : null;
  mean(plan, lot, found, figures);
  individuals(rules, plan, lot, found);
  decide(found);
  return found;
}

/** The row of the sampling table for such a lot; null if the rule set has none. */
export function planFor(rules, lot) {
  const plans = rules.plans[lot.destructive ? "destructive" : "non-destructive"];
  return plans.find((plan) => plan.lotMin <= lot.lotSize && (plan.lotMax === null || lot.lotSize <= plan.lotMax)) ?? null;
}

function required(plan, lot) {
  if (!plan?.known) return lot.lotSize;
  return plan.sampleSize === null ? lot.lotSize : Math.min(plan.sampleSize, lot.lotSize);
}

function refuse(rules, plan, lot, found) {
  const { lotSize, sampleSize } = lot;
  if (rules.lotMax !== null && lotSize > rules.lotMax) {
    throw new LotTooLarge({ where: "lot_size", lot_size: lotSize, largest: rules.lotMax, rule_set: rules.id });
  }
  if (sampleSize > lotSize) throw new SampleLargerThanLot({ where: "net", sample_size: sampleSize, lot_size: lotSize });
  if (found.census) {
    if (!plan?.known) found.warnings.push({ code: "plan-not-seen", lot_size: String(lotSize) });
    return;
  }
  if (!plan?.known) throw new NoPlanKnown({ where: "lot_size", rule_set: rules.id, lot_size: lotSize });
  if (sampleSize === 1 && found.sampleSizeRequired > 1) {
    throw new OnePackage({ where: "net", lot_size: lotSize, required: found.sampleSizeRequired });
  }
  if (sampleSize !== found.sampleSizeRequired) found.warnings.push(wrongSize(found));
}

function wrongSize({ sampleSize, sampleSizeRequired }) {
  const code = sampleSize < sampleSizeRequired ? "sample-too-small" : "sample-larger-than-plan";
  return { code, sample_size: String(sampleSize), required: String(sampleSizeRequired) };
}

function limits(rules, lot, found) {
  const deficiency = tolerableDeficiency(rules, lot.kind, lot.nominal.times(lot.toBase)).div(lot.toBase);
  found.tolerableDeficiency = deficiency;
  found.t1Limit = lot.nominal.minus(deficiency);
  const values = { qn: plain(lot.nominal), t: plain(deficiency) };
  step(found, "tolerable-deficiency", "T = T(Qn)", { qn: plain(lot.nominal) }, deficiency);
  step(found, "t1-limit", "Qn − T", values, found.t1Limit);
  if (rules.t2Multiple !== null) {
    found.t2Limit = lot.nominal.minus(rules.t2Multiple.times(deficiency));
    step(found, "t2-limit", `Qn − ${plain(rules.t2Multiple)} × T`, values, found.t2Limit);
  }
}

function mean(plan, lot, found, figures) {
  found.mean = figures ? figures.mean() : lot.mean;
  if (found.mean === null) return;
  if (figures) {
    found.s = figures.s();
    step(found, "mean", "X̄ = Σx / n", { n: String(figures.n), sum: plain(figures.sum()) }, found.mean);
    if (found.s) step(found, "s", "s = √(Σ(x − X̄)² / (n − 1))", { n: String(figures.n) }, found.s);
  }
  if (found.census) {
    found.meanLimit = lot.nominal;
    found.meanPassed = figures ? figures.reaches(lot.nominal, ZERO) : found.mean.gte(lot.nominal);
    step(found, "mean-limit", "Qn", { qn: plain(lot.nominal) }, lot.nominal);
    return;
  }
  found.k = plan?.factor ?? null;
  if (found.k) sampleMean(lot, found, figures, found.k);
}

function sampleMean(lot, found, figures, k) {
  if (!figures || !found.s) {
    found.meanPassed = found.mean.gte(lot.nominal) ? true : null;
    return;
  }
  found.meanLimit = lot.nominal.minus(k.times(found.s));
  step(found, "mean-limit", "Qn − k × s", { qn: plain(lot.nominal), k: plain(k), s: plain(found.s) }, found.meanLimit);
  const passed = figures.reaches(lot.nominal, k);
  if (found.sampleSize === found.sampleSizeRequired) {
    found.meanPassed = passed;
  } else if (found.sampleSize > found.sampleSizeRequired) { // the printed factor is too mild for a larger sample
    found.meanPassed = figures.reaches(lot.nominal, ZERO) ? true : passed ? null : false;
  }
}

function individuals(rules, plan, lot, found) {
  found.t1Allowed = allowed(rules, plan, lot, found);
  if (!lot.net.length) return;
  const below = (limit) => lot.net.filter((value) => value.lt(limit)).length;
  const wanted = found.census ? found.sampleSize : found.sampleSizeRequired;
  const isShort = found.sampleSize < wanted;
  found.t1Count = below(found.t1Limit);
  if (found.t1Allowed !== null) {
    if (found.t1Count <= found.t1Allowed) found.t1Passed = isShort ? null : true;
    else found.t1Passed = found.sampleSize > wanted ? null : false;
  } else if (found.t1Count === 0) {
    found.t1Passed = true;
  }
  step(found, "t1-count", "x < Qn − T", { limit: plain(found.t1Limit) }, new Decimal(found.t1Count));
  if (found.t2Limit) {
    found.t2Count = below(found.t2Limit);
    found.t2Passed = found.t2Count ? false : isShort ? null : true;
    step(found, "t2-count", "x < Qn − 2 × T", { limit: plain(found.t2Limit) }, new Decimal(found.t2Count));
  }
}

function allowed(rules, plan, lot, found) {
  if (found.census && rules.censusT1Percent) {
    const count = rules.censusT1Percent.times(lot.lotSize).div(HUNDRED).trunc();
    const values = { percent: plain(rules.censusT1Percent), n: String(lot.lotSize) };
    step(found, "t1-allowed", "⌊percent × N / 100⌋", values, count);
    return count.toNumber();
  }
  return plan?.known ? plan.t1Allowed : null;
}

function decide(found) {
  const tests = [found.meanPassed, found.t1Passed, found.t2Passed];
  const figures = {
    "mean-below-limit": { mean: found.mean, limit: found.meanLimit },
    "too-many-t1": { count: found.t1Count, allowed: found.t1Allowed },
    "t2-found": { count: found.t2Count, limit: found.t2Limit },
  };
  Object.entries(figures).forEach(([code, data], place) => {
    if (tests[place] === false) found.reasons.push({ code, ...asTexts(data) });
  });
  if (tests.includes(false)) found.verdict = false;
  else if (!tests.includes(null)) found.verdict = true;
  else sayWhy(found);
}

function sayWhy(found) {
  if (found.t1Count === null) {
    found.reasons.push({ code: "packages-unknown" });
  } else if (!found.census && found.sampleSize !== found.sampleSizeRequired) {
    found.reasons.push(wrongSize(found));
  } else {
    if (found.meanPassed === null) found.reasons.push({ code: "factor-unknown" });
    if (found.t1Passed === null) found.reasons.push({ code: "t1-allowed-unknown", count: String(found.t1Count) });
    if (found.t2Passed === null) found.reasons.push({ code: "t2-rule-unknown" });
  }
}

function asTexts(data) {
  const text = (value) => (value === null ? null : value instanceof Decimal ? plain(value) : String(value));
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, text(value)]));
}

function step(found, name, formula, values, result) {
  found.working.push({ step: name, formula, values, result: plain(result) });
}
