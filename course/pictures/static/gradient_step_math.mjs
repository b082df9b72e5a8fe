// The arithmetic of one step of gradient descent on a network of 3 × 3 kernels, ReLU, one dense layer and softmax.
//
// All weights lie in one array, as course/small_network.py lays them: kernels (filters, 3, 3), their biases, dense
// (rows × columns × filters, classes), its biases. `sizes` is { filters, classes }; a picture is 36 numbers.

export const SIDE = 6; // rows and columns of a picture
export const KERNEL = 3; // of a kernel
export const MAP = SIDE - KERNEL + 1;

// Where each part begins in the array of all weights, and where it ends.
export function places({ filters, classes }) {
  const lengths = { kernels: filters * KERNEL * KERNEL, kernelBiases: filters, dense: MAP * MAP * filters * classes };
  const kernelBiases = lengths.kernels;
  const dense = kernelBiases + lengths.kernelBiases;
  const denseBiases = dense + lengths.dense;
  return { kernels: 0, kernelBiases, dense, denseBiases, end: denseBiases + classes };
}

// { hidden, probabilities }: the maps after ReLU in one row, filters fastest, and what the network says.
export function forward(weights, picture, sizes) {
  const at = places(sizes);
  const hidden = [];
  for (let cell = 0; cell < MAP * MAP; cell++) {
    for (let filter = 0; filter < sizes.filters; filter++) {
      let sum = weights[at.kernelBiases + filter];
      forWindow(cell, (pixel, k) => (sum += picture[pixel] * weights[filter * KERNEL * KERNEL + k]));
      hidden.push(Math.max(sum, 0));
    }
  }
  const logits = range(sizes.classes).map((unit) =>
    hidden.reduce(
      (sum, value, i) => sum + value * weights[at.dense + i * sizes.classes + unit],
      weights[at.denseBiases + unit],
    ),
  );
  return { hidden, probabilities: softmax(logits) };
}

// Cross-entropy of what the network says, when `label` is right.
export const lossOf = (weights, picture, label, sizes) =>
  -Math.log(Math.max(forward(weights, picture, sizes).probabilities[label], 1e-7));

// By how much the loss grows for each weight, in the order of the weights: back-propagation.
export function gradient(weights, picture, label, sizes) {
  const { filters, classes } = sizes;
  const at = places(sizes);
  const { hidden, probabilities } = forward(weights, picture, sizes);
  const slopes = new Array(at.end).fill(0);
  const atLogits = probabilities.map((probability, unit) => probability - (unit === label ? 1 : 0));
  atLogits.forEach((arrives, unit) => (slopes[at.denseBiases + unit] = arrives));
  hidden.forEach((value, i) => {
    const row = at.dense + i * classes;
    let arrives = 0;
    atLogits.forEach((atUnit, unit) => {
      slopes[row + unit] = value * atUnit;
      arrives += weights[row + unit] * atUnit;
    });
    if (value === 0) return; // ReLU lets nothing back where it let nothing through
    const [cell, filter] = [Math.floor(i / filters), i % filters];
    slopes[at.kernelBiases + filter] += arrives;
    forWindow(cell, (pixel, k) => (slopes[filter * KERNEL * KERNEL + k] += arrives * picture[pixel]));
  });
  return slopes;
}

// The weights after one step downhill.
export const stepped = (weights, slopes, rate) => weights.map((weight, i) => weight - rate * slopes[i]);

// The weights after a step for each of the pictures, in order.
export function onceThrough(weights, pictures, labels, sizes, rate) {
  return pictures.reduce(
    (now, picture, i) => stepped(now, gradient(now, picture, labels[i], sizes), rate),
    weights,
  );
}

const range = (count) => Array.from({ length: count }, (_, i) => i);

// Call `visit(pixel, k)` for the nine pixels of the window that belongs to this cell of a map.
function forWindow(cell, visit) {
  const [top, left] = [Math.floor(cell / MAP), cell % MAP];
  for (let k = 0; k < KERNEL * KERNEL; k++) visit((top + Math.floor(k / KERNEL)) * SIDE + left + (k % KERNEL), k);
}

function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
