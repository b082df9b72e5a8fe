// The stages of a network as stacks of sheets: as high and wide as the maps, as many sheets as there are maps.

import { make } from "./dom.mjs";
import { inThousands } from "./numbers.mjs";

const TALLEST = 96; // CSS pixels of the longest side of all maps
const SHEETS = 8; // more would be a grey block; the caption has the number
const APART = [1.5, 4]; // CSS pixels from sheet to sheet, least and most
const SVG = "http://www.w3.org/2000/svg";

export const shapeWords = (shape) => shape.map(inThousands).join(" × ");

// stages: [{ name, shape, field, unseen }, ...]; the picture comes first, its field and unseen are the last layer's.
export function drawStages(stages) {
  const sides = stages.filter(({ shape }) => shape.length === 3).flatMap(({ shape }) => shape.slice(0, 2));
  const longest = Math.max(...sides);
  return stages.map((stage) =>
    make(
      "figure",
      { class: "shape-stage" },
      stage.shape.length === 3 ? sheets(stage, TALLEST / longest) : column(stage.shape[0]),
      make("figcaption", {}, make("b", {}, stage.name), make("span", {}, shapeWords(stage.shape))),
    ),
  );
}

function sheets({ shape: [rows, columns, channels], field, unseen }, scale) {
  const [height, width] = [Math.max(3, rows * scale), Math.max(3, columns * scale)];
  const count = Math.min(channels, SHEETS);
  const apart = Math.max(APART[0], Math.min(APART[1], width / 6));
  const depth = apart * (count - 1);
  const image = canvas(width + depth + 2, height + depth + 2);
  for (let sheet = 0; sheet < count; sheet++) {
    const back = count - 1 - sheet;
    image.append(rectangle("shape-sheet", apart * back + 1, depth - apart * back + 1, width, height));
  }
  const [x, y] = [1, depth + 1];
  if (unseen?.[0]) image.append(rectangle("shape-unseen", x, y + height - unseen[0] * scale, width, unseen[0] * scale));
  if (unseen?.[1]) image.append(rectangle("shape-unseen", x + width - unseen[1] * scale, y, unseen[1] * scale, height));
  if (field) {
    image.append(rectangle("shape-field", x, y, Math.min(width, field * scale), Math.min(height, field * scale)));
  }
  return image;
}

// A row of numbers, standing: longer for more of them, but not in proportion.
function column(numbers) {
  const height = Math.min(TALLEST, 8 + 9 * Math.log2(numbers + 1));
  const image = canvas(14, height + 2);
  image.append(rectangle("shape-sheet", 1, 1, 12, height));
  return image;
}

function canvas(width, height) {
  const image = document.createElementNS(SVG, "svg");
  const attributes = { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" };
  for (const [name, value] of Object.entries(attributes)) image.setAttribute(name, value);
  return image;
}

function rectangle(name, x, y, width, height) {
  const shape = document.createElementNS(SVG, "rect");
  for (const [key, value] of Object.entries({ class: name, x, y, width, height })) shape.setAttribute(key, value);
  return shape;
}
