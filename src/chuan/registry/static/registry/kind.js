// SPDX-License-Identifier: Apache-2.0
/** What only one kind of instrument has is asked for only when that kind is chosen. Without JavaScript it is always shown. */

const kind = document.querySelector("select[name=kind]");

function follow() {
  for (const part of document.querySelectorAll("fieldset[data-only-kind]")) {
    if (!(part instanceof HTMLFieldSetElement) || !(kind instanceof HTMLSelectElement)) continue;
    const fits = kind.value === part.dataset.onlyKind;
    part.hidden = !fits;
    part.disabled = !fits;
  }
}

kind?.addEventListener("change", follow);
follow();
