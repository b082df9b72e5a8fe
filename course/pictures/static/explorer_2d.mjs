// The layers one below the other, each map flat.

import { make } from "./dom.mjs";
import { arrange } from "./explorer_layout_math.mjs";
import { inPercent, inWords, highestOf } from "./numbers.mjs";

const MAPS = { height: 112, largest: 12, gap: 6 };
const VECTOR = { height: 44, largest: 13, gap: 1 };
const ANSWER = { height: 30, largest: 26, cell: 46 }; // cell: the room that a class' name and number need
const BETWEEN = 16; // layers
const INSET = 4; // of everything, so that outlines have room
export const MOST_LINKS = 500;

// scene: { network, hidden, bitmaps, colours, shown, outputs, classNames, selected, regions, cell } of explorer.js.
// Returns { element, rows, lay, draw, mark, find }:
//   lay(scene, width, labels)  decide where everything stands; labels: the height that each layer takes at least, all
//                       that one takes which is hidden; `rows` then has { top, height } of each
//   draw(scene)         everything;  mark(scene)  anew only what depends on the selected cell
//   find(x, y)          the cell at a point of the element, or null
export function flatView() {
  const [below, above] = [make("canvas", { "aria-hidden": "true" }), make("canvas", { "aria-hidden": "true" })];
  const element = make("div", { class: "explorer-flat" }, below, above);
  const contexts = [below, above].map((canvas) => canvas.getContext("2d"));
  const view = {
    element,
    rows: [],
    lay(scene, width, labels) {
      view.rows = layOut(scene, width, labels);
      const height = view.rows.at(-1).top + view.rows.at(-1).height + BETWEEN;
      element.style.height = `${height}px`;
      for (const canvas of [below, above]) resize(canvas, width, height);
      view.shapes = scene.network.layers.map(({ shape }) => shape);
    },
    draw(scene) {
      const context = cleared(contexts[0]);
      context.imageSmoothingEnabled = false;
      view.rows.forEach((row, at) => row.maps && drawLayer(context, scene, row, at));
      view.mark(scene);
    },
    mark(scene) {
      const context = cleared(contexts[1]);
      if (!scene.selected) return;
      drawLinks(context, scene, view.rows);
      drawRegions(context, scene, view.rows);
    },
    find(x, y) {
      const at = view.rows.findIndex(({ top, height, maps }) => maps && y >= top && y < top + height);
      return at < 0 ? null : cellIn(view.shapes[at], view.rows[at], at, x, y);
    },
  };
  return view;
}

export function resize(canvas, width, height) {
  const sharp = window.devicePixelRatio || 1;
  Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  canvas.getContext("2d").setTransform(sharp, 0, 0, sharp, 0, 0);
}

export function cleared(context) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  return context;
}

function layOut({ network, hidden }, width, labels) {
  let top = INSET;
  const [last, inner] = [network.layers.length - 1, width - 2 * INSET];
  return network.layers.map(({ shape }, at) => {
    const isVector = shape[0] * shape[1] === 1;
    const room = at === last ? answerRoom(shape, inner) : { width: inner, ...(isVector ? VECTOR : MAPS) };
    const maps = hidden.has(at) ? null : inset(arrange(shape, room));
    const height = Math.max(maps ? maps.height + (at === last ? 30 : 0) : 0, labels[at]);
    const row = { top, height, maps };
    top += height + BETWEEN;
    return row;
  });
}

const inset = (maps) => ({ ...maps, places: maps.places.map(([x, y]) => [x + INSET, y]) });

const answerRoom = ([, , classes], width) => {
  const each = Math.min(ANSWER.cell, width / classes);
  const largest = Math.min(ANSWER.largest, each - 2);
  return { width, height: ANSWER.height, largest, gap: each - Math.max(1, Math.floor(largest)) };
};

const boxOf = ({ top, maps: { cell, places } }, [rows, columns], map) => {
  const [x, y] = places[map];
  return [x, top + y, columns * cell, rows * cell];
};

function drawLayer(context, scene, row, at) {
  const { network, bitmaps, colours } = scene;
  const { shape } = network.layers[at];
  context.strokeStyle = colours.line;
  context.lineWidth = 0.5;
  for (let map = 0; map < shape[2]; map++) {
    const [x, y, width, height] = boxOf(row, shape, map);
    bitmaps.draw(context, at, map, x, y, width, height);
    context.strokeRect(x - 0.25, y - 0.25, width + 0.5, height + 0.5);
  }
  if (at === network.layers.length - 1) nameClasses(context, scene, row, shape);
}

function nameClasses(context, { classNames, outputs, colours, network }, row, shape) {
  context.textAlign = "center";
  const values = outputs.at(-1);
  const isShare = network.layers.at(-1).function === "softmax";
  const best = values.indexOf(highestOf(values));
  classNames.forEach((name, map) => {
    const [x, y, width, height] = boxOf(row, shape, map);
    const isRoom = shape[2] === 1 || row.maps.places[1][0] - row.maps.places[0][0] > 38;
    const share = !isRoom && map !== best ? "" : isShare ? inPercent(values[map]) : inWords(values[map], 1);
    context.fillStyle = colours.ink;
    context.font = `${map === best ? "700 " : ""}13px system-ui, sans-serif`;
    context.fillText(name, x + width / 2, y + height + 14, 44);
    context.font = `${map === best ? "700 " : ""}10px system-ui, sans-serif`;
    const half = Math.min(context.measureText(share).width, 44) / 2; // the outermost must not be cut off
    context.fillText(share, Math.max(half, Math.min(x + width / 2, row.maps.width + 2 * INSET - half)), y + height + 28, 44);
  });
}

// A line from every cell that the selected one reads, in the colour of its weight.
function drawLinks(context, { network, selected, cell, colours }, rows) {
  const [at, row, column, map] = selected;
  if (at === 0 || !rows[at].maps || !rows[at - 1].maps) return;
  const middle = (layer, r, c, m) => {
    const { top, maps } = rows[layer];
    return [maps.places[m][0] + (c + 0.5) * maps.cell, top + maps.places[m][1] + (r + 0.5) * maps.cell];
  };
  const end = middle(at, row, column, map);
  context.globalAlpha = cell.terms.length > 60 ? 0.45 : 0.7;
  for (const link of strongest(cell)) {
    context.beginPath();
    context.moveTo(...middle(at - 1, link.row, link.column, link.map));
    context.lineTo(...end);
    context.strokeStyle = linkColour(link, colours);
    context.lineWidth = 0.4 + 1.6 * Math.abs(link.share);
    context.stroke();
  }
  context.globalAlpha = 1;
}

// The links to draw, each with its weight as a share of the largest; without weights, the winner's alone counts, or all
// count alike.
export function strongest({ terms, winner }) {
  const size = ({ weight }) => Math.abs(weight ?? 0);
  const most = highestOf(terms, size) || 1;
  const share = (term, index) => (term.weight === undefined ? Number(winner === undefined || winner === index) : term.weight / most);
  const links = terms.map((term, index) => ({ ...term, share: share(term, index) }));
  if (links.length <= MOST_LINKS) return links;
  return links.sort((one, other) => size(other) - size(one)).slice(0, MOST_LINKS);
}

export function linkColour({ weight, share }, colours) {
  if (weight === undefined) return share > 0 ? colours.mark : colours.line;
  return weight < 0 ? colours.negative : colours.positive;
}

export const leavesOutLinks = ({ terms }) => terms.length > MOST_LINKS;

// The region that the selected cell comes from, on every layer before it, and the cell itself.
function drawRegions(context, scene, rows) {
  const { network, selected, regions, colours, cell } = scene;
  regions.forEach((region, at) => {
    if (!rows[at].maps || !region) return;
    const { shape } = network.layers[at];
    const last = at === selected[0];
    for (const box of regionBoxes(rows[at], shape, region)) outline(context, colours, box, last ? 2.5 : 1.5, last ? 1.5 : 0.5);
  });
  const winner = cell.winner === undefined ? null : cell.terms[cell.winner];
  const before = selected[0] - 1;
  if (winner && rows[before]?.maps) {
    const size = rows[before].maps.cell;
    const [x, y] = boxOf(rows[before], network.layers[before].shape, winner.map);
    outline(context, colours, [x + winner.column * size, y + winner.row * size, size, size], 2.5, 0.5);
  }
}

function regionBoxes(row, shape, { rows, columns, maps }) {
  const { cell } = row.maps;
  const one = (map) => {
    const [x, y] = boxOf(row, shape, map);
    return [x + columns[0] * cell, y + rows[0] * cell, (columns[1] - columns[0] + 1) * cell, (rows[1] - rows[0] + 1) * cell];
  };
  const boxes = Array.from({ length: maps[1] - maps[0] + 1 }, (_, index) => one(maps[0] + index));
  if (shape[0] * shape[1] > 1 || boxes.length === 1) return boxes;
  return [[INSET, row.top, row.maps.width, row.maps.height]]; // a whole vector: one frame around all of it
}

function outline(context, colours, [x, y, width, height], thick, apart) {
  const box = [x - apart, y - apart, width + 2 * apart, height + 2 * apart];
  context.lineWidth = thick + 1.5;
  context.strokeStyle = colours.ground;
  context.strokeRect(...box);
  context.lineWidth = thick;
  context.strokeStyle = colours.mark;
  context.strokeRect(...box);
}

function cellIn([rows, columns], { top, maps: { cell, places } }, at, x, y) {
  for (let map = 0; map < places.length; map++) {
    const [column, row] = [(x - places[map][0]) / cell, (y - top - places[map][1]) / cell].map(Math.floor);
    if (row >= 0 && row < rows && column >= 0 && column < columns) return [at, row, column, map];
  }
  return null;
}
