// The arithmetic of the shift curve.

// A picture, row by row in a Float32Array, moved to the right (to the left below 0): zeros come in.
export function shiftedPixels(pixels, rows, columns, right) {
  const moved = new Float32Array(pixels.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = column - right;
      if (from >= 0 && from < columns) moved[row * columns + column] = pixels[row * columns + from];
    }
  }
  return moved;
}

// The position of the largest number: of equal ones the first.
export const best = (numbers) => numbers.reduce((at, number, index) => (number > numbers[at] ? index : at), 0);
