// SPDX-License-Identifier: Apache-2.0
/** "Use my position": the device's coordinates into the two fields. Without JavaScript the numbers are typed. */

const PLACES = 5; // about a metre

for (const block of document.querySelectorAll("[data-position]")) {
  const button = /** @type {HTMLButtonElement | null} */ (block.querySelector("[data-position-ask]"));
  if (!button || !("geolocation" in navigator) || !window.isSecureContext) continue;
  button.hidden = false;
  button.addEventListener("click", () => ask(block, button));
}

/**
 * @param {Element} block
 * @param {HTMLButtonElement} button
 */
function ask(block, button) {
  const says = /** @type {HTMLElement} */ (block.querySelector("[data-position-says]"));
  says.textContent = button.dataset.asking ?? "";
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      fill(block, "latitude", coords.latitude);
      fill(block, "longitude", coords.longitude);
      says.textContent = (button.dataset.found ?? "").replace("{m}", String(Math.round(coords.accuracy)));
    },
    () => {
      says.textContent = button.dataset.refused ?? "";
    },
    { enableHighAccuracy: true, timeout: 15000 },
  );
}

/**
 * @param {Element} block
 * @param {string} name
 * @param {number} value
 */
function fill(block, name, value) {
  const input = /** @type {HTMLInputElement | null} */ (block.querySelector(`input[name=${name}]`));
  if (!input) return;
  const text = value.toFixed(PLACES);
  input.value = input.type === "number" ? text : text.replace(".", document.documentElement.lang === "vi" ? "," : ".");
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
