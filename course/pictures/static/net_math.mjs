// A network and its forward pass. All values are Float32Arrays of (rows, columns, maps), map by map fastest, as Keras
// lays them out; a vector of n numbers is n maps of 1 × 1, so a dense layer is a convolution whose window is one cell.
//
// A layer: { kind, name, text, shape, inputShape } and, by its kind,
//   "convolution", "dense"                size, strides, dilation, before (padding above and to the left), apart, groups,
//                                         bias, and the kernel (rows, columns, maps in of a group, maps out) and biases
//                                         taken from the weights
//   "max pooling", "average pooling"      size, strides, dilation, before
//   "zero padding"                        the same: a window of one cell, which copies it, and 0 where it is off the map
//   "activation"                          function, given (the numbers that it takes, by name); of PReLU slopesShape, and
//                                         the slopes taken from the weights, one for each cell
//   "flatten", "picture"                  nothing more; a flattened map may also be any other shape of as many numbers
// apart: [1, 1] unless it is there; of a transposed convolution its strides: the window slides over the map before with
// so many steps from cell to cell, and reads only where it meets a cell.
// Layer 0 is the picture.

import { FUNCTIONS } from "./activation_functions.mjs";
import { highestOf } from "./numbers.mjs";

export const sizeOf = ([rows, columns, maps]) => rows * columns * maps;
export const hasWeights = (layer) => layer.kind === "convolution" || layer.kind === "dense";
export const isOverMaps = (layer) => layer.function === "softmax" || layer.function === "log_softmax";
export const isPooling = (layer) => layer.kind === "max pooling" || layer.kind === "average pooling";
// Whether each of its maps is made of the map at the same position before it, and of no other.
export const isMapByMap = (layer) =>
  hasWeights(layer)
    ? layer.groups === layer.inputShape[2] && layer.groups === layer.shape[2]
    : isPooling(layer) || layer.kind === "zero padding" || (layer.kind === "activation" && !isOverMaps(layer));
export const indexOf = ({ shape: [, columns, maps] }, row, column, map) => (row * columns + column) * maps + map;

// The maps that a filter of a layer with weights reads, [first, last]: all of them, or those of its group.
export function mapsRead({ inputShape: [, , maps], shape, groups }, filter) {
  const group = Math.floor(filter / (shape[2] / groups));
  return [(group * maps) / groups, ((group + 1) * maps) / groups - 1];
}

// Where the weights of a window's cell (i, j) for map `map` begin in the kernel: one for each filter follows.
export function weightsAt({ size, inputShape, shape, groups }, i, j, map) {
  const mapsEach = inputShape[2] / groups;
  return ((i * size[1] + j) * mapsEach + (map % mapsEach)) * shape[2];
}

// spec: the trait `network` of explorer.py; weights: all of them in one row, kernel and bias, layer by layer.
export function makeNetwork(spec, weights) {
  let at = 0;
  const take = (count) => weights.subarray(at, (at += count));
  const layers = spec.layers.map((layer) => {
    if (layer.function === "PReLU") return { ...layer, slopes: spread(take(sizeOf(layer.slopesShape)), layer) };
    if (!hasWeights(layer)) return layer;
    const filters = layer.shape[2];
    const kernel = take((layer.size[0] * layer.size[1] * layer.inputShape[2] * filters) / layer.groups);
    return { ...layer, kernel, biases: layer.bias ? take(filters) : new Float32Array(filters) };
  });
  return { layers: [{ kind: "picture", name: "Picture", text: "", shape: spec.picture }, ...layers] };
}

// One number for each cell, from those that cells share along every axis on which there is only one.
function spread(numbers, { shape, slopesShape }) {
  const [rows, columns, maps] = shape;
  const place = (index, axis) => (slopesShape[axis] === 1 ? 0 : index);
  return Float32Array.from({ length: sizeOf(shape) }, (_, at) => {
    const [row, column, map] = [Math.floor(at / maps / columns) % rows, Math.floor(at / maps) % columns, at % maps];
    return numbers[indexOf({ shape: slopesShape }, place(row, 0), place(column, 1), place(map, 2))];
  });
}

// What every layer makes of `picture`, the picture first.
export function forward(network, picture) {
  const outputs = [picture];
  for (const layer of network.layers.slice(1)) outputs.push(RUN[layer.kind](layer, outputs.at(-1)));
  return outputs;
}

const RUN = {
  convolution: convolve,
  dense: convolve,
  "max pooling": (layer, x) => pool(layer, x, (values) => highestOf(values)),
  "average pooling": (layer, x) => pool(layer, x, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  "zero padding": (layer, x) => pool(layer, x, ([value = 0]) => value),
  activation: activate,
  flatten: (_, x) => x,
};

const TOGETHER = [1, 1];

// Along one axis, 0 for rows and 1 for columns: which cell of the map before the window of the cell `place` reads at its
// `step`; -1 where it lies on none.
export function readAt({ strides, before, dilation, inputShape, apart = TOGETHER }, axis, place, step) {
  const at = place * strides[axis] - before[axis] + step * dilation[axis];
  return at >= 0 && at % apart[axis] === 0 && at < inputShape[axis] * apart[axis] ? at / apart[axis] : -1;
}

// The cells of the map before that the window of (row, column) looks at: call `visit(row, column, i, j)` for each that
// lies on the map, with its place (i, j) in the window.
export function eachInWindow(layer, row, column, visit) {
  for (let i = 0; i < layer.size[0]; i++) {
    const r = readAt(layer, 0, row, i);
    if (r < 0) continue;
    for (let j = 0; j < layer.size[1]; j++) {
      const c = readAt(layer, 1, column, j);
      if (c >= 0) visit(r, c, i, j);
    }
  }
}

function convolve(layer, x) {
  const { shape, inputShape, kernel } = layer;
  const [rows, columns, filters] = shape;
  const maps = inputShape[2];
  const [mapsEach, filtersEach] = [maps / layer.groups, filters / layer.groups];
  const y = new Float32Array(sizeOf(shape));
  const sums = new Float64Array(filters);
  for (let row = 0, out = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, out += filters) {
      sums.set(layer.biases);
      eachInWindow(layer, row, column, (r, c, i, j) => {
        const from = (r * inputShape[1] + c) * maps;
        for (let map = 0; map < maps; map++) {
          const value = x[from + map];
          if (value === 0) continue; // most of a drawing is empty
          const first = Math.floor(map / mapsEach) * filtersEach; // of the filters that read this map
          const at = weightsAt(layer, i, j, map);
          for (let filter = first; filter < first + filtersEach; filter++) sums[filter] += value * kernel[at + filter];
        }
      });
      y.set(sums, out);
    }
  }
  return y;
}

// Cells outside the map do not count, neither for the largest nor for the average.
function pool(layer, x, summary) {
  const [rows, columns, maps] = layer.shape;
  const y = new Float32Array(sizeOf(layer.shape));
  for (let row = 0, out = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let map = 0; map < maps; map++, out++) {
        const values = [];
        eachInWindow(layer, row, column, (r, c) => values.push(x[(r * layer.inputShape[1] + c) * maps + map]));
        y[out] = summary(values);
      }
    }
  }
  return y;
}

function activate(layer, x) {
  if (isOverMaps(layer)) return softmax(layer, x);
  const [value] = FUNCTIONS[layer.function];
  return x.map((number, index) => value(number, givenAt(layer, index)));
}

// The slope of an activation, as a function of a cell's position, of what it is given, and of what it gives.
export function slopeOf(layer) {
  const [, slope] = FUNCTIONS[layer.function];
  return (index, x, y) => slope(x, y, givenAt(layer, index));
}

const givenAt = (layer, index) => (layer.slopes ? { negative_slope: layer.slopes[index] } : layer.given);

// Over the maps, cell by cell; or its logarithm.
function softmax({ shape: [, , maps], function: name }, x) {
  const y = new Float32Array(x.length);
  for (let from = 0; from < x.length; from += maps) {
    const cell = x.subarray(from, from + maps);
    const largest = highestOf(cell);
    const powers = Array.from(cell, (value) => Math.exp(value - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    powers.forEach((power, map) => (y[from + map] = name === "softmax" ? power / sum : cell[map] - largest - Math.log(sum)));
  }
  return y;
}

// The two most likely classes, [[class, value], ...], the likelier first; a single output has one.
export function bestOf(values) {
  return Array.from(values, (value, index) => [index, value])
    .sort((one, other) => other[1] - one[1])
    .slice(0, 2);
}

// For tests: everything at once.
export const run = (spec, weights, picture) => forward(makeNetwork(spec, weights), picture);
