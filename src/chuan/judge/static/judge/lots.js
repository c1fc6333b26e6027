// SPDX-License-Identifier: Apache-2.0
// Judge a lot of prepackages: JSON values in, JSON values out. The twin of chuan.judge.lots.

import { plainOrNull } from "./decimals.js";
import { UnknownKey } from "./errors.js";
import { Fields } from "./instrument-kinds/reading.js";
import { KEYS, readLot } from "./lot-payload.js";
import { judge } from "./metrology/prepackages/lots.js";
import { isByRange, planName } from "./metrology/prepackages/plans.js";
import { scaleWarnings } from "./metrology/prepackages/scale.js";
import { day } from "./payload.js";
import { ruleSet } from "./rule-sets.js";

const SCHEMA = "lot/1";
const CITED = [
  "document", "tolerable-deficiency/{kind}", "tolerable-deficiency/rounding", "tolerable-deficiency/scope",
  "sampling/{plan}", "sampling/mean-check", "sampling/double", "sampling/lot-maximum", "sampling/lot-maximum-off-line",
  "criteria/census", "criteria/census-mean", "criteria/individual-limit-multiple", "criteria/moisture-allowance", "tare",
];
/** What the parts of a mixed multipack have in common. */
const COMMON = ["rule_set", "on", "place"];

/**
 * Judge the lot that JSON describes; a refusal with a code where no verdict may be given. With `parts` (a mixed
 * multipack) each part is judged as a lot of its own, and all must pass.
 * @param {any} payload
 * @param {import("./law.js").Law} law
 */
export function judgeLot(payload, law) {
  const fields = new Fields(payload, "", [...KEYS, "parts"]);
  const dated = ruleSet(law, fields.need("rule_set"), day(fields.need("on")));
  return fields.has("parts") ? judgeMixed(payload, fields, dated) : judgeOne(payload, dated);
}

function judgeOne(payload, dated) {
  const described = readLot(payload, dated.rules);
  const found = judge(dated.rules, described.lot);
  lookAtScale(dated, described, found);
  found.working.unshift(...described.working);
  return asJson(payload, dated, found, citationsOf(dated, described, found));
}

function judgeMixed(payload, fields, dated) {
  const { parts: _, ...common } = payload;
  const [other] = Object.keys(common).filter((key) => !COMMON.includes(key)).sort();
  if (other !== undefined) throw new UnknownKey({ where: other });
  const parts = [];
  for (const part of fields.objects("parts", ["name", ...KEYS.filter((key) => !COMMON.includes(key))])) {
    const { name: _name, ...own } = part.given;
    parts.push({ name: part.word("name"), ...judgeOne({ ...common, ...own }, dated) });
  }
  const verdicts = parts.map(({ verdict }) => verdict);
  return {
    schema: SCHEMA, inputs: payload, rule_set: dated.rules.id, parts,
    verdict: verdicts.includes("fail") ? "fail" : verdicts.includes(null) ? null : "pass",
    reasons: parts.filter(({ verdict }) => verdict !== "pass").map(({ name }) => ({ code: "part-not-passed", name })),
    warnings: [], working: [], citations: parts[0].citations,
  };
}

/** Findings as the judge prints them: quantities as plain text, counts as whole numbers, the unknown as null. */
function asJson(payload, dated, found, citations) {
  return {
    schema: SCHEMA,
    inputs: payload,
    rule_set: dated.rules.id,
    quantity_kind: found.kind,
    sample_size: found.sampleSize,
    sample_size_required: found.sampleSizeRequired,
    census: found.census,
    mean: plainOrNull(found.mean),
    s: plainOrNull(found.s),
    k: plainOrNull(found.k),
    mean_limit: plainOrNull(found.meanLimit),
    mean_passed: found.meanPassed,
    tolerable_deficiency: plainOrNull(found.tolerableDeficiency),
    t1_limit: plainOrNull(found.t1Limit),
    t1_count: found.t1Count,
    t1_allowed: found.t1Allowed,
    t1_passed: found.t1Passed,
    t2_limit: plainOrNull(found.t2Limit),
    t2_count: found.t2Count,
    t2_passed: found.t2Passed,
    verdict: found.verdict === null ? null : found.verdict ? "pass" : "fail",
    reasons: found.reasons,
    warnings: found.warnings,
    working: found.working,
    citations,
  };
}

function lookAtScale(dated, { lot, interval, error }, found) {
  if (found.tolerableDeficiency === null || (interval === null && error === null)) return;
  const nominal = lot.nominal.times(lot.toBase);
  const deficiency = found.tolerableDeficiency.times(lot.toBase);
  found.warnings.push(...scaleWarnings(dated.rules, { nominal, deficiency, interval, error }));
}

function citationsOf(dated, { lot }, found) {
  const plan = planName(lot, isByRange(dated.rules, lot));
  const names = CITED.map((name) => name.replace("{kind}", found.kind).replace("{plan}", plan));
  return names.filter((name) => dated.citations.has(name)).map((name) => dated.citations.get(name));
}
