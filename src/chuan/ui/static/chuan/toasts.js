// SPDX-License-Identifier: Apache-2.0
// Short messages: closed by their button; the harmless ones leave by themselves. A response header
// `HX-Trigger: {"toast": {"text": "…", "tone": "good"}}` shows one.

const STAYS_MS = 7000;
const region = document.getElementById("toasts");

/** @param {Element} toast */
function leaveLater(toast) {
  setTimeout(() => {
    if (!toast.matches(":hover, :focus-within")) toast.remove();
    else leaveLater(toast);
  }, STAYS_MS);
}

/**
 * Show a message.
 * @param {string} text
 * @param {string} tone good, soon, bad or busy
 */
function show(text, tone = "good") {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("toast-template"));
  const toast = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const words = toast.querySelector("[data-text]");
  if (words) words.textContent = text;
  toast.classList.add(`tone-${tone}`);
  region?.append(toast);
  if (tone === "good" || tone === "busy") leaveLater(toast);
}

document.querySelectorAll("[data-autohide]").forEach(leaveLater);
document.addEventListener("click", (event) => {
  /** @type {Element} */ (event.target).closest("[data-dismiss]")?.closest("[data-toast]")?.remove();
});
document.body.addEventListener("toast", (event) => {
  const { text, tone } = /** @type {CustomEvent} */ (event).detail;
  show(text, tone);
});
document.body.addEventListener("htmx:sendError", () => show(region?.dataset.offline ?? "", "bad"));
document.body.addEventListener("htmx:responseError", (event) => {
  const status = /** @type {CustomEvent} */ (event).detail.xhr.status;
  if (status >= 500) show(region?.dataset.broken ?? "", "bad");
});
