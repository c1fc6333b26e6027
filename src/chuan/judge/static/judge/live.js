// SPDX-License-Identifier: Apache-2.0
// The verdict on a lot while it is being typed, judged here with the same rules as on the server. The server's own answer
// after "Judge" is what counts; where the two could differ, this one keeps silent.

import { Refusal } from "./errors.js";
import { Law } from "./law.js";
import { judgeLot } from "./lots.js";
import { readNumbers } from "./pasted.js";

const PAUSE_MS = 200;

/**
 * The JSON that says the same as the form, as LotForm.payload() makes it; null while something is missing or doubtful.
 * @param {FormData} form
 */
export function lotPayload(form) {
  const said = (/** @type {string} */ name) => String(form.get(name) ?? "").trim();
  const one = (/** @type {string} */ name) => (said(name) ? readNumbers(said(name), "", 1) : null);
  const [nominal, mean, density] = [one("nominal_value"), one("mean"), one("density")];
  const readings = readNumbers(String(form.get("readings") ?? ""), said("mark"));
  const tare = readNumbers(String(form.get("tare") ?? ""), said("mark"));
  const isGross = said("reading") === "gross";
  const problems = [nominal, mean, density, readings, tare].flatMap((read) => read?.problems ?? []);
  const isComplete = nominal && /^[0-9]+$/.test(said("lot_size")) && Boolean(mean) !== Boolean(readings.numbers.length)
    && (!isGross || mean || tare.numbers.length);
  if (problems.length || !isComplete) return null;
  const payload = {
    rule_set: said("rule_set"), on: isoDay(said("on")), nominal: { value: nominal.numbers[0], unit: said("nominal_unit") },
    lot_size: Number(said("lot_size")), destructive: form.has("destructive"),
    ...(said("place") && { place: said("place") }),
  };
  if (mean) return { ...payload, mean: mean.numbers[0], census: true };
  return {
    ...payload, [isGross ? "gross" : "net"]: readings.numbers,
    ...(isGross && { tare: tareOf(tare.numbers, readings.numbers) }), ...(said("unit") && { unit: said("unit") }),
    ...(density && { density: { value: density.numbers[0], unit: "g/ml" } }),
  };
}

/** A day as the page shows it, dd/mm/yyyy, as year-month-day; anything else as it is. */
function isoDay(/** @type {string} */ text) {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

/** One number: every package weighs so much. As many as readings: each has its own. Else: a measured sample. */
function tareOf(/** @type {string[]} */ tare, /** @type {string[]} */ readings) {
  if (tare.length === 1) return { mean: tare[0] };
  return tare.length === readings.length ? tare : { sample: tare };
}

/** The law, fetched when it is first needed. */
function lawFrom(/** @type {string} */ address) {
  /** @type {Promise<Law> | null} */
  let law = null;
  return () => (law ??= fetch(address).then((answer) => answer.json()).then((exported) => new Law(exported)));
}

/**
 * Judge what the form says and show the verdict in `place`; hidden while there is none.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} place
 * @param {() => Promise<Law>} law
 */
async function show(form, place, law) {
  const payload = lotPayload(new FormData(form));
  let answer = null;
  try {
    answer = payload && judgeLot(payload, await law());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  place.hidden = answer === null;
  if (answer === null) return;
  const { verdict, mean } = answer;
  const tone = verdict === "pass" ? "good" : verdict === "fail" ? "bad" : "soon";
  place.className = `judge-live tone-${tone}`;
  place.dataset.verdict = verdict ?? "";
  const fill = (/** @type {string} */ part, /** @type {string} */ text) => {
    const slot = place.querySelector(`[data-live=${part}]`);
    if (slot) slot.textContent = text;
  };
  fill("verdict", place.dataset[verdict ?? "undecided"] ?? "");
  fill("mean", mean === null ? "—" : `${rounded(mean)} ${payload.nominal.unit}`);
  fill("t1", answer.t1_count === null ? "—" : `${answer.t1_count} / ${answer.t1_allowed ?? "?"}`);
  fill("t2", answer.t2_count === null ? "—" : String(answer.t2_count));
}

/** Six significant digits for the eye, in the way of the page's language; the server's answer has them all. */
const rounded = (/** @type {string} */ figure) =>
  new Intl.NumberFormat(document.documentElement.lang || "vi", { maximumSignificantDigits: 6 }).format(Number(figure));

/** Watch the calculator's form, if this page has one. */
export function watch(/** @type {Document} */ page) {
  const form = page.querySelector("form#calculator");
  const place = page.querySelector("#dang-go");
  if (!(form instanceof HTMLFormElement) || !(place instanceof HTMLElement) || !place.dataset.law) return;
  const law = lawFrom(place.dataset.law);
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => show(form, place, law), PAUSE_MS);
  });
}

if (typeof document !== "undefined") watch(document);
