// SPDX-License-Identifier: Apache-2.0
// Beside the lot itself: the label of a prepackage, and what a seller of short packages gained. The twin of
// chuan.judge.goods.

import { cite } from "./citations.js";
import { Decimal, plain } from "./decimals.js";
import { Fields } from "./instrument-kinds/reading.js";
import { isUnknown } from "./law.js";
import { fineByGain, illicitGain } from "./metrology/prepackages/illicit-gain.js";
import { faults, leastHeightMm } from "./metrology/prepackages/labels.js";
import { kindOfGoods, toBase } from "./metrology/prepackages/quantities.js";
import { positive } from "./numbers.js";
import { bounded, day, reading, whole } from "./payload.js";

/** @typedef {import("./law.js").Law} Law */

const LABEL = "prepackages/vn-tt21-2014/label";
const GAIN = "prepackages/vn-nd86-2012-illicit-gain";
const MULTIPLE = "penalties/multiple-of-gain";
const HEIGHTS = new Map([["mass", "g"], ["volume", "ml"]]);

/** Judge a quantity on a label by circular 21/2014: its string, the height of its digits, the mark V. */
export function judgeLabel(/** @type {any} */ payload, /** @type {Law} */ law) {
  const fields = new Fields(payload, "", ["on", "nominal", "text", "height_mm", "marked", "mark_height_mm"]);
  const edition = law.at(day(fields.need("on")));
  const paths = [`${LABEL}/forbidden-words`];
  const tests = {};
  const [mark] = edition.table(`${LABEL}/quantity-mark`);
  const symbol = fields.has("marked") && fields.truth("marked") ? String(mark.symbol) : "";
  const wrong = faults(fields.word("text"), edition.value(paths[0]).value, symbol);
  const serious = wrong.filter((code) => code !== "unusual-size");
  tests.text = { faults: serious, passed: !serious.length };
  if (symbol) paths.push(`${LABEL}/quantity-mark`);
  if (symbol && fields.has("mark_height_mm")) {
    tests.mark_height = atLeast(reading(fields.need("mark_height_mm"), "mark_height_mm"), new Decimal(mark.min_height_mm));
  }
  if (fields.has("height_mm")) tests.height = heightOf(edition, fields, paths);
  return {
    schema: "label/1", inputs: payload, tests,
    verdict: Object.values(tests).every(({ passed }) => passed) ? "pass" : "fail",
    warnings: wrong.filter((code) => code === "unusual-size").map((code) => ({ code })), citations: cite(edition, ...paths),
  };
}

/** Work out an illicit gain by Decree 86/2012. */
export function judgeGain(/** @type {any} */ payload, /** @type {Law} */ law) {
  const fields = new Fields(payload, "", ["on", "unit", "mean", "allowed", "units_sold", "price", "highest_fine"]);
  const edition = law.at(day(fields.need("on")));
  const allowed = fields.child("allowed", ["basis", "value"]);
  const price = fields.child("price", ["start", "detection", "unit"]);
  const basis = allowed.choice("basis", edition.value(`${GAIN}/allowed-mean`).value);
  kindOfGoods(fields.need("unit"), "unit");
  const found = illicitGain({
    allowedMean: bounded(allowed.positive("value"), allowed.given.value, "allowed/value"),
    mean: reading(fields.need("mean"), "mean"), unit: fields.word("unit"),
    unitsSold: whole(fields.need("units_sold"), "units_sold"), priceAtStart: reading(price.need("start"), "price/start"),
    priceAtDetection: reading(price.need("detection"), "price/detection"), priceUnit: price.word("unit"),
  });
  const paths = ["allowed-mean", "price", "period"].map((name) => `${GAIN}/${name}`);
  const fine = fineOf(edition, fields, found.gain, paths);
  return {
    schema: "illicit-gain/1", inputs: payload, basis, shortage_per_unit: plain(found.shortagePerUnit),
    quantity_in_error: plain(found.quantityInError), price: plain(found.price), gain: plain(found.gain), fine,
    citations: cite(edition, ...paths),
  };
}

function heightOf(edition, fields, paths) {
  const nominal = fields.child("nominal", ["value", "unit"]);
  const kind = kindOfGoods(nominal.need("unit"), "nominal/unit");
  const unit = HEIGHTS.get(kind);
  const path = `${LABEL}/character-height-${unit ? kind : "other"}`;
  const bands = edition.table(path).map((row) => ({
    above: new Decimal(row[`qn_gt_${unit}`]), absolute: known(row.min_height_mm), fromIncluded: false,
    upTo: row[`qn_le_${unit}`] === null ? null : new Decimal(row[`qn_le_${unit}`]),
  }));
  paths.push(path);
  const value = positive(nominal.need("value"), "nominal/value").times(toBase(nominal.need("unit")));
  return atLeast(reading(fields.need("height_mm"), "height_mm"), leastHeightMm(bands, value));
}

const known = (cell) => (isUnknown(cell) ? null : new Decimal(cell));

const atLeast = (measured, limit) => ({ measured: plain(measured), limit: plain(limit), passed: measured.gte(limit) });

function fineOf(edition, fields, gain, paths) {
  if (!fields.has("highest_fine")) return null;
  const [row] = edition.table(MULTIPLE);
  paths.push(MULTIPLE);
  const highest = reading(fields.need("highest_fine"), "highest_fine");
  const frame = fineByGain(gain, highest, new Decimal(row.min_times), new Decimal(row.max_times));
  return frame && { least: plain(frame.least), most: plain(frame.most) };
}
