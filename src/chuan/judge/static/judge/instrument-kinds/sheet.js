// SPDX-License-Identifier: Apache-2.0
// The sheet a kind fills while it judges: points, tests, reasons, warnings, working, and what of the law it used. The
// twin of chuan.judge.instrument_kinds.sheet.

import { cite } from "../citations.js";
import { Decimal, plain } from "../decimals.js";
import { LawUnknown } from "../errors.js";
import { isUnknown } from "../law.js";

/** @typedef {import("decimal.js").Decimal} D */

export const VERIFICATIONS = ["initial", "periodic", "after_repair", "in_service"];
const ONE = new Decimal(1);

/** Everything said about one instrument. Figures are kept as text, as they are printed. */
export class Sheet {
  /**
   * @param {import("../law.js").Edition} edition
   * @param {string} kind
   * @param {string} verification
   */
  constructor(edition, kind, verification) {
    this.edition = edition;
    this.kind = kind;
    this.verification = verification;
    this.points = [];
    this.tests = {};
    this.reasons = [];
    this.warnings = [];
    this.working = [];
    /** @type {string[]} */
    this.used = [];
  }

  /** True for an inspection of an instrument in use, false for a verification. */
  get inService() {
    return this.verification === "in_service";
  }

  // the law

  /** The rows of a table of the day, and remember it for the citations. @param {string} path */
  table(path) {
    const rows = this.edition.table(path);
    this.#use(path);
    return rows;
  }

  /** A number of the day, and remember it for the citations. @param {string} path */
  value(path) {
    const found = new Decimal(this.edition.value(path).value);
    this.relyOn(path);
    return found;
  }

  /** A cell of a row; the refusal names it if nobody has found what stands there. */
  cell(/** @type {string} */ path, /** @type {any} */ row, /** @type {string} */ column) {
    if (isUnknown(row[column])) throw new LawUnknown({ path: `${path}#${row.id}/${column}`, day: this.edition.day });
    return row[column];
  }

  /** A cell that is a number. */
  decimal(/** @type {string} */ path, /** @type {any} */ row, /** @type {string} */ column) {
    return new Decimal(this.cell(path, row, column));
  }

  /** A number of a table by the id of its row, and remember the table. */
  figure(/** @type {string} */ path, /** @type {string} */ rowId, /** @type {string} */ column) {
    this.#use(path);
    const row = this.edition.table(path).find(({ id }) => id === rowId);
    this.relyOn(path, row);
    return this.decimal(path, row, column);
  }

  /** Remember that a limit decided; one that was only remembered or machine-read is said so, once. */
  relyOn(/** @type {string} */ path, /** @type {any} */ row = null) {
    this.#use(path);
    const confidence = row?.confidence || this.edition.version(path).confidence;
    if (confidence !== "seen") this.#say({ code: "limit-not-read-in-text", path, confidence });
  }

  /** 1 at verification; in service what the text multiplies the limit by, a refusal where nobody knows. */
  factorInService(/** @type {string} */ path) {
    if (!this.inService) return ONE;
    if (!Object.hasOwn(this.edition.law.parameters, path)) throw new LawUnknown({ path, day: this.edition.day });
    return this.value(path);
  }

  #use(/** @type {string} */ path) {
    if (!this.used.includes(path)) this.used.push(path);
  }

  // what is said

  /** Add a test point; a failed one is a reason. */
  point(/** @type {string} */ where, { error, limit, passed, ...more }) {
    const figures = { error: plain(error), limit: plain(limit) };
    this.points.push({ ...asJson(more), ...figures, passed });
    if (!passed) this.reasons.push({ code: "error-beyond-limit", where, ...figures });
  }

  /** Add a test by name; a failed one is a reason. */
  test(/** @type {string} */ name, { passed, ...figures }) {
    const shown = asJson(figures);
    this.tests[name] = { ...shown, passed };
    if (!passed) this.reasons.push({ code: `${name.replaceAll("_", "-")}-failed`, where: name, ...shown });
  }

  /** Say something that does not decide. */
  warn(/** @type {string} */ code, figures = {}) {
    this.#say({ code, ...asJson(figures) });
  }

  #say(/** @type {object} */ warning) {
    const text = JSON.stringify(warning);
    if (!this.warnings.some((said) => JSON.stringify(said) === text)) this.warnings.push(warning);
  }

  /** Add a line of the working, for people. */
  work(/** @type {string} */ step, /** @type {string} */ formula, /** @type {any} */ result, values = {}) {
    this.working.push({ step, formula, values: asJson(values), result: asPlain(result) });
  }

  /** Where the law of the day names the procedure of the kind; nothing in service, or where nobody knows. */
  #procedure() {
    const paths = [`verification/procedure-documents/${this.kind}`, `verification/procedures/${this.kind}/document`];
    return paths.filter((path) => !this.inService && this.#holds(path));
  }

  #holds(/** @type {string} */ path) {
    const { law, day } = this.edition;
    const version = Object.hasOwn(law.parameters, path)
      ? law.parameters[path].versions.findLast((/** @type {any} */ one) => one.from <= day) : undefined;
    return version !== undefined && version.unknown !== true;
  }

  /** The sheet as the judge prints it. */
  asJson(/** @type {any} */ payload, /** @type {string} */ schema) {
    return {
      schema, inputs: payload, kind: this.kind, points: this.points, tests: this.tests,
      verdict: this.reasons.length ? "fail" : "pass", reasons: this.reasons, warnings: this.warnings,
      working: this.working, citations: cite(this.edition, ...this.used, ...this.#procedure()),
    };
  }
}

const asJson = (/** @type {object} */ values) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, asPlain(value)]));

/** A cell as a number; null where it is empty: no bound. */
export const decimalOrNull = (/** @type {any} */ cell) => (cell === null ? null : new Decimal(cell));

/**
 * Take over tests whose outcome is seen, not computed: `{"passed": true}`; one that was left out is said so.
 * @param {import("./reading.js").Fields} payload
 * @param {Sheet} sheet
 * @param {string[]} names
 * @param {string[]} mayBeLeftOut
 */
export function yesOrNo(payload, sheet, names, mayBeLeftOut = []) {
  for (const name of names) {
    if (payload.has(name)) sheet.test(name, { passed: payload.child(name, ["passed"]).truth("passed") });
    else if (!mayBeLeftOut.includes(name)) sheet.warn("test-left-out", { test: name });
  }
}

/** Decimals as text, also in lists. */
function asPlain(/** @type {any} */ value) {
  if (value instanceof Decimal) return plain(value);
  return Array.isArray(value) ? value.map(asPlain) : value;
}
