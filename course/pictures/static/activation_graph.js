// An activation, the numbers that meet it, and the map that they form before and after: three views of one thing.

import {
  ACTIVATIONS, activated, barHeight, curve, histogram, lifted, shares,
} from "./activation_graph_math.mjs";
import { bar, choice, slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { makeMap, makeScale } from "./maps.mjs";
import { inPercent, inWords } from "./numbers.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";

const BINS = 60;
const LEFT = 40; // CSS pixels; the graph's x axis and the bars below it share one scale
const WIDTH = 250;
const GRAPH = { top: 8, height: WIDTH }; // so that a slope of 1 is 45 degrees
const BARS = { top: 278, height: 92 }; // numbers before, below the graph; numbers after, to its right
const SIDE = { left: LEFT + WIDTH + 14, width: 92 };
const VIEW = { width: SIDE.left + SIDE.width + 8, height: BARS.top + BARS.height + 38 };

export default picture(({ model, root, say, on, put }) => {
  const values = floats(model, "values");
  const [rows, columns] = [model.get("rows"), model.get("columns")];
  const [largest, reach] = [model.get("largest"), model.get("reach")];
  const unit = WIDTH / (2 * reach);
  const across = (x) => LEFT + (x + reach) * unit;
  const up = (y) => GRAPH.top + (reach - y) * unit;

  const drawing = makeDrawing({ across, up, reach });
  const before = makeMap({ label: "", side: 200 });
  const after = makeMap({ label: "", side: 200 });
  const scale = makeScale();
  const told = make("p", { class: "activation-told" });
  const looked = make("p", { class: "activation-told" });
  scale.set(largest);

  const chosen = choice({
    label: "Activation",
    options: Object.entries(ACTIVATIONS).map(([kind, { title }]) => [kind, title]),
    value: model.get("activation"),
    onChange: (kind) => put("activation", kind),
  });
  const bias = slider({
    label: "Bias (added first)",
    min: -reach,
    max: reach,
    step: 0.05,
    value: model.get("bias"),
    format: inWords,
    onInput: (value) => put("bias", value),
  });
  const look = slider({
    label: "Look at x =",
    min: -reach,
    max: reach,
    step: 0.05,
    value: 1,
    format: inWords,
    onInput: () => {
      redraw();
      say(lookAt());
    },
  });

  const lookAt = () => {
    const { title, apply, slope } = ACTIVATIONS[model.get("activation")];
    const x = look.get();
    return `At x = ${inWords(x)}: ${title} gives ${inWords(apply(x))}, its slope is ${inWords(slope(x))}.`;
  };
  const tell = (moved) => {
    const kind = model.get("activation");
    const { negative, zero, flat } = shares(moved, kind);
    return (
      `${inPercent(negative, 0)} of the numbers are below 0 before. ${ACTIVATIONS[kind].title}: ` +
      `${inPercent(zero, 0)} are exactly 0 after; ${inPercent(flat, 0)} lie where the graph is nearly flat.`
    );
  };
  const show = () => {
    const kind = model.get("activation");
    const moved = lifted(values, model.get("bias"));
    const out = activated(moved, kind);
    const text = tell(moved);
    drawing.curves(ACTIVATIONS[kind]);
    drawing.bars(histogram(moved, -reach, reach, BINS), histogram(out, -reach, reach, BINS), ACTIVATIONS[kind]);
    drawing.point(look.get(), ACTIVATIONS[kind].apply(look.get()));
    drawing.describe(`Graph of ${ACTIVATIONS[kind].title} with its slope. ${text}`);
    before.signed(moved, rows, columns, largest);
    after.signed(out, rows, columns, largest);
    before.caption(`before: ${range(moved)}`);
    after.caption(`after: ${range(out)}`);
    before.describe(`The map before, bias ${inWords(model.get("bias"))}: numbers from ${range(moved)}`);
    after.describe(`The map after ${ACTIVATIONS[kind].title}: numbers from ${range(out)}`);
    told.textContent = text;
    looked.textContent = lookAt();
  };
  const redraw = everyFrame(show);

  on("activation", (kind) => {
    chosen.set(kind);
    redraw();
    say(tell(lifted(values, model.get("bias"))));
  });
  on("bias", (value) => {
    bias.set(value);
    redraw();
    say(tell(lifted(values, value)));
  });
  dragSideways(drawing.element, (pixels) => {
    const next = Math.round((model.get("bias") + pixels / unit) * 1000) / 1000;
    put("bias", Math.max(-reach, Math.min(reach, next)));
  });

  const key = make(
    "p",
    { class: "activation-key" },
    make("span", { class: "is-function" }, "function"),
    make("span", { class: "is-slope" }, "its slope"),
    make("span", {}, "bars: how many numbers (log scale); hollow bars become 0; drag the graph sideways to move the bias"),
  );
  root.append(
    bar(chosen, bias, look),
    make(
      "div",
      { class: "live-columns" },
      make("div", {}, drawing.element, key),
      make("div", { class: "activation-maps" }, before.element, after.element, scale.element),
    ),
    told,
    looked,
  );
  show();
});

function range(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return `${inWords(least)} to ${inWords(most)}`;
}

// The graph, with the numbers before as bars below it and the numbers after as bars at its right, on its own axes.
function makeDrawing({ across, up, reach }) {
  const element = svg("svg", {
    class: "activation-graph", role: "img", viewBox: `0 0 ${VIEW.width} ${VIEW.height}`, width: VIEW.width,
  });
  const foot = BARS.top + BARS.height;
  const [kept, zeroed, outputs] = ["is-before", "is-zeroed", "is-after"].map((name) => svg("path", { class: name }));
  const [line, slope] = [svg("path", { class: "is-function" }), svg("path", { class: "is-slope" })];
  const guide = svg("path", { class: "is-guide" });
  const dot = svg("circle", { class: "is-point", r: 5 });
  const clip = svg("clipPath", { id: `activation-${++drawings}` }, svg("rect", {
    x: LEFT, y: GRAPH.top, width: WIDTH, height: GRAPH.height,
  }));
  const curves = svg("g", { "clip-path": `url(#${clip.id})` }, slope, line, guide);
  element.append(
    clip, axes({ across, up, reach, foot }), kept, zeroed, outputs, curves, dot,
  );
  const path = (points) => `M${points.map(([x, y]) => `${across(x).toFixed(1)} ${up(y).toFixed(1)}`).join("L")}`;
  return {
    element,
    describe: (text) => element.setAttribute("aria-label", text),
    curves({ apply, slope: steepness }) {
      line.setAttribute("d", path(curve(apply, -reach, reach, 240)));
      slope.setAttribute("d", path(curve(steepness, -reach, reach, 240)));
    },
    // Which numbers become 0 is drawn bin by bin; the sentence below counts them one by one.
    bars(before, after, { apply }) {
      const most = Math.max(...before, ...after);
      const wide = WIDTH / BINS;
      const high = GRAPH.height / BINS;
      const standing = (count, bin) => {
        const tall = BARS.height * barHeight(count, most);
        return [LEFT + bin * wide, foot - tall, wide, tall];
      };
      const isZeroed = (bin) => apply(((bin + 0.5) / BINS) * 2 * reach - reach) === 0;
      kept.setAttribute("d", boxes(before.map((count, bin) => (isZeroed(bin) ? 0 : count)), standing));
      zeroed.setAttribute("d", boxes(before.map((count, bin) => (isZeroed(bin) ? count : 0)), standing));
      outputs.setAttribute("d", boxes(after, (count, bin) => [
        SIDE.left, up(-reach) - (bin + 1) * high, SIDE.width * barHeight(count, most), high,
      ]));
    },
    point(x, y) {
      dot.setAttribute("cx", across(x));
      dot.setAttribute("cy", up(y));
      guide.setAttribute("d", `M${across(x)} ${up(-reach)}V${up(y)}H${LEFT + WIDTH}`);
    },
  };
}

let drawings = 0; // for names that no other drawing of the page has

const boxes = (counts, place) =>
  [...counts].map((count, bin) => {
    if (count === 0) return "";
    const [x, y, wide, tall] = place(count, bin).map((number) => number.toFixed(1));
    return `M${x} ${y}h${wide}v${tall}h-${wide}z`;
  }).join("");

function axes({ across, up, reach, foot }) {
  const group = svg("g", { class: "is-axis", "aria-hidden": "true" });
  const text = (x, y, what, anchor = "middle") => group.append(svg("text", { x, y, "text-anchor": anchor }, what));
  group.append(svg("path", {
    d: `M${LEFT} ${up(0)}H${SIDE.left + SIDE.width}M${across(0)} ${GRAPH.top}V${foot}M${LEFT} ${foot}h${WIDTH}` +
      `M${SIDE.left} ${GRAPH.top}v${GRAPH.height}`,
  }));
  for (let tick = Math.ceil(-reach); tick <= reach; tick++) {
    text(across(tick), foot + 16, inWords(tick));
    text(LEFT - 6, up(tick) + 4, inWords(tick), "end");
  }
  text(LEFT + WIDTH / 2, foot + 33, "x: a number of the map, bias added");
  text(SIDE.left, BARS.top - 4, "numbers after", "start");
  text(LEFT + 4, BARS.top + 12, "numbers before", "start");
  return group;
}

// act(pixels) for every move of a pointer that is held down, in pixels of the drawing.
function dragSideways(element, act) {
  let from = null;
  element.addEventListener("pointerdown", (event) => {
    from = event.clientX;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const shown = element.getBoundingClientRect().width / VIEW.width;
    act((event.clientX - from) / shown);
    from = event.clientX;
  });
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => (from = null));
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
