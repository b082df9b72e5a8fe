// One cell of a network, taken apart: what it reads, what it does with it, what comes out.

import { eachInWindow, hasWeights, indexOf, isOverMaps, isPooling, makeNetwork, mapsRead, forward, weightsAt } from "./net_math.mjs";
import { placeOf } from "./receptive_field_math.mjs";

// Of the cell [layer, row, column, map]:
//   output    its value
//   terms     what it reads: [{ row, column, map, i, j, value, weight, product }, ...], cell by cell of the layer before;
//             (i, j) is the place in the window; weight and product only where there are weights
//   bias, sum where there are weights: output = sum of all products + bias
//   winner    of max pooling: the position in `terms` of the largest
export function cellAt(network, outputs, [at, row, column, map]) {
  const layer = network.layers[at];
  const output = outputs[at][indexOf(layer, row, column, map)];
  if (at === 0) return { output, terms: [] };
  const before = { layer: network.layers[at - 1], values: outputs[at - 1] };
  if (hasWeights(layer)) return { output, ...weighted(layer, before, row, column, map) };
  if (isPooling(layer)) return { output, ...pooled(layer, before, row, column, map) };
  if (layer.kind === "zero padding") return { output, ...inWindow(layer, before, row, column, map) };
  return { output, terms: copied(layer, before, row, column, map) };
}

const read = ({ layer, values }, row, column, map) => values[indexOf(layer, row, column, map)];

function weighted(layer, before, row, column, filter) {
  const terms = [];
  const [first, last] = mapsRead(layer, filter);
  eachInWindow(layer, row, column, (r, c, i, j) => {
    for (let map = first; map <= last; map++) {
      const value = read(before, r, c, map);
      const weight = layer.kernel[weightsAt(layer, i, j, map) + filter];
      terms.push({ row: r, column: c, map, i, j, value, weight, product: value * weight });
    }
  });
  const bias = layer.biases[filter];
  return { terms, bias, sum: terms.reduce((sum, { product }) => sum + product, 0) };
}

function inWindow(layer, before, row, column, map) {
  const terms = [];
  eachInWindow(layer, row, column, (r, c, i, j) => terms.push({ row: r, column: c, map, i, j, value: read(before, r, c, map) }));
  return { terms };
}

function pooled(layer, before, row, column, map) {
  const { terms } = inWindow(layer, before, row, column, map);
  if (layer.kind !== "max pooling") return { terms };
  return { terms, winner: terms.reduce((best, { value }, index) => (value > terms[best].value ? index : best), 0) };
}

// An activation reads its own place, softmax all maps at that place, and a number of a flattened map its cell.
function copied(layer, before, row, column, map) {
  const term = (r, c, m) => ({ row: r, column: c, map: m, i: 0, j: 0, value: read(before, r, c, m) });
  if (layer.kind === "flatten") return [term(...placeOf(layer.inputShape, indexOf(layer, row, column, map)))];
  if (!isOverMaps(layer)) return [term(row, column, map)];
  return Array.from({ length: layer.inputShape[2] }, (_, other) => term(row, column, other));
}

// The products with each map of the layer before, added up: [{ map, sum }, ...].
export function sumsByMap(terms) {
  const sums = new Map();
  for (const { map, product } of terms) sums.set(map, (sums.get(map) ?? 0) + product);
  return [...sums].map(([map, sum]) => ({ map, sum }));
}

// For tests.
export function takenApart(spec, weights, picture, cell) {
  const network = makeNetwork(spec, weights);
  return cellAt(network, forward(network, picture), cell);
}
