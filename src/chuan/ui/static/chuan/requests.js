// SPDX-License-Identifier: Apache-2.0
// What all htmx requests share: the line of progress, and fragments that bring their own frame along.

let running = 0;

/** @param {number} step */
function count(step) {
  running = Math.max(0, running + step);
  document.body.classList.toggle("is-loading", running > 0);
}

document.body.addEventListener("htmx:beforeRequest", () => count(1));
document.body.addEventListener("htmx:afterRequest", () => count(-1));

// A fragment `<div id="rows">…</div>` meant for #rows replaces it; put inside it, the id would stand there twice.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  const { target } = detail;
  if (!(target instanceof Element) || !target.id) return;
  const first = new DOMParser().parseFromString(detail.serverResponse, "text/html").body.firstElementChild;
  if (first?.id === target.id) detail.swapOverride = "outerHTML";
});

// A filter form says all of its filters: what the address said before is forgotten, and so is an emptied filter.
document.body.addEventListener("htmx:configRequest", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  if (detail.verb !== "get" || !(detail.elt instanceof HTMLFormElement) || !detail.elt.classList.contains("filters")) return;
  detail.path = detail.path.split("?")[0] || location.pathname;
  for (const [name, value] of [...detail.formData.entries()]) {
    if (value === "") detail.formData.delete(name);
  }
});

// `data-confirm` on a form asks before it is sent. Without JavaScript it is sent at once; every such act can be mended.
document.addEventListener("submit", (event) => {
  const question = /** @type {HTMLElement} */ (event.target).dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});
