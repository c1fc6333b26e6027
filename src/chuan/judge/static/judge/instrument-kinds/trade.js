// SPDX-License-Identifier: Apache-2.0
// Weighing in trade, inspected with control weights: the twin of chuan.judge.instrument_kinds.trade.

import { Decimal, plain, roundToStep } from "../decimals.js";
import { BeyondCapacity, StandardNotFit } from "../errors.js";
import * as gold from "../metrology/gold.js";
import * as nawi from "../metrology/nawi.js";
import * as retail from "../metrology/retail-weighing.js";
import { convert, fit } from "../units.js";
import { bandsOf, classLimits } from "./balance.js";
import { decimalOrNull } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const CHOICE = "retail-weighing/choice-of-scale";
const SHORTAGE = "retail-weighing/allowed-shortage";
const OTHER = "retail-weighing/other-scales";
const WEIGHTS = "retail-weighing/control-weights";
const GOLD = "gold-weighing/";
export const TEST_NAMES = ["choice_of_scale"];
const SPEC = ["scale", "max", "d", "unit", "class", "e"];
const POINT = ["role", "check_mass", "indication", "weights_error"];

/** Judge a seller's (or buyer's) scale by control weights; everything is computed in grams. */
export function judgeRetailWeighing(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const spec = payload.child("spec", SPEC);
  const unit = fit(spec.word("unit"), "mass", spec.place("unit")).code;
  const isSpring = spec.choice("scale", ["spring", "other"], "spring") === "spring";
  const dKey = isSpring || spec.has("d") ? "d" : "e";
  const max = convert(spec.positive("max"), unit, "g");
  const d = convert(spec.positive(dKey), unit, "g");
  const scale = { spec, unit, isSpring, max, d };
  for (const point of payload.objects("points", POINT)) weighGoods(point, sheet, scale);
  if (payload.has("choice_of_scale")) choose(payload.child("choice_of_scale", ["goods"]), sheet, d, unit);
}

function weighGoods(point, sheet, scale) {
  const { unit, isSpring, d } = scale;
  const role = point.choice("role", ["seller", "buyer"], "seller");
  const weights = convert(point.positive("check_mass"), unit, "g");
  const indication = convert(point.notNegative("indication"), unit, "g");
  checkWeights(sheet, point, weights, unit);
  const more = { role, check_mass: weights, indication, unit: "g" };
  let limit;
  if (isSpring) {
    const divisions = retail.allowedDivisions(scale.max, d, weights, shortageRows(sheet), point.place("check_mass"));
    limit = d.times(divisions);
    more.allowed_shortage_d = String(divisions);
    sheet.work(point.where, "allowed = n · d", limit, { n: String(divisions), d });
  } else {
    if (weights.gt(scale.max)) {
      throw new BeyondCapacity({ where: point.place("check_mass"), given: weights, most: scale.max });
    }
    limit = limitOfOther(sheet, scale, weights);
  }
  const short = retail.shortage(role, indication, weights);
  sheet.work(point.where, role === "seller" ? "I − M" : "M − I", short, { I: indication, M: weights });
  sheet.point(point.where, { error: short, limit, passed: short.lte(limit), ...more });
  if (short.lt(limit.negated())) {
    sheet.warn("beyond-limit-to-the-customers-gain", { where: point.where, error: short, limit });
  }
}

function shortageRows(sheet) {
  sheet.relyOn(SHORTAGE);
  return sheet.table(SHORTAGE).map((row) => ({
    max: new Decimal(row.max_g), d: new Decimal(row.d_g), from: decimalOrNull(row.goods_ge_g),
    above: decimalOrNull(row.goods_gt_g), upTo: new Decimal(row.goods_le_g), shortageD: Number(row.shortage_d),
  }));
}

function limitOfOther(sheet, { spec, unit, max }, weights) {
  const e = convert(spec.positive("e"), unit, "g");
  const scale = { accuracyClass: spec.word("class"), maxLoad: max, e, gPerUnit: new Decimal(1) };
  nawi.limitsOfClass(scale, classLimits(sheet));
  const bands = bandsOf(sheet, scale.accuracyClass);
  const limit = nawi.mpeAt(weights, e, bands, sheet.value(OTHER));
  sheet.work("limit", "2 · mpe", limit, { m: weights.div(e) });
  return limit;
}

function checkWeights(sheet, point, weights, unit) {
  if (!point.has("weights_error")) return;
  const [row] = sheet.table(WEIGHTS);
  const most = sheet.decimal(WEIGHTS, row, "error_le_ratio").times(weights);
  const given = convert(point.notNegative("weights_error"), unit, "g");
  if (given.gt(most)) {
    throw new StandardNotFit({ where: point.place("weights_error"), given: `${plain(given)} g`, most: `${plain(most)} g` });
  }
}

function choose(test, sheet, d, unit) {
  const goods = convert(test.positive("goods"), unit, "g");
  const rows = sheet.table(CHOICE).map((row) => [row.goods_gt_g, row.goods_le_g, row.d_le_g].map((cell) => new Decimal(cell)));
  sheet.relyOn(CHOICE);
  const most = retail.coarsestDivision(goods, rows, test.place("goods"));
  sheet.work("choice_of_scale", "d ≤ d(m)", most, { goods, d });
  sheet.test("choice_of_scale", { goods, d, limit: most, passed: d.lte(most) });
}

/** Judge weighings of gold: error in mg against the limit of the mass; e must be fine enough for the mass. */
export function judgeGoldWeighing(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const spec = payload.child("spec", ["e_mg", "unit"]);
  const eMg = spec.positive("e_mg");
  const unit = fit(spec.word("unit"), "mass", spec.place("unit")).code;
  let finest = null;
  for (const point of payload.objects("points", ["mass", "indication"])) {
    const mass = convert(point.positive("mass"), unit, "g");
    const error = convert(point.notNegative("indication"), unit, "g").minus(mass).times(1000);
    const limit = goldLimit(sheet, mass, eMg, point.where);
    const most = coarsestE(sheet, mass);
    finest = finest === null ? most : Decimal.min(most, finest);
    sheet.work(point.where, "E = I − m", error, { m: mass });
    sheet.point(point.where, { error, limit, passed: error.abs().lte(limit), mass, unit: "mg" });
  }
  if (finest) sheet.test("scale_interval", { e: eMg, limit: finest, unit: "mg", passed: eMg.lte(finest) });
}

function goldLimit(sheet, mass, eMg, where) {
  const [table, rounding] = [`${GOLD}error-limit`, `${GOLD}rounding`];
  const rows = sheet.table(table);
  sheet.relyOn(table);
  const masses = rows.map((row) => new Decimal(row.mass_g));
  if (mass.lt(masses[0])) sheet.value(`${GOLD}error-limit-below-30g`);
  if (mass.gt(masses.at(-1))) {
    const percent = sheet.value(`${GOLD}error-limit-above-6kg`);
    const step = sheet.figure(rounding, "above-6-kg", "step").times(eMg);
    const limit = gold.shareOfMass(mass, percent, step);
    sheet.work(where, "δ = p % · m", limit, { m: mass, p: percent, rounded_to: step });
    return limit;
  }
  const [low, high] = gold.neighbours(mass, masses)
    .map((place) => [masses[place], sheet.decimal(table, rows[place], "limit_mg")]);
  const exact = gold.interpolated(mass, low, high);
  const limit = roundToStep(exact, sheet.figure(rounding, "between-rows", "step"), "half-up");
  sheet.work(where, "δ = δ1 + (δ2 − δ1) (m − m1) / (m2 − m1)", limit, { m: mass, low, high, unrounded: exact });
  return limit;
}

function coarsestE(sheet, mass) {
  const path = `${GOLD}scale-interval`;
  sheet.relyOn(path);
  const row = sheet.table(path).find((one) => one.mass_le_g === null || mass.lte(one.mass_le_g));
  return sheet.decimal(path, row, "e_le_mg");
}
