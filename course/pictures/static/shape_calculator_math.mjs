// The arithmetic of the shape calculator: course/geometry.py once more, in JavaScript; a test holds the two together.
//
// A layer is { kind, filters, units, k, s, p }: kind is "Conv2D", "ReLU", "MaxPooling2D", "Flatten" or "Dense", k the
// side of the window, s its stride, p zeros on each side or "same".

import { inThousands } from "./numbers.mjs";

export const slides = (layer) => layer.kind === "Conv2D" || layer.kind === "MaxPooling2D";

// [zeros before, zeros after] a row of n.
export function padding(n, { k, s, p }) {
  if (p !== "same") return [p, p];
  const zeros = Math.max((Math.ceil(n / s) - 1) * s + k - n, 0);
  return [Math.floor(zeros / 2), Math.ceil(zeros / 2)];
}

// In how many places the window can stand on a row of n; 0 where it does not fit.
export function places(n, layer) {
  const [before, after] = padding(n, layer);
  return Math.max(0, Math.floor((n + before + after - layer.k) / layer.s) + 1);
}

// One step a layer: { shape, parameters, multiplications, field, jump, unseen, problem }, as in course/geometry.py.
export function trace(inputShape, layers) {
  const steps = [];
  layers.forEach((layer, depth) => {
    const before = steps.at(-1) ?? { shape: inputShape, field: 1, jump: 1 };
    steps.push(stepAfter(layer, before, inputShape, layers.slice(0, depth + 1)));
  });
  return steps;
}

// Sums over those steps that can be built.
export function totals(steps) {
  const sum = (name) => steps.reduce((so, step) => so + (step[name] ?? 0), 0);
  return { parameters: sum("parameters"), multiplications: sum("multiplications") };
}

const NOTHING = { shape: null, parameters: null, multiplications: null, field: null, jump: null, unseen: null };

function stepAfter(layer, before, inputShape, soFar) {
  const problem = before.shape === null ? "It waits for the layer above." : problemOf(layer, before.shape);
  if (problem) return { ...NOTHING, problem };
  const shape = shapeAfter(layer, before.shape);
  const [weights, biases] = weightsOf(layer, before.shape);
  return {
    shape,
    parameters: weights + biases,
    multiplications: weights * (layer.kind === "Conv2D" ? shape[0] * shape[1] : 1),
    ...sightAfter(layer, before),
    unseen: [unseen(inputShape[0], soFar), unseen(inputShape[1], soFar)],
    problem: "",
  };
}

// How many pixels in a row one number sees, and how far what neighbours see lies apart; null where it is all.
function sightAfter(layer, { field, jump }) {
  if (layer.kind === "ReLU") return { field, jump };
  if (!slides(layer) || field === null) return { field: null, jump: null };
  return { field: field + (layer.k - 1) * jump, jump: jump * layer.s };
}

function problemOf(layer, shape) {
  if (slides(layer) && shape.length !== 3)
    return "A window needs rows and columns to slide over, and here all numbers lie in one row.";
  if (layer.kind === "Dense" && shape.length === 3) return "Dense takes one row of numbers: put a Flatten before it.";
  if (slides(layer) && (places(shape[0], layer) === 0 || places(shape[1], layer) === 0))
    return `A window of ${layer.k} × ${layer.k} does not fit on ${shape[0]} × ${shape[1]}.`;
  return "";
}

function shapeAfter(layer, shape) {
  if (layer.kind === "ReLU") return shape;
  if (layer.kind === "Flatten") return [shape.reduce((product, size) => product * size, 1)];
  if (layer.kind === "Dense") return [layer.units];
  return [places(shape[0], layer), places(shape[1], layer), layer.kind === "Conv2D" ? layer.filters : shape[2]];
}

function weightsOf(layer, shape) {
  if (layer.kind === "Conv2D") return [layer.k * layer.k * shape[2] * layer.filters, layer.filters];
  return layer.kind === "Dense" ? [shape[0] * layer.units, layer.units] : [0, 0];
}

// How many of n pixels in a row reach nothing, found from the last layer backwards.
function unseen(n, layers) {
  const sliding = layers.filter(slides);
  const lengths = [n];
  for (const layer of sliding) lengths.push(places(lengths.at(-1), layer));
  let needed = new Set(Array(lengths.at(-1)).keys());
  for (let depth = sliding.length - 1; depth >= 0; depth--) {
    const { k, s } = sliding[depth];
    const [before] = padding(lengths[depth], sliding[depth]);
    const earlier = new Set();
    for (const place of needed) for (let offset = 0; offset < k; offset++) earlier.add(place * s - before + offset);
    needed = new Set([...earlier].filter((pixel) => pixel >= 0 && pixel < lengths[depth]));
  }
  return n - needed.size;
}

// How the numbers of one step come about, in sentences. before: the step ahead of it, or the picture.
export function workedOut(layer, before, step) {
  if (step.problem) return [step.problem];
  const told = [];
  if (slides(layer)) told.push(sizeWords("Rows", before.shape[0], layer, step.shape[0]));
  if (slides(layer) && before.shape[0] !== before.shape[1])
    told.push(sizeWords("Columns", before.shape[1], layer, step.shape[1]));
  if (layer.kind === "Flatten")
    told.push(`${before.shape.join(" × ")} = ${inThousands(step.shape[0])} numbers in a row.`);
  if (layer.kind === "Conv2D") told.push(...convolutionWords(layer, before.shape, step));
  if (layer.kind === "Dense")
    told.push(`Parameters: (${before.shape[0]} + 1) × ${layer.units} = ${inThousands(step.parameters)}.`);
  if (layer.kind === "ReLU") told.push("Each number by itself: what is negative becomes 0. No shape changes, and nothing is learnt.");
  if (slides(layer) && step.field !== null)
    told.push(`One number sees ${before.field} + (${layer.k} − 1) × ${before.jump} = ${step.field} pixels in a row.`);
  return told;
}

function sizeWords(axis, n, layer, result) {
  const [before, after] = padding(n, layer);
  const room = n + before + after - layer.k;
  const zeros = before + after ? ` + ${before + after}` : "";
  const fraction = room % layer.s ? ", rounded down," : "";
  const steps = `(${n}${zeros} − ${layer.k}) / ${layer.s}${fraction} is ${Math.floor(room / layer.s)}`;
  return `${axis}: ${steps}, and 1 more: ${result}.`;
}

function convolutionWords({ k, filters }, [, , channels], { shape, parameters, multiplications }) {
  return [
    `Parameters: (${k} × ${k} × ${channels} + 1) × ${filters} = ${inThousands(parameters)}.`,
    `Multiplications: ${shape.join(" × ")} numbers, each ${k} × ${k} × ${channels}: ${inThousands(multiplications)}.`,
  ];
}
