// SPDX-License-Identifier: Apache-2.0
// Cold-water meters, marked with Q3 and R or with qn and a class: the twin of chuan.judge.instrument_kinds.water_meters.

import { Decimal, plain } from "../decimals.js";
import { ContradictoryInput, MissingKey, NoLimitThere, NoSuchClass } from "../errors.js";
import { relativeErrorPercent } from "../metrology/indication.js";
import * as water from "../metrology/water.js";
import { decimalOrNull, yesOrNo } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const MPE = "verification/mpe/water-meter";
const IN_USE = "verification/in-use-limit/water-meter";
const Q3_FLOWS = "verification/test-points/water-meter-q3";
const QN_FLOWS = "verification/test-points/water-meter-qn";
const VOLUME = "verification/test-points/water-meter-volume";
export const TEST_NAMES = ["visual", "tightness", "stability"];
const SPEC = ["q3", "r", "qn", "class", "division"];
const POINT = ["flow", "indication", "start", "end", "reference", "temperature"];
const NAMES = { q3: ["q1", "q2", "q3"], qn: ["qmin", "qt", "qn"] };

/** A meter with its flows and the law of its day. Flows in m³/h, volumes in litres. */
class Meter {
  constructor(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
    const spec = payload.child("spec", SPEC);
    if (spec.has("q3") === spec.has("qn")) throw new ContradictoryInput({ where: spec.where, given: "q3", other: "qn" });
    this.sheet = sheet;
    this.designation = spec.has("q3") ? "q3" : "qn";
    this.meterClass = spec.word("class");
    this.division = spec.positive("division");
    this.flows = this.designation === "q3" ? this.#q3(spec) : this.#qn(spec);
    this.factor = sheet.factorInService(IN_USE);
    this.named = new Set();
  }

  #q3(spec) {
    const known = this.sheet.table(MPE).filter((row) => row.designation === "q3").map((row) => row.class);
    if (!known.includes(this.meterClass)) {
      const list = [...new Set(known)].join(", ");
      throw new NoSuchClass({ where: spec.place("class"), given: this.meterClass, known: list });
    }
    const ratio = this.sheet.figure(Q3_FLOWS, "q2", "times_q1");
    const r = spec.positive("r");
    if (r.lte(ratio)) {
      throw new ContradictoryInput({ where: spec.place("r"), given: `R = ${plain(r)}`, other: `R > ${plain(ratio)}` });
    }
    return water.flowsOfQ3(spec.positive("q3"), r, ratio);
  }

  #qn(spec) {
    const rows = this.sheet.table(QN_FLOWS).map((row) => ({
      meterClass: row.class, qnFrom: decimalOrNull(row.qn_ge_m3_h), qnBelow: decimalOrNull(row.qn_lt_m3_h),
      smallestTimesQn: new Decimal(row.qmin_times_qn), transitionalTimesQn: new Decimal(row.qt_times_qn),
    }));
    return water.flowsOfQn(spec.positive("qn"), this.meterClass, rows);
  }

  /** The limit at a flow and a temperature of the water, per cent. */
  limit(flow, temperature, where) {
    const zone = water.zoneOf(flow, this.flows, where);
    const row = this.sheet.table(MPE).find((one) => one.designation === this.designation
      && (one.class === null || one.class === this.meterClass) && one.zone === zone && fits(one, temperature));
    if (!row) throw new NoLimitThere({ where, given: `${temperature === null ? "None" : plain(temperature)} °C` });
    this.sheet.relyOn(MPE, row);
    return this.factor.times(this.sheet.decimal(MPE, row, "mpe_percent"));
  }

  /** Which of the three test flows this is, null if it is none of them. */
  nameOf(flow) {
    const values = [this.flows.smallest, this.flows.transitional, this.flows.largest];
    for (const [place, name] of NAMES[this.designation].entries()) {
      const least = this.sheet.figure(Q3_FLOWS, NAMES.q3[place], "window_ge");
      const most = this.sheet.figure(Q3_FLOWS, NAMES.q3[place], "window_le");
      if (least.times(values[place]).lte(flow) && flow.lte(most.times(values[place]))) return name;
    }
    return null;
  }
}

/** Judge a meter: the errors at its flows, and the yes-or-no tests that were made. */
export function judgeWaterMeter(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const meter = new Meter(payload, sheet);
  const { smallest, transitional, largest } = meter.flows;
  const names = NAMES[meter.designation];
  sheet.work("spec", names.join(" < "), [smallest, transitional, largest], { unit: "m3/h" });
  for (const point of payload.objects("points", POINT)) run(meter, point);
  for (const name of names) if (!meter.named.has(name)) sheet.warn("flow-left-out", { flow: name });
  yesOrNo(payload, sheet, TEST_NAMES);
  sayIfOneSided(sheet);
}

function run(meter, point) {
  const { sheet } = meter;
  const flow = point.positive("flow");
  const reference = point.positive("reference");
  const indication = indicated(point);
  const temperature = point.optional("temperature");
  const limit = meter.limit(flow, temperature, point.place("flow"));
  const divisions = sheet.figure(VOLUME, "divisions", "least");
  const least = water.leastVolumeL(meter.division, flow, divisions, sheet.figure(VOLUME, "seconds", "least"));
  water.checkVolume(reference, least, point.place("reference"));
  const name = meter.nameOf(flow);
  if (name === null) sheet.warn("flow-outside-windows", { where: point.where, flow });
  else meter.named.add(name);
  if (temperature === null) sheet.warn("water-temperature-not-given");
  const error = relativeErrorPercent(indication, reference);
  const more = { flow, flow_name: name, indication, reference };
  sheet.work(point.where, "E = 100 (V − Vref) / Vref", error, { ...more, least_volume: least, limit });
  sheet.point(point.where, { error, limit, passed: error.abs().lte(limit), ...more });
}

function indicated(point) {
  if (point.has("indication")) {
    if (point.has("start") || point.has("end")) {
      throw new ContradictoryInput({ where: point.where, given: "indication", other: "start, end" });
    }
    return point.notNegative("indication");
  }
  if (!point.has("start") || !point.has("end")) {
    throw new MissingKey({ where: point.place("indication"), key: "indication" });
  }
  return point.notNegative("end").minus(point.notNegative("start"));
}

/** R 49 wants one error within half its limit when all have one sign; not confirmed for Viet Nam: only said. */
function sayIfOneSided(sheet) {
  const pairs = sheet.points.map(({ error, limit }) => [new Decimal(error), new Decimal(limit)]);
  const isOneSign = pairs.every(([error]) => error.gt(0)) || pairs.every(([error]) => error.lt(0));
  const areFar = pairs.every(([error, limit]) => error.abs().times(2).gt(limit));
  if (pairs.length > 1 && isOneSign && areFar) sheet.warn("all-errors-on-one-side");
}

function fits(row, temperature) {
  if (temperature === null) return row.water_gt_c === null;
  const isAbove = row.water_gt_c === null || temperature.gt(row.water_gt_c);
  return isAbove && (row.water_le_c === null || temperature.lte(row.water_le_c));
}
