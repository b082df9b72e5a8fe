// The arithmetic of the pixel inspector. An image is { pixels, rows, columns, channels }: bytes, row by row, the
// channels of a pixel side by side; channels is 1 (grey) or 3 (red, green, blue).

export const CHANNELS = ["red", "green", "blue"];

// What can be shown of an image with so many channels, as [name, text] pairs.
export const views = (channels) =>
  channels === 1
    ? [["grey", "grey"]]
    : [["colour", "all three"], ...CHANNELS.map((name) => [name, `only ${name}`]), ["grey", "grey (luma)"]];

// The numbers of one pixel that a view shows: three for "colour", one otherwise.
export function numbersAt({ pixels, columns, channels }, view, row, column) {
  const at = (row * columns + column) * channels;
  if (channels === 1) return [pixels[at]];
  const [red, green, blue] = pixels.subarray(at, at + 3);
  if (view === "colour") return [red, green, blue];
  if (view === "grey") return [luma(red, green, blue)];
  return [[red, green, blue][CHANNELS.indexOf(view)]];
}

// The grey of a colour, a whole number from 0 to 255; the weights are those of ITU-R BT.601.
export const luma = (red, green, blue) => Math.floor(0.299 * red + 0.587 * green + 0.114 * blue + 0.5);

// [red, green, blue] as which numbers are drawn: three as they are, one as a grey.
export const colourOf = (numbers) => (numbers.length === 3 ? numbers : [numbers[0], numbers[0], numbers[0]]);

// The whole image as four bytes a pixel, as a canvas wants them.
export function drawn({ pixels, rows, columns, channels }, view) {
  const out = new Uint8ClampedArray(4 * rows * columns).fill(255);
  const offset = Math.max(0, CHANNELS.indexOf(view));
  for (let from = 0, to = 0; to < out.length; from += channels, to += 4) {
    if (view === "colour") {
      out[to] = pixels[from];
      out[to + 1] = pixels[from + 1];
      out[to + 2] = pixels[from + 2];
    } else {
      const isLuma = view === "grey" && channels === 3;
      const grey = isLuma ? luma(pixels[from], pixels[from + 1], pixels[from + 2]) : pixels[from + offset];
      out[to] = out[to + 1] = out[to + 2] = grey;
    }
  }
  return out;
}

// The part of at most `size` rows and columns with its corner at (top, left), moved so that it lies within the image:
// { top, left, rows, columns }.
export function within({ rows, columns }, top, left, size) {
  const [height, width] = [Math.min(size, rows), Math.min(size, columns)];
  const clamp = (value, most) => Math.max(0, Math.min(most, value));
  return { top: clamp(top, rows - height), left: clamp(left, columns - width), rows: height, columns: width };
}

// The numbers of a part's pixels: rows of lists.
export const numbersIn = (image, view, part) =>
  Array.from({ length: part.rows }, (_, row) =>
    Array.from({ length: part.columns }, (_, column) => numbersAt(image, view, part.top + row, part.left + column)),
  );

// One pixel in words: "red 200, green 30, blue 12", or the one number.
export const inWords = (numbers) =>
  numbers.length === 3 ? CHANNELS.map((name, channel) => `${name} ${numbers[channel]}`).join(", ") : String(numbers[0]);

// The same with the numbers side by side: "200 30 12 (red, green, blue)".
export const spoken = (numbers) => numbers.join(" ") + (numbers.length === 3 ? ` (${CHANNELS.join(", ")})` : "");
