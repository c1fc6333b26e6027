// SPDX-License-Identifier: Apache-2.0
// Non-automatic weighing instruments by OIML R 76: the twin of chuan.judge.instrument_kinds.scales.

import { ZERO, plain } from "../decimals.js";
import { ContradictoryInput, ProvesNothing, StandardNotFit } from "../errors.js";
import * as nawi from "../metrology/nawi.js";
import { Balance } from "./balance.js";
import { decimalOrNull, yesOrNo } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const TESTS = "verification/test-points/nawi";
const SUBSTITUTION = "verification/test-points/nawi-substitution";
const ASKED = ["zero", "repeatability", "eccentricity", "discrimination"];
export const TEST_NAMES = ["visual", ...ASKED, "tare", "substitution"];
const POINT = ["load", "indication", "delta_l", "direction", "weights_error"];

/** Judge a scale: the weighing points, and every test that was made. */
export function judgeScale(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const balance = new Balance(payload, sheet);
  if (payload.has("zero")) zero(balance, payload.child("zero", ["load", "indication", "delta_l"]));
  const loads = [];
  for (const point of payload.objects("points", POINT)) loads.push(weigh(balance, point));
  const tests = { repeatability, eccentricity, discrimination, tare, substitution };
  for (const [name, test] of Object.entries(tests)) if (payload.has(name)) test(balance, payload);
  yesOrNo(payload, sheet, ["visual"]);
  sayWhatWasLeftOut(balance, loads, payload);
}

function weigh(balance, point) {
  const { sheet } = balance;
  const load = balance.load(point);
  const { e } = balance.at(load);
  const error = balance.error(load, point);
  const limit = balance.limit(load);
  const corrected = balance.corrected(error);
  checkWeights(balance, point, load);
  const more = { load, indication: point.number("indication") };
  if (point.has("delta_l")) more.delta_l = point.number("delta_l");
  if (point.has("direction")) more.direction = point.choice("direction", ["up", "down"]);
  sheet.work(point.where, point.has("delta_l") ? "E = I + ½ e − ΔL − L" : "E = I − L", error, { e, ...more });
  if (balance.zeroError !== null) {
    sheet.work(point.where, "Ec = E − E0", corrected, { E: error, E0: balance.zeroError });
    more.uncorrected_error = error;
  }
  sheet.work(point.where, "mpe(m), m = L / e", limit, { m: load.div(e), mpe_e: limit.div(e) });
  sheet.point(point.where, { error: corrected, limit, passed: corrected.abs().lte(limit), ...more });
  return load;
}

function checkWeights(balance, point, load) {
  if (!point.has("weights_error")) return;
  const ratio = balance.sheet.figure(TESTS, "standard-ratio", "limit");
  const most = nawi.mpeAt(load, balance.at(load).e, balance.bands).div(ratio);
  if (point.notNegative("weights_error").gt(most)) {
    const given = plain(point.number("weights_error"));
    throw new StandardNotFit({ where: point.place("weights_error"), given, most: plain(most) });
  }
}

function zero(balance, reading) {
  const load = reading.has("load") ? balance.load(reading) : ZERO;
  const error = balance.error(load, reading);
  const limit = balance.sheet.figure(TESTS, "zero", "limit").times(balance.finest.e);
  balance.sheet.work("zero", "E0 = I0 + ½ e − ΔL0 − L0", error, { load, indication: reading.number("indication") });
  balance.sheet.test("zero", { error, limit, passed: error.abs().lte(limit) });
  balance.zeroError = error;
}

function repeatability(balance, payload) {
  const test = payload.child("repeatability", ["load", "readings"]);
  const { sheet } = balance;
  const load = balance.load(test);
  const errors = [];
  for (const reading of test.objects("readings", ["indication", "delta_l"])) errors.push(balance.error(load, reading));
  const spread = nawi.spreadOf(errors, test.place("readings"));
  const limit = balance.limit(load);
  const isFine = ["I", "II"].includes(balance.scale.accuracyClass);
  const least = sheet.figure(TESTS, isFine ? "repeats-i-ii" : "repeats-iii-iiii", "limit");
  if (least.gt(errors.length)) sheet.warn("fewer-weighings-than-asked", { given: String(errors.length), asked: least });
  sheet.work("repeatability", "max(P) − min(P) ≤ |mpe|", spread, { errors, load, mpe: limit });
  sheet.test("repeatability", { load, spread, limit, passed: spread.lte(limit) });
}

function eccentricity(balance, payload) {
  const test = payload.child("eccentricity", ["load", "supports", "rolling", "readings"]);
  const { sheet, scale } = balance;
  const load = balance.load(test);
  const limit = balance.limit(load);
  const [asked, fits] = eccentricLoad(balance, test, load);
  if (!fits) sheet.warn("load-not-as-asked", { test: "eccentricity", given: load, asked });
  const readings = [...test.objects("readings", ["position", "indication", "delta_l"])];
  const errors = readings.map((reading) => balance.corrected(balance.error(load, reading)));
  const worst = errors.reduce((most, error) => (error.abs().gt(most.abs()) ? error : most));
  sheet.work("eccentricity", "|Ec| ≤ mpe", worst, { load, asked, errors, mpe: limit });
  sheet.test("eccentricity", { load, asked_load: asked, errors, limit, passed: worst.abs().lte(limit) });
}

/** The load the text asks for, and whether the one used is near enough. */
function eccentricLoad(balance, test, load) {
  const { sheet, scale } = balance;
  const isRolling = test.has("rolling") && test.truth("rolling");
  const supports = test.has("supports") ? test.whole("supports") : 4;
  if (isRolling) {
    const asked = sheet.figure(TESTS, "rolling-load", "limit").times(scale.maxLoad);
    return [asked, load.lte(asked)];
  }
  const few = sheet.figure(TESTS, "few-supports", "limit").toNumber();
  const asked = nawi.eccentricityLoad(scale.maxLoad, supports, balance.addedTare, few);
  return [asked, load.minus(asked).abs().times(10).lte(asked)];
}

function discrimination(balance, payload) {
  const test = payload.child("discrimination", ["load", "added", "before", "after"]);
  const load = balance.load(test);
  const added = test.positive("added");
  const { d, isDigital } = balance.at(load);
  if (!isDigital) throw new ContradictoryInput({ where: test.where, given: "1.4 d", other: "an analog scale" });
  const wanted = balance.sheet.figure(TESTS, "discrimination", "limit").times(d);
  if (!added.eq(wanted)) throw new ProvesNothing({ where: test.place("added"), given: plain(added), wanted: plain(wanted) });
  const change = test.number("after").minus(test.number("before"));
  balance.sheet.work("discrimination", "I2 − I1 ≥ d", change, { added, d });
  balance.sheet.test("discrimination", { load, added, change, least: d, passed: change.gte(d) });
}

function tare(balance, payload) {
  const reading = payload.child("tare", ["tare", "indication", "delta_l"]);
  const error = balance.error(ZERO, reading);
  const limit = balance.sheet.figure(TESTS, "tare", "limit").times(balance.finest.e);
  balance.sheet.work("tare", "E = I + ½ e − ΔL", error, { indication: reading.number("indication") });
  balance.sheet.test("tare", { error, limit, passed: error.abs().lte(limit) });
}

function substitution(balance, payload) {
  const test = payload.child("substitution", ["standard_weights", "repeatability"]);
  const { sheet, scale } = balance;
  const weights = test.positive("standard_weights");
  const shares = sheet.table(SUBSTITUTION).map((row) => [decimalOrNull(row.repeatability_le_e), Number(row.max_divided_by)]);
  sheet.relyOn(SUBSTITUTION);
  const inE = test.notNegative("repeatability").div(scale.e);
  const least = nawi.leastStandardWeights(scale.maxLoad, inE, shares);
  sheet.work("substitution", "weights ≥ Max / share", least, { weights, repeatability_e: inE });
  sheet.test("substitution", { standard_weights: weights, least, passed: weights.gte(least) });
}

function sayWhatWasLeftOut(balance, loads, payload) {
  const { scale, sheet } = balance;
  const asked = [balance.minLoad, ...balance.turningPoints(), scale.maxLoad];
  const missing = asked.filter((load) => !loads.some((given) => load.minus(given).abs().times(10).lte(load)));
  if (missing.length) sheet.warn("loads-left-out", { loads: missing });
  const different = new Set(loads.map(plain)).size;
  const fewest = sheet.figure(TESTS, "fewest-loads", "limit");
  if (fewest.gt(different)) sheet.warn("fewer-loads-than-asked", { given: String(different), asked: fewest });
  if (loads.every((load, place) => place === 0 || loads[place - 1].lte(load))) sheet.warn("no-decreasing-loads");
  for (const name of ASKED) {
    if (!payload.has(name) && (name !== "discrimination" || scale.isDigital)) sheet.warn("test-left-out", { test: name });
  }
}
