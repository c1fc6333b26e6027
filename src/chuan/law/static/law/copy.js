// SPDX-License-Identifier: Apache-2.0
/**
 * Buttons that copy the text of an element: `<button data-copy="id" hidden>`. They show only where copying works; the
 * text stands on the page for everybody else.
 */

/**
 * @param {HTMLButtonElement} button
 * @returns {void}
 */
function enliven(button) {
  const source = document.getElementById(button.dataset.copy ?? "");
  if (!source) return;
  const [ask, done] = button.querySelectorAll("span");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText((source.textContent ?? "").trim().replace(/\s+/g, " "));
    ask.hidden = true;
    done.hidden = false;
    setTimeout(() => {
      ask.hidden = false;
      done.hidden = true;
    }, 2000);
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) enliven(/** @type {HTMLButtonElement} */ (button));
}
