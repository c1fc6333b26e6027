// SPDX-License-Identifier: Apache-2.0
// What the law says on a day, from the JSON export of the law files ("law/1"): the twin of chuan.law.
//
// Numbers and days are texts as the export writes them, truth values are booleans, lists are arrays, null means ended or
// not applied; a cell that nobody has found is {"unknown": true} and is never handed out.

import { LawUnknown, NoLawInForce, NoSuchParameter } from "./errors.js";

const CYCLES = "verification/cycles";
const VALIDITY_RULE = "verification/validity-rule";

/** What a place in a text is called: `art-41` → "Điều 41". */
const PLACES = {
  art: "Điều", cl: "khoản", pt: "điểm", item: "mục", annex: "Phụ lục", "amending-art": "sửa đổi Điều",
  part: "Phần", ch: "Chương", sec: "mục", table: "Bảng", par: "đoạn",
};
const PLACE = new RegExp(`^(${Object.keys(PLACES).sort((a, b) => b.length - a.length).join("|")})-(.+)$`);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {unknown} cell */
export const isUnknown = (cell) => cell !== null && typeof cell === "object" && /** @type {any} */ (cell).unknown === true;

/** The law as the export has it. */
export class Law {
  /** @param {any} exported the JSON served at /luat/law.json */
  constructor(exported) {
    if (exported?.schema !== "law/1") throw new TypeError("not an export of the law (law/1)");
    this.texts = exported.texts;
    this.parameters = exported.parameters;
    /** The hash of all law files: kept with whatever is judged offline. @type {string} */
    this.fingerprint = exported.fingerprint;
  }

  /**
   * The law of a day.
   * @param {string} day year-month-day
   */
  at(day) {
    if (!DAY.test(day)) throw new TypeError(`${day} is no day written year-month-day`); // days are compared as texts
    return new Edition(this, day);
  }

  /** @param {string} path */
  parameter(path) {
    if (!Object.hasOwn(this.parameters, path)) throw new NoSuchParameter({ path });
    return this.parameters[path];
  }

  /**
   * Months between periodic verifications by the law of that day; null where the law asks for none.
   * @param {string} kind
   * @param {string} on
   * @returns {number | null}
   */
  cycleMonths(kind, on) {
    const { value } = this.at(on).value(`${CYCLES}/${kind}`);
    return value === null ? null : Number(value);
  }

  /**
   * The last day a verification of that day holds; null without a cycle.
   * @param {string} kind
   * @param {string} verifiedOn
   * @returns {string | null}
   */
  validUntil(kind, verifiedOn) {
    const months = this.cycleMonths(kind, verifiedOn);
    if (months === null) return null;
    const counted = COUNTED[this.at(verifiedOn).value(VALIDITY_RULE).value];
    return counted(addMonths(verifiedOn, months));
  }
}

/** What the law said on `day`, as far as the files know. */
export class Edition {
  /**
   * @param {Law} law
   * @param {string} day
   */
  constructor(law, day) {
    this.law = law;
    this.day = day;
  }

  /** The version in force, or a refusal with the same code as the server's. @param {string} path */
  version(path) {
    const { versions } = this.law.parameter(path);
    const found = versions.findLast((version) => version.from <= this.day); // ISO days compare as texts
    if (!found) throw new NoLawInForce({ path, day: this.day });
    if (found.unknown === true) throw new LawUnknown({ path, day: this.day });
    return found;
  }

  /**
   * The value in force, with its source; a table is asked with `table`.
   * @param {string} path
   */
  value(path) {
    const version = this.version(path);
    if ("rows" in version) throw new TypeError(`${path} is a table`);
    return version;
  }

  /**
   * The rows in force; a single value is asked with `value`.
   * @param {string} path
   * @returns {any[]}
   */
  table(path) {
    const { rows } = this.version(path);
    if (!rows) throw new TypeError(`${path} is no table`);
    return rows;
  }

  /**
   * One cell of a table; the refusal names `path#row/column` if nobody has found what stands there.
   * @param {string} path
   * @param {string} row
   * @param {string} column
   */
  cell(path, row, column) {
    const line = this.table(path).find(({ id }) => id === row);
    if (!line || !Object.hasOwn(line, column)) throw new NoSuchParameter({ path: `${path}#${row}/${column}` });
    if (isUnknown(line[column])) throw new LawUnknown({ path: `${path}#${row}/${column}`, day: this.day });
    return line[column];
  }

  /**
   * The parameters as they stand, as plain JSON to be kept with an act. The day somebody confirmed them is not exported.
   * @param {string[]} paths
   */
  cite(...paths) {
    return paths.map((path) => {
      const { title, title_en, unit } = this.law.parameter(path);
      const version = this.version(path);
      const [text] = version.source.split("/");
      return {
        path, title, title_en, value: asText(version.value ?? null), rows: version.rows?.map(rowAsText) ?? null, unit,
        on: this.day, from: version.from, source: version.source, source_text: text,
        source_number: this.law.texts[text].number, source_title: this.law.texts[text].title,
        source_place: sourcePlace(version.source), confidence: version.confidence, is_confirmed: version.is_confirmed,
      };
    });
  }
}

/** A value in one spelling: lists with commas, nothing for null, "?" for what nobody has found. */
function asText(/** @type {any} */ value) {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map(asText).join(", ");
  return isUnknown(value) ? "?" : String(value);
}

const rowAsText = (/** @type {Record<string, any>} */ row) =>
  Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, asText(cell)]));

/**
 * A place in a text as people write it: `tt-24-2013-bkhcn/art-41/cl-10` → "Điều 41, khoản 10".
 * @param {string} source
 */
export function sourcePlace(source) {
  const found = source.split("/").slice(1).map((place) => PLACE.exec(place));
  return found.filter(Boolean).map(([, word, number]) => `${PLACES[word]} ${number}`).join(", ");
}

/**
 * The same day of the month `months` later, or that month's last day if it is shorter.
 * @param {string} day
 * @param {number} months
 */
export function addMonths(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return iso(toYear, toMonth, Math.min(date, daysOf(toYear, toMonth)));
}

/** @param {string} day */
export function monthEnd(day) {
  const [year, month] = day.split("-").map(Number);
  return iso(year, month, daysOf(year, month));
}

/** The ways of counting a certificate's last day that verification/validity-rule may name. */
const COUNTED = { "month-end": monthEnd };

/** Days of a month by the Gregorian calendar. */
export function daysOf(/** @type {number} */ year, /** @type {number} */ month) {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const iso = (/** @type {number} */ year, /** @type {number} */ month, /** @type {number} */ day) =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
