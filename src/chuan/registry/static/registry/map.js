// SPDX-License-Identifier: Apache-2.0
// The map with boundaries: wheel and buttons bring it nearer, dragging moves it; the server gathers dots for each step.

const DEEPEST = 6;
const DRAG_FROM = 4;

/** @param {SVGSVGElement} map */
function move(map) {
  const [, , width, height] = (map.getAttribute("viewBox") ?? "0 0 800 600").split(" ").map(Number);
  const view = { x: 0, y: 0, zoom: 0 };

  /** Show the part that the view says, and never anything beyond the map. */
  function show() {
    const part = 2 ** -view.zoom;
    view.x = Math.min(Math.max(view.x, 0), width * (1 - part));
    view.y = Math.min(Math.max(view.y, 0), height * (1 - part));
    map.setAttribute("viewBox", `${view.x} ${view.y} ${width * part} ${height * part}`);
  }

  /**
   * The dots of the step, smaller on the drawing the nearer one looks.
   * @returns {Promise<void>}
   */
  async function gather() {
    const step = view.zoom;
    const answer = await fetch(`${map.dataset.map}?zoom=${step}`);
    if (!answer.ok || step !== view.zoom) return;
    const { dots } = /** @type {{dots: number[][]}} */ (await answer.json());
    const group = map.querySelector(".dots");
    group?.replaceChildren(...dots.map(([x, y, , radius]) => {
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      circle.setAttribute("cx", String(x));
      circle.setAttribute("cy", String(y));
      circle.setAttribute("r", String(radius / 2 ** step));
      return circle;
    }));
  }

  /**
   * Come nearer or go away, around a point of the drawing.
   * @param {number} by
   * @param {number} x
   * @param {number} y
   */
  function zoom(by, x, y) {
    const next = Math.min(Math.max(view.zoom + by, 0), DEEPEST);
    if (next === view.zoom) return;
    const factor = 2 ** (view.zoom - next);
    view.x = x - (x - view.x) * factor;
    view.y = y - (y - view.y) * factor;
    view.zoom = next;
    show();
    void gather();
  }

  /** @param {MouseEvent} event */
  function at(event) {
    const box = map.getBoundingClientRect();
    const part = 2 ** -view.zoom;
    return {
      x: view.x + ((event.clientX - box.left) / box.width) * width * part,
      y: view.y + ((event.clientY - box.top) / box.height) * height * part,
    };
  }

  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = at(event);
    zoom(event.deltaY < 0 ? 1 : -1, x, y);
  }, { passive: false });

  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-zoom]"))) {
    button.addEventListener("click", () => {
      const part = 2 ** -view.zoom;
      zoom(Number(button.dataset.zoom), view.x + (width * part) / 2, view.y + (height * part) / 2);
    });
  }

  /** @type {{x: number, y: number, moved: boolean} | null} */
  let held = null;
  map.addEventListener("pointerdown", (event) => {
    held = { x: event.clientX, y: event.clientY, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const box = map.getBoundingClientRect();
    const part = 2 ** -view.zoom;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < DRAG_FROM) return;
    view.x -= (dx / box.width) * width * part;
    view.y -= (dy / box.height) * height * part;
    held = { x: event.clientX, y: event.clientY, moved: true };
    show();
  });
  window.addEventListener("pointerup", () => setTimeout(() => { held = null; }));
  map.addEventListener("click", (event) => {
    if (held?.moved) event.preventDefault();
  }, true);
  map.addEventListener("dragstart", (event) => event.preventDefault());
}

for (const map of /** @type {NodeListOf<SVGSVGElement>} */ (document.querySelectorAll("svg[data-map]"))) move(map);
