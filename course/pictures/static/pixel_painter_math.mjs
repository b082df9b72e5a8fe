// The arithmetic of the pixel painter. A drawing is an array of rows of 0 (dark) and 1 (lit).

// What the buttons do: [name, text, what the same is called for an array in Python].
export const CHANGES = [
  ["mirror", "Mirror", "[:, ::-1]"],
  ["turnOver", "Upside down", "[::-1]"],
  ["exchange", "Rows for columns", ".T"],
  ["invert", "Invert", "1 − …"],
  ["clear", "Clear", "= 0"],
];

export const mirror = (drawing) => drawing.map((row) => row.toReversed());
export const turnOver = (drawing) => drawing.toReversed();
export const exchange = (drawing) => drawing[0].map((_, column) => drawing.map((row) => row[column]));
export const invert = (drawing) => drawing.map((row) => row.map((value) => 1 - value));
export const clear = (drawing) => drawing.map((row) => row.map(() => 0));

// The drawing with `value` at (row, column).
export const painted = (drawing, row, column, value) =>
  drawing.map((line, at) => (at === row ? line.with(column, value) : line));

// How many pixels are lit.
export const lit = (drawing) => drawing.flat().reduce((sum, value) => sum + value, 0);

// The drawing as a line of Python that makes it.
export const inPython = (drawing) =>
  `glyph = np.array(\n    [\n${drawing.map((row) => `        [${row.join(", ")}],\n`).join("")}    ]\n)`;
