// The arithmetic of the activation graph: the same functions as course/activations.py, and counts of what they do.

export const LEAK = 0.1;
export const FLAT = 0.1; // less slope than this passes on less than a tenth of a change

const sigmoid = (x) => (1 + Math.tanh(x / 2)) / 2;

// Name -> { title, apply, slope, limits }: limits are the least and the most it can give, where it has such.
export const ACTIVATIONS = {
  relu: { title: "ReLU", apply: (x) => (x > 0 ? x : 0), slope: (x) => (x > 0 ? 1 : 0) },
  leaky_relu: { title: "leaky ReLU", apply: (x) => (x > 0 ? x : LEAK * x), slope: (x) => (x > 0 ? 1 : LEAK) },
  tanh: { title: "tanh", apply: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
  sigmoid: { title: "sigmoid", apply: sigmoid, slope: (x) => sigmoid(x) * sigmoid(-x) },
  linear: { title: "none (a straight line)", apply: (x) => x, slope: () => 1 },
};

// `values` (a Float32Array) plus `bias`.
export const lifted = (values, bias) => values.map((value) => value + bias);

export const activated = (values, kind) => values.map(ACTIVATIONS[kind].apply);

export const slopes = (values, kind) => values.map(ACTIVATIONS[kind].slope);

// How many of `values` lie in each of `count` equal parts of low..high, the upper end included; others are left out.
export function histogram(values, low, high, count) {
  const counts = new Uint32Array(count);
  const scale = count / (high - low);
  for (const value of values) {
    if (value >= low && value <= high) counts[Math.min(count - 1, Math.floor((value - low) * scale))] += 1;
  }
  return counts;
}

// What an activation does to `values`, as shares of them: below 0 before, exactly 0 after, and where it is flat.
export function shares(values, kind) {
  const { apply, slope } = ACTIVATIONS[kind];
  let [negative, zero, flat] = [0, 0, 0];
  for (const value of values) {
    if (value < 0) negative += 1;
    if (apply(value) === 0) zero += 1;
    if (slope(value) < FLAT) flat += 1;
  }
  const all = values.length;
  return { negative: negative / all, zero: zero / all, flat: flat / all };
}

// The height of a bar, 0 to 1, on a logarithmic scale: most numbers of a map lie close to 0, and the rest would vanish.
export const barHeight = (count, most) => (count === 0 ? 0 : Math.log(1 + count) / Math.log(1 + most));

// `function(x)` for x = low..high in `steps` equal steps, as [x, y] pairs.
export const curve = (apply, low, high, steps) =>
  Array.from({ length: steps + 1 }, (_, step) => {
    const x = low + (step / steps) * (high - low);
    return [x, apply(x)];
  });
