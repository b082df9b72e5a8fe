// The arithmetic of the kernel editor. A map is { values, rows, columns }, its values row by row; a kernel an array of
// rows, square and of odd size.

// The kernel slid over the map with stride 1 and without padding: each result is the sum of the products.
export function correlate({ values, rows, columns }, kernel) {
  const [outRows, outColumns] = [rows - kernel.length + 1, columns - kernel[0].length + 1];
  const out = new Float64Array(outRows * outColumns);
  const places = kernel.flatMap((line, down) => line.map((weight, right) => ({ weight, offset: down * columns + right })));
  const counted = places.filter(({ weight }) => weight !== 0);
  const weights = Float64Array.from(counted, ({ weight }) => weight);
  const offsets = Int32Array.from(counted, ({ offset }) => offset);
  for (let row = 0, to = 0; row < outRows; row++) {
    for (let from = row * columns, end = from + outColumns; from < end; from++, to++) {
      let sum = 0;
      for (let at = 0; at < weights.length; at++) sum += weights[at] * values[from + offsets[at]];
      out[to] = sum;
    }
  }
  return { values: out, rows: outRows, columns: outColumns };
}

// The middle of a map, without `margin` rows and columns on every side.
export function cropped({ values, rows, columns }, margin) {
  const [outRows, outColumns] = [rows - 2 * margin, columns - 2 * margin];
  const out = new Float64Array(outRows * outColumns);
  for (let row = 0; row < outRows; row++) {
    const from = (row + margin) * columns + margin;
    out.set(values.subarray(from, from + outColumns), row * outColumns);
  }
  return { values: out, rows: outRows, columns: outColumns };
}

// `first` minus `second`, two results from the same picture, as far as both reach.
export function difference(first, second) {
  const rows = Math.min(first.rows, second.rows);
  const [one, other] = [first, second].map((map) => (map.rows === rows ? map : cropped(map, (map.rows - rows) / 2)));
  const values = new Float64Array(one.values.length);
  for (let at = 0; at < values.length; at++) values[at] = one.values[at] - other.values[at];
  return { ...one, values };
}

// [smallest, largest] of the values of a map.
export function extent({ values }) {
  let [smallest, largest] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at++) {
    if (values[at] < smallest) smallest = values[at];
    if (values[at] > largest) largest = values[at];
  }
  return [smallest, largest];
}

export const sumOf = (kernel) => kernel.flat().reduce((sum, weight) => sum + weight, 0);

// The kernel with `size` rows and columns: zeros around it, or its middle.
export function resized(kernel, size) {
  const shift = (kernel.length - size) / 2;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => kernel[row + shift]?.[column + shift] ?? 0),
  );
}
