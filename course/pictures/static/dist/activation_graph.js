// Made by `python -m course.pictures.bundles` from activation_graph.js and what it imports: change those.
// activation_graph_math.mjs
var LEAK = 0.1;
var FLAT = 0.1;
var sigmoid = (x) => (1 + Math.tanh(x / 2)) / 2;
var ACTIVATIONS = {
  relu: { title: "ReLU", apply: (x) => x > 0 ? x : 0, slope: (x) => x > 0 ? 1 : 0 },
  leaky_relu: { title: "leaky ReLU", apply: (x) => x > 0 ? x : LEAK * x, slope: (x) => x > 0 ? 1 : LEAK },
  tanh: { title: "tanh", apply: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
  sigmoid: { title: "sigmoid", apply: sigmoid, slope: (x) => sigmoid(x) * sigmoid(-x) },
  linear: { title: "none (a straight line)", apply: (x) => x, slope: () => 1 }
};
var lifted = (values, bias) => values.map((value) => value + bias);
var activated = (values, kind) => values.map(ACTIVATIONS[kind].apply);
function histogram(values, low, high, count2) {
  const counts = new Uint32Array(count2);
  const scale = count2 / (high - low);
  for (const value of values) {
    if (value >= low && value <= high) counts[Math.min(count2 - 1, Math.floor((value - low) * scale))] += 1;
  }
  return counts;
}
function shares(values, kind) {
  const { apply, slope } = ACTIVATIONS[kind];
  let [negative, zero, flat] = [0, 0, 0];
  for (const value of values) {
    if (value < 0) negative += 1;
    if (apply(value) === 0) zero += 1;
    if (slope(value) < FLAT) flat += 1;
  }
  const all = values.length;
  return { negative: negative / all, zero: zero / all, flat: flat / all };
}
var barHeight = (count2, most) => count2 === 0 ? 0 : Math.log(1 + count2) / Math.log(1 + most);
var curve = (apply, low, high, steps) => Array.from({ length: steps + 1 }, (_, step) => {
  const x = low + step / steps * (high - low);
  return [x, apply(x)];
});

// dom.mjs
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== void 0) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
var count = 0;
var freshId = (name) => `live-${name}-${Date.now().toString(36)}-${++count}`;

// controls.mjs
function slider({ label, min, max, step = 1, value, format = String, onInput }) {
  const id = freshId("slider");
  const field = make("input", { id, type: "range", min, max, step });
  const shown = make("output", { for: id });
  const show = () => {
    const text = format(Number(field.value));
    shown.textContent = text;
    field.setAttribute("aria-valuetext", text);
  };
  const set = (next) => {
    field.value = next;
    show();
  };
  field.addEventListener("input", () => {
    show();
    onInput(Number(field.value));
  });
  set(value);
  return { element: labelled(id, label, field, shown), get: () => Number(field.value), set };
}
function choice({ label, options, value, onChange }) {
  const id = freshId("choice");
  const field = make("select", { id }, ...options.map(([key, text]) => make("option", { value: key }, text)));
  field.value = value;
  field.addEventListener("change", () => onChange(field.value));
  return { element: labelled(id, label, field), get: () => field.value, set: (next) => field.value = next };
}
function bar(...controls) {
  return make("div", { class: "live-bar" }, ...controls.map((control) => control.element));
}
function labelled(id, label, ...parts) {
  return make("span", { class: "live-control" }, make("label", { for: id }, label), ...parts);
}

// numbers.mjs
function inWords(value, decimals = 2) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toFixed(decimals));
  return (rounded < 0 ? "−" : "") + String(Math.abs(rounded));
}
function inPercent(share, decimals = 1) {
  const least = 1 / 10 ** (2 + decimals);
  if (share > 0 && share < least) return `< ${(100 * least).toFixed(decimals)}%`;
  if (share > 1 - least && share < 1) return `> ${(100 - 100 * least).toFixed(decimals)}%`;
  return `${(100 * share).toFixed(decimals)}%`;
}

// maps.mjs
var SIGNED = [
  [5, 48, 97],
  [33, 102, 172],
  [67, 147, 195],
  [146, 197, 222],
  [209, 229, 240],
  [247, 247, 247],
  [253, 219, 199],
  [244, 165, 130],
  [214, 96, 77],
  [178, 24, 43],
  [103, 0, 31]
];
var clamp = (value, least, most) => Math.max(least, Math.min(most, value));
function signedColour(value, largest) {
  if (Number.isNaN(value)) return [128, 128, 128];
  const at = clamp((value / largest + 1) / 2, 0, 1) * (SIGNED.length - 1);
  const from = Math.min(Math.floor(at), SIGNED.length - 2);
  return SIGNED[from].map((low, channel) => Math.round(low + (at - from) * (SIGNED[from + 1][channel] - low)));
}
function greyColour(value, low = 0, high = 1) {
  const grey = Math.round(255 * clamp((value - low) / (high - low), 0, 1));
  return [grey, grey, grey];
}
function largestOf(values) {
  let largest = 0;
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(values[at]));
  return largest || 1;
}
var STEPS = 512;
function paint(values, pixels, colourOf, low, high) {
  const table = Uint32Array.from({ length: STEPS + 1 }, (_, step) => {
    const [red, green, blue] = colourOf(low + step / STEPS * (high - low));
    return 255 << 24 | blue << 16 | green << 8 | red;
  });
  const out = new Uint32Array(pixels.buffer, pixels.byteOffset, values.length);
  const scale = STEPS / (high - low);
  for (let i = 0; i < values.length; i++) {
    const step = (values[i] - low) * scale;
    out[i] = table[step > 0 ? step < STEPS ? step + 0.5 | 0 : STEPS : 0];
  }
}
function makeMap({ label, caption = "", side = 256 }) {
  const canvas = make("canvas", { role: "img", "aria-label": label });
  const below = make("figcaption", {}, caption);
  const element = make("figure", { class: "live-map" }, canvas, below);
  const context = canvas.getContext("2d");
  let image = null;
  const draw = (values, rows, columns, colourOf, low, high) => {
    if (image?.width !== columns || image?.height !== rows) {
      Object.assign(canvas, { width: columns, height: rows });
      canvas.style.width = `${side}px`;
      canvas.style.aspectRatio = `${columns} / ${rows}`;
      image = new ImageData(columns, rows);
    }
    paint(values, image.data, colourOf, low, high);
    context.putImageData(image, 0, 0);
  };
  return {
    element,
    canvas,
    grey: (values, rows, columns, low = 0, high = 1) => draw(values, rows, columns, (value) => greyColour(value, low, high), low, high),
    signed: (values, rows, columns, largest = largestOf(values)) => draw(values, rows, columns, (value) => signedColour(value, largest), -largest, largest),
    describe: (text) => canvas.setAttribute("aria-label", text),
    caption: (text) => below.replaceChildren(text)
  };
}
function makeScale() {
  const stops = SIGNED.map(([red, green, blue]) => `rgb(${red} ${green} ${blue})`).join(", ");
  const ribbon = make("span", { role: "presentation", style: `background: linear-gradient(to right, ${stops})` });
  const [least, most] = [make("span"), make("span")];
  const element = make("div", { class: "live-scale" }, least, ribbon, most);
  return {
    element,
    set(largest, cut = false) {
      least.textContent = `${cut ? "≤ " : ""}${inWords(-largest)}`;
      most.textContent = `${cut ? "≥ " : ""}${inWords(largest)}`;
    }
  };
}

// announce.mjs
var PAUSE = 400;
function announcer() {
  const element = make("p", { class: "live-said", "aria-live": "polite", "aria-atomic": "true" });
  let timer;
  return {
    element,
    say(text) {
      clearTimeout(timer);
      timer = setTimeout(() => element.textContent = text, PAUSE);
    },
    close: () => clearTimeout(timer)
  };
}

// keys.mjs
function keepKeys(root) {
  const decide = (event) => {
    if (!(event.target instanceof Element) || !root.contains(event.target)) return;
    const shortcut = event.ctrlKey || event.metaKey || event.altKey;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !shortcut);
  };
  window.addEventListener("keydown", decide, true);
  return () => window.removeEventListener("keydown", decide, true);
}

// picture.mjs
function picture(build) {
  return {
    render({ model, el }) {
      const ends = [];
      const speaker = announcer();
      const root = make("div", { class: "live-picture", role: "group", "aria-label": model.get("title") });
      el.append(root);
      build({
        model,
        root,
        say: speaker.say,
        on(trait, handler) {
          const listener = () => handler(model.get(trait));
          model.on(`change:${trait}`, listener);
          ends.push(() => model.off(`change:${trait}`, listener));
        },
        put(trait, value) {
          model.set(trait, value);
          model.save_changes();
        },
        atEnd: (action) => ends.push(action)
      });
      root.append(speaker.element);
      ends.push(keepKeys(root), speaker.close);
      return () => ends.forEach((end) => end());
    }
  };
}
function floats(model, name) {
  const view = model.get(name);
  const from = view.byteOffset;
  return new Float32Array(view.buffer.slice(from, from + view.byteLength));
}
function everyFrame(action) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      action();
    });
  };
}

// activation_graph.js
var BINS = 60;
var LEFT = 40;
var WIDTH = 250;
var GRAPH = { top: 8, height: WIDTH };
var BARS = { top: 278, height: 92 };
var SIDE = { left: LEFT + WIDTH + 14, width: 92 };
var VIEW = { width: SIDE.left + SIDE.width + 8, height: BARS.top + BARS.height + 38 };
var activation_graph_default = picture(({ model, root, say, on, put }) => {
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
    onChange: (kind) => put("activation", kind)
  });
  const bias = slider({
    label: "Bias (added first)",
    min: -reach,
    max: reach,
    step: 0.05,
    value: model.get("bias"),
    format: inWords,
    onInput: (value) => put("bias", value)
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
    }
  });
  const lookAt = () => {
    const { title, apply, slope } = ACTIVATIONS[model.get("activation")];
    const x = look.get();
    return `At x = ${inWords(x)}: ${title} gives ${inWords(apply(x))}, its slope is ${inWords(slope(x))}.`;
  };
  const tell = (moved) => {
    const kind = model.get("activation");
    const { negative, zero, flat } = shares(moved, kind);
    return `${inPercent(negative, 0)} of the numbers are below 0 before. ${ACTIVATIONS[kind].title}: ${inPercent(zero, 0)} are exactly 0 after; ${inPercent(flat, 0)} lie where the graph is nearly flat.`;
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
    const next = Math.round((model.get("bias") + pixels / unit) * 1e3) / 1e3;
    put("bias", Math.max(-reach, Math.min(reach, next)));
  });
  const key = make(
    "p",
    { class: "activation-key" },
    make("span", { class: "is-function" }, "function"),
    make("span", { class: "is-slope" }, "its slope"),
    make("span", {}, "bars: how many numbers (log scale); hollow bars become 0; drag the graph sideways to move the bias")
  );
  root.append(
    bar(chosen, bias, look),
    make(
      "div",
      { class: "live-columns" },
      make("div", {}, drawing.element, key),
      make("div", { class: "activation-maps" }, before.element, after.element, scale.element)
    ),
    told,
    looked
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
function makeDrawing({ across, up, reach }) {
  const element = svg("svg", {
    class: "activation-graph",
    role: "img",
    viewBox: `0 0 ${VIEW.width} ${VIEW.height}`,
    width: VIEW.width
  });
  const foot = BARS.top + BARS.height;
  const [kept, zeroed, outputs] = ["is-before", "is-zeroed", "is-after"].map((name) => svg("path", { class: name }));
  const [line, slope] = [svg("path", { class: "is-function" }), svg("path", { class: "is-slope" })];
  const guide = svg("path", { class: "is-guide" });
  const dot = svg("circle", { class: "is-point", r: 5 });
  const clip = svg("clipPath", { id: `activation-${++drawings}` }, svg("rect", {
    x: LEFT,
    y: GRAPH.top,
    width: WIDTH,
    height: GRAPH.height
  }));
  const curves = svg("g", { "clip-path": `url(#${clip.id})` }, slope, line, guide);
  element.append(
    clip,
    axes({ across, up, reach, foot }),
    kept,
    zeroed,
    outputs,
    curves,
    dot
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
      const standing = (count2, bin) => {
        const tall = BARS.height * barHeight(count2, most);
        return [LEFT + bin * wide, foot - tall, wide, tall];
      };
      const isZeroed = (bin) => apply((bin + 0.5) / BINS * 2 * reach - reach) === 0;
      kept.setAttribute("d", boxes(before.map((count2, bin) => isZeroed(bin) ? 0 : count2), standing));
      zeroed.setAttribute("d", boxes(before.map((count2, bin) => isZeroed(bin) ? count2 : 0), standing));
      outputs.setAttribute("d", boxes(after, (count2, bin) => [
        SIDE.left,
        up(-reach) - (bin + 1) * high,
        SIDE.width * barHeight(count2, most),
        high
      ]));
    },
    point(x, y) {
      dot.setAttribute("cx", across(x));
      dot.setAttribute("cy", up(y));
      guide.setAttribute("d", `M${across(x)} ${up(-reach)}V${up(y)}H${LEFT + WIDTH}`);
    }
  };
}
var drawings = 0;
var boxes = (counts, place) => [...counts].map((count2, bin) => {
  if (count2 === 0) return "";
  const [x, y, wide, tall] = place(count2, bin).map((number) => number.toFixed(1));
  return `M${x} ${y}h${wide}v${tall}h-${wide}z`;
}).join("");
function axes({ across, up, reach, foot }) {
  const group = svg("g", { class: "is-axis", "aria-hidden": "true" });
  const text = (x, y, what, anchor = "middle") => group.append(svg("text", { x, y, "text-anchor": anchor }, what));
  group.append(svg("path", {
    d: `M${LEFT} ${up(0)}H${SIDE.left + SIDE.width}M${across(0)} ${GRAPH.top}V${foot}M${LEFT} ${foot}h${WIDTH}M${SIDE.left} ${GRAPH.top}v${GRAPH.height}`
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
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => from = null);
}
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
export {
  activation_graph_default as default
};
