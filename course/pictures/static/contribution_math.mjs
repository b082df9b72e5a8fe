// How much every cell of a network contributes to the score of one class: its value times the slope of the score there.
//
// The score is what the class has before the softmax, or its logarithm. In layers that are read by weights alone it is
// what the cell adds, exactly; further back it is a first estimate of what would be missing if the cell were 0.

import {
  eachInWindow,
  forward,
  hasWeights,
  isOverMaps,
  makeNetwork,
  sizeOf,
  slopeOf,
  weightsAt,
} from "./net_math.mjs";

// The layer whose cells are the scores: the last, or the one before a softmax at the end.
export function scoreLayer(network) {
  const last = network.layers.length - 1;
  return isOverMaps(network.layers[last]) ? last - 1 : last;
}

// A Float32Array for every layer, the picture first; null for those after the score.
export function contributionsTo(network, outputs, wanted) {
  const top = scoreLayer(network);
  const slopes = Array(network.layers.length).fill(null);
  slopes[top] = new Float32Array(sizeOf(network.layers[top].shape));
  slopes[top][wanted] = 1;
  for (let at = top; at > 0; at--) slopes[at - 1] = slopesBefore(network.layers[at], outputs[at - 1], outputs[at], slopes[at]);
  return slopes.map((slope, at) => slope && slope.map((value, index) => value * outputs[at][index]));
}

// The slopes with respect to what a layer reads, x, from those with respect to what it gives, y.
function slopesBefore(layer, x, y, slopes) {
  if (layer.kind === "flatten") return slopes;
  if (isOverMaps(layer)) return beforeSoftmax(layer, y, slopes);
  if (layer.kind === "activation") {
    const slopeHere = slopeOf(layer);
    return slopes.map((slope, index) => slope * slopeHere(index, x[index], y[index]));
  }
  return beforeWindows(layer, x, slopes);
}

function beforeSoftmax({ shape: [, , maps], function: name }, y, slopes) {
  const before = new Float32Array(y.length);
  for (let from = 0; from < y.length; from += maps) {
    let sum = 0;
    for (let at = from; at < from + maps; at++) sum += name === "softmax" ? slopes[at] * y[at] : slopes[at];
    for (let at = from; at < from + maps; at++) {
      before[at] = name === "softmax" ? y[at] * (slopes[at] - sum) : slopes[at] - Math.exp(y[at]) * sum;
    }
  }
  return before;
}

function beforeWindows(layer, x, slopes) {
  const before = new Float64Array(x.length);
  const [rows, columns, maps] = layer.shape;
  const give = hasWeights(layer) ? giveByWeights : layer.kind === "max pooling" ? giveToLargest : giveEvenly;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = (row * columns + column) * maps;
      give(layer, row, column, x, slopes.subarray(from, from + maps), before);
    }
  }
  return Float32Array.from(before);
}

function giveByWeights(layer, row, column, x, slopes, before) {
  const { inputShape, kernel } = layer;
  const maps = inputShape[2];
  const [mapsEach, filtersEach] = [maps / layer.groups, slopes.length / layer.groups];
  eachInWindow(layer, row, column, (r, c, i, j) => {
    const at = (r * inputShape[1] + c) * maps;
    for (let map = 0; map < maps; map++) {
      const weights = weightsAt(layer, i, j, map);
      const first = Math.floor(map / mapsEach) * filtersEach; // of the filters that read this map
      let sum = 0;
      for (let filter = first; filter < first + filtersEach; filter++) sum += slopes[filter] * kernel[weights + filter];
      before[at + map] += sum;
    }
  });
}

function giveToLargest(layer, row, column, x, slopes, before) {
  const [, columns, maps] = layer.inputShape;
  slopes.forEach((slope, map) => {
    let winner = -1;
    eachInWindow(layer, row, column, (r, c) => {
      const at = (r * columns + c) * maps + map;
      if (winner < 0 || x[at] > x[winner]) winner = at;
    });
    before[winner] += slope;
  });
}

function giveEvenly(layer, row, column, x, slopes, before) {
  const [, columns, maps] = layer.inputShape;
  const cells = [];
  eachInWindow(layer, row, column, (r, c) => cells.push((r * columns + c) * maps));
  for (const cell of cells) slopes.forEach((slope, map) => (before[cell + map] += slope / cells.length));
}

// For tests.
export function contributions(spec, weights, picture, wanted) {
  const network = makeNetwork(spec, weights);
  return contributionsTo(network, forward(network, picture), wanted);
}
