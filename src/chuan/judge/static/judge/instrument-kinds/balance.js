// SPDX-License-Identifier: Apache-2.0
// A scale with the law of its day, its plate checked: the twin of chuan.judge.instrument_kinds.balance.

import { Decimal, ZERO, plain } from "../decimals.js";
import { BeyondCapacity, ContradictoryInput } from "../errors.js";
import * as nawi from "../metrology/nawi.js";
import { convert, fit } from "../units.js";
import { decimalOrNull } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const MPE = "verification/mpe/nawi";
const IN_USE = "verification/in-use-limit/nawi";
const CLASSES = "verification/class-limits/nawi";
const SPEC = ["class", "max", "min", "e", "d", "ranges", "unit", "indication", "added_tare"];

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
