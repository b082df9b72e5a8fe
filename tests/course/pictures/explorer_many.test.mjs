import assert from "node:assert/strict";
import test from "node:test";

import { strongest } from "../../../course/pictures/static/explorer_2d.mjs";
import { largestIn } from "../../../course/pictures/static/explorer_bitmaps.mjs";
import { run } from "../../../course/pictures/static/net_math.mjs";

// A flattened map, and layers on top of it, may have more numbers than a call takes arguments.
const MANY = 200_000;
const many = Float32Array.from({ length: MANY }, (_, at) => (at === 7 ? -5 : at / MANY));
const layers = [{ shape: [1, MANY, 1] }, { shape: [1, 1, MANY] }, { shape: [1, 1, 1] }];

for (const [scale, found] of [["map", [5, 1e-5, 2]], ["layer", [5, 5, 2]], ["network", [5, 5, 5]]]) {
  test(`the strongest colour of very many maps is found, scale ${scale}`, () => {
    const largest = largestIn(layers, [many, many, Float32Array.of(2)], scale);
    assert.equal(largest[0][0], found[0]);
    assert.ok(Math.abs(largest[1][2] - found[1]) < 1e-9);
    assert.equal(largest[2][0], found[2]);
  });
}

test("the strongest of very many links are chosen", () => {
  const links = strongest({ terms: Array.from(many, (weight) => ({ weight })) });
  assert.deepEqual([links[0].share, links[0].weight], [-1, -5]);
});

test("softmax and a pooling take very many numbers", () => {
  const softmax = { kind: "activation", function: "softmax", given: {}, shape: [1, 1, MANY], inputShape: [1, 1, MANY] };
  const window = { size: [1, MANY], strides: [1, 1], dilation: [1, 1], before: [0, 0] };
  const pooling = { kind: "max pooling", ...window, shape: [1, 1, 1], inputShape: [1, MANY, 1] };
  const none = new Float32Array();
  assert.equal(run({ picture: [1, MANY, 1], layers: [pooling] }, none, many).at(-1)[0], many[MANY - 1]);
  const shares = run({ picture: [1, 1, MANY], layers: [softmax] }, none, many).at(-1);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-3);
});
