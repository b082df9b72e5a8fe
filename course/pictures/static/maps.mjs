// Arrays of numbers drawn as pictures: greys, or signed values in colours that are centred on 0.

import { make } from "./dom.mjs";
import { inWords } from "./numbers.mjs";

// Blue (negative), white (0), red (positive): the scale of the course's still pictures (RdBu by ColorBrewer, turned
// round), which colour-blind readers can tell apart too.
const SIGNED = [
  [5, 48, 97], [33, 102, 172], [67, 147, 195], [146, 197, 222], [209, 229, 240], [247, 247, 247],
  [253, 219, 199], [244, 165, 130], [214, 96, 77], [178, 24, 43], [103, 0, 31],
];

const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

// [red, green, blue], each 0 to 255, of `value` where `largest` (> 0) is the value of the strongest colour. NaN is grey.
export function signedColour(value, largest) {
  if (Number.isNaN(value)) return [128, 128, 128];
  const at = clamp((value / largest + 1) / 2, 0, 1) * (SIGNED.length - 1);
  const from = Math.min(Math.floor(at), SIGNED.length - 2);
  return SIGNED[from].map((low, channel) => Math.round(low + (at - from) * (SIGNED[from + 1][channel] - low)));
}

// [red, green, blue] of `value` between `low` (black) and `high` (white).
export function greyColour(value, low = 0, high = 1) {
  const grey = Math.round(255 * clamp((value - low) / (high - low), 0, 1));
  return [grey, grey, grey];
}

// { background, color } for a cell of a grid: the ink is black or white, whichever is read better on that ground.
export function cellStyle([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const bright = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179;
  return { background: `rgb(${red} ${green} ${blue})`, color: bright ? "#000" : "#fff" };
}

// The largest absolute value, or 1 where all are 0: what `signedColour` wants.
export function largestOf(values) {
  let largest = 0;
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(values[at]));
  return largest || 1;
}

// The value of the strongest colour for maps in which a few values tower above the rest: three times their root mean
// square, but no more than the largest. What lies beyond gets the strongest colour too.
export function strongestOf(values) {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += values[at] * values[at];
  return Math.min(largestOf(values), 3 * Math.sqrt(squares / values.length)) || 1;
}

const STEPS = 512; // colours in a table: finer than a screen shows

// Write the pixels of `values` (numbers) into `pixels` (bytes, four a pixel), by a table of colours from low to high.
export function paint(values, pixels, colourOf, low, high) {
  const table = Uint32Array.from({ length: STEPS + 1 }, (_, step) => {
    const [red, green, blue] = colourOf(low + (step / STEPS) * (high - low));
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
  const out = new Uint32Array(pixels.buffer, pixels.byteOffset, values.length);
  const scale = STEPS / (high - low);
  for (let i = 0; i < values.length; i++) {
    const step = (values[i] - low) * scale;
    out[i] = table[step > 0 ? (step < STEPS ? (step + 0.5) | 0 : STEPS) : 0];
  }
}

// A map on the page: { element, canvas, grey(values, rows, columns, low, high), signed(values, rows, columns, largest),
// describe(text), caption(text) }. `describe` says in words what is to be seen, `caption` what stands below it.
// side: the width on the page, in CSS pixels; the height follows from the rows and columns.
export function makeMap({ label, caption = "", side = 256 }) {
  const canvas = make("canvas", { role: "img", "aria-label": label });
  const below = make("figcaption", {}, caption);
  const element = make("figure", { class: "live-map" }, canvas, below);
  const context = canvas.getContext("2d");
  let image = null;
  const draw = (values, rows, columns, colourOf, low, high) => {
    if (image?.width !== columns || image?.height !== rows) {
      Object.assign(canvas, { width: columns, height: rows });
      canvas.style.width = `${side}px`;
      canvas.style.aspectRatio = `${columns} / ${rows}`;
      image = new ImageData(columns, rows);
    }
    paint(values, image.data, colourOf, low, high);
    context.putImageData(image, 0, 0);
  };
  return {
    element,
    canvas,
    grey: (values, rows, columns, low = 0, high = 1) =>
      draw(values, rows, columns, (value) => greyColour(value, low, high), low, high),
    signed: (values, rows, columns, largest = largestOf(values)) =>
      draw(values, rows, columns, (value) => signedColour(value, largest), -largest, largest),
    describe: (text) => canvas.setAttribute("aria-label", text),
    caption: (text) => below.replaceChildren(text),
  };
}

// A picture (rows, columns, 1 or 3), 0 to 1, in its greys or colours: { element }.
export function inColour({ label, caption, side, image, shape: [rows, columns, channels] }) {
  const canvas = make("canvas", { width: columns, height: rows, role: "img", "aria-label": label });
  const pixels = new ImageData(columns, rows);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    for (let c = 0; c < 3; c++) pixels.data[4 * pixel + c] = 255 * image[pixel * channels + (channels === 1 ? 0 : c)];
    pixels.data[4 * pixel + 3] = 255;
  }
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  canvas.style.width = `${side}px`;
  return { element: make("figure", { class: "live-map" }, canvas, make("figcaption", {}, caption)) };
}

// The colours of a signed map with their numbers: { element, set(largest, cut) }; `cut`: there are values beyond them.
export function makeScale() {
  const stops = SIGNED.map(([red, green, blue]) => `rgb(${red} ${green} ${blue})`).join(", ");
  const ribbon = make("span", { role: "presentation", style: `background: linear-gradient(to right, ${stops})` });
  const [least, most] = [make("span"), make("span")];
  const element = make("div", { class: "live-scale" }, least, ribbon, most);
  return {
    element,
    set(largest, cut = false) {
      least.textContent = `${cut ? "≤ " : ""}${inWords(-largest)}`;
      most.textContent = `${cut ? "≥ " : ""}${inWords(largest)}`;
    },
  };
}
