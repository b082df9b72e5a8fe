// An orthographic camera that looks at a stack of horizontal planes. World: x to the right, y up, z towards the viewer.
//
// camera: { turn, tilt, scale, middle }: turned about the vertical axis, and raised above the horizon, in radians;
// scale: screen units per world unit; middle: [x, y] on the screen of the world's origin.

export function project({ turn, tilt, scale, middle }, [x, y, z]) {
  const right = x * Math.cos(turn) - z * Math.sin(turn);
  const near = x * Math.sin(turn) + z * Math.cos(turn);
  return [middle[0] + scale * right, middle[1] + scale * (near * Math.sin(tilt) - y * Math.cos(tilt))];
}

// [x, z] of the point of the plane at height `y` that is seen at a point of the screen. The tilt must not be 0.
export function onPlane({ turn, tilt, scale, middle }, y, [screenX, screenY]) {
  const right = (screenX - middle[0]) / scale;
  const near = ((screenY - middle[1]) / scale + y * Math.cos(tilt)) / Math.sin(tilt);
  return [right * Math.cos(turn) + near * Math.sin(turn), near * Math.cos(turn) - right * Math.sin(turn)];
}

// The six numbers of a canvas transform that lays a flat drawing, whose axes are x and z, on the plane at height `y`.
export function transformOnto(camera, y) {
  const [origin, right, near] = [[0, y, 0], [1, y, 0], [0, y, 1]].map((point) => project(camera, point));
  return [right[0] - origin[0], right[1] - origin[1], near[0] - origin[0], near[1] - origin[1], ...origin];
}

const SIDES = [[0, 0], [1, 0], [1, 1], [0, 1]];

export const cornersOf = ([x, z, width, depth], y) => SIDES.map(([right, near]) => [x + right * width, y, z + near * depth]);

// The camera from which all `points` of the world are seen in a screen of this size, as large as can be.
export function fitted({ turn, tilt }, points, [width, height], margin) {
  const seen = points.map((point) => project({ turn, tilt, scale: 1, middle: [0, 0] }, point));
  const [xs, ys] = [seen.map(([x]) => x), seen.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { left: before = 0, around = 0 } = margin;
  const scale = Math.min((width - before - 2 * around) / (right - left), (height - 2 * around) / (bottom - top));
  const middle = [before + (width - before) / 2 - (scale * (left + right)) / 2, height / 2 - (scale * (top + bottom)) / 2];
  return { turn, tilt, scale, middle };
}
