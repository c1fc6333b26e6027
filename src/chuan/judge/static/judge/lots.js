// SPDX-License-Identifier: Apache-2.0
// Judge a lot of prepackages: JSON values in, JSON values out. The twin of chuan.judge.lots.

import { plainOrNull } from "./decimals.js";
import { MissingKey } from "./errors.js";
import { number, positive } from "./numbers.js";
import { day, isObject, need, readings, refuseUnknownKeys, whole } from "./payload.js";
import { judge } from "./metrology/prepackages/lots.js";
import { kindOfGoods, ratio, toBase } from "./metrology/prepackages/quantities.js";
import { ruleSet } from "./rule-sets.js";

const KEYS = new Set([
  "rule_set", "on", "nominal", "lot_size", "destructive", "net", "gross", "tare", "mean", "census", "unit", "density",
  "place",
]);

/**
 * Judge the lot that JSON describes; a refusal with a code where no verdict may be given.
 * @param {any} payload
 * @param {import("./law.js").Law} law
 */
export function judgeLot(payload, law) {
  refuseUnknownKeys(payload, KEYS);
  const dated = ruleSet(law, need(payload, "rule_set"), day(need(payload, "on")));
  return asJson(payload, dated, judge(dated.rules, lotOf(payload)));
}

function asJson(payload, dated, found) {
  return {
    schema: "lot/1",
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
    citations: citationsOf(dated, found),
  };
}

function lotOf(payload) {
  const nominal = need(payload, "nominal");
  if (!isObject(nominal) || Object.keys(nominal).sort().join() !== "unit,value") {
    throw new MissingKey({ where: "nominal", key: "value, unit" });
  }
  const qn = positive(nominal.value, "nominal/value");
  const kind = kindOfGoods(nominal.unit, "nominal/unit");
  const lotSize = whole(need(payload, "lot_size"), "lot_size");
  const net = netOf(payload, nominal.unit);
  const lot = { kind, nominal: qn, lotSize, net, destructive: payload.destructive === true, toBase: toBase(nominal.unit) };
  if (net.length) return { ...lot, mean: null, sampleSize: net.length };
  return { ...lot, mean: positive(need(payload, "mean"), "mean"), sampleSize: payload.census === true ? lotSize : 0 };
}

function netOf(payload, unit) {
  const scale = ratio(Object.hasOwn(payload, "unit") ? payload.unit : unit, unit, "unit");
  const inUnit = (value) => (scale.eq(1) ? value : value.times(scale));
  if (Object.hasOwn(payload, "net")) return readings(payload.net, "net").map(inUnit);
  if (!Object.hasOwn(payload, "gross")) return [];
  const gross = readings(payload.gross, "gross");
  const tare = number(need(payload, "tare").mean, "tare/mean");
  return gross.map((value) => inUnit(value.minus(tare)));
}

function citationsOf(dated, found) {
  const names = [
    "document", `tolerable-deficiency/${found.kind}`, "tolerable-deficiency/rounding", "sampling/non-destructive",
    "sampling/destructive", "sampling/lot-maximum", "criteria/census-nonconforming-percent",
    "criteria/individual-limit-multiple",
  ];
  return names.filter((name) => dated.citations.has(name)).map((name) => dated.citations.get(name));
}
