// The arithmetic of the filter-depth slider: a whole picture under one deep kernel, stride 1, no padding.
//
// image: rows × columns × channels numbers, row by row, a pixel's channels side by side; kernel: height × width ×
// channels numbers in the same order.

// The map: the sum over window and channels, (rows − height + 1) × (columns − width + 1) numbers.
export function deepMap(image, [rows, columns, channels], kernel, [height, width]) {
  const [outRows, outColumns] = mapShape([rows, columns], [height, width]);
  const map = new Float32Array(outRows * outColumns);
  for (let row = 0; row < outRows; row++) {
    for (let column = 0; column < outColumns; column++) {
      let sum = 0;
      for (let i = 0; i < height; i++) {
        const pixel = ((row + i) * columns + column) * channels;
        const weight = i * width * channels;
        for (let j = 0; j < width * channels; j++) sum += image[pixel + j] * kernel[weight + j];
      }
      map[row * outColumns + column] = sum;
    }
  }
  return map;
}

export const mapShape = ([rows, columns], [height, width]) => [rows - height + 1, columns - width + 1];

// Weights and biases of a layer with so many filters.
export const parameters = (filters, [height, width], channels) => filters * (height * width * channels + 1);
