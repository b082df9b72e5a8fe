// The arithmetic of the channel sums: what one convolution layer makes, stride 1 and no padding, taken apart by channel.

import { cellAt } from "./cell_math.mjs";
import { deepMap, mapShape } from "./filter_depth_math.mjs";
import { forward, makeNetwork } from "./net_math.mjs";
import { inWords } from "./numbers.mjs";
import { channelOf } from "./pipeline_strip_math.mjs";

// The layer as a network of its own. weights: the kernels (rows, columns, channels, filters), then a bias for each filter.
export function oneLayer(shape, size, filters, weights) {
  const layer = {
    kind: "convolution",
    shape: [...mapShape(shape, size), filters],
    inputShape: shape,
    size,
    strides: [1, 1],
    dilation: [1, 1],
    before: [0, 0],
    groups: 1,
    bias: true,
  };
  return makeNetwork({ picture: shape, layers: [layer] }, weights);
}

// One sheet of one filter, row by row: the kernel that it has for this channel.
export function sheetOf({ kernel, size, inputShape, shape }, channel, filter) {
  const step = inputShape[2] * shape[2];
  return Float32Array.from({ length: size[0] * size[1] }, (_, at) => kernel[at * step + channel * shape[2] + filter]);
}

// What each channel alone gives to the map of this filter: one map for each, without the bias.
export function partsOf({ layers: [, layer] }, values, filter) {
  const [rows, columns, channels] = layer.inputShape;
  return Array.from({ length: channels }, (_, channel) =>
    deepMap(channelOf(values, layer.inputShape, channel), [rows, columns, 1], sheetOf(layer, channel, filter), layer.size),
  );
}

// The sum of the parts that are switched on, and the bias.
export const summed = (parts, on, bias) =>
  parts[0].map((_, cell) => parts.reduce((sum, part, channel) => (on[channel] ? sum + part[cell] : sum), bias));

// The largest absolute value of any part and of any sum of some of them: a scale that stays when one is switched off.
export function reach(parts, bias) {
  let most = 0;
  for (let cell = 0; cell < parts[0].length; cell++) {
    let [above, below] = [Math.max(bias, 0), Math.max(-bias, 0)];
    for (const part of parts) {
      above += Math.max(part[cell], 0);
      below += Math.max(-part[cell], 0);
    }
    most = Math.max(most, above, below);
  }
  return most || 1;
}

// One cell of the map: for each channel its window and its kernel as arrays of rows, and the sum of their products.
export function cellOf(network, outputs, [row, column], filter) {
  const { size, inputShape } = network.layers[1];
  const { terms } = cellAt(network, outputs, [1, row, column, filter]);
  return Array.from({ length: inputShape[2] }, (_, channel) => {
    const mine = terms.filter(({ map }) => map === channel);
    const inRows = (name) =>
      Array.from({ length: size[0] }, (_, i) => mine.slice(i * size[1], (i + 1) * size[1]).map((term) => term[name]));
    return {
      window: inRows("value"),
      kernel: inRows("weight"),
      part: mine.reduce((sum, { product }) => sum + product, 0),
    };
  });
}

// The addition written out: "red 0.81 + green (−0.12) + bias 0.1 = 0.79"; "≈" where the rounded numbers do not add up.
// A bias of 0 is left out.
export function equation(names, parts, bias) {
  const terms = names.map((name, at) => [name, parts[at]]);
  if (bias || !terms.length) terms.push(["bias", bias]);
  const written = terms.map(([name, value], at) => `${name} ${at && value < 0 ? inBrackets(value) : inWords(value)}`);
  const total = parts.reduce((sum, part) => sum + part, bias);
  const exact = Math.abs(terms.reduce((sum, [, value]) => sum + rounded(value), 0) - rounded(total)) < 1e-9;
  return `${written.join(" + ")} ${exact ? "=" : "≈"} ${inWords(total)}`;
}

const rounded = (value) => Number(value.toFixed(2));
const inBrackets = (value) => (rounded(value) < 0 ? `(${inWords(value)})` : inWords(value));

// For tests: all at once.
export function mapOf(shape, size, filters, weights, values, filter, on) {
  const network = oneLayer(shape, size, filters, weights);
  return summed(partsOf(network, values, filter), on, network.layers[1].biases[filter]);
}

export function taken(shape, size, filters, weights, values, place, filter) {
  const network = oneLayer(shape, size, filters, weights);
  return cellOf(network, forward(network, values), place, filter);
}
