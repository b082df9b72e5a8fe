// A network and its forward pass. All values are Float32Arrays of (rows, columns, maps), map by map fastest, as Keras
// lays them out; a vector of n numbers is n maps of 1 × 1, so a dense layer is a convolution whose window is one cell.
//
// A layer: { kind, name, text, shape, inputShape } and, by its kind,
//   "convolution", "dense"                size, strides, dilation, before (padding above and to the left), bias, and the
//                                         kernel (rows, columns, maps in, maps out) and biases taken from the weights
//   "max pooling", "average pooling"      size, strides, dilation, before
//   "activation"                          function, leak
//   "flatten", "picture"                  nothing more
// Layer 0 is the picture.

export const sizeOf = ([rows, columns, maps]) => rows * columns * maps;
export const hasWeights = (layer) => layer.kind === "convolution" || layer.kind === "dense";
export const isPooling = (layer) => layer.kind === "max pooling" || layer.kind === "average pooling";
export const indexOf = ({ shape: [, columns, maps] }, row, column, map) => (row * columns + column) * maps + map;

// spec: the trait `network` of explorer.py; weights: all of them in one row, kernel and bias, layer by layer.
export function makeNetwork(spec, weights) {
  let at = 0;
  const take = (count) => weights.subarray(at, (at += count));
  const layers = spec.layers.map((layer) => {
    if (!hasWeights(layer)) return layer;
    const filters = layer.shape[2];
    const kernel = take(layer.size[0] * layer.size[1] * layer.inputShape[2] * filters);
    return { ...layer, kernel, biases: layer.bias ? take(filters) : new Float32Array(filters) };
  });
  return { layers: [{ kind: "picture", name: "Picture", text: "", shape: spec.picture }, ...layers] };
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
  "max pooling": (layer, x) => pool(layer, x, (values) => Math.max(...values)),
  "average pooling": (layer, x) => pool(layer, x, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  activation: activate,
  flatten: (_, x) => x,
};

// The cells of the map before that the window of (row, column) looks at: call `visit(row, column, i, j)` for each that
// lies on the map, with its place (i, j) in the window.
export function eachInWindow(layer, row, column, visit) {
  const [rows, columns] = layer.inputShape;
  for (let i = 0; i < layer.size[0]; i++) {
    const r = row * layer.strides[0] - layer.before[0] + i * layer.dilation[0];
    if (r < 0 || r >= rows) continue;
    for (let j = 0; j < layer.size[1]; j++) {
      const c = column * layer.strides[1] - layer.before[1] + j * layer.dilation[1];
      if (c >= 0 && c < columns) visit(r, c, i, j);
    }
  }
}

function convolve(layer, x) {
  const { shape, inputShape, size, kernel } = layer;
  const [rows, columns, filters] = shape;
  const maps = inputShape[2];
  const y = new Float32Array(sizeOf(shape));
  const sums = new Float64Array(filters);
  for (let row = 0, out = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, out += filters) {
      sums.set(layer.biases);
      eachInWindow(layer, row, column, (r, c, i, j) => {
        const from = (r * inputShape[1] + c) * maps;
        let at = (i * size[1] + j) * maps * filters;
        for (let map = 0; map < maps; map++) {
          const value = x[from + map];
          if (value === 0) at += filters; // most of a drawing is empty
          else for (let filter = 0; filter < filters; filter++) sums[filter] += value * kernel[at++];
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
  if (layer.function === "softmax") return softmax(layer, x);
  const [value] = FUNCTIONS[layer.function];
  return x.map((number) => value(number, layer.leak));
}

// Over the maps, cell by cell.
function softmax({ shape: [, , maps] }, x) {
  const y = new Float32Array(x.length);
  for (let from = 0; from < x.length; from += maps) {
    const cell = x.subarray(from, from + maps);
    const largest = Math.max(...cell);
    const powers = Array.from(cell, (value) => Math.exp(value - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    powers.forEach((power, map) => (y[from + map] = power / sum));
  }
  return y;
}

const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const [SELU, SELU_BELOW] = [1.0507009873554805, 1.6732632423543772]; // Klambauer et al. 2017

// Each activation and its slope: [(x, leak) => value, (x, value, leak) => slope].
export const FUNCTIONS = {
  relu: [(x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0)],
  relu6: [(x) => Math.min(Math.max(x, 0), 6), (x) => (x > 0 && x < 6 ? 1 : 0)],
  leaky_relu: [(x, leak) => (x > 0 ? x : leak * x), (x, y, leak) => (x > 0 ? 1 : leak)],
  elu: [(x) => (x > 0 ? x : Math.expm1(x)), (x, y) => (x > 0 ? 1 : y + 1)],
  selu: [(x) => SELU * (x > 0 ? x : SELU_BELOW * Math.expm1(x)), (x, y) => (x > 0 ? SELU : y + SELU * SELU_BELOW)],
  silu: [(x) => x * sigmoid(x), (x, y) => y + sigmoid(x) * (1 - y)],
  softplus: [(x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), sigmoid],
  softsign: [(x) => x / (1 + Math.abs(x)), (x) => (1 + Math.abs(x)) ** -2],
  tanh: [Math.tanh, (x, y) => 1 - y * y],
  sigmoid: [sigmoid, (x, y) => y * (1 - y)],
};

// The two most likely classes, [[class, value], ...], the likelier first; a single output has one.
export function bestOf(values) {
  return Array.from(values, (value, index) => [index, value])
    .sort((one, other) => other[1] - one[1])
    .slice(0, 2);
}

// For tests: everything at once.
export const run = (spec, weights, picture) => forward(makeNetwork(spec, weights), picture);
