// SPDX-License-Identifier: Apache-2.0
// Keyboard through a share: arrows move from row to row; after a finding the next row to review takes the focus.

/** @returns {HTMLElement[]} the rows of the list */
const rows = () => [...document.querySelectorAll("[data-share] .campaign-row")];

/** @param {HTMLElement | undefined} row */
function go(row) {
  (row?.querySelector("[data-first]") ?? row)?.focus();
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target instanceof Element ? event.target.closest(".campaign-row") : null;
  if (!step || !row || event.target.closest("input, select, textarea, details[open]")) return;
  const all = rows();
  const next = all[all.indexOf(row) + step];
  if (next) {
    event.preventDefault();
    go(next);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const row = event.detail.elt?.closest?.(".campaign-row");
  if (!row?.dataset.finding) return;
  const all = rows();
  go(all.slice(all.indexOf(row) + 1).find((other) => !other.dataset.finding) ?? row);
});
