// SPDX-License-Identifier: Apache-2.0
// Weights by OIML R 111: the twin of chuan.metrology.weights.

import { Decimal, plain } from "../decimals.js";
import { NoLimitThere, NoSuchClass } from "../errors.js";

/** @typedef {import("decimal.js").Decimal} D */

const THOUSAND = new Decimal(1000);

/** 1000 · (m_c − m_0), in mg. */
export const errorMg = (/** @type {D} */ mass, /** @type {D} */ nominal) => THOUSAND.times(mass.minus(nominal));

/** δm in mg; refuses a class or a nominal the table does not have. Table: nominal in g as text → class → mg. */
export function limitMg(/** @type {D} */ nominal, /** @type {string} */ accuracyClass, /** @type {Map<string, Map<string, D>>} */ table, where = "nominal") {
  const row = table.get(plain(nominal));
  if (!row) throw new NoLimitThere({ where, given: `${plain(nominal)} g` });
  const limit = row.get(accuracyClass);
  if (!limit) throw new NoSuchClass({ where: "spec/class", given: accuracyClass, known: [...row.keys()].join(", ") });
  return limit;
}
