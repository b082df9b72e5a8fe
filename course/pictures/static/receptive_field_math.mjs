// Which cells of the layers before a cell comes from.
//
// A cell is [layer, row, column, map]. A region is { rows, columns, maps }, each [first, last]: a box of a layer's cells.

import { isOverMaps, isPooling, mapsRead } from "./net_math.mjs";

const all = (count) => [0, count - 1];
const whole = ([rows, columns, maps]) => ({ rows: all(rows), columns: all(columns), maps: all(maps) });

// The regions that `cell` comes from, one for every layer from the picture up to its own. Where windows leave gaps, with
// a stride or a dilation above 1, the box holds them too.
export function regionsBehind(network, [layer, row, column, map]) {
  const regions = [{ rows: [row, row], columns: [column, column], maps: [map, map] }];
  for (let at = layer; at > 0; at--) regions.unshift(regionBefore(network.layers[at], regions[0]));
  return regions;
}

export function regionBefore(layer, region) {
  if (layer.kind === "activation") {
    return isOverMaps(layer) ? { ...region, maps: all(layer.inputShape[2]) } : region;
  }
  if (layer.kind === "flatten") return unflattened(layer, region);
  const [first, last] = region.maps;
  const maps = isPooling(layer) ? region.maps : [mapsRead(layer, first)[0], mapsRead(layer, last)[1]];
  return { rows: reach(layer, region.rows, 0), columns: reach(layer, region.columns, 1), maps };
}

// Along one axis, 0 for rows and 1 for columns: the first and the last cell on the map that any of the windows reads.
function reach(layer, [first, last], axis) {
  const read = [];
  for (let place = first; place <= last; place++) {
    for (let step = 0; step < layer.size[axis]; step++) {
      const at = place * layer.strides[axis] - layer.before[axis] + step * layer.dilation[axis];
      if (at >= 0 && at < layer.inputShape[axis]) read.push(at);
    }
  }
  return [Math.min(...read), Math.max(...read)];
}

// One number of the row is one cell; several are taken for all.
function unflattened({ inputShape }, { maps: [first, last] }) {
  if (first !== last) return whole(inputShape);
  const [row, column, map] = placeOf(inputShape, first);
  return { rows: [row, row], columns: [column, column], maps: [map, map] };
}

// [row, column, map] of the cell at this position of a layer's values.
export function placeOf([, columns, maps], position) {
  const cell = Math.floor(position / maps);
  return [Math.floor(cell / columns), cell % columns, position % maps];
}

// For tests.
export const regions = (spec, cell) => regionsBehind({ layers: [{ shape: spec.picture }, ...spec.layers] }, cell);
