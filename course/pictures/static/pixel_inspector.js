// A picture and, beside it, a part of it as numbers: moved by sliders, by a click, or by walking over its edge.

import { bar, choice, slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { makeGrid } from "./grid.mjs";
import { cellStyle } from "./maps.mjs";
import { everyFrame, picture } from "./picture.mjs";
import { colourOf, drawn, inWords, numbersIn, spoken, views, within } from "./pixel_inspector_math.mjs";

const SIDE = 320; // CSS pixels of the magnified part
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export default picture(({ model, root, say, on, put }) => {
  const image = readImage(model);
  let part = within(image, model.get("row"), model.get("column"), model.get("size"));
  let view = model.get("view");
  let here = null; // the cell that was read last, [row, column] within the part

  const readout = make("p", { class: "pixel-readout" }, "Point at a pixel, or walk to it with the arrow keys.");
  const placeOf = (row, column) => `row ${part.top + row}, column ${part.left + column}`;
  const read = (row, column) => {
    here = [row, column];
    const numbers = grid.values()[row][column];
    readout.textContent = `${placeOf(row, column)}: ${inWords(numbers)}`;
  };
  const grid = makeGrid({
    label: "The magnified part, pixel by pixel",
    values: numbersIn(image, view, part),
    format: (numbers) => numbers.join("\n"),
    colour: (numbers) => cellStyle(colourOf(numbers)),
    // What is to be seen must stand in it letter for letter, for those who work by voice.
    cellLabel: (row, column, text) => `${placeOf(row, column)}: ${spoken(text.split("\n"))}`,
    onMove: read,
  });
  grid.element.classList.add("pixel-glass");
  const whole = makeWhole(image, model.get("alt_text"));

  const redraw = everyFrame(() => {
    grid.element.style.setProperty("--live-cell", `${SIDE / Math.max(part.rows, part.columns)}px`);
    grid.element.classList.toggle("is-dense", Math.max(part.rows, part.columns) > 8);
    grid.set(numbersIn(image, view, part));
    whole.frame(part);
    if (here) read(...here);
  });
  const moveTo = (top, left) => {
    part = within(image, top, left, model.get("size"));
    sliders.row.set(part.top);
    sliders.column.set(part.left);
    put("row", part.top);
    put("column", part.left);
    redraw();
  };
  const lookAt = (next) => {
    view = next;
    whole.draw(drawn(image, view));
    redraw();
  };

  const position = (label, length, value, move) =>
    slider({ label, min: 0, max: Math.max(0, length - model.get("size")), value, onInput: move });
  const sliders = {
    row: position("First row", image.rows, part.top, (top) => moveTo(top, part.left)),
    column: position("First column", image.columns, part.left, (left) => moveTo(part.top, left)),
  };
  const shown = choice({
    label: "Shown",
    options: views(image.channels),
    value: view,
    onChange: (next) => {
      put("view", next);
      lookAt(next);
      say(`Shown: ${next}`);
    },
  });

  overTheEdge(grid.element, () => part, ([down, right]) => {
    const before = part;
    moveTo(part.top + down, part.left + right);
    const ended = part.top === before.top && part.left === before.left;
    requestAnimationFrame(() => say(ended ? "The picture ends here." : readout.textContent)); // after the redraw
  });
  grid.element.addEventListener("pointerover", ({ target }) => {
    if (target.dataset?.place) read(...target.dataset.place.split(" ").map(Number));
  });
  whole.onPoint((row, column) => moveTo(row - Math.floor(part.rows / 2), column - Math.floor(part.columns / 2)));

  on("row", (row) => row !== part.top && moveTo(row, part.left));
  on("column", (column) => column !== part.left && moveTo(part.top, column));
  on("view", (next) => {
    shown.set(next);
    if (next !== view) lookAt(next);
  });

  const isPart = part.rows < image.rows || part.columns < image.columns;
  if (image.channels === 3) root.append(bar(shown));
  if (isPart) root.append(bar(sliders.row, sliders.column));
  root.append(make("div", { class: "live-columns" }, ...(isPart ? [whole.element] : []), grid.element), readout);
  lookAt(view);
});

// At the edge of the part an arrow key moves the part instead of the focus.
function overTheEdge(element, part, move) {
  const listener = (event) => {
    const step = STEPS[event.key];
    if (!step || !event.target.dataset.place || event.ctrlKey || event.altKey || event.metaKey) return;
    const [row, column] = event.target.dataset.place.split(" ").map((number, axis) => Number(number) + step[axis]);
    if (row >= 0 && row < part().rows && column >= 0 && column < part().columns) return;
    event.stopPropagation();
    event.preventDefault();
    move(step);
  };
  element.addEventListener("keydown", listener, true); // before the grid's own
}

function readImage(model) {
  const view = model.get("pixels");
  return {
    pixels: new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
    rows: model.get("rows"),
    columns: model.get("columns"),
    channels: model.get("channels"),
  };
}

// The whole picture, with a frame around the part: { element, draw(bytes), frame(part), onPoint(handler) }.
function makeWhole({ rows, columns }, described) {
  const canvas = make("canvas", { role: "img", "aria-label": described, width: columns, height: rows });
  const mark = make("div", { class: "pixel-frame" });
  const element = make("div", { class: "pixel-whole", style: `--pixel-ratio: ${columns} / ${rows}` }, canvas, mark);
  const share = (value, all) => `${(100 * value) / all}%`;
  return {
    element,
    draw: (bytes) => canvas.getContext("2d").putImageData(new ImageData(bytes, columns, rows), 0, 0),
    frame: (part) =>
      Object.assign(mark.style, {
        top: share(part.top, rows),
        left: share(part.left, columns),
        height: share(part.rows, rows),
        width: share(part.columns, columns),
      }),
    onPoint(handler) {
      const point = (event) => {
        if (event.buttons !== 1) return;
        const box = canvas.getBoundingClientRect();
        handler(
          Math.floor(((event.clientY - box.top) / box.height) * rows),
          Math.floor(((event.clientX - box.left) / box.width) * columns),
        );
      };
      element.addEventListener("pointerdown", (event) => {
        element.setPointerCapture(event.pointerId);
        point(event);
      });
      element.addEventListener("pointermove", point);
    },
  };
}
