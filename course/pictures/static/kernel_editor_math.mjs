// The arithmetic of the kernel editor. A map is { values, rows, columns }, its values row by row; a kernel an array of
// rows, square and of odd size.

// The kernel slid over the map with stride 1 and without padding: each result is the sum of the products.
export function correlate({ values, rows, columns }, kernel) {
  const [outRows, outColumns] = [rows - kernel.length + 1, columns - kernel[0].length + 1];
  const out = new Float64Array(outRows * outColumns);
  kernel.forEach((line, down) => line.forEach((weight, right) => weight !== 0 && add(weight, down, right)));
  return { values: out, rows: outRows, columns: outColumns };

  // Add to every result its product with one weight, the one `down` and `right` of the kernel's corner.
  function add(weight, down, right) {
    for (let row = 0; row < outRows; row++) {
      const to = row * outColumns;
      const from = (row + down) * columns + right;
      for (let column = 0; column < outColumns; column++) out[to + column] += weight * values[from + column];
    }
  }
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
  const [one, other] = [first, second].map((map) => cropped(map, (map.rows - rows) / 2));
  return { ...one, values: one.values.map((value, index) => value - other.values[index]) };
}

// [smallest, largest] of the values of a map.
export function extent({ values }) {
  let [smallest, largest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
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
