// SPDX-License-Identifier: Apache-2.0
// Electricity meters, basic errors, starting current, no-load: the twin of chuan.judge.instrument_kinds.electricity.

import { Decimal, plain } from "../decimals.js";
import { ContradictoryInput, MissingKey, NoSuchClass, ProvesNothing, StandardNotFit } from "../errors.js";
import { isUnknown } from "../law.js";
import * as electricity from "../metrology/electricity.js";
import { relativeErrorPercent } from "../metrology/indication.js";
import { decimalOrNull, yesOrNo } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const SEEN = ["visual", "insulation", "register"];
export const TEST_NAMES = [...SEEN, "starting", "no_load"];
const SPEC = ["class", "ib", "in", "imax", "measures", "un", "constant", "elements"];
const POINT = ["current", "factor", "load", "indication", "reference", "error", "standard_error"];
const FACTORS = ["1", "0.5 ind", "0.8 cap", "0.5", "0.25"];
const STARTING = "verification/starting-current";
const RATIO = "verification/test-points/standard-ratio";

/** A meter with the law of its day. Currents in A. */
class Meter {
  constructor(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
    const spec = payload.child("spec", SPEC);
    if (spec.has("ib") === spec.has("in")) throw new ContradictoryInput({ where: spec.where, given: "ib", other: "in" });
    this.sheet = sheet;
    this.spec = spec;
    this.isDirect = spec.has("ib");
    this.basic = spec.positive(this.isDirect ? "ib" : "in");
    this.imax = spec.positive("imax");
    if (this.imax.lt(this.basic)) {
      const given = `Imax = ${plain(this.imax)}`;
      throw new ContradictoryInput({ where: spec.place("imax"), given, other: `${plain(this.basic)} A` });
    }
    this.meterClass = spec.word("class");
    this.measures = spec.choice("measures", ["active", "reactive"], "active");
    this.isPolyphase = sheet.kind.includes("-3p-");
    this.family = sheet.kind.endsWith("-static") ? "elec-meter-static" : "elec-meter-induction";
    this.factor = sheet.factorInService(`verification/in-use-limit/${this.family}`);
  }

  /** Where the limits stand. */
  path(load) {
    const part = this.measures === "reactive" ? "-reactive" : load === "balanced" ? "" : "-single-phase";
    return `verification/mpe/${this.family}${part}`;
  }

  /** The limit at a current and a factor, per cent; a refusal where the table is a gap. */
  limit(current, factor, load, where) {
    const path = this.path(load);
    const [from, below] = this.isDirect ? ["direct_ge_ib", "direct_lt_ib"] : ["ct_ge_in", "ct_lt_in"];
    const rows = [];
    for (const row of this.sheet.table(path)) {
      if (row.class === this.meterClass && row.factor === factor) {
        for (const column of [from, below]) this.sheet.cell(path, row, column);
      }
      if (row[from] !== null && !isUnknown(row[from])) rows.push(limitRow(row, from, below));
    }
    const known = [...new Set(rows.map((row) => row.meterClass))];
    if (!known.includes(this.meterClass)) {
      throw new NoSuchClass({ where: "spec/class", given: this.meterClass, known: known.join(", ") });
    }
    const { basic, imax, meterClass } = this;
    const found = electricity.rowAt(current, { basic, imax, meterClass, factor, rows, where });
    this.sheet.relyOn(path);
    return this.factor.times(found.mpePercent);
  }

  /** The row of a table that belongs to the meter's class (and connection). */
  ofClass(path) {
    const connection = this.isDirect ? "direct" : "transformer";
    const rows = this.sheet.table(path);
    const isOwn = (row) => row.class === this.meterClass && (!Object.hasOwn(row, "connection") || row.connection === connection);
    const row = rows.find(isOwn);
    if (!row) {
      const known = rows.map((one) => one.class).join(", ");
      throw new NoSuchClass({ where: "spec/class", given: this.meterClass, known });
    }
    this.sheet.relyOn(path, row);
    return row;
  }
}

const limitRow = (row, from, below) => ({
  meterClass: row.class, factor: row.factor, fromTimes: new Decimal(row[from]), belowTimes: decimalOrNull(row[below]),
  mpePercent: new Decimal(row.mpe_percent),
});

/** Judge a meter: its basic errors and the tests that were made. */
export function judgeMeter(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const meter = new Meter(payload, sheet);
  for (const point of payload.objects("points", POINT)) measure(meter, point);
  if (payload.has("starting")) starting(meter, payload.child("starting", ["current", "started"]));
  if (payload.has("no_load")) noLoad(meter, payload.child("no_load", ["minutes", "pulses", "voltage_percent"]));
  for (const name of ["starting", "no_load"]) if (!payload.has(name)) sheet.warn("test-left-out", { test: name });
  yesOrNo(payload, sheet, SEEN, sheet.verification === "periodic" ? ["insulation"] : []);
}

function measure(meter, point) {
  const { sheet } = meter;
  const current = point.positive("current");
  const factor = point.choice("factor", FACTORS, "1");
  const load = point.choice("load", ["balanced", "single_phase"], "balanced");
  if (load === "single_phase" && (!meter.isPolyphase || meter.measures === "reactive")) {
    const other = `${sheet.kind}, ${meter.measures}`;
    throw new ContradictoryInput({ where: point.place("load"), given: "single_phase", other });
  }
  const limit = meter.limit(current, factor, load, point.place("current"));
  const error = errorAt(point);
  checkStandard(meter, point, limit);
  const index = new Decimal(meter.meterClass.replace(/S+$/, ""));
  const more = { current, factor, load };
  sheet.work(point.where, "E = 100 (W − Wref) / Wref", error, { ...more, class_: meter.meterClass, limit });
  const shown = electricity.shownError(error, index);
  sheet.point(point.where, { error, limit, passed: error.abs().lte(limit), shown_error: shown, ...more });
}

function errorAt(point) {
  if (point.has("error")) {
    if (point.has("indication") || point.has("reference")) {
      throw new ContradictoryInput({ where: point.where, given: "error", other: "indication, reference" });
    }
    return point.number("error");
  }
  if (!point.has("indication")) throw new MissingKey({ where: point.place("error"), key: "error" });
  return relativeErrorPercent(point.notNegative("indication"), point.positive("reference"));
}

function checkStandard(meter, point, limit) {
  if (!point.has("standard_error")) return;
  const most = limit.div(meter.sheet.figure(RATIO, "elec-meter", "ratio"));
  const error = point.notNegative("standard_error");
  if (error.gt(most)) {
    throw new StandardNotFit({ where: point.place("standard_error"), given: plain(error), most: plain(most) });
  }
}

function starting(meter, test) {
  const path = `${STARTING}/${meter.family}`;
  const row = meter.ofClass(path);
  const most = electricity.startingCurrent(meter.basic, meter.sheet.decimal(path, row, "times_basic"));
  const current = test.positive("current");
  const started = test.truth("started");
  if (started ? current.gt(most) : current.lt(most)) {
    throw new ProvesNothing({ where: test.place("current"), given: `${plain(current)} A`, wanted: `${plain(most)} A` });
  }
  meter.sheet.work("starting", "I ≤ c · Ib", most, { current, basic: meter.basic });
  meter.sheet.test("starting", { current, limit: most, passed: started });
}

function noLoad(meter, test) {
  const path = `${STARTING}/${meter.family}-no-load`;
  const row = meter.ofClass(path);
  const { sheet, spec } = meter;
  const least = electricity.leastNoLoadMinutes(sheet.decimal(path, row, "coefficient"), {
    constant: spec.positive("constant"), elements: spec.whole("elements"), un: spec.positive("un"), imax: meter.imax,
  });
  const minutes = test.positive("minutes");
  const pulses = test.notNegative("pulses");
  const most = sheet.decimal(path, row, "pulses_le");
  const asked = sheet.decimal(path, row, "voltage_percent");
  const voltage = test.optional("voltage_percent");
  const isQuiet = pulses.lte(most);
  if (voltage?.lt(asked) && isQuiet) {
    throw new ProvesNothing({ where: test.place("voltage_percent"), given: plain(voltage), wanted: `≥ ${plain(asked)}` });
  }
  if (minutes.lt(least) && isQuiet) {
    const wanted = `≥ ${plain(least)} min`;
    throw new ProvesNothing({ where: test.place("minutes"), given: `${plain(minutes)} min`, wanted });
  }
  sheet.work("no_load", "t ≥ c · 10⁶ / (k · m · Un · Imax)", least, { minutes });
  sheet.test("no_load", { minutes, least_minutes: least, pulses, most, passed: isQuiet });
}
