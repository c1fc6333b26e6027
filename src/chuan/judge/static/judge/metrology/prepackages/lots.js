// SPDX-License-Identifier: Apache-2.0
// The judge of lots: mean test, T1 errors, T2 errors, by whatever rule set comes in. The twin of
// chuan.metrology.prepackages.lots, where the rules are explained.

import { Decimal, ZERO } from "../../decimals.js";
import { NoToleranceKnown } from "../../errors.js";
import { LotFindings } from "./findings.js";
import { choose, isCensus } from "./plans.js";
import { Sums } from "./sums.js";
import { tolerableDeficiency } from "./tolerance.js";

const HUNDRED = new Decimal(100);

/** Judge a lot: every figure, and a verdict where the readings suffice for one. */
export function judge(rules, lot) {
  const choice = choose(rules, lot);
  const found = new LotFindings({
    kind: lot.kind, sampleSize: lot.sampleSize, census: isCensus(lot), sampleSizeRequired: choice.required,
    warnings: choice.warnings,
  });
  if (!rules.official) found.warnings.push({ code: "not-for-official-verdicts", rule_set: rules.id });
  if (rules.supersededBy) found.warnings.push({ code: "edition-superseded", by: rules.supersededBy });
  limits(rules, lot, choice, found);
  mean(rules, lot, choice, found);
  t1(lot, choice, found);
  t2(rules, lot, found);
  found.decide();
  return found;
}

function limits(rules, lot, choice, found) {
  const { nominal, allowance } = lot;
  let deficiency = deficiencyOf(rules, lot, choice);
  if (deficiency === null) return;
  found.step("tolerable-deficiency", "T(Qn)", deficiency, { qn: nominal });
  if (!allowance.isZero()) {
    const widened = deficiency.plus(allowance);
    found.step("allowance", "T + a", widened, { t: deficiency, a: allowance });
    deficiency = widened;
  }
  found.tolerableDeficiency = deficiency;
  found.t1Limit = nominal.minus(deficiency);
  found.step("t1-limit", "Qn − T", found.t1Limit, { qn: nominal, t: deficiency });
  if (rules.t2Multiple !== null) {
    found.t2Limit = nominal.minus(rules.t2Multiple.times(deficiency));
    found.step("t2-limit", "Qn − m × T", found.t2Limit, { qn: nominal, t: deficiency, m: rules.t2Multiple });
  }
}

/** T in the unit of the nominal; null where the text judges by the range and has no T. */
function deficiencyOf(rules, lot, choice) {
  try {
    return tolerableDeficiency(rules, lot.kind, lot.nominal.times(lot.toBase)).div(lot.toBase);
  } catch (error) {
    if (error instanceof NoToleranceKnown && choice.byRange) return null;
    throw error;
  }
}

function mean(rules, lot, choice, found) {
  const readings = lot.meanNet.length ? lot.meanNet : lot.net;
  const sums = readings.length ? new Sums(readings) : null;
  if (sums) {
    [found.mean, found.s] = [sums.mean(), sums.s()];
    found.step("mean", "X̄ = Σx / n", found.mean, { n: sums.n, sum: sums.sum });
    if (found.s !== null) found.step("s", "s = √((Σx² − (Σx)² / n) / (n − 1))", found.s, { n: sums.n });
  } else {
    [found.mean, found.s] = [lot.mean, lot.s];
  }
  const target = lot.nominal.minus(lot.allowance);
  const hasFactor = Boolean(choice.meanPlan?.factor && !choice.meanPlan.factor.isZero());
  if (isCensus(lot) && !(rules.censusUsesFactor && hasFactor)) meanOfAll(choice, found, sums, target);
  else meanOfSample(lot, choice, found, sums, target);
}

function meanOfAll(choice, found, sums, target) {
  const { meanTested } = choice.census;
  if (meanTested === false) {
    found.tested.delete("mean");
    return;
  }
  found.meanLimit = target;
  found.step("mean-limit", "Qn", target, { qn: target });
  const passed = reaches(found, sums, target, null);
  found.meanPassed = meanTested || passed ? passed : null;
}

function meanOfSample(lot, choice, found, sums, target) {
  const plan = choice.meanPlan?.known ? choice.meanPlan : null;
  found.k = plan ? plan.factor : null;
  if (found.k !== null) meanLimit(choice, found, sums, target);
  const size = sums ? sums.n : lot.sampleSize;
  const wanted = plan && plan.sampleSize !== null ? Math.min(plan.sampleSize, lot.lotSize) : lot.lotSize;
  if (size < wanted) return;
  const isLimitKnown = found.meanLimit !== null;
  const passes = () => reaches(found, sums, target, found.k, choice.byRange);
  if (size === wanted && isLimitKnown) found.meanPassed = passes();
  else if (reaches(found, sums, target, null)) found.meanPassed = true;
  else if (isLimitKnown && !passes()) found.meanPassed = false;
}

function meanLimit(choice, found, sums, target) {
  const { k } = found;
  if (choice.byRange && sums) {
    found.meanLimit = target.minus(k.times(sums.range));
    found.step("mean-limit", "Qn − a × R", found.meanLimit, { qn: target, a: k, r: sums.range });
  } else if (found.s !== null) {
    found.meanLimit = target.minus(k.times(found.s));
    found.step("mean-limit", "Qn − k × s", found.meanLimit, { qn: target, k, s: found.s });
  }
}

/** Whether the mean reaches the target, less k·s (or k·R): on whole numbers where the readings are known. */
function reaches(found, sums, target, k, byRange = false) {
  if (sums) return byRange ? sums.reachesByRange(target, k ?? ZERO) : sums.reaches(target, k ?? ZERO);
  const limit = k === null ? target : found.meanLimit;
  return found.mean !== null && limit !== null && found.mean.gte(limit);
}

const below = (/** @type {Decimal[]} */ values, /** @type {Decimal} */ limit) => values.filter((value) => value.lt(limit)).length;

function t1(lot, choice, found) {
  if (found.census && !choice.census.t1Tested) {
    found.tested.delete("t1");
    return;
  }
  const isDecisive = allow(lot, choice, found);
  if (!lot.net.length || found.t1Limit === null) return;
  found.t1Count = below(lot.net, found.t1Limit);
  if (choice.double) {
    double(lot, choice.double, found);
  } else if (found.t1Allowed === null) {
    found.t1Passed = found.t1Count === 0 && found.census ? true : null;
  } else if (found.t1Count <= found.t1Allowed) {
    found.t1Passed = found.census || found.sampleSize >= choice.required ? true : null;
  } else {
    found.t1Passed = isDecisive ? false : null;
  }
  found.step("t1-count", "x < Qn − T", found.t1Count, { limit: found.t1Limit, allowed: found.t1Allowed });
}

/** Fill in the number allowed; return whether one more is a fail. */
function allow(lot, choice, found) {
  const percent = found.census ? choice.census.t1Percent : null;
  if (percent !== null) {
    found.t1Allowed = percent.times(lot.lotSize).div(HUNDRED).trunc().toNumber();
    found.step("t1-allowed", "⌊p × N / 100⌋", found.t1Allowed, { p: percent, n: lot.lotSize });
    return true;
  }
  found.t1Allowed = choice.known ? choice.known.t1Allowed : null;
  return found.sampleSize <= choice.required;
}

function double(lot, { c1, r1, n2, c2 }, found) {
  found.t1Allowed = c1;
  if (found.t1Count <= c1 || found.t1Count >= r1) {
    found.t1Passed = found.t1Count <= c1;
  } else if (lot.second.length) {
    found.t1Count += below(lot.second, found.t1Limit);
    found.t1Allowed = c2;
    found.t1Passed = found.t1Count <= c2;
  } else {
    found.reasons.push({ code: "second-sample-needed", count: String(found.t1Count), size: String(n2) });
  }
}

function t2(rules, lot, found) {
  if (!rules.t2Tested) {
    found.tested.delete("t2");
    return;
  }
  const limit = found.t2Limit;
  if (!lot.net.length || limit === null) return;
  found.t2Count = below(lot.net, limit) + below(lot.second, limit);
  if (found.t2Count) found.t2Passed = false;
  else if (found.census || found.sampleSize >= found.sampleSizeRequired) found.t2Passed = true;
  found.step("t2-count", "x < Qn − m × T", found.t2Count, { limit });
}
