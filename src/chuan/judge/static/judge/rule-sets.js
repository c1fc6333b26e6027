// SPDX-License-Identifier: Apache-2.0
// Rule sets for prepackages: the law tables of a day, read into what the engine takes. The twin of chuan.judge.rule_sets.

import { cite } from "./citations.js";
import { Decimal } from "./decimals.js";
import { LawUnknown, NoLawInForce, NoSuchRuleSet, RuleSetEnded } from "./errors.js";
import { isUnknown } from "./law.js";

const ROOT = "prepackages";
/** Column suffix of each kind's table of T. */
const COLUMNS = { mass: "g", volume: "ml", length: "m", area: "m2", count: "items" };
const PLANS = ["non-destructive", "destructive", "e-mark-destructive", "range", "mean-check"];

/** The ids of all rule sets by which lots can be judged. */
export function ruleSetIds(/** @type {import("./law.js").Law} */ law) {
  const paths = Object.keys(law.parameters).map((path) => path.split("/"));
  return [...new Set(paths.filter(([root, , part]) => root === ROOT && part === "tolerable-deficiency").map((p) => p[1]))].sort();
}

/**
 * A rule set as it stood on a day, with its citations by path.
 * @param {import("./law.js").Law} law
 * @param {unknown} id
 * @param {string} on
 */
export function ruleSet(law, id, on) {
  if (!dated.has(law)) dated.set(law, new Map());
  const sets = /** @type {Map<string, any>} */ (dated.get(law));
  const key = JSON.stringify([id, on]);
  if (!sets.has(key)) sets.set(key, read(law, id, on));
  return sets.get(key);
}

/** Rule sets already read, by law, id and day: a law never changes, another one takes its place. */
const dated = new WeakMap();

function read(/** @type {import("./law.js").Law} */ law, /** @type {unknown} */ id, /** @type {string} */ on) {
  const known = ruleSetIds(law);
  if (typeof id !== "string" || !known.includes(id)) {
    throw new NoSuchRuleSet({ where: "rule_set", given: id, known: known.join(", ") });
  }
  const reader = new Reader(law.at(on), `${ROOT}/${id}`);
  if (reader.value("document") === null) throw new RuleSetEnded({ where: "rule_set", given: id, day: on });
  const rules = {
    id, tolerances: tolerances(reader), plans: plans(reader), double: reader.rows("sampling/double").map(double),
    census: reader.rows("criteria/census").map(census),
    censusUsesFactor: reader.known("criteria/census-mean") === "printed-factor",
    t2Tested: reader.has("criteria/individual-limit-multiple"),
    t2Multiple: decimal(reader.known("criteria/individual-limit-multiple")),
    lotMax: whole(reader.known("sampling/lot-maximum")), lotMaxOffLine: whole(reader.known("sampling/lot-maximum-off-line")),
    tare: tare(reader), scale: scale(reader), moisture: reader.known("criteria/moisture-allowance") !== null,
    supersededBy: reader.known("superseded-by"), official: reader.known("criteria/official-use") !== "not-enabled",
  };
  const citations = cite(reader.edition, ...reader.read).map((citation) => [citation.path.split("/").slice(2).join("/"), citation]);
  return { rules, citations: new Map(/** @type {any} */ (citations)) };
}

/** Reads parameters under one folder and remembers which it found. */
class Reader {
  constructor(edition, folder) {
    this.edition = edition;
    this.folder = folder;
    /** @type {string[]} */
    this.read = [];
  }

  has(name) {
    return Object.hasOwn(this.edition.law.parameters, `${this.folder}/${name}`);
  }

  value(name) {
    const found = this.edition.value(`${this.folder}/${name}`).value;
    this.read.push(`${this.folder}/${name}`);
    return found;
  }

  /** The value; null where the rule set has no such parameter, not yet, or nobody has found it. */
  known(name) {
    return this.has(name) ? ask(() => this.value(name), [LawUnknown, NoLawInForce], null) : null;
  }

  rows(name) {
    return this.has(name) ? ask(() => this.table(name), [LawUnknown], []) : [];
  }

  table(name) {
    const rows = this.edition.table(`${this.folder}/${name}`);
    this.read.push(`${this.folder}/${name}`);
    return rows;
  }
}

/** What a question to the law answers; `otherwise` where it is refused in one of these ways. */
function ask(question, refusals, otherwise) {
  try {
    return question();
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) return otherwise;
    throw error;
  }
}

function tolerances(reader) {
  const rounding = reader.rows("tolerable-deficiency/rounding");
  const scopes = new Map(reader.rows("tolerable-deficiency/scope")
    .map((row) => [row.quantity, [new Decimal(row.qn_ge), new Decimal(row.qn_le)]]));
  const tables = new Map();
  for (const [kind, unit] of Object.entries(COLUMNS)) {
    const rows = reader.rows(`tolerable-deficiency/${kind}`);
    if (!rows.length) continue;
    tables.set(kind, {
      bands: rows.map((row) => band(row, unit)),
      rounding: rounding.filter((row) => row.quantity === kind)
        .map((row) => ({ upTo: decimal(row.qn_le), step: new Decimal(row.step) })),
      scope: scopes.get(kind) ?? null,
    });
  }
  return tables;
}

function band(row, unit) {
  const fromIncluded = Object.hasOwn(row, `qn_ge_${unit}`);
  const [low, high] = fromIncluded ? ["ge", "lt"] : ["gt", "le"];
  return {
    above: new Decimal(row[`qn_${low}_${unit}`]), upTo: decimal(row[`qn_${high}_${unit}`]), percent: decimal(row.percent),
    absolute: decimal(row[`absolute_${unit}`]), fromIncluded,
  };
}

function plans(reader) {
  const tables = PLANS.map((name) => [name, reader.rows(`sampling/${name}`).map(plan)]);
  return Object.fromEntries(tables.filter(([, rows]) => rows.length));
}

const plan = (row) => ({
  lotMin: Number(row.lot_min), lotMax: whole(row.lot_max), sampleSize: whole(row.sample_size),
  factor: decimal(row.factor), t1Allowed: whole(row.t1_allowed), known: !isUnknown(row.sample_size),
});

const double = (row) => ({
  lotMin: Number(row.lot_min), lotMax: whole(row.lot_max), n1: Number(row.n1), n2: Number(row.n2), c1: Number(row.c1),
  r1: Number(row.r1), c2: Number(row.c2), r2: Number(row.r2),
});

const census = (row) => ({
  lotMin: Number(row.lot_min), lotMax: whole(row.lot_max), meanTested: isUnknown(row.mean_tested) ? null : row.mean_tested,
  t1Tested: row.t1_percent !== null, t1Percent: decimal(row.t1_percent),
});

function tare(reader) {
  const rows = reader.rows("tare").map((row) => ({
    place: row.place, tares: Number(row.tares), meanPercent: new Decimal(row.mean_le_percent_of_qn),
    sdShare: new Decimal(row.sd_le_share_of_t),
  }));
  return rows.length ? rows : null;
}

const scale = (reader) => ({
  errorDivisor: decimal(reader.known("scale/error-divisor")),
  intervalDivisor: decimal(reader.known("scale/interval-divisor")),
  largestInterval: reader.rows("scale/largest-interval").map((row) => ({
    above: new Decimal(row.qn_ge_g_ml), upTo: decimal(row.qn_lt_g_ml), fromIncluded: true,
    absolute: new Decimal(row.interval_le_g),
  })),
});

const isBlank = (cell) => cell === null || isUnknown(cell);
const decimal = (cell) => (isBlank(cell) ? null : new Decimal(cell));
const whole = (cell) => (isBlank(cell) || !/^\d+$/.test(cell) ? null : Number(cell));
