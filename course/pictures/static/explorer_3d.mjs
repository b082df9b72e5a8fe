// The layers one above the other in space, the picture at the bottom; the pyramid that a cell sees, down to the picture.

import { cornersOf, fitted, onPlane, project, transformOnto } from "./camera_math.mjs";
import { make } from "./dom.mjs";
import { cleared, linkColour, resize, strongest } from "./explorer_2d.mjs";
import { arrange } from "./explorer_layout_math.mjs";
import { isMapByMap } from "./net_math.mjs";
import { highestOf } from "./numbers.mjs";

// In units of the world, whose scale is fitted to the screen.
const MAPS = { width: 250, height: 48, largest: 5, smallest: 1, gap: 5 };
const VECTOR = { width: 250, height: 26, largest: 8, smallest: 1, gap: 1.5 };
const CLEAR = 24; // from layer to layer, and more for deep ones
const PER_DEPTH = 0.55;
const RIM = 6; // of the plate below the maps
const FONT = "12px system-ui, sans-serif"; // of the layers' names
const NAMES = 120; // the room that they have at least
const HEIGHT = 760; // of the canvas, in CSS pixels
const START = { turn: -0.38, tilt: 0.5 };
const MOST_PYRAMIDS = 16; // between two floors; where there would be more, they meet in one point
const TILTS = [0.12, 1.5];
const ZOOMS = [0.5, 8];

// As `flatView`, with camera({ turn, tilt, zoom }), which turns and tilts by so much and zooms by a factor; without an
// argument it goes back to where it was at first.
export function deepView() {
  const canvas = make("canvas", { "aria-hidden": "true" });
  const element = make("div", { class: "explorer-deep" }, canvas);
  const context = canvas.getContext("2d");
  let [floors, first, angles, zoom, size] = [[], null, { ...START }, 1, [0, 0]];
  const camera = () => {
    const { scale, middle } = first;
    const around = size.map((side) => side / 2);
    return { ...angles, scale: scale * zoom, middle: middle.map((at, axis) => around[axis] + (at - around[axis]) * zoom) };
  };
  const view = {
    element,
    lay(scene, width) {
      size = [width, HEIGHT];
      resize(canvas, width, HEIGHT);
      floors = stack(scene);
      context.font = FONT;
      const left = Math.max(NAMES, 12 + highestOf(scene.network.layers, ({ name }) => context.measureText(name).width));
      first = fitted(START, floors.flatMap((floor) => cornersOf(floor.plate, floor.y)), size, { left, around: 16 });
      view.shapes = scene.network.layers.map(({ shape }) => shape);
    },
    draw(scene) {
      cleared(context);
      floors.forEach((floor, index) => {
        if (scene.selected && index > 0) drawBetween(context, camera(), scene, floors[index - 1], floor);
        drawFloor(context, camera(), scene, floor);
      });
    },
    mark: (scene) => view.draw(scene),
    find(x, y) {
      for (const floor of [...floors].reverse()) {
        const found = cellOn(floor, view.shapes[floor.at], onPlane(camera(), floor.y, [x, y]));
        if (found) return found;
      }
      return null;
    },
    camera(change) {
      if (!change) [angles, zoom] = [{ ...START }, 1];
      else {
        angles.turn += change.turn ?? 0;
        angles.tilt = within(TILTS, angles.tilt + (change.tilt ?? 0));
        zoom = within(ZOOMS, zoom * (change.zoom ?? 1));
      }
    },
  };
  return view;
}

const within = ([least, most], value) => Math.max(least, Math.min(most, value));

// A floor for each shown layer: { at, y, maps, corner: [x, z] of the first map, plate: [x, z, width, depth] }.
function stack({ network, hidden }) {
  const shown = network.layers.map((_, at) => at).filter((at) => !hidden.has(at));
  let y = 0;
  let depth = null;
  return shown.map((at) => {
    const { shape } = network.layers[at];
    const maps = arrange(shape, shape[0] * shape[1] === 1 ? VECTOR : MAPS);
    const corner = [-maps.width / 2, -maps.height / 2];
    const plate = [corner[0] - RIM, corner[1] - RIM, maps.width + 2 * RIM, maps.height + 2 * RIM];
    if (depth !== null) y += CLEAR + (PER_DEPTH * (depth + maps.height)) / 2;
    depth = maps.height;
    return { at, y, maps, corner, plate };
  });
}

const boxOf = ({ maps, corner }, [rows, columns], map) => {
  const [x, z] = maps.places[map];
  return [corner[0] + x, corner[1] + z, columns * maps.cell, rows * maps.cell];
};

const regionBox = (floor, shape, { rows, columns }, map) => {
  const [x, z] = boxOf(floor, shape, map);
  const { cell } = floor.maps;
  return [x + columns[0] * cell, z + rows[0] * cell, (columns[1] - columns[0] + 1) * cell, (rows[1] - rows[0] + 1) * cell];
};

const span = ([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

function path(context, camera, points) {
  context.beginPath();
  points.map((point) => project(camera, point)).forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
}

function drawFloor(context, camera, scene, floor) {
  const { network, bitmaps, colours } = scene;
  const { name, shape } = network.layers[floor.at];
  path(context, camera, cornersOf(floor.plate, floor.y));
  context.closePath();
  context.globalAlpha = 0.5;
  context.fillStyle = colours.soft;
  context.fill();
  context.globalAlpha = 1;
  nameFloor(context, camera, colours, floor, name);
  context.save();
  context.transform(...transformOnto(camera, floor.y));
  context.imageSmoothingEnabled = false;
  context.strokeStyle = colours.line;
  context.lineWidth = 0.35;
  for (const map of span([0, shape[2] - 1])) {
    const box = boxOf(floor, shape, map);
    bitmaps.draw(context, floor.at, map, ...box);
    context.strokeRect(...box);
  }
  if (scene.selected && floor.at <= scene.selected[0]) {
    context.strokeStyle = colours.mark;
    context.lineWidth = floor.at === scene.selected[0] ? 1.6 : 1;
    const region = scene.regions[floor.at];
    for (const map of region ? span(region.maps) : []) context.strokeRect(...regionBox(floor, shape, region, map));
  }
  context.restore();
}

// The name stands to the left of the plate's leftmost corner.
function nameFloor(context, camera, colours, floor, name) {
  const corners = cornersOf(floor.plate, floor.y).map((corner) => project(camera, corner));
  const [x, y] = corners.reduce((best, corner) => (corner[0] < best[0] ? corner : best));
  context.font = FONT;
  context.textAlign = "right";
  context.fillStyle = colours.ink;
  context.fillText(name, x - 6, y + 4);
}

// What leads from one floor to the next: the links of the selected cell by weight, and the edges of the pyramid.
function drawBetween(context, camera, scene, below, above) {
  const { selected, regions, network, cell, colours } = scene;
  if (above.at > selected[0]) return;
  const shapes = [below, above].map(({ at }) => network.layers[at].shape);
  if (above.at === selected[0] && below.at === selected[0] - 1) drawLinks(context, camera, colours, cell, selected, below, above);
  const [from, to] = [regions[below.at], regions[above.at]];
  if (!from) return; // it reads nothing there
  const sources = span(from.maps).map((map) => regionBox(below, shapes[0], from, map));
  const targets = span(to.maps).map((map) => regionBox(above, shapes[1], to, map));
  const pairs = pyramids(sources, targets, network.layers.slice(below.at + 1, above.at + 1).every(isMapByMap));
  context.strokeStyle = colours.mark;
  context.lineWidth = 1;
  context.globalAlpha = pairs.length === 1 ? 0.9 : 0.4;
  for (const [source, target] of pairs) drawEdges(context, camera, colours, [source, below.y], [target, above.y]);
  context.globalAlpha = 1;
}

// Which region leads to which: map by map, or each to each.
function pyramids(sources, targets, mapByMap) {
  if (mapByMap) return sources.map((source, index) => [source, targets[index]]);
  const met = sources.length * targets.length > MOST_PYRAMIDS ? [middleOf(targets)] : targets;
  return sources.flatMap((source) => met.map((target) => [source, target]));
}

// A point in the middle of several boxes, as a box.
function middleOf(boxes) {
  const mean = (number) => boxes.reduce((sum, box) => sum + number(box), 0) / boxes.length;
  return [mean(([x, , width]) => x + width / 2), mean(([, z, , depth]) => z + depth / 2), 0, 0];
}

// A pyramid's edges, and its sides as a veil.
function drawEdges(context, camera, colours, [source, low], [target, high]) {
  const [starts, ends] = [cornersOf(source, low), cornersOf(target, high)];
  const alpha = context.globalAlpha;
  context.fillStyle = colours.mark;
  starts.forEach((corner, index) => {
    const next = (index + 1) % starts.length;
    path(context, camera, [corner, ends[index], ends[next], starts[next]]);
    context.globalAlpha = 0.15 * alpha;
    context.fill();
    context.globalAlpha = alpha;
    path(context, camera, [corner, ends[index]]);
    context.stroke();
  });
}

function drawLinks(context, camera, colours, cell, [, row, column, map], below, above) {
  const at = (floor, r, c, m) => {
    const { cell: size, places } = floor.maps;
    return [floor.corner[0] + places[m][0] + (c + 0.5) * size, floor.y, floor.corner[1] + places[m][1] + (r + 0.5) * size];
  };
  const end = at(above, row, column, map);
  context.globalAlpha = cell.terms.length > 60 ? 0.4 : 0.7;
  for (const link of strongest(cell)) {
    path(context, camera, [at(below, link.row, link.column, link.map), end]);
    context.strokeStyle = linkColour(link, colours);
    context.lineWidth = 0.4 + 1.4 * Math.abs(link.share);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function cellOn({ at, maps, corner }, [rows, columns], [x, z]) {
  for (let map = 0; map < maps.places.length; map++) {
    const column = Math.floor((x - corner[0] - maps.places[map][0]) / maps.cell);
    const row = Math.floor((z - corner[1] - maps.places[map][1]) / maps.cell);
    if (row >= 0 && row < rows && column >= 0 && column < columns) return [at, row, column, map];
  }
  return null;
}
