// Maps with a frame over some of their cells, and one whose cells are walked through with the arrow keys or the pointer.

import { make } from "./dom.mjs";
import { makeMap } from "./maps.mjs";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// What `makeMap` returns, with holder, the box around the canvas, and frame([row, column], [rows, columns]), which frames
// so many cells from there on. Draw the map before its first frame: its rows and columns are what was drawn.
export function framedMap(options) {
  const map = makeMap(options);
  const mark = make("div", { class: "live-frame" });
  const holder = make("div", { class: "live-framed" });
  map.canvas.replaceWith(holder);
  holder.append(map.canvas, mark);
  const share = (value, all) => `${(100 * value) / all}%`;
  return {
    ...map,
    holder,
    frame([row, column], [rows, columns]) {
      const { height, width } = map.canvas;
      Object.assign(mark.style, {
        top: share(row, height),
        left: share(column, width),
        height: share(rows, height),
        width: share(columns, width),
      });
    },
  };
}

// A framed map that is walked through: the arrows move by a cell, with Shift by `leap` of them; the pointer, hovering or
// held down, takes the cell below it. The cell that it stands on is framed with `frame`, by who draws the map.
//
//   label        what it is, for a screen reader
//   describedBy  the id of the text that says what is to be read in the cell
//   place        () -> [row, column]
//   moveTo       ([row, column]) when it is to stand elsewhere, always on the map
export function walkedMap({ label, caption, side, describedBy, leap = 8, place, moveTo }) {
  const map = framedMap({ label: "", caption, side });
  const { canvas, holder } = map;
  for (const name of ["role", "aria-label"]) canvas.removeAttribute(name);
  canvas.setAttribute("aria-hidden", "true");
  const about = {
    tabindex: "0",
    role: "application",
    "aria-roledescription": "map to walk through",
    "aria-label": `${label}. Arrows move by a cell, Shift and arrows by ${leap}.`,
    "aria-describedby": describedBy,
  };
  for (const [name, value] of Object.entries(about)) holder.setAttribute(name, value);
  holder.classList.add("is-walked");
  const within = (at, axis) => Math.max(0, Math.min((axis ? canvas.width : canvas.height) - 1, at));
  const go = (next) => {
    const to = next.map(within);
    if (String(to) !== String(place())) moveTo(to);
  };
  holder.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(place().map((at, axis) => at + step[axis] * (event.shiftKey ? leap : 1)));
  });
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const [down, right] = [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width];
    go([Math.floor(down * canvas.height), Math.floor(right * canvas.width)]);
  };
  holder.addEventListener("pointerdown", (event) => {
    holder.setPointerCapture(event.pointerId);
    point(event);
  });
  holder.addEventListener("pointermove", point);
  return map;
}
