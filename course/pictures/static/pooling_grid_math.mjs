// The arithmetic of the pooling grid. Maps are arrays of rows.

const range = (count) => Array.from({ length: count }, (_, index) => index);

// In how many places a window can stand on `side` pixels.
export const places = (side, size, stride) => (size > side ? 0 : Math.floor((side - size) / stride) + 1);

// The places of the window of cell [row, column], as [row, column] of the map, in reading order.
export function windowOf([row, column], size, stride) {
  return range(size).flatMap((i) => range(size).map((j) => [row * stride + i, column * stride + j]));
}

const REDUCE = {
  max: (numbers) => Math.max(...numbers),
  average: (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
  sum: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
};

// The pooled map; kind: "max", "average" or "sum".
export function pooled(values, size, stride, kind) {
  return cells(values, size, stride, (window) => REDUCE[kind](window.map(([row, column]) => values[row][column])));
}

// For every window where its largest number is, as [row, column] of the map: of equal ones the first in reading order.
export function winners(values, size, stride) {
  const at = ([row, column]) => values[row][column];
  return cells(values, size, stride, (window) => window.reduce((best, place) => (at(place) > at(best) ? place : best)));
}

// The places of the map that lie in no window, in reading order.
export function unseen(values, size, stride) {
  const seen = new Set(cells(values, size, stride, (window) => window).flat(2).map(String));
  return values.flatMap((line, row) => line.map((_, column) => [row, column])).filter((place) => !seen.has(String(place)));
}

// The map moved to the right: zeros come in, what goes over the edge is lost.
export const shifted = (values, right) =>
  values.map((line) => line.map((_, column) => (column < right ? 0 : line[column - right])));

// The cells, as [row, column], in which two maps of one shape differ.
export const different = (one, other) =>
  one.flatMap((line, row) => line.map((_, column) => [row, column])).filter(([row, column]) => one[row][column] !== other[row][column]);

function cells(values, size, stride, make) {
  const columns = range(places(values[0].length, size, stride));
  return range(places(values.length, size, stride)).map((row) =>
    columns.map((column) => make(windowOf([row, column], size, stride))),
  );
}
