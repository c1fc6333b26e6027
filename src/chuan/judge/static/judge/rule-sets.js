// SPDX-License-Identifier: Apache-2.0
// Rule sets for prepackages: the law tables of a day, read into what the engine takes. The twin of chuan.judge.rule_sets.

import { cite } from "./citations.js";
import { Decimal } from "./decimals.js";
import { LawUnknown, NoSuchRuleSet, RuleSetEnded } from "./errors.js";
import { isUnknown } from "./law.js";
import { BASE_UNITS } from "./metrology/prepackages/quantities.js";

const ROOT = "prepackages";
/** Column suffix of each kind's table of T. */
const COLUMNS = { mass: "g", volume: "ml", length: "m", area: "m2", count: "items" };

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
  const known = ruleSetIds(law);
  if (typeof id !== "string" || !known.includes(id)) {
    throw new NoSuchRuleSet({ where: "rule_set", given: id, known: known.join(", ") });
  }
  const reader = new Reader(law.at(on), `${ROOT}/${id}`);
  if (reader.value("document") === null) throw new RuleSetEnded({ where: "rule_set", given: id, day: on });
  const rules = {
    id,
    tolerances: tolerances(reader),
    plans: {
      "non-destructive": reader.rows("sampling/non-destructive").map(plan),
      destructive: reader.rows("sampling/destructive").map(plan),
    },
    lotMax: whole(reader.known("sampling/lot-maximum")),
    censusT1Percent: decimal(reader.known("criteria/census-nonconforming-percent")),
    t2Multiple: decimal(reader.known("criteria/individual-limit-multiple")),
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

  /** The value; null where the rule set has no such parameter, or nobody has found it. */
  known(name) {
    return this.has(name) ? ifKnown(() => this.value(name), null) : null;
  }

  rows(name) {
    return this.has(name) ? ifKnown(() => this.table(name), []) : [];
  }

  table(name) {
    const rows = this.edition.table(`${this.folder}/${name}`);
    this.read.push(`${this.folder}/${name}`);
    return rows;
  }
}

function ifKnown(ask, otherwise) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof LawUnknown) return otherwise;
    throw error;
  }
}

function tolerances(reader) {
  const rounding = reader.rows("tolerable-deficiency/rounding");
  const tables = new Map();
  for (const kind of Object.keys(BASE_UNITS)) {
    const rows = reader.rows(`tolerable-deficiency/${kind}`);
    if (!rows.length) continue;
    tables.set(kind, {
      bands: rows.map((row) => band(row, COLUMNS[kind])),
      rounding: rounding.filter((row) => row.quantity === kind)
        .map((row) => ({ upTo: decimal(row.qn_le), step: new Decimal(row.step) })),
    });
  }
  return tables;
}

const band = (row, unit) => ({
  above: new Decimal(row[`qn_gt_${unit}`]), upTo: decimal(row[`qn_le_${unit}`]), percent: decimal(row.percent),
  absolute: decimal(row[`absolute_${unit}`]),
});

const plan = (row) => ({
  lotMin: Number(row.lot_min), lotMax: whole(row.lot_max), sampleSize: whole(row.sample_size),
  factor: decimal(row.factor), t1Allowed: whole(row.t1_allowed), known: !isUnknown(row.sample_size),
});

const isEmpty = (cell) => cell === null || isUnknown(cell);
const decimal = (cell) => (isEmpty(cell) ? null : new Decimal(cell));
const whole = (cell) => (isEmpty(cell) || !/^\d+$/.test(cell) ? null : Number(cell));
