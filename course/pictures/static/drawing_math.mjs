// Strokes on a picture: pixels as (rows, columns, channels), all channels alike, between the ground and the ink.

// Draw the line from [row, column] to [row, column] with a round brush, in pixels; coordinates are of the pixels' edges,
// so 0.5 is the middle of the first. `strength` 1 draws, -1 erases. Changes `pixels`.
export function stroke(pixels, [rows, columns, channels], from, to, radius, [ground, ink], strength = 1) {
  const [least, most] = [0, 1].map((axis) => [Math.min(from[axis], to[axis]) - radius - 1, Math.max(from[axis], to[axis]) + radius + 1]);
  for (let row = Math.max(0, Math.floor(least[0])); row < Math.min(rows, least[1]); row++) {
    for (let column = Math.max(0, Math.floor(most[0])); column < Math.min(columns, most[1]); column++) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - distance([row + 0.5, column + 0.5], from, to)));
      if (cover === 0) continue;
      const at = (row * columns + column) * channels;
      const wanted = strength > 0 ? ground + cover * (ink - ground) : ink - cover * (ink - ground);
      const choose = strength > 0 ? Math.max : Math.min;
      for (let channel = at; channel < at + channels; channel++) pixels[channel] = choose(pixels[channel], wanted);
    }
  }
}

function distance([row, column], [r0, c0], [r1, c1]) {
  const length = (r1 - r0) ** 2 + (c1 - c0) ** 2;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((row - r0) * (r1 - r0) + (column - c0) * (c1 - c0)) / length));
  return Math.hypot(row - r0 - share * (r1 - r0), column - c0 - share * (c1 - c0));
}

// The picture moved by whole pixels so that the centre of its ink is in the middle, as in MNIST.
export function centred(pixels, [rows, columns, channels], [ground]) {
  let [ink, down, right] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at++) {
    const cell = Math.floor(at / channels);
    const weight = pixels[at] - ground;
    ink += weight;
    down += weight * (Math.floor(cell / columns) + 0.5);
    right += weight * ((cell % columns) + 0.5);
  }
  const moved = new Float32Array(pixels.length).fill(ground);
  if (ink <= 0) return moved;
  const [rowsDown, columnsRight] = [Math.round(rows / 2 - down / ink), Math.round(columns / 2 - right / ink)];
  for (let at = 0; at < pixels.length; at++) {
    const [cell, channel] = [Math.floor(at / channels), at % channels];
    const [row, column] = [Math.floor(cell / columns) + rowsDown, (cell % columns) + columnsRight];
    if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
    moved[(row * columns + column) * channels + channel] = pixels[at];
  }
  return moved;
}

// For tests, where arrays travel as copies.
export function stroked(pixels, ...rest) {
  stroke(pixels, ...rest);
  return pixels;
}
