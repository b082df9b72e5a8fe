// The arithmetic of pooling several maps, windows side by side: each map by itself, or all of them together.

import { cellAt } from "./cell_math.mjs";
import { forward, makeNetwork } from "./net_math.mjs";
import { highestOf } from "./numbers.mjs";

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const REDUCE = { max: highestOf, average: mean };

// A pooling layer as a network of its own; kind: "max" or "average". Only whole windows count.
export function poolingLayer(shape, size, kind) {
  const [rows, columns, maps] = shape;
  const layer = {
    kind: `${kind} pooling`,
    shape: [Math.floor(rows / size), Math.floor(columns / size), maps],
    inputShape: shape,
    size: [size, size],
    strides: [size, size],
    dilation: [1, 1],
    before: [0, 0],
  };
  return makeNetwork({ picture: shape, layers: [layer] });
}

// What comes out, map by map fastest, { network, outputs, values, shape }: as many maps as go in, or one for all of them.
export function pooled(maps, shape, size, kind, across) {
  const network = poolingLayer(shape, size, kind);
  const outputs = forward(network, maps);
  const [rows, columns, count] = network.layers[1].shape;
  if (!across) return { network, outputs, values: outputs[1], shape: [rows, columns, count] };
  const values = Float32Array.from({ length: rows * columns }, (_, cell) =>
    REDUCE[kind](outputs[1].subarray(cell * count, (cell + 1) * count)),
  );
  return { network, outputs, values, shape: [rows, columns, 1] };
}

// What lies behind the cell [row, column] of what comes out, for each map that goes in: its window as rows of numbers, the
// place of its largest number in the window and on the map (of equal ones the first), that number, and their average.
export function windowsOf({ network, outputs }, [row, column]) {
  const { inputShape, size } = network.layers[1];
  return Array.from({ length: inputShape[2] }, (_, map) => {
    const { terms } = cellAt(network, outputs, [1, row, column, map]);
    const numbers = terms.map(({ value }) => value);
    const best = terms[numbers.indexOf(highestOf(numbers))];
    return {
      window: Array.from({ length: size[0] }, (_, i) => numbers.slice(i * size[1], (i + 1) * size[1])),
      inWindow: [best.i, best.j],
      onMap: [best.row, best.column],
      largest: best.value,
      average: mean(numbers),
    };
  });
}

// The maps whose largest number comes out: all of them by themselves, across them the first with the largest of all.
export function winningMaps(windows, across) {
  const largest = windows.map((one) => one.largest);
  return across ? [largest.indexOf(highestOf(largest))] : largest.map((_, map) => map);
}

// The cell of what windows of the new size make that lies where this one lay.
export const moved = (place, size, next) => place.map((at) => Math.floor((at * size) / next));

// For tests.
export const pooledValues = (...all) => Array.from(pooled(...all).values);
export const behind = (maps, shape, size, kind, place) => windowsOf(pooled(maps, shape, size, kind, false), place);
