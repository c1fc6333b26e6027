// SPDX-License-Identifier: Apache-2.0
// What the calculator's forms say, as the JSON that the judge takes: the twin of chuan.judge.forms and
// chuan.judge.instrument_forms. Null while something is missing or doubtful: then nothing is said.

import { readNumbers } from "./pasted.js";

/** @typedef {Record<string, any>} Payload */

const MOST_ROWS = 24;
/** Columns that are chosen, not typed: they alone do not make a point. */
const CHOSEN = ["factor", "flow_rate"];
const WORDS = ["hose"];
/** On an instrument comma and point both mark the decimals; thousands are never marked. */
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;

/** The plate of each page of instruments: its fields, and how they are called in the JSON. */
const PLATES = {
  can: ({ word, number }) => ({
    class: word("accuracy_class"), unit: word("mass_unit"), max: number("max"), e: number("e"),
    indication: word("indication"), d: number("d"), min: number("min"),
  }),
  "cong-to-dien": ({ word, number }) => ({
    class: word("accuracy_class"), [word("connection")]: number("basic"), imax: number("imax"),
  }),
  "dong-ho-nuoc": ({ word, number }) => {
    const isQ3 = ["1", "2"].includes(word("accuracy_class"));
    const own = { class: word("accuracy_class"), division: number("division"), [isQ3 ? "q3" : "qn"]: number("rated") };
    return isQ3 ? { ...own, r: number("r") } : own;
  },
  taximet: () => ({}),
  "cot-do-xang-dau": ({ number }) => {
    const measure = said({
      expansion_per_c: number("expansion_per_c"), reference_temperature_c: number("reference_temperature_c"),
    });
    return Object.keys(measure).length ? { measure } : {};
  },
  "ap-ke": ({ word, number }) => ({
    class: number("accuracy_class"), from: number("low"), to: number("to"), unit: word("pressure_unit"),
  }),
};

/** Only what is not empty. */
const said = (/** @type {Payload} */ values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

/** Reads the fields of a form; `isClear` is false once a number was none, or can be read in two ways. */
class Reader {
  constructor(/** @type {FormData} */ form) {
    this.form = form;
    this.isClear = true;
    this.word = (/** @type {string} */ name) => String(form.get(name) ?? "").trim();
    this.number = (/** @type {string} */ name) => (this.word(name) ? this.numbers(this.word(name), "", 1)[0] ?? "" : "");
  }

  numbers(/** @type {string} */ text, mark = "", most = 2000) {
    const { numbers, problems } = readNumbers(text, mark, most);
    if (problems.length) this.isClear = false;
    return numbers;
  }

  /** A day as the page shows it, dd/mm/yyyy, as year-month-day; anything else as it is. */
  day(/** @type {string} */ name) {
    const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(this.word(name)) ?? [];
    return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : this.word(name);
  }
}

/**
 * The lot that a filled form describes, as LotForm.payload() has it.
 * @param {FormData} form
 * @returns {Payload | null}
 */
export function lotPayload(form) {
  const reader = new Reader(form);
  const { word, number } = reader;
  const [nominal, mean, density] = [number("nominal_value"), number("mean"), number("density")];
  const readings = reader.numbers(String(form.get("readings") ?? ""), word("mark"));
  const tare = reader.numbers(String(form.get("tare") ?? ""), word("mark"));
  const isGross = word("reading") === "gross";
  const isComplete = nominal && /^[0-9]+$/.test(word("lot_size")) && Boolean(mean) !== Boolean(readings.length)
    && (!isGross || mean || tare.length);
  if (!reader.isClear || !isComplete) return null;
  const lot = {
    rule_set: word("rule_set"), on: reader.day("on"), nominal: { value: nominal, unit: word("nominal_unit") },
    lot_size: Number(word("lot_size")), destructive: form.has("destructive"), ...said({ place: word("place") }),
  };
  if (mean) return { ...lot, mean, census: true };
  return {
    ...lot, [isGross ? "gross" : "net"]: readings, ...(isGross && { tare: tareOf(tare, readings) }),
    ...said({ unit: word("unit") }), ...(density && { density: { value: density, unit: "g/ml" } }),
  };
}

/** One number: every package weighs so much. As many as readings: each has its own. Else: a measured sample. */
function tareOf(/** @type {string[]} */ tare, /** @type {string[]} */ readings) {
  if (tare.length === 1) return { mean: tare[0] };
  return tare.length === readings.length ? tare : { sample: tare };
}

/**
 * The instrument that a filled form describes, as GridForm.payload() has it; `page` is the slug of its address.
 * @param {string} page
 * @param {FormData} form
 * @returns {{payload: Payload, rows: number[]} | null} with the row of each point
 */
export function sheetPayload(page, form) {
  const plate = PLATES[page];
  if (!plate) return null;
  const reader = new Reader(form);
  const { word } = reader;
  const spec = said(plate(reader));
  const points = [...pointsOf(reader)];
  if (!reader.isClear || !points.length) return null;
  const payload = { kind: word("kind"), verification: word("verification"), on: reader.day("on"), spec, points: points.map(([, point]) => point) };
  return { payload, rows: points.map(([row]) => row) };
}

/** @returns {Generator<[number, Payload]>} */
function* pointsOf(/** @type {Reader} */ reader) {
  const names = [...reader.form.keys()].map((key) => /^(.+)_(\d+)$/.exec(key)).filter((found) => found !== null);
  const columns = [...new Set(names.map(([, column]) => column))];
  for (let row = 1; row <= MOST_ROWS; row += 1) {
    const cells = columns.map((column) => [column, reader.word(`${column}_${row}`).replaceAll("−", "-")]).filter(([, text]) => text);
    if (!cells.some(([column]) => !CHOSEN.includes(column))) continue;
    if (cells.some(([column, text]) => !isText(column) && !NUMBER.test(text))) reader.isClear = false;
    yield [row, Object.fromEntries(cells.map(([column, text]) => [column, isText(column) ? text : plainOf(text)]))];
  }
}

const isText = (/** @type {string} */ column) => CHOSEN.includes(column) || WORDS.includes(column);

/** A number with a decimal point and digits on both sides of it. */
function plainOf(/** @type {string} */ text) {
  const [whole, fraction] = text.replace(/^[+-]/, "").replace(",", ".").split(".");
  return `${text.startsWith("-") ? "-" : ""}${whole || "0"}${fraction ? `.${fraction}` : ""}`;
}
