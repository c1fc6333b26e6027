// SPDX-License-Identifier: Apache-2.0
// Non-automatic weighing instruments (OIML R 76-1): the twin of chuan.metrology.nawi.

import { Decimal, ZERO, plain } from "../decimals.js";
import { BeyondCapacity, NoSuchClass, NoSuchScale, TooFewReadings } from "../errors.js";

/** @typedef {import("decimal.js").Decimal} D */

/**
 * The limit at a load, in its unit: factor · mpe_e · e.
 * @param {D} load
 * @param {D} e
 * @param {{aboveE: D, upToE: D | null, mpeE: D}[]} bands
 */
export function mpeAt(load, e, bands, factor = new Decimal(1)) {
  const band = bands.find(({ upToE }) => upToE === null || load.lte(upToE.times(e)));
  if (!band) throw new BeyondCapacity({ where: "load", given: plain(load), most: plain((bands.at(-1)?.upToE ?? ZERO).times(e)) });
  return factor.times(band.mpeE).times(e);
}

/** The weighing range a load belongs to: the first whose Max it does not exceed, else the last (R 76-1, 3.3). */
export const rangeAt = (/** @type {D} */ load, /** @type {any[]} */ ranges) =>
  ranges.find(({ maxLoad }) => load.lte(maxLoad)) ?? ranges.at(-1);

/** The loads at which the limit changes, below Max. */
export const turningPoints = (/** @type {D} */ maxLoad, /** @type {D} */ e, /** @type {{upToE: D | null}[]} */ bands) =>
  bands.filter(({ upToE }) => upToE !== null).map(({ upToE }) => upToE.times(e)).filter((end) => end.lt(maxLoad));

/** What the class admits for this e; refuses a class, an e or a number of intervals that no text knows. */
export function limitsOfClass(scale, rows) {
  const { accuracyClass } = scale;
  const own = rows.filter((row) => row.accuracyClass === accuracyClass);
  if (!own.length) {
    const known = [...new Set(rows.map((row) => row.accuracyClass))].join(", ");
    throw new NoSuchClass({ where: "spec/class", given: accuracyClass, known });
  }
  const eG = scale.e.times(scale.gPerUnit);
  const row = own.find(({ eFromG, eToG }) => eFromG.lte(eG) && (eToG === null || eG.lte(eToG)));
  if (!row) throw new NoSuchScale({ where: "spec/e", accuracy_class: accuracyClass, given: `e = ${plain(eG)} g` });
  const n = scale.maxLoad.div(scale.e);
  if (n.lt(row.nMin) || (row.nMax !== null && n.gt(row.nMax))) {
    throw new NoSuchScale({ where: "spec/max", accuracy_class: accuracyClass, given: `Max/e = ${plain(n)}` });
  }
  return row;
}

/** P = I + ½ e − ΔL: what a digital scale would show if it did not round. */
export const beforeRounding = (/** @type {D} */ indication, /** @type {D} */ e, /** @type {D} */ deltaL) =>
  indication.plus(e.div(2)).minus(deltaL);

/** The error: P − L with ΔL, I − L without. */
export const errorOf = (/** @type {D} */ load, /** @type {D} */ indication, /** @type {D} */ e, /** @type {D | null} */ deltaL) =>
  (deltaL === null ? indication : beforeRounding(indication, e, deltaL)).minus(load);

/** Largest − smallest of repeated weighings of one load. */
export function spreadOf(/** @type {D[]} */ values, /** @type {string} */ where) {
  if (values.length < 2) throw new TooFewReadings({ where, given: values.length, least: 2 });
  const least = values.reduce((low, value) => (value.lt(low) ? value : low));
  const most = values.reduce((high, value) => (value.gt(high) ? value : high));
  return most.minus(least);
}

/** The load for the eccentricity test: ⅓ (Max + added tare) for few supports, else 1/(n − 1) of it. */
export const eccentricityLoad = (/** @type {D} */ maxLoad, /** @type {number} */ supports, /** @type {D} */ addedTare, /** @type {number} */ few) =>
  maxLoad.plus(addedTare).div(supports <= few ? 3 : supports - 1);

/** How much of Max must be standard weights when the rest is substituted. */
export function leastStandardWeights(/** @type {D} */ maxLoad, /** @type {D} */ repeatabilityE, /** @type {[D | null, number][]} */ shares) {
  const divisors = shares.filter(([most]) => most === null || repeatabilityE.lte(most)).map(([, part]) => part);
  return maxLoad.div(Math.max(...divisors));
}
