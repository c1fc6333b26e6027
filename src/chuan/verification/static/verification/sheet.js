// The measurement sheet for the keyboard: Enter goes on, arrows go up and down, closing asks first.
// Everything else is the server's: the form posts itself by htmx and the answer carries errors and verdicts.

const sheet = /** @type {HTMLFormElement | null} */ (document.getElementById("sheet"));

/** @returns {HTMLInputElement[]} all reading cells in the order of work */
const cells = () => [...sheet.querySelectorAll("input[data-cell]")];

/**
 * Put the cursor into a cell and select what stands there.
 * @param {HTMLInputElement | undefined} cell
 */
function enter(cell) {
  if (!cell) return;
  cell.focus({ preventScroll: true });
  cell.select();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const cell = /** @type {HTMLInputElement} */ (event.target);
  if (!cell.matches?.("input")) return;
  if (event.key === "Enter") event.preventDefault(); // never closes the sheet
  if (!("cell" in cell.dataset)) return;
  const all = cells();
  const here = all.indexOf(cell);
  if (event.key === "Enter") enter(all[here + (event.shiftKey ? -1 : 1)]);
  if (event.key === "ArrowDown") enter(all[here + 3]);
  if (event.key === "ArrowUp") enter(all[here - 3]);
  if (event.key.startsWith("Arrow") && /Up|Down/.test(event.key)) event.preventDefault();
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button?.value === "submit" && !confirm(sheet.dataset.ask)) event.preventDefault();
  else leaving = true;
}

// What was typed and not yet kept is worth a question before the page goes.
let pending = false;
let leaving = false;
if (sheet) {
  sheet.addEventListener("keydown", onKey);
  sheet.addEventListener("submit", onSubmit);
  sheet.addEventListener("input", () => { pending = true; });
  sheet.addEventListener("htmx:afterRequest", (event) => {
    if (/** @type {CustomEvent} */ (event).detail.successful) pending = false;
  });
  addEventListener("beforeunload", (event) => { if (pending && !leaving) event.preventDefault(); });
  // Back in the network: keep what could not be sent.
  addEventListener("online", () => { if (pending) sheet.dispatchEvent(new Event("change", { bubbles: true })); });
}
