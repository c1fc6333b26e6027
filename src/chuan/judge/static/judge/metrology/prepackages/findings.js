// SPDX-License-Identifier: Apache-2.0
// What a judged lot amounts to, figures not known being null: the twin of chuan.metrology.prepackages.findings.

import { Decimal, plain } from "../../decimals.js";

/** @typedef {import("decimal.js").Decimal} D */
/** @typedef {D | number | null} Figure */

export class LotFindings {
  /** @param {{kind: string, sampleSize: number, sampleSizeRequired: number, census: boolean, warnings: object[]}} known */
  constructor(known) {
    this.kind = known.kind;
    this.sampleSize = known.sampleSize;
    this.sampleSizeRequired = known.sampleSizeRequired;
    this.census = known.census;
    this.warnings = known.warnings;
    /** @type {D | null} */ this.mean = null;
    /** @type {D | null} */ this.s = null;
    /** @type {D | null} */ this.k = null;
    /** @type {D | null} */ this.meanLimit = null;
    /** @type {boolean | null} */ this.meanPassed = null;
    /** @type {D | null} */ this.tolerableDeficiency = null;
    /** @type {D | null} */ this.t1Limit = null;
    /** @type {number | null} */ this.t1Count = null;
    /** @type {number | null} */ this.t1Allowed = null;
    /** @type {boolean | null} */ this.t1Passed = null;
    /** @type {D | null} */ this.t2Limit = null;
    /** @type {number | null} */ this.t2Count = null;
    /** @type {boolean | null} */ this.t2Passed = null;
    /** @type {boolean | null} */ this.verdict = null;
    /** @type {object[]} */ this.reasons = [];
    /** @type {object[]} */ this.working = [];
    /** Which of mean, t1, t2 the text asks for in this case. */
    this.tested = new Set(["mean", "t1", "t2"]);
  }

  /** Write one line of the working. */
  step(/** @type {string} */ step, /** @type {string} */ formula, /** @type {Figure} */ result, /** @type {Record<string, Figure>} */ values) {
    this.working.push({ step, formula, values: texts(values), result: text(result) });
  }

  /** Put the tests together: fail as soon as one fails, pass when all the text asks for passed, else undecided. */
  decide() {
    const tests = { mean: this.meanPassed, t1: this.t1Passed, t2: this.t2Passed };
    const outcomes = Object.entries(tests).filter(([name]) => this.tested.has(name)).map(([, passed]) => passed);
    if (outcomes.includes(false)) {
      this.verdict = false;
      this.#sayWhatFailed();
    } else if (!outcomes.includes(null)) {
      this.verdict = true;
    } else {
      this.#sayWhatIsMissing();
    }
  }

  #sayWhatFailed() {
    if (this.meanPassed === false) this.because("mean-below-limit", { mean: this.mean, limit: this.meanLimit });
    if (this.t1Passed === false) this.because("too-many-t1", { count: this.t1Count, allowed: this.t1Allowed });
    if (this.t2Passed === false) this.because("t2-found", { count: this.t2Count, limit: this.t2Limit });
  }

  #sayWhatIsMissing() {
    if (this.t1Count === null && this.tolerableDeficiency !== null) this.because("packages-unknown");
    if (!this.census && this.sampleSize !== this.sampleSizeRequired) {
      const code = this.sampleSize < this.sampleSizeRequired ? "sample-too-small" : "sample-larger-than-plan";
      this.because(code, { sample_size: this.sampleSize, required: this.sampleSizeRequired });
      return;
    }
    if (this.tolerableDeficiency === null && (this.tested.has("t1") || this.tested.has("t2"))) {
      this.because("tolerable-deficiency-unknown");
    } else if (this.t1Count !== null) {
      this.#sayWhichRuleIsMissing();
    }
    if (this.tested.has("mean") && this.meanPassed === null) {
      this.because("mean-undecided", { mean: this.mean, limit: this.meanLimit });
    }
  }

  #sayWhichRuleIsMissing() {
    if (this.tested.has("t1") && this.t1Passed === null && !this.reasons.length) {
      this.because("t1-allowed-unknown", { count: this.t1Count });
    }
    if (this.tested.has("t2") && this.t2Passed === null) this.because("t2-rule-unknown");
  }

  because(/** @type {string} */ code, /** @type {Record<string, Figure>} */ figures = {}) {
    this.reasons.push({ code, ...texts(figures) });
  }
}

const text = (/** @type {Figure} */ value) => (value === null ? null : value instanceof Decimal ? plain(value) : String(value));

const texts = (/** @type {Record<string, Figure>} */ values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
