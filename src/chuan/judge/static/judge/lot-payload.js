// SPDX-License-Identifier: Apache-2.0
// From the JSON that describes a lot to what the engine takes: strict keys, exact units. The twin of
// chuan.judge.lot_payload.

import { ZERO } from "./decimals.js";
import { DoesNotFit, MissingKey, NoSuchRule } from "./errors.js";
import { Fields } from "./instrument-kinds/reading.js";
import { Weighing } from "./lot-weighing.js";
import { kindOfGoods, ratio, toBase } from "./metrology/prepackages/quantities.js";
import { moistureAllowance } from "./metrology/prepackages/tare.js";
import { positive } from "./numbers.js";
import { bounded, isObject, reading, whole } from "./payload.js";
import { unitOf } from "./units.js";

export const KEYS = [
  "rule_set", "on", "nominal", "lot_size", "destructive", "net", "gross", "tare", "mean", "census", "unit", "density",
  "place", "second", "mean_net", "plan", "s", "sample_size", "sieve", "glaze", "multipack", "moisture_percent", "scale",
];
const PLACES = ["production", "import", "market"];
const PLANS = ["single", "double", "e-mark"];

/** The lot of a payload whose rule set is known, with the steps that led to the net quantities, and the scale. */
export function readLot(payload, rules) {
  const fields = new Fields(payload, "", Object.keys(payload));
  const [nominal, unit] = nominalOf(fields);
  const lotSize = whole(fields.need("lot_size"), "lot_size");
  const place = fields.choice("place", PLACES, "-").replaceAll("-", "");
  const weighing = new Weighing(fields, rules, nominal, unit, place);
  const net = weighing.readings("net", "gross");
  const second = weighing.readings("second");
  const meanNet = weighing.readings("mean_net");
  const known = net.length ? { mean: null, s: null, sampleSize: net.length + second.length }
    : meanAlone(fields, lotSize, weighing.size);
  refuseContradictions(fields, known.sampleSize, lotSize);
  const percent = fields.has("moisture_percent") ? fields.notNegative("moisture_percent") : ZERO;
  if (!percent.isZero() && !rules.moisture) throw new NoSuchRule({ where: "moisture_percent", rule_set: rules.id });
  const lot = {
    kind: weighing.kind, nominal, lotSize, net, second, meanNet, ...known,
    destructive: fields.has("destructive") && fields.truth("destructive"), plan: planOf(fields, rules), place,
    toBase: toBase(unit), allowance: moistureAllowance(nominal, percent),
  };
  return { lot, working: weighing.working, ...scaleOf(fields, weighing.unit, unit) };
}

function nominalOf(fields) {
  const given = fields.need("nominal");
  if (!isObject(given) || Object.keys(given).sort().join() !== "unit,value") {
    throw new MissingKey({ where: "nominal", key: "value, unit" });
  }
  const value = positive(given.value, "nominal/value");
  const unit = unitOf(given.unit, "nominal/unit").code;
  bounded(value, given.value, "nominal/value");
  kindOfGoods(unit, "nominal/unit");
  if (!fields.has("multipack")) return [value, unit];
  const pack = fields.child("multipack", ["units", "judged"]);
  const units = whole(pack.need("units"), "multipack/units");
  return [pack.choice("judged", ["inner", "whole"]) === "inner" ? value.div(units) : value, unit];
}

function meanAlone(fields, lotSize, size) {
  const mean = reading(fields.need("mean"), "mean").times(size);
  const s = fields.has("s") ? reading(fields.need("s"), "s").times(size) : null;
  const isAll = fields.has("census") && fields.truth("census");
  return { mean, s, sampleSize: isAll ? lotSize : whole(fields.need("sample_size"), "sample_size") };
}

/** Refuse what cannot be meant together: nothing that was said is silently left out. */
function refuseContradictions(fields, size, lotSize) {
  const readingsOf = ["net", "gross"].find((key) => fields.has(key));
  const beside = {
    net: ["gross", "tare", "sieve", "glaze", "mean", "s"], gross: ["mean", "s"],
    mean: ["tare", "sieve", "glaze", "second", "mean_net", "density"],
  };
  const other = readingsOf ?? "mean";
  const key = beside[other].find((one) => fields.has(one));
  if (key) throw new DoesNotFit({ where: key, other });
  if (fields.has("sample_size") && whole(fields.need("sample_size"), "sample_size") !== size) {
    throw new DoesNotFit({ where: "sample_size", other: readingsOf ?? "census" });
  }
  if (fields.has("census") && fields.truth("census") && size !== lotSize) {
    throw new DoesNotFit({ where: "census", other: "lot_size" });
  }
}

function planOf(fields, rules) {
  const plan = fields.choice("plan", PLANS, "single");
  const known = { single: true, double: rules.double.length > 0, "e-mark": "e-mark-destructive" in rules.plans };
  if (!known[plan]) throw new NoSuchRule({ where: "plan", rule_set: rules.id });
  if (fields.has("second") && plan !== "double") throw new NoSuchRule({ where: "second", rule_set: rules.id });
  return plan;
}

function scaleOf(fields, unit, target) {
  if (!fields.has("scale")) return { interval: null, error: null };
  const scale = fields.child("scale", ["interval", "error", "unit"]);
  const given = Object.hasOwn(scale.given, "unit") ? scale.given.unit : unit;
  const size = ratio(given, unitOf(unit).kind === "mass" ? "g" : target, "scale/unit");
  const interval = scale.optional("interval");
  const error = scale.optional("error");
  return { interval: interval && interval.times(size), error: error && error.abs().times(size) };
}
