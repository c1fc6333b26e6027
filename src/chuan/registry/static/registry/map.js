// SPDX-License-Identifier: Apache-2.0
// The map with boundaries: the server gathers the dots anew for each step nearer.

import { zoomable } from "../places/zoom.js";

for (const map of /** @type {NodeListOf<SVGSVGElement>} */ (document.querySelectorAll("svg[data-map]"))) {
  let shown = 0;

  /**
   * The dots of the step, smaller on the drawing the nearer one looks.
   * @param {number} step
   * @returns {Promise<void>}
   */
  const gather = async (step) => {
    shown = step;
    if (!map.dataset.map) return;
    const answer = await fetch(`${map.dataset.map}?zoom=${step}`);
    if (!answer.ok || step !== shown) return;
    const { dots } = /** @type {{dots: number[][]}} */ (await answer.json());
    map.querySelector(".dots")?.replaceChildren(...dots.map(([x, y, , radius]) => {
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      circle.setAttribute("cx", String(x));
      circle.setAttribute("cy", String(y));
      circle.setAttribute("r", String(radius / 2 ** step));
      return circle;
    }));
  };
  zoomable(map, (step) => void gather(step));
}
