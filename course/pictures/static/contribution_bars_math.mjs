// The arithmetic of the contribution bars: the order of the flat row, and what each number adds to a score.

// The [row, column, channel] that lands at `position`; shape: [rows, columns, channels].
export function placeOf(position, [, columns, channels]) {
  const cell = Math.floor(position / channels);
  return [Math.floor(cell / columns), cell % columns, position % channels];
}

export const positionOf = ([row, column, channel], [, columns, channels]) =>
  (row * columns + column) * channels + channel;

// features[i] × weights[i][unit]; weights: flat, row by row, `units` to a row.
export const contributions = (features, weights, units, unit) =>
  Float64Array.from(features, (value, i) => value * weights[i * units + unit]);

// { forIt, against, score }: the positive ones together, the negative ones together, and all with the bias.
export function summed(values, bias) {
  let [forIt, against] = [0, 0];
  for (const value of values) {
    if (value > 0) forIt += value;
    else against += value;
  }
  return { forIt, against, score: forIt + against + bias };
}

// Where the strongest one stands: sign 1 for the largest, -1 for the smallest; the first of equal ones.
export function strongestAt(values, sign) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (sign * values[i] > sign * values[best]) best = i;
  return best;
}

// The pixels that a cell looks at, as shares of the picture: { left, top, width, height }.
export function fieldOf([row, column], { jump, field, rows, columns }) {
  return { left: (jump * column) / columns, top: (jump * row) / rows, width: field / columns, height: field / rows };
}
