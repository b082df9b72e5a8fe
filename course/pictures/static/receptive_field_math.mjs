// Which cells of the layers before a cell comes from.
//
// A cell is [layer, row, column, map]. A region is { rows, columns, maps }, each [first, last]: a box of a layer's cells.

import { hasWeights, indexOf, isOverMaps, mapsRead, readAt, sizeOf } from "./net_math.mjs";

const all = (count) => [0, count - 1];
const whole = ([rows, columns, maps]) => ({ rows: all(rows), columns: all(columns), maps: all(maps) });

// The regions that `cell` comes from, one for every layer from the picture up to its own; null from where on it reads
// nothing: it lies in the padding, or its window beside the map. Where windows leave gaps, with a stride or a dilation
// above 1, the box holds them too.
export function regionsBehind(network, [layer, row, column, map]) {
  const regions = [{ rows: [row, row], columns: [column, column], maps: [map, map] }];
  for (let at = layer; at > 0; at--) regions.unshift(regions[0] && regionBefore(network.layers[at], regions[0]));
  return regions;
}

export function regionBefore(layer, region) {
  if (layer.kind === "activation") {
    return isOverMaps(layer) ? { ...region, maps: all(layer.inputShape[2]) } : region;
  }
  if (layer.kind === "flatten") return unflattened(layer, region);
  const [rows, columns] = [reach(layer, region.rows, 0), reach(layer, region.columns, 1)];
  const [first, last] = region.maps;
  const maps = hasWeights(layer) ? [mapsRead(layer, first)[0], mapsRead(layer, last)[1]] : region.maps;
  return rows && columns && { rows, columns, maps };
}

// Along one axis, 0 for rows and 1 for columns: the first and the last cell on the map that any of the windows reads;
// null where there is none.
function reach(layer, [first, last], axis) {
  const read = [];
  for (let place = first; place <= last; place++) {
    for (let step = 0; step < layer.size[axis]; step++) {
      const at = readAt(layer, axis, place, step);
      if (at >= 0) read.push(at);
    }
  }
  return read.length ? [Math.min(...read), Math.max(...read)] : null;
}

// The box around the cells that these numbers were before they were put into another shape. A dense layer reads all of
// them: that is the whole map, and need not be counted out at every step of the pointer.
function unflattened(layer, { rows, columns, maps }) {
  if (sizeOf([rows, columns, maps].map(([first, last]) => last - first + 1)) === sizeOf(layer.inputShape)) {
    return whole(layer.inputShape);
  }
  const box = [0, 1, 2].map(() => [Infinity, -Infinity]);
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let column = columns[0]; column <= columns[1]; column++) {
      for (let map = maps[0]; map <= maps[1]; map++) {
        placeOf(layer.inputShape, indexOf(layer, row, column, map)).forEach((at, axis) => {
          box[axis][0] = Math.min(box[axis][0], at);
          box[axis][1] = Math.max(box[axis][1], at);
        });
      }
    }
  }
  return { rows: box[0], columns: box[1], maps: box[2] };
}

// [row, column, map] of the cell at this position of a layer's values.
export function placeOf([, columns, maps], position) {
  const cell = Math.floor(position / maps);
  return [Math.floor(cell / columns), cell % columns, position % maps];
}

// For tests.
export const regions = (spec, cell) => regionsBehind({ layers: [{ shape: spec.picture }, ...spec.layers] }, cell);
