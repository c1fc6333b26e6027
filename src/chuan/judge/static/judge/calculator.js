// SPDX-License-Identifier: Apache-2.0
// What makes the calculator handier; all of it works without. Line numbers beside pasted columns, a block of cells pasted
// from a spreadsheet into the grid, Enter goes to the next row, print.

/** @param {HTMLTextAreaElement} area */
function numberLines(area) {
  const box = document.createElement("div");
  const lines = document.createElement("div");
  const count = document.createElement("p");
  box.className = "numbered";
  lines.className = "numbered-lines";
  lines.setAttribute("aria-hidden", "true");
  count.className = "numbered-count";
  area.replaceWith(box);
  box.append(lines, area);
  box.after(count);
  const draw = () => {
    const rows = area.value.split("\n");
    lines.textContent = rows.map((_, at) => at + 1).join("\n");
    lines.style.lineHeight = getComputedStyle(area).lineHeight;
    lines.scrollTop = area.scrollTop;
    const filled = rows.filter((row) => row.trim()).length;
    count.textContent = filled ? `n = ${filled}` : "";
  };
  area.addEventListener("input", draw);
  area.addEventListener("scroll", () => { lines.scrollTop = area.scrollTop; });
  draw();
}

/** @param {HTMLTableElement} grid */
function handleGrid(grid) {
  const inputs = () => /** @type {HTMLInputElement[]} */ ([...grid.querySelectorAll("input, select")]);
  const columns = Number(grid.dataset.grid);
  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const start = inputs().indexOf(/** @type {HTMLInputElement} */ (event.target));
    if (start < 0 || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach((row, down) => row.split("\t").forEach((cell, across) => {
      const at = start + down * columns + across;
      if (start % columns + across < columns && inputs()[at]) inputs()[at].value = cell.trim();
    }));
  });
  grid.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const next = inputs()[inputs().indexOf(/** @type {HTMLInputElement} */ (event.target)) + 1];
    next?.focus();
    if (next instanceof HTMLInputElement) next.select();
  });
}

document.querySelectorAll("textarea[data-numbers]").forEach((area) => numberLines(/** @type {HTMLTextAreaElement} */ (area)));
document.querySelectorAll("[data-grid]").forEach((grid) => handleGrid(/** @type {HTMLTableElement} */ (grid)));
document.querySelectorAll("[data-print]").forEach((button) => {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
});
if (location.hash === "#ket-qua") document.getElementById("ket-qua")?.focus();
