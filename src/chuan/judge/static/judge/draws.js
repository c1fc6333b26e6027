// SPDX-License-Identifier: Apache-2.0
// Random draws that anyone can repeat ("chuan-draw/1"): the twin of chuan.metrology.draws, which explains each step.
// SHA-256 is the platform's own (WebCrypto), hence the promises; browsers give it to pages served over HTTPS only.

import { DrawImpossible } from "./errors.js";
import { strip } from "./numbers.js";

export const ALGORITHM = "chuan-draw/1";

/** Numbers are drawn from 48 bits. */
const SPAN = 2 ** 48;
const MOST = 2 ** 32;
/** Half of a character: no UTF-8 text holds it. */
const HALF_CHARACTER = /\p{Cs}/u;

/**
 * The words of a seed one after another.
 * @param {string} seed
 * @returns {AsyncGenerator<number>}
 */
export async function* words(seed) {
  const text = strip(seed.normalize("NFC"));
  const encoder = new TextEncoder();
  for (let counter = 0; ; counter += 1) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${ALGORITHM}\n${text}\n${counter}`));
    yield new Uint8Array(digest, 0, 6).reduce((number, byte) => number * 256 + byte, 0);
  }
}

/**
 * Draw `size` different numbers out of 1 … `population`, ascending.
 * @param {{seed: string, population: number, size: number}} wanted
 * @returns {Promise<number[]>}
 */
export async function draw({ seed, population, size }) {
  refuseImpossible(seed, population, size);
  const source = words(seed);
  /** @type {Set<number>} */
  const sample = new Set();
  for (let upper = population - size + 1; upper <= population; upper += 1) {
    const pick = (await below(source, upper)) + 1;
    sample.add(sample.has(pick) ? upper : pick);
  }
  return [...sample].sort((a, b) => a - b);
}

/** A number from 0 to bound − 1, each as likely as the others. */
async function below(/** @type {AsyncGenerator<number>} */ source, /** @type {number} */ bound) {
  const fair = Math.floor(SPAN / bound) * bound;
  for (;;) {
    const word = (await source.next()).value;
    if (word < fair) return word % bound;
  }
}

function refuseImpossible(/** @type {string} */ seed, /** @type {number} */ population, /** @type {number} */ size) {
  const whole = Number.isInteger(size) && Number.isInteger(population);
  if (!whole || !(1 <= size && size <= population && population <= MOST)) {
    throw new DrawImpossible({ where: "size", size, population });
  }
  if (typeof seed !== "string" || !strip(seed) || HALF_CHARACTER.test(seed)) throw new DrawImpossible({ where: "seed", size, population });
}
