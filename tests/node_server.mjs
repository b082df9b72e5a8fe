// Calls functions of modules for tests/node.py: a request a line on stdin, an answer a line on stdout.
// Request: { path, name, args }. Answer: { value } or { error }.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const TYPED = [Float32Array, Float64Array, Uint8Array, Uint8ClampedArray, Int8Array, Int16Array, Uint16Array, Int32Array, Uint32Array];
const byName = Object.fromEntries(TYPED.map((type) => [type.name, type]));

// What JSON has no word for: { $: "NaN" }, { $: "Float32Array", data: [...] }.
function decode(value) {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== "object") return value;
  if (byName[value.$]) return byName[value.$].from(value.data, decode);
  if ("$" in value) return Number(value.$);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
}

function encode(value) {
  if (typeof value === "number" && !Number.isFinite(value)) return { $: String(value) };
  if (Object.is(value, -0)) return { $: "-0" };
  if (Array.isArray(value)) return value.map(encode);
  if (ArrayBuffer.isView(value)) return { $: value.constructor.name, data: [...value].map(encode) };
  if (value === undefined) return null;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encode(inner)]));
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = {};
  try {
    const { path, name, args } = JSON.parse(line);
    const module = await import(pathToFileURL(path));
    if (typeof module[name] !== "function") throw new TypeError(`no function ${name} in ${path}`);
    answer.value = encode(await module[name](...decode(args)));
  } catch (error) {
    answer.error = String(error);
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
