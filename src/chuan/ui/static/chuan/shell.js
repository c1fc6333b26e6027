// SPDX-License-Identifier: Apache-2.0
// The frame of every page: the user's menu, the search box's list of hits, the help dialog's button.

const menu = document.querySelector("details.user-menu");
const input = /** @type {HTMLInputElement | null} */ (document.getElementById("search-input"));
const hits = document.getElementById("search-hits");

/** Empty the list of hits. */
function closeHits() {
  hits?.replaceChildren();
}

/**
 * Move the focus among the field and its hits.
 * @param {number} step
 */
function moveAmongHits(step) {
  if (!hits || !input) return;
  const stops = [input, .../** @type {NodeListOf<HTMLElement>} */ (hits.querySelectorAll("a.hit"))];
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  stops[(at + step + stops.length) % stops.length].focus();
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (menu?.hasAttribute("open") && !menu.contains(target)) menu.removeAttribute("open");
  if (!target.closest(".search")) closeHits();
  if (target.closest("[data-help]")) /** @type {HTMLDialogElement} */ (document.getElementById("keys")).showModal();
});

document.querySelector(".topbar .search")?.addEventListener("keydown", (event) => {
  const key = /** @type {KeyboardEvent} */ (event).key;
  if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    moveAmongHits(key === "ArrowDown" ? 1 : -1);
  } else if (key === "Escape") {
    closeHits();
    input?.blur();
  }
});

menu?.addEventListener("keydown", (event) => {
  if (/** @type {KeyboardEvent} */ (event).key !== "Escape") return;
  menu.removeAttribute("open");
  /** @type {HTMLElement | null} */ (menu.querySelector("summary"))?.focus();
});

// A summary of errors asks for the eye first.
/** @type {HTMLElement | null} */ (document.querySelector(".form-errors"))?.focus();
