// SPDX-License-Identifier: Apache-2.0
// Ask the JavaScript engine many things in one process: {law, asked: [[name, …arguments]]} on standard input,
// [{answer} | {error: {code, data}}] on standard output. Called by tests/judge/engine.py.

import { draw } from "../../../src/chuan/judge/static/judge/draws.js";
import { Refusal } from "../../../src/chuan/judge/static/judge/errors.js";
import { judgeInstrument } from "../../../src/chuan/judge/static/judge/instruments.js";
import { judgeLot } from "../../../src/chuan/judge/static/judge/lots.js";
import { lotPayload } from "../../../src/chuan/judge/static/judge/live.js";
import { number } from "../../../src/chuan/judge/static/judge/numbers.js";
import { readNumbers } from "../../../src/chuan/judge/static/judge/pasted.js";
import { convert } from "../../../src/chuan/judge/static/judge/units.js";
import { plain, roundToStep } from "../../../src/chuan/judge/static/judge/decimals.js";
import { Law } from "../../../src/chuan/judge/static/judge/law.js";

let text = "";
for await (const chunk of process.stdin.setEncoding("utf-8")) text += chunk;
const input = JSON.parse(text);
const law = input.law && new Law(input.law);

const ANSWERS = {
  value: (on, path) => { const { value, source } = law.at(on).value(path); return { value, source }; },
  cell: (on, path, row, column) => ({ value: law.at(on).cell(path, row, column), source: law.at(on).version(path).source }),
  table: (on, path) => law.at(on).table(path),
  cycleMonths: (kind, on) => law.cycleMonths(kind, on),
  validUntil: (kind, on) => law.validUntil(kind, on),
  instrument: (payload) => judgeInstrument(payload, law),
  lot: (payload) => judgeLot(payload, law),
  formPayload: (fields) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return lotPayload(form);
  },
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
