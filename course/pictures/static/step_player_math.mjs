// The arithmetic of the step player. Matrices are arrays of rows.
//
// A step is one product: a window of n numbers takes n + 1 steps, from nothing added to all of them added.

// The picture with `padding` zeros around it.
export function pad(image, padding) {
  const width = image[0].length + 2 * padding;
  const border = () => Array.from({ length: padding }, () => Array(width).fill(0));
  const sides = Array(padding).fill(0);
  return [...border(), ...image.map((line) => [...sides, ...line, ...sides]), ...border()];
}

// [rows, columns]: in how many places the kernel can stand on the picture. Neither is below 0.
export function mapShape(image, kernel, stride, padding) {
  const places = (size, window) => Math.max(0, Math.floor((size + 2 * padding - window) / stride) + 1);
  return [places(image.length, kernel.length), places(image[0].length, kernel[0].length)];
}

// The kernel turned by 180 degrees.
export const turned = (kernel) => kernel.map((line) => [...line].reverse()).reverse();

// [{ pixel, weight, product, sum }, ...] of the window that begins at (top, left), row by row; sum: of all so far.
export function productsAt(padded, kernel, top, left) {
  let sum = 0;
  return kernel.flatMap((line, row) =>
    line.map((weight, column) => {
      const pixel = padded[top + row][left + column];
      sum += pixel * weight;
      return { pixel, weight, product: pixel * weight, sum };
    }),
  );
}

// The whole map.
export function featureMap(image, kernel, stride, padding) {
  const padded = pad(image, padding);
  const [rows, columns] = mapShape(image, kernel, stride, padding);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => productsAt(padded, kernel, row * stride, column * stride).at(-1).sum),
  );
}

// All that is to be seen at `step`: the padded picture, the window's place in the map (row, column) and in the padded
// picture (top, left), its products and how many of them are shown, the whole map
// and the map so far (NaN: not yet), the last step and the number of steps from window to window.
export function sceneAt({ image, kernel, stride, padding, step }) {
  const shape = mapShape(image, kernel, stride, padding);
  const period = kernel.length * kernel[0].length + 1;
  const last = shape[0] * shape[1] * period - 1;
  const at = Math.max(0, Math.min(step, last));
  const place = Math.floor(at / period);
  const [row, column] = [Math.floor(place / shape[1]), place % shape[1]];
  const shown = at % period;
  const known = place + (shown === period - 1 ? 1 : 0);
  const padded = pad(image, padding);
  const whole = featureMap(image, kernel, stride, padding);
  return {
    padded,
    shape,
    row,
    column,
    top: row * stride,
    left: column * stride,
    shown,
    step: at,
    last,
    period,
    windowRows: kernel.length,
    products: productsAt(padded, kernel, row * stride, column * stride),
    whole,
    map: whole.map((line, r) => line.map((value, c) => (r * shape[1] + c < known ? value : NaN))),
  };
}

// Is `guess` the sum of these products?
export const isRight = (guess, products) => Math.abs(guess - products.at(-1).sum) < 1e-6;

// What a wrong guess was made of: "kernel-ignored", "kernel-flipped", "first-product", or "" where nobody knows.
export function mistakeBehind(guess, products) {
  const weights = products.map(({ weight }) => weight).reverse();
  const add = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
  const known = {
    "kernel-ignored": add(products.map(({ pixel }) => pixel)),
    "kernel-flipped": add(products.map(({ pixel }, index) => pixel * weights[index])),
    "first-product": products[0].product,
  };
  const near = (value) => Math.abs(guess - value) < 1e-6;
  return Object.keys(known).find((name) => near(known[name])) ?? "";
}
