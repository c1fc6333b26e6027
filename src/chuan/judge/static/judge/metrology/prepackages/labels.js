// SPDX-License-Identifier: Apache-2.0
// How a quantity stands on a label: the twin of chuan.metrology.prepackages.labels, where the texts are cited.

import { Decimal, ZERO, plain } from "../../decimals.js";
import { NoReadings, NoToleranceKnown, UnfitUnit, UnknownUnit } from "../../errors.js";
import { strip } from "../../numbers.js";
import { unitOf } from "../../units.js";
import { BASE_UNITS } from "./quantities.js";
import { holds } from "./tolerance.js";

/** @typedef {import("decimal.js").Decimal} D */
/** @typedef {{name: string, count: number, quantity: D, unit: string}} Part */

const QUANTITY = /^(?<number>[0-9]+(?:[.,][0-9]+)?)(?<gap>\s*)(?<unit>\S+)$/;

/** A quantity as labels show it: number with a comma, one space, unit. */
export const quantity = (/** @type {D} */ value, /** @type {string} */ unit) => `${plain(value).replace(".", ",")} ${unit}`;

/** A quantity behind its quantity mark, one space between. */
export const marked = (/** @type {string} */ text, /** @type {string} */ symbol) => `${symbol} ${text}`;

/** The quantity of a package of equal packages: the total, then how it is made up. */
export const multipack = (/** @type {number} */ units, /** @type {D} */ each, /** @type {string} */ unit, word = "gói") =>
  `${quantity(each.times(units), unit)} (${units} ${word} x ${quantity(each, unit)})`;

/** The quantity of a package of different packages, all in one unit: each kind, then the total. */
export function mixedMultipack(/** @type {Part[]} */ parts, word = "hộp") {
  if (!parts.length) throw new NoReadings({ where: "parts" });
  const [{ unit }] = parts;
  parts.forEach((part, place) => {
    if (part.unit === unit) return;
    const kinds = { given_kind: part.unit, wanted_kind: unit };
    throw new UnfitUnit({ where: `parts/${place + 1}`, given: part.unit, wanted: unit, ...kinds });
  });
  const listed = parts.map((part) => `${part.name}: ${part.count} ${word} x ${quantity(part.quantity, unit)}`).join("; ");
  const total = parts.reduce((sum, part) => sum.plus(part.quantity.times(part.count)), ZERO);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return `${listed}. Tổng số: ${count} ${word} (${quantity(total, unit)}).`;
}

/** What is wrong with a quantity as it stands on a label, as codes; nothing if it is right. */
export function faults(/** @type {string} */ text, /** @type {string[]} */ forbidden = [], symbol = "") {
  const found = [];
  let rest = strip(text);
  for (const word of forbidden) {
    if (rest.toLowerCase().startsWith(word.toLowerCase())) {
      found.push("forbidden-word");
      rest = strip(rest.slice(word.length));
    }
  }
  if (symbol) {
    if (rest.startsWith(`${symbol} `)) rest = rest.slice(symbol.length + 1);
    else found.push("mark-missing");
  }
  const groups = QUANTITY.exec(rest)?.groups;
  return [...found, ...(groups ? faultsOfQuantity(groups) : ["not-a-quantity"])];
}

function faultsOfQuantity({ number, gap, unit }) {
  const found = gap === " " ? [] : ["one-space-before-unit"];
  const known = unitOrNull(unit);
  if (known === null) return [...found, "unknown-unit"];
  if (!Object.hasOwn(BASE_UNITS, known.kind)) found.push("not-a-unit-of-goods");
  else if (!known.isMetric) found.push("not-a-legal-unit");
  const value = new Decimal(number.replace(",", "."));
  if (known.kind !== "count" && (value.lt(1) || value.gte(1000))) found.push("unusual-size");
  return found;
}

function unitOrNull(/** @type {string} */ unit) {
  try {
    return unitOf(unit);
  } catch (error) {
    if (error instanceof UnknownUnit) return null;
    throw error;
  }
}

/** The smallest height of digits and letters for a nominal quantity (g or ml); `absolute` holds the height. */
export function leastHeightMm(/** @type {any[]} */ heights, /** @type {D} */ nominal) {
  const found = heights.find((band) => holds(band, nominal))?.absolute ?? null;
  if (found !== null) return found;
  const data = { where: "nominal", rule_set: "label", kind: "character height", given: nominal.toFixed() };
  throw new NoToleranceKnown(data);
}
