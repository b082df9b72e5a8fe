// A sheet to draw a picture on: by mouse, pen or finger, or by arrows and Space.

import { bar, button, choice, toggle } from "./controls.mjs";
import { make } from "./dom.mjs";
import { centred, stroke } from "./drawing_math.mjs";

const SIDE = 288; // CSS pixels, about what the sheet is wide: the outlines on it are drawn twice as fine
const BRUSHES = [["0.018", "fine"], ["0.035", "medium"], ["0.06", "thick"], ["0.1", "very thick"]]; // radius, as a share of the side
const MOST_UNDO = 20;
const REST = 400; // ms without a key after which a stroke is done
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// options: shape (rows, columns, channels), range [ground, ink], pixels to begin with, onStroke() while the drawing
// changes, onDone() after, say. Returns { element, pixels, set(pixels), remember(), show(region, colours) }: remember it for
// Undo before it is set; show a region of the sheet, or null, in an outline.
export function drawingPad({ shape, range, pixels, onStroke, onDone, say }) {
  const { canvas, cover, sheet } = makeSheet(shape);
  const context = canvas.getContext("2d");
  const brush = choice({ label: "Brush", options: BRUSHES, value: "0.035", onChange: () => {} });
  const eraser = toggle({ text: "Erase", onChange: (on) => say(on ? "The brush erases." : "The brush draws.") });
  let [undo, marked] = [[], null];
  const pad = {
    pixels: Float32Array.from(pixels),
    set(next) {
      pad.pixels = Float32Array.from(next);
      paintSheet(context, pad.pixels, shape, range);
    },
    remember: () => (undo = [...undo.slice(1 - MOST_UNDO), pad.pixels.slice()]),
    show(region, colours) {
      marked = region ? { region, colours } : null;
      showCover();
    },
  };
  const line = (from, to, erase = eraser.get()) => {
    const radius = Math.max(0.5, Number(brush.get()) * shape[1]); // so that it fills at least the pixel it stands on
    stroke(pad.pixels, shape, from, to, radius, range, erase ? -1 : 1);
    paintSheet(context, pad.pixels, shape, range);
    onStroke();
  };
  const replace = (next, told) => {
    pad.set(next);
    onStroke();
    onDone();
    say(told);
  };
  const change = (text, make, told) =>
    button({
      text,
      onPress() {
        pad.remember();
        replace(make(pad.pixels), told);
      },
    });
  const takeBack = () => (undo.length ? replace(undo.pop(), "Undone.") : say("There is nothing to undo."));
  const strokes = { start: pad.remember, line, end: onDone };
  listenToPointer(canvas, shape, strokes);
  const cursor = listenToKeys(canvas, shape, { ...strokes, moved: () => showCover(), say });
  const showCover = () => drawCover(cover, shape, { ...marked, cursor: canvas.matches(":focus-visible") ? cursor : null });
  for (const event of ["focus", "blur"]) canvas.addEventListener(event, () => showCover());
  pad.element = make(
    "div",
    {},
    sheet,
    bar(brush, eraser),
    bar(
      button({ text: "Undo", onPress: takeBack }),
      change("Centre", (now) => centred(now, shape, range), "The drawing is in the middle."),
      change("Clear", (now) => now.map(() => range[0]), "The sheet is empty."),
    ),
  );
  pad.set(pixels);
  return pad;
}

// The sheet, a pixel of the canvas for each of the picture, and a finer canvas over it.
function makeSheet([rows, columns]) {
  const canvas = make("canvas", {
    class: "explorer-sheet",
    width: columns,
    height: rows,
    tabindex: "0",
    role: "application",
    "aria-roledescription": "drawing sheet",
    "aria-label": `Drawing, ${rows} × ${columns} pixels. Arrows move the brush, Shift and arrows draw, Space dabs.`,
  });
  const high = Math.round((SIDE * rows) / columns);
  const cover = make("canvas", { class: "explorer-cover", width: 2 * SIDE, height: 2 * high, "aria-hidden": "true" });
  const sheet = make("div", { class: "explorer-pad" }, canvas, cover);
  sheet.style.aspectRatio = `${columns} / ${rows}`;
  return { canvas, cover, sheet };
}

// Returns the cursor, [row, column], which moves with the keys.
function listenToKeys(canvas, [rows, columns], { start, line, end, moved, say }) {
  const cursor = [Math.floor(rows / 2), Math.floor(columns / 2)];
  const middle = () => cursor.map((place) => place + 0.5);
  let resting = null;
  const dab = (from) => {
    if (resting === null) start();
    clearTimeout(resting);
    resting = setTimeout(() => ((resting = null), end()), REST); // a line drawn with keys is one stroke
    line(from, middle());
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const [from, step] = [middle(), STEPS[event.key]];
    if (step) {
      cursor[0] = clamp(cursor[0] + step[0], rows - 1);
      cursor[1] = clamp(cursor[1] + step[1], columns - 1);
      if (event.shiftKey) dab(from);
      say(`row ${cursor[0]}, column ${cursor[1]}`);
    } else if (event.key === " " || event.key === "Enter") dab(from);
    else return;
    event.preventDefault();
    moved();
  });
  return cursor;
}

const clamp = (value, most) => Math.max(0, Math.min(most, value));

function listenToPointer(canvas, [rows, columns], { start, line, end }) {
  let last = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientY - box.top) / box.height) * rows, ((event.clientX - box.left) / box.width) * columns];
  };
  const erases = (event) => (event.buttons & 34) !== 0 || undefined; // the right button, or a pen's other end
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    start();
    last = place(event);
    line(last, last, erases(event));
    canvas.focus({ preventScroll: true });
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const between = event.getCoalescedEvents?.() ?? []; // empty for events made by scripts
    for (const point of between.length ? between : [event]) {
      const next = place(point);
      line(last, next, erases(event));
      last = next;
    }
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(kind, () => {
      if (last) end();
      last = null;
    });
  }
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
}

// One channel as greys, three as colours; of any other number, the first as greys.
export function paintSheet(context, pixels, [rows, columns, channels], [ground, ink]) {
  const image = context.createImageData(columns, rows);
  for (let cell = 0; cell < rows * columns; cell++) {
    for (let colour = 0; colour < 3; colour++) {
      const value = pixels[cell * channels + (channels === 3 ? colour : 0)];
      image.data[4 * cell + colour] = (255 * (value - ground)) / (ink - ground);
    }
    image.data[4 * cell + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

// On top of the sheet: the region that a selected cell sees, the rest a little veiled, and the keyboard's brush.
function drawCover(canvas, [rows, columns], { region, colours, cursor }) {
  const context = canvas.getContext("2d");
  const unit = canvas.width / columns;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (region) {
    const [x, y] = [region.columns[0] * unit, region.rows[0] * unit];
    const [width, height] = [(region.columns[1] - region.columns[0] + 1) * unit, (region.rows[1] - region.rows[0] + 1) * unit];
    context.strokeStyle = "#000";
    context.lineWidth = 7;
    context.strokeRect(x, y, width, height);
    context.strokeStyle = colours.dark ? colours.mark : "#f59e0b";
    context.lineWidth = 4;
    context.strokeRect(x, y, width, height);
  }
  if (cursor) {
    context.setLineDash([6, 4]);
    for (const [colour, offset] of [["#fff", 0], ["#d00", 5]]) {
      context.strokeStyle = colour;
      context.lineDashOffset = offset;
      context.lineWidth = 3;
      context.strokeRect(cursor[1] * unit, cursor[0] * unit, unit, unit);
    }
  }
}
