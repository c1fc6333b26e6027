// SPDX-License-Identifier: Apache-2.0
// The verdict while it is being typed, judged in the page by the rules of the server. The server's own answer after
// "Judge" is what counts; where something is missing, doubtful or refused, this one keeps silent.

import { Refusal } from "./errors.js";
import { judgeInstrument } from "./instruments.js";
import { Law } from "./law.js";
import { lotPayload, sheetPayload } from "./live-forms.js";
import { judgeLot } from "./lots.js";

const PAUSE_MS = 200;
const TONES = { pass: "good", fail: "bad" };

/** The law, fetched when it is first needed. */
function lawFrom(/** @type {string} */ address) {
  /** @type {Promise<Law> | null} */
  let law = null;
  return () => (law ??= fetch(address).then((answer) => answer.json()).then((exported) => new Law(exported)));
}

/** What a judge answers; null where it refuses. */
function unlessRefused(/** @type {() => any} */ judge) {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Show the verdict and the figures that have a slot in `place`; hidden while there is none. */
function show(/** @type {HTMLElement} */ place, /** @type {any} */ answer, /** @type {Record<string, string>} */ figures) {
  place.hidden = answer === null;
  if (answer === null) return;
  const { verdict } = answer;
  place.className = `judge-live tone-${TONES[verdict] ?? "soon"}`;
  place.dataset.verdict = verdict ?? "";
  const texts = { ...figures, verdict: place.dataset[verdict ?? "undecided"] ?? "" };
  for (const [name, text] of Object.entries(texts)) {
    const slot = place.querySelector(`[data-live=${name}]`);
    if (slot) slot.textContent = text;
  }
}

async function showLot(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement} */ place, /** @type {() => Promise<Law>} */ law) {
  const payload = lotPayload(new FormData(form));
  const known = payload && await law();
  const answer = known && unlessRefused(() => judgeLot(payload, known));
  show(place, answer, answer ? {
    mean: answer.mean === null ? "—" : `${rounded(answer.mean)} ${payload.nominal.unit}`,
    t1: answer.t1_count === null ? "—" : `${answer.t1_count} / ${answer.t1_allowed ?? "?"}`,
    t2: answer.t2_count === null ? "—" : String(answer.t2_count),
  } : {});
}

async function showSheet(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement} */ place, /** @type {() => Promise<Law>} */ law) {
  const sheet = sheetPayload(place.dataset.page ?? "", new FormData(form));
  const known = sheet && await law();
  const answer = known && unlessRefused(() => judgeInstrument(sheet.payload, known));
  show(place, answer, answer ? { failed: `${answer.points.filter((/** @type {any} */ point) => !point.passed).length} / ${answer.points.length}` } : {});
  form.querySelectorAll("[data-grid] tbody tr").forEach((row) => row.classList.remove("judge-row-good", "judge-row-bad"));
  answer?.points.forEach((/** @type {{passed: boolean}} */ { passed }, /** @type {number} */ index) => {
    const cell = form.querySelector(`[data-grid] [name$="_${sheet?.rows[index]}"]`);
    cell?.closest("tr")?.classList.add(passed ? "judge-row-good" : "judge-row-bad");
  });
}

/** Six significant digits for the eye, in the way of the page's language; the server's answer has them all. */
const rounded = (/** @type {string} */ figure) =>
  new Intl.NumberFormat(document.documentElement.lang || "vi", { maximumSignificantDigits: 6 }).format(Number(figure));

/** Watch the calculator's form, if this page has one. */
function watch() {
  const form = document.querySelector("form#calculator");
  const place = document.querySelector("#dang-go");
  if (!(form instanceof HTMLFormElement) || !(place instanceof HTMLElement) || !place.dataset.law) return;
  const law = lawFrom(place.dataset.law);
  const judge = place.dataset.page ? showSheet : showLot;
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => judge(form, place, law), PAUSE_MS);
  });
}

watch();
