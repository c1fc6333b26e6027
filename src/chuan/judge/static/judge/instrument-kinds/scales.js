// SPDX-License-Identifier: Apache-2.0
// Non-automatic weighing instruments by OIML R 76: the twin of chuan.judge.instrument_kinds.scales.

import { Decimal, ZERO, plain } from "../decimals.js";
import { BeyondCapacity, ContradictoryInput, ProvesNothing, StandardNotFit } from "../errors.js";
import * as nawi from "../metrology/nawi.js";
import { convert, fit } from "../units.js";
import { decimalOrNull, yesOrNo } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const MPE = "verification/mpe/nawi";
const IN_USE = "verification/in-use-limit/nawi";
const CLASSES = "verification/class-limits/nawi";
const TESTS = "verification/test-points/nawi";
const SUBSTITUTION = "verification/test-points/nawi-substitution";
const ASKED = ["zero", "repeatability", "eccentricity", "discrimination"];
export const TEST_NAMES = ["visual", ...ASKED, "tare", "substitution"];
const SPEC = ["class", "max", "min", "e", "d", "ranges", "unit", "indication", "added_tare"];
const POINT = ["load", "indication", "delta_l", "direction", "weights_error"];

const integer = (cell) => (cell === null ? null : Number(cell));

/** A scale with the law of its day: what it may err at a load, and what was found of it. */
export class Balance {
  constructor(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
    this.sheet = sheet;
    const spec = payload.child("spec", SPEC);
    const parts = partsOf(spec);
    this.unit = fit(spec.word("unit"), "mass", spec.place("unit")).code;
    const accuracyClass = spec.word("class");
    const gPerUnit = convert(1, this.unit, "g");
    const ownD = spec.has("d") ? spec.positive("d") : null;
    const isDigital = spec.choice("indication", ["digital", "analog"], "digital") === "digital";
    this.ranges = parts.map(([maxLoad, e]) => ({ accuracyClass, maxLoad, e, d: ownD ?? e, gPerUnit, isDigital }));
    this.finest = this.ranges[0];
    this.scale = this.ranges.at(-1);
    const { d, e, maxLoad } = this.finest;
    if (d.gt(e)) throw new ContradictoryInput({ where: spec.place("d"), given: `d = ${plain(d)}`, other: `e = ${plain(e)}` });
    const admitted = classLimits(sheet);
    const [{ minCapacityE }] = this.ranges.map((part) => nawi.limitsOfClass(part, admitted));
    const least = e.times(minCapacityE);
    this.minLoad = spec.has("min") ? spec.positive("min") : least;
    if (this.minLoad.lt(least) || this.minLoad.gte(maxLoad)) {
      const other = `Min ≥ ${minCapacityE} e`;
      throw new ContradictoryInput({ where: spec.place("min"), given: `Min = ${plain(this.minLoad)}`, other });
    }
    this.addedTare = spec.optional("added_tare") ?? ZERO;
    this.bands = bandsOf(sheet, accuracyClass);
    this.factor = sheet.factorInService(IN_USE);
    /** @type {Decimal | null} */
    this.zeroError = null;
  }

  /** The limit at a load. */
  limit(/** @type {Decimal} */ load) {
    return nawi.mpeAt(load, this.at(load).e, this.bands, this.factor);
  }

  /** The weighing range a load belongs to. */
  at(/** @type {Decimal} */ load) {
    return nawi.rangeAt(load, this.ranges);
  }

  /** The loads at which the limit, or the interval, changes. */
  turningPoints() {
    return this.ranges.flatMap((part, place) => {
      const floor = place === 0 ? ZERO : this.ranges[place - 1].maxLoad;
      return [...nawi.turningPoints(part.maxLoad, part.e, this.bands).filter((point) => point.gt(floor)), part.maxLoad];
    }).slice(0, -1);
  }

  /** A load on the scale: not below zero, not above Max (and an added tare). */
  load(/** @type {Fields} */ fields, key = "load") {
    const load = fields.notNegative(key);
    const most = this.scale.maxLoad.plus(this.addedTare);
    if (load.gt(most)) throw new BeyondCapacity({ where: fields.place(key), given: plain(load), most: plain(most) });
    return load;
  }

  /** The error of one reading before any correction. */
  error(/** @type {Decimal} */ load, /** @type {Fields} */ reading) {
    const { d, e, isDigital } = this.at(load);
    const deltaL = reading.optional("delta_l");
    // P = I + ½ e − ΔL holds for steps of e: with finer steps it would make up an error of ½ (e − d)
    if (deltaL !== null && (!isDigital || !d.eq(e) || deltaL.lt(0) || deltaL.gt(d))) {
      const other = isDigital ? `d = e, 0 ≤ ΔL ≤ ${plain(e)}` : "an analog scale";
      throw new ContradictoryInput({ where: reading.place("delta_l"), given: `ΔL = ${plain(deltaL)}`, other });
    }
    if (deltaL === null && isDigital && d.times(5).gt(e)) this.sheet.warn("indication-rounded", { hint: "delta_l" });
    return nawi.errorOf(load, reading.number("indication"), e, deltaL);
  }

  /** Ec = E − E0, where the error at zero was found. */
  corrected(/** @type {Decimal} */ error) {
    return this.zeroError === null ? error : error.minus(this.zeroError);
  }
}

/** The steps of the limit of a class on the day. */
export function bandsOf(/** @type {Sheet} */ sheet, /** @type {string} */ accuracyClass) {
  sheet.relyOn(MPE);
  return sheet.table(MPE).filter((row) => row.class === accuracyClass).map((row) => ({
    aboveE: new Decimal(row.load_gt_e), upToE: decimalOrNull(row.load_le_e), mpeE: new Decimal(row.mpe_e),
  }));
}

/** What the classes admit on the day. */
export const classLimits = (/** @type {Sheet} */ sheet) => sheet.table(CLASSES).map((row) => ({
  accuracyClass: row.class, eFromG: new Decimal(row.e_ge_g), eToG: decimalOrNull(row.e_le_g), nMin: integer(row.n_min),
  nMax: integer(row.n_max), minCapacityE: integer(row.min_capacity_e),
}));

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
  const shares = sheet.table(SUBSTITUTION).map((row) => [decimalOrNull(row.repeatability_le_e), integer(row.max_divided_by)]);
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

/** Max and e of the scale; of each weighing range, the finest first, where it has several. */
function partsOf(/** @type {Fields} */ spec) {
  if (!spec.has("ranges")) {
    const e = spec.positive("e");
    return [[spec.positive("max"), e]];
  }
  if (["max", "e", "d"].some((key) => spec.has(key))) {
    throw new ContradictoryInput({ where: spec.place("ranges"), given: "ranges", other: "max, e, d" });
  }
  const parts = [];
  for (const part of spec.objects("ranges", ["max", "e"])) parts.push([part.positive("max"), part.positive("e")]);
  if (parts.some(([most, e], place) => place > 0 && (most.lte(parts[place - 1][0]) || e.lte(parts[place - 1][1])))) {
    throw new ContradictoryInput({ where: spec.place("ranges"), given: "ranges", other: "Max1 < Max2, e1 < e2" });
  }
  return parts;
}
