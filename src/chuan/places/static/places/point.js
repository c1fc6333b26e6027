// SPDX-License-Identifier: Apache-2.0
/** Choosing a point: the device's position or a click on the map into two fields. Without JavaScript the numbers are typed. */

import { zoomable } from "./zoom.js";

const PLACES = 5; // about a metre
const MARGIN = 10; // of the drawing, as places/drawing.py has it
const METRES = 111320; // of a degree of latitude
const NEAR = 3; // the step at which a commune fills the map
const STEP = 4; // pixels by an arrow key

for (const block of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-point]"))) start(block);

/** @param {HTMLElement} block */
function start(block) {
  const ask = /** @type {HTMLButtonElement} */ (block.querySelector("[data-point-ask]"));
  const open = /** @type {HTMLButtonElement} */ (block.querySelector("[data-point-open]"));
  if ("geolocation" in navigator && window.isSecureContext) {
    ask.hidden = false;
    ask.addEventListener("click", () => locate(block, ask));
  }
  open.hidden = false;
  open.addEventListener("click", () => void toggle(block, open));
  block.addEventListener("input", () => doubt(block));
  block.addEventListener("paste", (event) => pair(block, event));
  doubt(block);
}

/**
 * @param {HTMLElement} block
 * @param {string} text
 */
function say(block, text) {
  const says = block.querySelector("[data-point-says]");
  if (says) says.textContent = text;
}

/**
 * @param {HTMLElement} block
 * @param {HTMLButtonElement} ask
 */
function locate(block, ask) {
  say(block, ask.dataset.asking ?? "");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      take(block, coords.latitude, coords.longitude);
      say(block, (ask.dataset.found ?? "").replace("{m}", String(Math.round(coords.accuracy))));
    },
    () => say(block, ask.dataset.refused ?? ""),
    { enableHighAccuracy: true, timeout: 15000 },
  );
}

/**
 * The map comes when it is first asked for.
 * @param {HTMLElement} block
 * @param {HTMLButtonElement} open
 */
async function toggle(block, open) {
  const place = /** @type {HTMLElement} */ (block.querySelector("[data-point-place]"));
  if (!place.hasChildNodes()) {
    try {
      const answer = await fetch(open.dataset.url ?? "");
      if (!answer.ok) throw new Error(String(answer.status));
      place.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
    } catch {
      say(block, open.dataset.failed ?? "");
      return;
    }
    place.hidden = false;
    const map = /** @type {SVGSVGElement | null} */ (place.querySelector("[data-point-map]"));
    if (map) pickable(block, map, open);
  } else place.hidden = !place.hidden;
  open.setAttribute("aria-expanded", String(!place.hidden));
}

/**
 * @param {HTMLElement} block
 * @param {SVGSVGElement} map
 * @param {HTMLButtonElement} open
 */
function pickable(block, map, open) {
  const mark = /** @type {SVGCircleElement} */ (map.querySelector("[data-point-mark]"));
  const [west, north, per, squeeze] = ["west", "north", "perDegree", "squeeze"].map((name) => Number(map.dataset[name]));
  const drawn = zoomable(map);

  const standing = () => {
    const [latitude, longitude] = ["latitude", "longitude"].map((name) => degrees(block, name));
    if (Number.isNaN(latitude) || Number.isNaN(longitude)) return null;
    return { x: (longitude - west) * squeeze * per + MARGIN, y: (north - latitude) * per + MARGIN };
  };
  const show = () => {
    const point = standing();
    mark.toggleAttribute("hidden", !point);
    if (!point) return;
    mark.setAttribute("cx", String(point.x));
    mark.setAttribute("cy", String(point.y));
  };

  /** @param {{x: number, y: number}} point */
  const choose = ({ x, y }) => {
    take(block, north - (y - MARGIN) / per, west + (x - MARGIN) / (squeeze * per));
    const metres = Math.max(1, Math.round((drawn.perPixel() / per) * METRES));
    say(block, (open.dataset.clicked ?? "").replace("{m}", String(metres)));
  };
  map.addEventListener("click", (event) => choose(drawn.at(event)));
  map.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const from = standing() ?? middle(map);
    if (!by) return;
    event.preventDefault();
    choose({ x: from.x + by[0] * STEP * drawn.perPixel(), y: from.y + by[1] * STEP * drawn.perPixel() });
  });
  block.addEventListener("input", show);
  const near = standing() ?? commune(block, map);
  if (near) drawn.centre(near.x, near.y, NEAR);
  show();
}

/** @param {SVGSVGElement} map */
function middle(map) {
  const { x, y, width, height } = map.viewBox.baseVal;
  return { x: x + width / 2, y: y + height / 2 };
}

/**
 * The commune that the form names, on the map.
 * @param {HTMLElement} block
 * @param {SVGSVGElement} map
 */
function commune(block, map) {
  const select = /** @type {HTMLSelectElement | null} */ (
    block.closest("form")?.querySelector("select[name=stated_unit], select[name=commune]") ?? null);
  if (!select?.value) return null;
  const named = CSS.escape(select.value);
  const area = /** @type {SVGElement | null} */ (map.querySelector(`[data-unit="${named}"], [data-code="${named}"]`));
  return area ? { x: Number(area.dataset.x), y: Number(area.dataset.y) } : null;
}

/**
 * @param {HTMLElement} block
 * @param {number} latitude
 * @param {number} longitude
 */
function take(block, latitude, longitude) {
  const comma = document.documentElement.lang === "vi";
  for (const [name, value] of /** @type {[string, number][]} */ ([["latitude", latitude], ["longitude", longitude]])) {
    const input = field(block, name);
    if (!input) continue;
    input.value = comma ? value.toFixed(PLACES).replace(".", ",") : value.toFixed(PLACES);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/**
 * Two numbers pasted at once, as map pages copy them: latitude, longitude.
 * @param {HTMLElement} block
 * @param {ClipboardEvent} event
 */
function pair(block, event) {
  const found = /^\s*(-?\d{1,3}\.\d+)\s*[,;\s]\s*(-?\d{1,3}\.\d+)\s*$/.exec(event.clipboardData?.getData("text") ?? "");
  if (!found) return;
  event.preventDefault();
  take(block, Number(found[1]), Number(found[2]));
}

/** @param {HTMLElement} block */
function doubt(block) {
  const says = /** @type {HTMLElement} */ (block.querySelector("[data-point-doubt]"));
  const [west, south, east, north] = ["west", "south", "east", "north"].map((name) => Number(block.dataset[name] ?? NaN));
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => degrees(block, name));
  /** @type {(x: number, y: number) => boolean} */
  const within = (x, y) => west <= x && x <= east && south <= y && y <= north;
  const unknown = [west, latitude, longitude].some(Number.isNaN);
  const text = unknown || within(longitude, latitude) ? "" : within(latitude, longitude) ? block.dataset.swapped : block.dataset.outside;
  says.textContent = text ?? "";
  says.hidden = !text;
}

/**
 * @param {HTMLElement} block
 * @param {string} name
 * @returns {number} NaN where there is none
 */
function degrees(block, name) {
  const text = field(block, name)?.value.trim().replace(",", ".") ?? "";
  return text ? Number(text) : NaN;
}

/**
 * @param {HTMLElement} block
 * @param {string} name
 */
function field(block, name) {
  return /** @type {HTMLInputElement | null} */ (block.querySelector(`input[name=${name}]`));
}
