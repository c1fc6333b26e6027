// SPDX-License-Identifier: Apache-2.0
// A drawing that comes nearer by wheel and buttons and moves by dragging; never anything beyond its edges shows.

const DEEPEST = 6;
const DRAG_FROM = 4;

/**
 * @param {SVGSVGElement} map
 * @param {(zoom: number) => void} [onStep] called after each step nearer or away
 */
export function zoomable(map, onStep = () => {}) {
  const [, , width, height] = (map.getAttribute("viewBox") ?? "0 0 800 600").split(" ").map(Number);
  const view = { x: 0, y: 0, zoom: 0 };
  const part = () => 2 ** -view.zoom;

  function show() {
    view.x = Math.min(Math.max(view.x, 0), width * (1 - part()));
    view.y = Math.min(Math.max(view.y, 0), height * (1 - part()));
    map.setAttribute("viewBox", `${view.x} ${view.y} ${width * part()} ${height * part()}`);
    map.dataset.step = String(view.zoom);
    pixel();
  }

  /** Words and marks keep their size on the screen. */
  function pixel() {
    map.style.setProperty("--pixel", String(perPixel()));
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
    onStep(view.zoom);
  }

  /**
   * Where the pointer is on the drawing.
   * @param {MouseEvent} event
   */
  function at(event) {
    const box = map.getBoundingClientRect();
    const scale = Math.min(box.width / width, box.height / height);
    const [left, top] = [(box.width - width * scale) / 2, (box.height - height * scale) / 2];
    return {
      x: view.x + ((event.clientX - box.left - left) / scale) * part(),
      y: view.y + ((event.clientY - box.top - top) / scale) * part(),
    };
  }

  /** How much of the drawing one pixel of the screen covers. */
  function perPixel() {
    const box = map.getBoundingClientRect();
    return part() / Math.min(box.width / width, box.height / height);
  }

  /**
   * Show the surroundings of a point.
   * @param {number} x
   * @param {number} y
   * @param {number} step
   */
  function centre(x, y, step) {
    view.zoom = Math.min(Math.max(step, 0), DEEPEST);
    view.x = x - (width * part()) / 2;
    view.y = y - (height * part()) / 2;
    show();
    onStep(view.zoom);
  }

  pixel();
  window.addEventListener("resize", pixel);
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = at(event);
    zoom(event.deltaY < 0 ? 1 : -1, x, y);
  }, { passive: false });

  const around = map.closest(".map-card") ?? document;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (around.querySelectorAll("[data-zoom]"))) {
    button.addEventListener("click", () => {
      zoom(Number(button.dataset.zoom), view.x + (width * part()) / 2, view.y + (height * part()) / 2);
    });
  }

  /** @type {{x: number, y: number, moved: boolean} | null} */
  let held = null;
  map.addEventListener("pointerdown", (event) => {
    held = { x: event.clientX, y: event.clientY, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < DRAG_FROM) return;
    view.x -= dx * perPixel();
    view.y -= dy * perPixel();
    held = { x: event.clientX, y: event.clientY, moved: true };
    show();
  });
  window.addEventListener("pointerup", () => setTimeout(() => { held = null; }));
  window.addEventListener("pointercancel", () => { held = null; });
  map.addEventListener("click", (event) => {
    if (!held?.moved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  map.addEventListener("dragstart", (event) => event.preventDefault());
  return { at, centre, perPixel };
}
