// SPDX-License-Identifier: Apache-2.0
// The keyboard: "/" searches, "?" helps, "g" and a letter goes, j/k and the arrows walk a list, Enter opens its row.

const GO_WITHIN_MS = 1500;
let goUntil = 0;

/**
 * True while somebody is typing, or a dialog is open.
 * @param {EventTarget | null} target
 */
function isTyping(target) {
  if (document.querySelector("dialog[open]")) return true;
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/**
 * The letters of the menu: the first letter of the label that is still free; the help dialog shows them.
 * @returns {Map<string, string>}
 */
function places() {
  /** @type {Map<string, string>} */
  const letters = new Map();
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#keys-places [data-place]"))) {
    const label = place.querySelector("dd")?.textContent ?? "";
    const plain = label.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
    const free = [...plain.replace(/[^a-z]/g, ""), ..."abcdefghijklmnopqrstuvwxyz"].find((letter) => !letters.has(letter));
    const shown = place.querySelector("[data-letter]");
    if (!free || !shown) continue;
    shown.textContent = free;
    letters.set(free, place.dataset.place ?? "/");
  }
  return letters;
}

const goTo = places();

/** @returns {HTMLTableRowElement[]} */
function rows() {
  return [...document.querySelectorAll("table.list tbody tr")].filter((row) => row.querySelector("a[href]"));
}

/**
 * Put the focus on the next or previous row's link.
 * @param {number} step
 */
function walk(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  /** @type {HTMLElement} */ (all[next].querySelector("a[href]")).focus();
  all[next].scrollIntoView({ block: "nearest" });
  return true;
}

/**
 * What a key does; true if it did something.
 * @param {string} key
 */
function press(key) {
  if (Date.now() < goUntil) {
    goUntil = 0;
    const place = goTo.get(key.toLowerCase());
    if (place) location.assign(place);
    return Boolean(place);
  }
  switch (key) {
    case "/": {
      const search = document.getElementById("search-input");
      search?.focus();
      return search !== null;
    }
    case "?":
      /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"))?.showModal();
      return true;
    case "g":
      goUntil = Date.now() + GO_WITHIN_MS;
      return true;
    case "j":
      return walk(1);
    case "k":
      return walk(-1);
    case "ArrowDown":
    case "ArrowUp":
      // Arrows scroll the page until a row has the focus.
      return rows().some((row) => row.contains(document.activeElement)) && walk(key === "ArrowDown" ? 1 : -1);
    default:
      return false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (press(event.key)) event.preventDefault();
});

// A click anywhere in a row opens it, unless it was meant for something in the row or marked text.
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("a, button, input, label, select, summary") || getSelection()?.toString()) return;
  /** @type {HTMLAnchorElement | null | undefined} */ (
    target.closest("table.list tbody tr")?.querySelector("td:first-child a[href], th:first-child a[href]")
  )?.click();
});
