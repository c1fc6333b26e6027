// A date field shows dd/mm/yyyy whatever language the browser speaks; the browser's own calendar stays one click away.
// Without this script the field is a plain date input. The server reads both forms.

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const WRITTEN = /^\s*(\d{1,2})\D?(\d{1,2})\D?(\d{4}|\d{2})\s*$/;
const two = (/** @type {string} */ text) => text.padStart(2, "0");

/** @param {string} iso @returns {string} dd/mm/yyyy, or what was given */
const written = (iso) => iso.replace(ISO, "$3/$2/$1");

/** @param {string} text @returns {string} yyyy-mm-dd, or nothing if it is no date */
function iso(text) {
  const found = WRITTEN.exec(text);
  if (!found) return "";
  const year = found[3].length === 2 ? `20${found[3]}` : found[3];
  return `${year}-${two(found[2])}-${two(found[1])}`;
}

/** @param {HTMLInputElement} field */
function dress(field) {
  const calendar = /** @type {HTMLInputElement} */ (field.cloneNode());
  for (const name of ["name", "id", "required", "aria-describedby", "autofocus"]) calendar.removeAttribute(name);
  for (const name of calendar.getAttributeNames().filter((n) => n.startsWith("hx-"))) calendar.removeAttribute(name);
  calendar.className = "date-calendar";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");

  const value = field.value;
  field.type = "text";
  field.value = written(value);
  field.inputMode = "numeric";
  field.placeholder = document.documentElement.lang === "en" ? "dd/mm/yyyy" : "ngày/tháng/năm";
  field.maxLength = 10;
  field.autocomplete = "off";

  const button = document.createElement("button");
  button.type = "button";
  button.className = "date-open";
  button.setAttribute("aria-label", document.documentElement.lang === "en" ? "Calendar" : "Lịch");
  const frame = document.createElement("span");
  frame.className = "date-field";
  field.before(frame);
  frame.append(field, calendar, button);

  button.addEventListener("click", () => {
    calendar.value = iso(field.value);
    calendar.showPicker?.();
  });
  calendar.addEventListener("input", (event) => event.stopPropagation());
  calendar.addEventListener("change", (event) => {
    event.stopPropagation();
    field.value = written(calendar.value);
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    field.focus();
  });
  // before the change is heard by anybody else, put it in full: 1/2/26 → 01/02/2026
  field.addEventListener("change", () => { if (iso(field.value)) field.value = written(iso(field.value)); }, true);
}

/** @param {ParentNode} root */
function dressAll(root) {
  for (const field of root.querySelectorAll('input[type="date"]:not(.date-calendar)')) dress(/** @type {HTMLInputElement} */ (field));
}

dressAll(document);
document.addEventListener("htmx:load", (event) => dressAll(/** @type {CustomEvent} */ (event).detail.elt));
