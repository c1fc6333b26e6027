// SPDX-License-Identifier: Apache-2.0
// Pressure gauges, blood-pressure meters, traffic speed meters: the twin of chuan.judge.instrument_kinds.gauges.

import { Decimal, ZERO, plain } from "../decimals.js";
import { NoLimitThere, NoSuchClass, StandardNotFit } from "../errors.js";
import { checkRange, limitOfClass } from "../metrology/gauges.js";
import { convert, fit } from "../units.js";
import { yesOrNo } from "./sheet.js";

/** @typedef {import("./reading.js").Fields} Fields */
/** @typedef {import("./sheet.js").Sheet} Sheet */

export const TEST_NAMES = ["visual"];
const POINT = ["reference", "indication", "direction", "standard_error"];
const RATIO = "verification/test-points/standard-ratio";
const GAUGE = "verification/mpe/pressure-gauge";
const GAUGE_SCOPE = "verification/class-limits/pressure-gauge";
const SPHYGMO = "verification/mpe/sphygmomanometer";
const SPEED = "verification/mpe/speed-meter";

const factorOf = (/** @type {Sheet} */ sheet) => sheet.factorInService(`verification/in-use-limit/${sheet.kind}`);

/** Judge a Bourdon gauge: the class in per cent of the span. */
export function judgePressureGauge(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const spec = payload.child("spec", ["class", "from", "to", "unit"]);
  const accuracyClass = spec.positive("class");
  const unit = fit(spec.word("unit"), "pressure", spec.place("unit")).code;
  const low = spec.has("from") ? spec.number("from") : ZERO;
  const high = spec.number("to");
  checkScope(sheet, spec, accuracyClass, { from: convert(low, unit, "MPa"), to: convert(high, unit, "MPa") });
  const factor = factorOf(sheet);
  const limit = factor.times(limitOfClass(accuracyClass, low, high, sheet.value(GAUGE)));
  sheet.work("spec", "class % · (to − from)", limit, { class_: accuracyClass, low, high, unit });
  const ratio = anyStandard(payload) ? sheet.figure(RATIO, "pressure-gauge", "ratio") : null;
  judgePoints(payload, sheet, limit, [low, high], ratio);
}

function checkScope(sheet, spec, accuracyClass, endsInMpa) {
  const [scope] = sheet.table(GAUGE_SCOPE);
  const least = sheet.decimal(GAUGE_SCOPE, scope, "class_ge");
  const most = sheet.decimal(GAUGE_SCOPE, scope, "class_le");
  if (accuracyClass.lt(least) || accuracyClass.gt(most)) {
    const known = `${plain(least)} … ${plain(most)}`;
    throw new NoSuchClass({ where: spec.place("class"), given: plain(accuracyClass), known });
  }
  for (const [key, end] of Object.entries(endsInMpa)) {
    if (end.lt(scope.range_ge_mpa) || end.gt(scope.range_le_mpa)) {
      throw new NoLimitThere({ where: spec.place(key), given: `${plain(end)} MPa` });
    }
  }
}

/** Judge a blood-pressure meter, read in mmHg or kPa. */
export function judgeSphygmomanometer(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  const spec = payload.child("spec", ["unit"]);
  const rows = sheet.table(SPHYGMO);
  const unit = spec.choice("unit", rows.map((row) => row.unit));
  const row = rows.find((one) => one.unit === unit);
  sheet.relyOn(SPHYGMO, row);
  const limit = factorOf(sheet).times(sheet.decimal(SPHYGMO, row, "mpe"));
  judgePoints(payload, sheet, limit, [ZERO, convert(sheet.decimal(SPHYGMO, row, "range_le_mmhg"), "mmHg", unit)]);
}

/** Judge a traffic speed meter, in km/h. */
export function judgeSpeedMeter(/** @type {Fields} */ payload, /** @type {Sheet} */ sheet) {
  if (payload.has("spec")) payload.child("spec", []);
  const [row] = sheet.table(SPEED);
  sheet.relyOn(SPEED, row);
  const limit = factorOf(sheet).times(sheet.decimal(SPEED, row, "mpe_km_h"));
  judgePoints(payload, sheet, limit, [new Decimal(row.range_ge_km_h), new Decimal(row.range_le_km_h)]);
}

function judgePoints(payload, sheet, limit, span, ratio = null) {
  for (const point of payload.objects("points", POINT)) {
    const reference = point.number("reference");
    const indication = point.number("indication");
    checkRange(reference, span, point.place("reference"));
    checkStandard(point, ratio, limit);
    const more = { reference, indication };
    if (point.has("direction")) more.direction = point.choice("direction", ["up", "down"]);
    const error = indication.minus(reference);
    sheet.work(point.where, "E = I − R", error, { ...more, limit });
    sheet.point(point.where, { error, limit, passed: error.abs().lte(limit), ...more });
  }
  yesOrNo(payload, sheet, TEST_NAMES);
}

function checkStandard(point, ratio, limit) {
  if (ratio === null || !point.has("standard_error")) return;
  const error = point.notNegative("standard_error");
  if (error.times(ratio).gt(limit)) {
    throw new StandardNotFit({ where: point.place("standard_error"), given: plain(error), most: plain(limit.div(ratio)) });
  }
}

function anyStandard(payload) {
  for (const point of payload.objects("points", POINT)) if (point.has("standard_error")) return true;
  return false;
}
