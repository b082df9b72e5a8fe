// The arithmetic of the sliding detector: the pixels in the window, where it may stand, and the way from peak to peak.

// A window of size × size pixels from (row, column) on a canvas with `columns` columns, both row by row.
export function windowOf(canvas, columns, [row, column], size) {
  const pixels = new Float32Array(size * size);
  for (let line = 0; line < size; line++) {
    const from = (row + line) * columns + column;
    pixels.set(canvas.subarray(from, from + size), line * size);
  }
  return pixels;
}

// The nearest place at which the window lies wholly on the canvas: [row, column], whole pixels.
export const within = (place, shape, size) =>
  place.map((at, axis) => Math.max(0, Math.min(shape[axis] - size, Math.round(at))));

// The peak after `place`, or before it, going by columns and in a column by rows; round again at the end. peaks: in
// this order, one or more.
export function nextPeak(peaks, place, forwards) {
  const order = (one, other) => one[1] - other[1] || one[0] - other[0];
  return forwards
    ? (peaks.find((peak) => order(peak, place) > 0) ?? peaks[0])
    : (peaks.findLast((peak) => order(peak, place) < 0) ?? peaks.at(-1));
}

// 0.874 -> "87"; what is not certain is not rounded to 100.
export const wholePercent = (share) => String(Math.min(Math.floor(100 * share + 0.5), share < 1 ? 99 : 100));
