// Two kernels on one picture: presets to begin with, every weight to change, both results and their difference.

import { bar, choice } from "./controls.mjs";
import { make } from "./dom.mjs";
import { makeGrid } from "./grid.mjs";
import { correlate, difference, extent, resized, sumOf } from "./kernel_editor_math.mjs";
import { cellStyle, largestOf, makeMap, makeScale, signedColour, strongestOf } from "./maps.mjs";
import { asFraction, inWords } from "./numbers.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";

const SIDE = 256; // CSS pixels that a map is wide
const OWN = "your own";
const HOW = { greys: "greys", signs: "colours by sign" };

export default picture(({ model, root, say, on, put }) => {
  const [rows, columns] = model.get("shape");
  const photo = { values: floats(model, "photo"), rows, columns };
  const presets = new Map(model.get("presets"));

  const gap = resultMap("A − B");
  const redraw = everyFrame(() => {
    const [one, other] = [first, second].map((part) => part.drawn());
    gap.show(difference(one, other), HOW.signs);
  });
  const frame = { photo, presets, model, say, on, put, redraw };
  const first = kernelPart({ name: "A", trait: "first", ...frame });
  const second = kernelPart({ name: "B", trait: "second", ...frame });

  const original = makeMap({ label: model.get("shows"), caption: `the picture: ${rows} × ${columns} pixels`, side: SIDE });
  original.grey(photo.values, rows, columns);
  const last = make("div", { class: "kernel-column" }, original.element, gap.element);
  root.append(make("div", { class: "kernel-columns" }, first.element, second.element, last));
  redraw();
});

// One kernel with its choices, its weights, their sum, and what it makes of the photo, drawn when `drawn()` asks for it.
function kernelPart({ name, trait, photo, presets, model, say, on, put, redraw }) {
  const kernel = () => model.get(trait);
  const map = resultMap(`kernel ${name}`);
  const sum = make("p", { class: "kernel-sum" });
  let largest = 1;
  let how = null; // the reader's own choice of colours
  let result = null; // null where it is not up to date

  const preset = choice({
    label: `Kernel ${name}`,
    options: [...presets.keys(), OWN].map((key) => [key, key]),
    onChange: (key) => {
      if (key === OWN) return grid.focus(0, 0);
      how = null; // as the new kernel's sum suggests
      put(trait, presets.get(key));
    },
  });
  const size = choice({
    label: "size",
    options: [3, 5].map((side) => [side, `${side} × ${side}`]),
    onChange: (side) => put(trait, resized(kernel(), Number(side))),
  });
  const colours = choice({
    label: "shown in",
    options: Object.values(HOW).map((key) => [key, key]),
    onChange: (key) => {
      how = key;
      result = null;
      redraw();
    },
  });
  const grid = makeGrid({
    label: `Weights of kernel ${name}`,
    values: kernel(),
    editable: true,
    format: asFraction,
    colour: (weight) => cellStyle(signedColour(weight, largest)),
    onEdit: () => put(trait, grid.values()),
    say,
  });

  const drawn = () => {
    if (result) return result;
    const shownAs = how ?? suggested(sumOf(kernel()));
    colours.set(shownAs);
    result = correlate(photo, kernel());
    map.show(result, shownAs);
    return result;
  };
  const show = () => {
    largest = largestOf(kernel().flat());
    grid.set(kernel());
    preset.set([...presets].find(([, weights]) => same(weights, kernel()))?.[0] ?? OWN);
    size.set(kernel().length);
    sum.textContent = inSentence(sumOf(kernel()));
    result = null;
    redraw();
  };
  on(trait, () => {
    show();
    say(`Kernel ${name}, ${preset.get()}: ${sum.textContent}`);
  });

  const weights = make("div", { class: "kernel-weights" }, grid.element);
  const editor = make("div", {}, bar(preset), bar(size), weights, sum, bar(colours));
  const element = make("div", { class: "kernel-column", role: "group", "aria-label": `Kernel ${name}` }, editor, map.element);
  show();
  return { element, drawn };
}

// A map with the range of its values below it, and the scale of its colours where they are coloured.
function resultMap(label) {
  const map = makeMap({ label, side: SIDE });
  const scale = makeScale();
  map.element.append(scale.element);
  return {
    element: map.element,
    show(result, how) {
      const { values, rows, columns } = result;
      const [smallest, largest] = extent(result);
      const range = `from ${inWords(smallest)} to ${inWords(largest)}`;
      const strongest = strongestOf(values);
      if (how === HOW.signs) map.signed(values, rows, columns, strongest);
      else map.grey(values, rows, columns);
      scale.element.hidden = how !== HOW.signs;
      scale.set(strongest, Math.max(-smallest, largest) > strongest);
      map.caption(`${label}: ${range}${how === HOW.greys ? "; below 0 black, above 1 white" : ""}`);
      map.describe(`Result, ${label}: ${rows} rows and ${columns} columns of numbers ${range}`);
    },
  };
}

const isNear = (value, goal) => Math.abs(value - goal) < 1e-9;

const suggested = (sum) => (isNear(sum, 0) ? HOW.signs : HOW.greys);

function inSentence(sum) {
  if (isNear(sum, 0)) return "Sum 0: where the picture is even, the result is 0.";
  if (isNear(sum, 1)) return "Sum 1: where the picture is even, it stays as it is.";
  return `Sum ${inWords(sum)}: where the picture is even, it is multiplied by ${inWords(sum)}.`;
}

const same = (one, other) =>
  one.length === other.length && one.flat().every((weight, index) => isNear(weight, other.flat()[index]));
