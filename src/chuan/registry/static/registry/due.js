// SPDX-License-Identifier: Apache-2.0
/** The due list: one tick at a station ticks all of its instruments. Without JavaScript they are ticked one by one. */

/**
 * @param {HTMLTableSectionElement} station
 * @returns {HTMLInputElement[]}
 */
const boxes = (station) => [...station.querySelectorAll("input[name=instrument]")];

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.closest("[data-pick]")) return;
  const station = box.closest("tbody");
  if (!station) return;
  if (box.matches("[data-pick-all]")) {
    for (const one of boxes(station)) one.checked = box.checked;
    return;
  }
  const all = station.querySelector("[data-pick-all]");
  const ticked = boxes(station).filter((one) => one.checked).length;
  all.checked = ticked === boxes(station).length;
  all.indeterminate = ticked > 0 && !all.checked;
});
