// SPDX-License-Identifier: Apache-2.0
// Ask the JavaScript engine many things in one process: {law, asked: [[name, …arguments]]} on standard input,
// [{answer} | {error: {code, data}}] on standard output. Called by tests/judge/engine.py.

import { Decimal, plain, roundToStep } from "../../../src/chuan/judge/static/judge/decimals.js";
import {
  Law, Refusal, draw, judgeGain, judgeInstrument, judgeLabel, judgeLot, levelOf,
} from "../../../src/chuan/judge/static/judge/judge.js";
import { lotPayload, sheetPayload } from "../../../src/chuan/judge/static/judge/live-forms.js";
import * as labels from "../../../src/chuan/judge/static/judge/metrology/prepackages/labels.js";
import * as tare from "../../../src/chuan/judge/static/judge/metrology/prepackages/tare.js";
import { tolerableDeficiency } from "../../../src/chuan/judge/static/judge/metrology/prepackages/tolerance.js";
import { number } from "../../../src/chuan/judge/static/judge/numbers.js";
import { readNumbers } from "../../../src/chuan/judge/static/judge/pasted.js";
import { ruleSet } from "../../../src/chuan/judge/static/judge/rule-sets.js";
import { UNITS, convert } from "../../../src/chuan/judge/static/judge/units.js";

let text = "";
for await (const chunk of process.stdin.setEncoding("utf-8")) text += chunk;
const input = JSON.parse(text);
const law = input.law && new Law(input.law);

function formOf(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const ANSWERS = {
  value: (on, path) => { const { value, source } = law.at(on).value(path); return { value, source }; },
  cell: (on, path, row, column) => ({ value: law.at(on).cell(path, row, column), source: law.at(on).version(path).source }),
  table: (on, path) => law.at(on).table(path),
  cite: (on, path) => law.at(on).cite(path),
  cycleMonths: (kind, on) => law.cycleMonths(kind, on),
  validUntil: (kind, on) => law.validUntil(kind, on),
  label: (payload) => judgeLabel(payload, law),
  gain: (payload) => judgeGain(payload, law),
  faults: (text, forbidden, symbol) => labels.faults(text, forbidden, symbol),
  multipack: (units, each, unit) => labels.multipack(units, new Decimal(each), unit),
  mixedMultipack: (parts) => labels.mixedMultipack(parts.map(([name, count, quantity, unit]) =>
    ({ name, count, quantity: new Decimal(quantity), unit }))),
  marked: (quantity, unit, symbol) => labels.marked(labels.quantity(new Decimal(quantity), unit), symbol),
  tolerance: (id, on, kind, nominal) => plain(tolerableDeficiency(ruleSet(law, id, on).rules, kind, new Decimal(nominal))),
  factors: (id, on) => Object.entries(ruleSet(law, id, on).rules.plans).flatMap(([name, rows]) =>
    rows.map((row) => [name, row.lotMin, row.sampleSize, row.factor && plain(row.factor), row.t1Allowed])),
  tare: (name, ...given) => plain(tare[name](...given.map((value) => new Decimal(value)))),
  riskLevel: (score, on) => levelOf(law, score, on),
  isMetric: (code) => UNITS.get(code).isMetric,
  instrument: (payload) => judgeInstrument(payload, law),
  lot: (payload) => judgeLot(payload, law),
  formPayload: (fields) => lotPayload(formOf(fields)),
  sheetPayload: (page, fields) => sheetPayload(page, formOf(fields))?.payload ?? null,
  pasted: (text, mark, most) => readNumbers(text, mark, most),
  number: (given) => plain(number(given, "here")),
  round: (value, step, how) => plain(roundToStep(number(value, "value"), number(step, "step"), how)),
  convert: (value, source, target) => plain(convert(value, source, target)),
  draw: (wanted) => draw(wanted),
};

const answers = [];
for (const [name, ...given] of input.asked) {
  try {
    answers.push({ answer: await ANSWERS[name](...given) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answers.push({ error: { code: error.code, data: error.data } });
  }
}
process.stdout.write(JSON.stringify(answers));
