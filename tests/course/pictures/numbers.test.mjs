import assert from "node:assert/strict";
import test from "node:test";

import { asFraction, fromText, inWords } from "../../../course/pictures/static/numbers.mjs";

test("a number is shown with no more decimals than say something", () => {
  assert.deepEqual([4, -0.25, 1 / 9, 2.999, -0.001].map((value) => inWords(value)), ["4", "−0.25", "0.11", "3", "0"]);
});

test("what is no finite number is shown as what it is", () => {
  assert.deepEqual([NaN, Infinity, -Infinity].map((value) => inWords(value)), ["NaN", "∞", "−∞"]);
});

test("a number is read with a comma, a fraction, or either minus sign", () => {
  assert.deepEqual(["4", " -0,5 ", "1/4", "−2", ".5"].map(fromText), [4, -0.5, 0.25, -2, 0.5]);
});

test("what is no number is null", () => {
  assert.deepEqual(["", "a", "1/0", "1/2/3", "1e5", "--1", "1 2"].map(fromText), Array(7).fill(null));
});

test("the usual kernels' weights are shown as fractions", () => {
  assert.deepEqual([1 / 9, 36 / 256, 0.25, -1 / 16, -476 / 256].map(asFraction), ["1/9", "9/64", "1/4", "−1/16", "−119/64"]);
});

test("any other weight is shown as a decimal", () => {
  assert.deepEqual([0.5, 2, -1.2, 0.05, 0.3333].map(asFraction), ["0.5", "2", "−1.2", "0.05", "0.33"]);
});

test("a weight survives being shown and typed", () => {
  for (const value of [1 / 9, 3 / 128, -119 / 64, 0, 8]) assert.ok(Math.abs(fromText(asFraction(value)) - value) < 1e-12);
});
