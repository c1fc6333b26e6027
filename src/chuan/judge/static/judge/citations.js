// SPDX-License-Identifier: Apache-2.0
// Which values of the law a verdict rests on, and how surely they are known: the twin of chuan.judge.citations.

import { sourcePlace } from "./law.js";

/**
 * One citation for each path, in that order, each once; the law's own refusal if a value is not known.
 * @param {import("./law.js").Edition} edition
 * @param {string[]} paths
 */
export const cite = (edition, ...paths) => [...new Set(paths)].map((path) => one(edition, path));

function one(/** @type {import("./law.js").Edition} */ edition, /** @type {string} */ path) {
  const version = edition.version(path);
  const { title, title_en } = edition.law.parameter(path);
  return {
    path, title, title_en, from: version.from, source: version.source,
    source_number: edition.law.texts[version.source.split("/")[0]].number, source_place: sourcePlace(version.source),
    confidence: version.confidence, is_confirmed: version.is_confirmed,
  };
}
