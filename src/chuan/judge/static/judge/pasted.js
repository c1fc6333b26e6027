// SPDX-License-Identifier: Apache-2.0
// Numbers pasted from a spreadsheet, as people write them in Viet Nam: the twin of chuan.judge.pasted, where the rules are
// explained. Nothing is guessed: a number that can be read in two ways is a problem.

import { strip } from "./numbers.js";

/** Blanks that spreadsheets and web pages put inside a number. */
const INNER_BLANKS = /(?<=\p{Nd})[\u00a0\u2007\u2009\u202f](?=\p{Nd})/gu;
/** `1 234,5` may be one number or two. */
const BLANK_GROUPS = /(?<![\p{Nd}.,])[1-9]\p{Nd}{0,2} \p{Nd}{3}(?!\p{Nd})/u;
const SHAPE = /^[+-]?(\p{Nd}[\p{Nd}.,]*|[.,]\p{Nd}+)$/u;
const DOUBTFUL = /^[1-9]\p{Nd}{0,2}[.,]\p{Nd}{3}$/u;
const LONGEST = 40;

/** @typedef {{numbers: string[], problems: {line: number, text: string, code: string}[]}} Pasted */

/**
 * Read pasted numbers as plain text with a decimal point; `mark` is the decimal mark if the person said which.
 * @param {string} text
 * @param {string} mark
 * @param {number} most
 * @returns {Pasted}
 */
export function readNumbers(text, mark = "", most = 2000) {
  /** @type {Pasted} */
  const found = { numbers: [], problems: [] };
  const tokens = tokensOf(text);
  const shown = new Set(tokens.map(([, token]) => shownMark(token)).filter(Boolean));
  const columnMark = shown.size === 1 ? [...shown][0] : "";
  for (const [line, token] of tokens) {
    if (found.numbers.length >= most) {
      found.problems.push({ line, text: String(most), code: "too-many" });
      break;
    }
    const number = plainOf(token, mark || columnMark, Boolean(mark));
    if (number) found.numbers.push(number);
    else found.problems.push({ line, text: token.slice(0, LONGEST), code: number === null ? "doubtful" : "not-a-number" });
  }
  return found;
}

/** @returns {[number, string][]} */
function tokensOf(/** @type {string} */ text) {
  return text.replace(/\r\n?/g, "\n").split("\n").flatMap((written, place) => {
    const row = written.replace(INNER_BLANKS, "").replaceAll("\u00a0", " ").replaceAll("−", "-");
    const tokens = BLANK_GROUPS.test(row) ? [strip(row)] : strip(row).split(/[\t; ]+/);
    return tokens.filter((token) => token || BLANK_GROUPS.test(row)).map((token) => /** @type {[number, string]} */ ([place + 1, token]));
  });
}

const count = (/** @type {string} */ text, /** @type {string} */ mark) => text.split(mark).length - 1;

/** The decimal mark that a number by itself proves; "" if it proves none. */
function shownMark(/** @type {string} */ token) {
  const bare = token.replace(/^[+-]+/, "");
  if (!SHAPE.test(token)) return "";
  const [points, commas] = [count(bare, "."), count(bare, ",")];
  if (points && commas) return bare.lastIndexOf(",") > bare.lastIndexOf(".") ? "," : ".";
  if (points + commas === 0 || DOUBTFUL.test(bare)) return "";
  if (points + commas > 1) return points ? "," : "."; // several of one kind mark thousands, so the other one marks decimals
  return points ? "." : ",";
}

/** The number with a decimal point; null if it can be read in two ways; "" if it is no number. */
function plainOf(/** @type {string} */ token, /** @type {string} */ mark, /** @type {boolean} */ isStrict) {
  if (BLANK_GROUPS.test(token)) return null;
  if (!SHAPE.test(token) || token.length > LONGEST) return "";
  const own = shownMark(token);
  if (!own && !mark && DOUBTFUL.test(token.replace(/^[+-]+/, ""))) return null;
  const decimal = isStrict || !own ? mark : own;
  const thousands = { ",": ".", ".": ",", "": "" }[decimal];
  const at = decimal ? token.indexOf(decimal) : -1;
  const [whole, fraction] = at < 0 ? [token, ""] : [token.slice(0, at), token.slice(at + 1)];
  if (thousands && whole.includes(thousands) && !isGrouped(whole, thousands)) return "";
  const number = thousands ? whole.replaceAll(thousands, "") : whole;
  if (!/^[+-]?\p{Nd}*$/u.test(number) || !/^\p{Nd}*$/u.test(fraction)) return "";
  const digits = number.replace(/^[+-]+/, "").replace(/^0+/, "") || "0";
  return `${number.startsWith("-") ? "-" : ""}${digits}${fraction ? `.${fraction}` : ""}`;
}

const isGrouped = (/** @type {string} */ whole, /** @type {string} */ thousands) =>
  new RegExp(`^[+-]?[1-9]\\p{Nd}{0,2}([${thousands}]\\p{Nd}{3})+$`, "u").test(whole);
