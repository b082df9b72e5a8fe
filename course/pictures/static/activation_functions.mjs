// Activations and their slopes, as Keras has them: [(x, given) => value, (x, value, given) => slope] by the name of the
// function. given: the layer's own numbers under Keras' names (negative_slope, max_value, threshold, alpha).

const clip = (x, low, high) => Math.min(Math.max(x, low), high);
const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const hardSigmoid = (x) => clip(x / 6 + 0.5, 0, 1);
const isWithin = (x, low, high) => Number(x > low && x < high);
const bell = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const belowBell = (x) => (1 + erf(x / Math.SQRT2)) / 2; // the share of the bell curve that lies below x
const [SELU, SELU_BELOW] = [1.0507009873554805, 1.6732632423543772]; // Klambauer et al. 2017

const halfway = (x) => clip((x + 1) / 2, 0, 1);
const SHRINKS = 0.5; // Keras' own threshold, on both sides of 0
const isNear0 = (x) => Math.abs(x) <= SHRINKS;

const leaky = [(x, given) => (x > 0 ? x : given.negative_slope * x), (x, y, given) => (x > 0 ? 1 : given.negative_slope)];
const elu = [(x, given) => (x > 0 ? x : given.alpha * Math.expm1(x)), (x, y, given) => (x > 0 ? 1 : y + given.alpha)];

export const FUNCTIONS = {
  relu: [(x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0)],
  relu6: [(x) => clip(x, 0, 6), (x) => isWithin(x, 0, 6)],
  ReLU: [
    (x, given) => (x > given.threshold ? Math.min(x, most(given)) : 0) - given.negative_slope * Math.max(given.threshold - x, 0),
    (x, y, given) => isWithin(x, given.threshold, most(given)) + (x < given.threshold ? given.negative_slope : 0),
  ],
  leaky_relu: leaky,
  PReLU: leaky,
  elu,
  celu: elu, // alike while alpha is 1, as it is for a function that is named
  selu: [(x) => SELU * (x > 0 ? x : SELU_BELOW * Math.expm1(x)), (x, y) => (x > 0 ? SELU : y + SELU * SELU_BELOW)],
  silu: [(x) => x * sigmoid(x), (x, y) => y + sigmoid(x) * (1 - y)],
  gelu: [(x) => x * belowBell(x), (x) => belowBell(x) + x * bell(x)],
  mish: [(x) => x * Math.tanh(softplus(x)), (x) => Math.tanh(softplus(x)) + x * sigmoid(x) * (1 - Math.tanh(softplus(x)) ** 2)],
  softplus: [softplus, sigmoid],
  softsign: [(x) => x / (1 + Math.abs(x)), (x) => (1 + Math.abs(x)) ** -2],
  exponential: [Math.exp, (x, y) => y],
  tanh: [Math.tanh, (x, y) => 1 - y * y],
  hard_tanh: [(x) => clip(x, -1, 1), (x) => isWithin(x, -1, 1)],
  tanh_shrink: [(x) => x - Math.tanh(x), (x) => Math.tanh(x) ** 2],
  sigmoid: [sigmoid, (x, y) => y * (1 - y)],
  log_sigmoid: [(x) => -softplus(-x), (x) => sigmoid(-x)],
  hard_sigmoid: [hardSigmoid, (x) => isWithin(x, -3, 3) / 6],
  squareplus: [(x) => (x + Math.hypot(x, 2)) / 2, (x) => (1 + x / Math.hypot(x, 2)) / 2],
  sparse_plus: [(x) => (x < 1 ? halfway(x) ** 2 : x), halfway],
  sparse_sigmoid: [halfway, (x) => isWithin(x, -1, 1) / 2],
  hard_shrink: [(x) => (isNear0(x) ? 0 : x), (x) => Number(!isNear0(x))],
  soft_shrink: [(x) => (isNear0(x) ? 0 : x - SHRINKS * Math.sign(x)), (x) => Number(!isNear0(x))],
  hard_silu: [(x) => x * hardSigmoid(x), (x) => hardSigmoid(x) + (x * isWithin(x, -3, 3)) / 6],
};

const most = ({ max_value }) => max_value ?? Infinity;

// Its power series; beyond 4 it differs from ±1 by less than a float32 can tell.
function erf(x) {
  if (Math.abs(x) > 4) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-12; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
