// The arithmetic of the pipeline strip: where each stage's numbers lie among all of them.

const product = (shape) => shape.reduce((count, size) => count * size, 1);

// How many numbers one picture has in all stages together.
export const numbersOf = (shapes) => shapes.reduce((count, shape) => count + product(shape), 0);

// The numbers of stage `stage` for picture `chosen`, out of all (a Float32Array), as a view.
export function stageValues(values, shapes, chosen, stage) {
  const from = chosen * numbersOf(shapes) + numbersOf(shapes.slice(0, stage));
  return values.subarray(from, from + product(shapes[stage]));
}

// One map of a stage (rows, columns, channels), row by row.
export function channelOf(values, [rows, columns, channels], channel) {
  return Float32Array.from({ length: rows * columns }, (_, cell) => values[cell * channels + channel]);
}

// The lowest and the highest number.
export const extentOf = (values) =>
  values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

// The position of the largest number: of equal ones the first.
export const best = (values) => values.reduce((at, value, index) => (value > values[at] ? index : at), 0);
