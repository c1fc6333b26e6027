// SPDX-License-Identifier: Apache-2.0
/**
 * What is typed on the spot survives a lost connection: kept in the tab's own storage until it was sent, put back when the
 * page comes again, sent when the connection does. Nothing stays once the tab is closed.
 */

const PREFIX = "chuan.keep:";
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "finding", "owner"]);
/** @type {Map<HTMLFormElement, Element>} forms whose sending failed, with the notice that says so */
const lost = new Map();

/** @param {HTMLFormElement} form */
const place = (form) => PREFIX + form.dataset.keep;

/** @param {HTMLFormElement} form */
function keep(form) {
  const values = [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.has(name) && typeof value === "string");
  try {
    sessionStorage.setItem(place(form), JSON.stringify(Object.fromEntries(values)));
  } catch {
    // no storage: what is typed still stands in the page
  }
}

/** @param {HTMLFormElement} form */
function bringBack(form) {
  const text = sessionStorage.getItem(place(form));
  if (!text || "keepBound" in form.dataset) return;
  let changed = false;
  for (const [name, value] of Object.entries(/** @type {Record<string, string>} */ (JSON.parse(text)))) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.value === value) continue;
    field.value = value;
    changed = true;
  }
  if (!changed) return;
  const details = form.closest("details");
  if (details) details.open = true;
  const note = notice("keep-back");
  note?.querySelector("[data-forget]")?.addEventListener("click", () => {
    sessionStorage.removeItem(place(form));
    form.reset();
    note.remove();
  });
  if (note) form.prepend(note);
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * @param {string} id
 * @returns {Element | null}
 */
function notice(id) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById(id));
  return /** @type {Element | null} */ (template?.content.firstElementChild?.cloneNode(true) ?? null);
}

/** @param {HTMLFormElement} form */
function notSent(form) {
  if (lost.has(form)) return;
  const note = notice("keep-lost");
  if (!note) return;
  note.querySelector("[data-send-again]")?.addEventListener("click", () => again(form));
  lost.set(form, note);
  const acts = form.closest(".campaign-acts");
  if (acts) acts.before(note);
  else form.prepend(note);
  note.scrollIntoView({ block: "center" });
}

/** @param {HTMLFormElement} form */
function again(form) {
  lost.get(form)?.remove();
  lost.delete(form);
  if (form.isConnected) form.requestSubmit();
}

/** @param {ParentNode} root */
function start(root) {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (root.querySelectorAll("form[data-keep]"))) bringBack(form);
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-keep]") : null;
  if (form) keep(/** @type {HTMLFormElement} */ (form));
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.matches("[data-keep-until-left]") && !navigator.onLine) {
    event.preventDefault();
    notSent(form);
  }
});

/** @param {Event} event */
function failed(event) {
  const { elt, xhr } = /** @type {CustomEvent} */ (event).detail;
  if (elt instanceof HTMLFormElement && (!xhr?.status || xhr.status >= 502)) notSent(elt);
}
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, failed);
window.addEventListener("online", () => { for (const form of [...lost.keys()]) again(form); });

document.addEventListener("htmx:beforeSwap", (event) => {
  const { requestConfig, xhr } = /** @type {CustomEvent} */ (event).detail;
  const kept = requestConfig?.elt instanceof HTMLFormElement ? requestConfig.elt : null;
  if (kept?.dataset.keep && xhr.status < 300 && !xhr.responseURL.includes("/accounts/")) sessionStorage.removeItem(place(kept));
});

/** A stall asks for its market, nothing else does. */
function stall() {
  const kind = /** @type {HTMLSelectElement | null} */ (document.querySelector("form[data-keep] select[name=kind]"));
  const only = /** @type {HTMLElement | null} */ (document.querySelector("[data-only-stall]"));
  if (kind && only) only.hidden = kind.value !== "stall";
}
document.addEventListener("change", stall);

// an establishment that was entered leads away from its form: what was kept of it is done with
if (document.querySelector("[data-entered]")) {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX) && name.endsWith("-new")) sessionStorage.removeItem(name);
}
start(document);
stall();
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element && event.target !== document.body) start(event.target.parentNode ?? document);
});
