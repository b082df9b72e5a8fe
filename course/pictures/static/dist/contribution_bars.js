// Made by `python -m course.pictures.bundles` from contribution_bars.js and what it imports: change those.
// contribution_bars_math.mjs
function placeOf(position, [, columns, channels]) {
  const cell = Math.floor(position / channels);
  return [Math.floor(cell / columns), cell % columns, position % channels];
}
var contributions = (features, weights, units, unit) => Float64Array.from(features, (value, i) => value * weights[i * units + unit]);
function summed(values, bias) {
  let [forIt, against] = [0, 0];
  for (const value of values) {
    if (value > 0) forIt += value;
    else against += value;
  }
  return { forIt, against, score: forIt + against + bias };
}
function strongestAt(values, sign) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (sign * values[i] > sign * values[best]) best = i;
  return best;
}
function fieldOf([row, column], { jump, field, rows, columns }) {
  return { left: jump * column / columns, top: jump * row / rows, width: field / columns, height: field / rows };
}

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
function button({ text, onPress }) {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", () => onPress());
  return { element, get: () => element.textContent, set: (next) => element.textContent = next };
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

// contribution_bars.js
var SIDE = 160;
var CELL = 17;
var BAR = { width: 9, half: 78 };
var contribution_bars_default = picture(({ model, root, say, on, put }) => {
  const names = model.get("class_names");
  const biases = model.get("biases");
  const shape = model.get("shape");
  const [features, weights] = [floats(model, "features"), floats(model, "weights")];
  const values = () => contributions(features, weights, names.length, model.get("unit"));
  const pick = (position2) => put("position", position2);
  const seen = pictureWithField(model);
  const maps = drawMaps(features, shape, pick);
  const bars = drawBars(features.length, shape, pick);
  const [chosen, total] = [make("p"), make("p")];
  const unit = choice({
    label: "Score of",
    options: names.map((name, place) => [String(place), name]),
    value: String(model.get("unit")),
    onChange: (key) => put("unit", Number(key))
  });
  const position = slider({
    label: "Position in the row",
    min: 0,
    max: features.length - 1,
    value: model.get("position"),
    onInput: pick
  });
  const tellChosen = () => {
    const at = model.get("position");
    const [row, column, channel] = placeOf(at, shape);
    const weight = weights[at * names.length + model.get("unit")];
    return `Position ${at} comes from row ${row}, column ${column}, channel ${channel}. There stands ${inWords(features[at])}; times its weight ${inWords(weight)} it adds ${inWords(values()[at])} to the score of ${names[model.get("unit")]}.`;
  };
  const tellTotal = () => {
    const bias = biases[model.get("unit")];
    const { forIt, against, score } = summed(values(), bias);
    return `Score of ${names[model.get("unit")]}: ${inWords(forIt)} for it, ${inWords(against)} against it, bias ${inWords(bias)}; together ${inWords(score)}.`;
  };
  const show = () => {
    const at = model.get("position");
    const place = placeOf(at, shape);
    seen.show(place);
    maps.show(place);
    bars.show(values(), at);
    chosen.textContent = tellChosen();
    total.textContent = tellTotal();
    bars.describe(`The row as ${features.length} bars, one for each number's contribution. ${tellTotal()}`);
  };
  const redraw = everyFrame(show);
  on("position", (at) => {
    position.set(at);
    redraw();
    say(tellChosen());
  });
  on("unit", (place) => {
    unit.set(String(place));
    redraw();
    say(tellTotal());
  });
  const strongest = (text, sign) => button({ text, onPress: () => pick(strongestAt(values(), sign)) });
  root.append(
    bar(unit, position, strongest("Strongest for it", 1), strongest("Strongest against it", -1)),
    make("div", { class: "live-columns" }, seen.element, maps.element),
    bars.element,
    chosen,
    total
  );
  show();
});
function pictureWithField(model) {
  const [rows, columns] = model.get("picture_shape");
  const map = makeMap({ label: model.get("shows"), caption: "framed: what the chosen cell looks at", side: SIDE });
  map.grey(floats(model, "picture"), rows, columns);
  const frame = make("div", { class: "contribution-field", role: "presentation" });
  map.element.classList.add("contribution-picture");
  map.element.append(frame);
  return {
    element: map.element,
    show(place) {
      const { left, top, width, height } = fieldOf(place, {
        jump: model.get("jump"),
        field: model.get("field"),
        rows,
        columns
      });
      const tall = SIDE * rows / columns;
      Object.assign(frame.style, {
        left: `${SIDE * left}px`,
        top: `${tall * top}px`,
        width: `${SIDE * width}px`,
        height: `${tall * height}px`
      });
    }
  };
}
function drawMaps(features, shape, pick) {
  const [rows, columns, channels] = shape;
  const abreast = Math.ceil(Math.sqrt(channels));
  const [wide, tall] = [columns * CELL + 10, rows * CELL + 22];
  const size = { width: abreast * wide, height: Math.ceil(channels / abreast) * tall };
  const drawing = svg("svg", {
    class: "contribution-drawing",
    role: "img",
    viewBox: `0 0 ${size.width} ${size.height}`,
    width: size.width,
    "aria-label": `${channels} maps of ${rows} rows and ${columns} columns, which are laid out in the row below`
  });
  const largest = largestOf(features);
  const corner = ([row, column, channel]) => [
    channel % abreast * wide + column * CELL + 2,
    Math.floor(channel / abreast) * tall + row * CELL + 14
  ];
  for (let channel = 0; channel < channels; channel++) {
    const [x, y] = corner([0, 0, channel]);
    drawing.append(svg("text", { x, y: y - 3 }, String(channel)));
  }
  features.forEach((value, position) => {
    const [x, y] = corner(placeOf(position, shape));
    const [red, green, blue] = signedColour(value, largest);
    const cell = svg("rect", { x, y, width: CELL, height: CELL, fill: `rgb(${red} ${green} ${blue})`, class: "is-cell" });
    cell.addEventListener("click", () => pick(position));
    drawing.append(cell);
  });
  const marks = ["is-chosen-edge", "is-chosen"].map((name) => svg("rect", { width: CELL, height: CELL, class: name }));
  drawing.append(...marks);
  const scale = makeScale();
  scale.set(largest);
  return {
    element: make(
      "figure",
      { class: "live-map contribution-maps" },
      drawing,
      make("figcaption", {}, `the ${channels} maps before Flatten, each with the number of its channel`),
      scale.element
    ),
    show(place) {
      const [x, y] = corner(place);
      for (const mark of marks) {
        mark.setAttribute("x", x);
        mark.setAttribute("y", y);
      }
    }
  };
}
function drawBars(count2, shape, pick) {
  const size = { width: count2 * BAR.width + 52, height: 2 * BAR.half + 40 };
  const drawing = svg("svg", {
    class: "contribution-drawing",
    role: "img",
    viewBox: `0 0 ${size.width} ${size.height}`,
    width: size.width
  });
  const zero = BAR.half + 8;
  const left = (position) => 44 + position * BAR.width;
  const [most, least] = [svg("text", { x: 40, y: 16, "text-anchor": "end" }), svg("text", {
    x: 40,
    y: zero + BAR.half,
    "text-anchor": "end"
  })];
  drawing.append(most, least, svg("text", { x: 40, y: zero + 4, "text-anchor": "end" }, "0"));
  const bars = Array.from({ length: count2 }, () => svg("rect", { width: BAR.width - 2 }));
  drawing.append(...bars, svg("path", { class: "is-line", d: `M44 ${zero}H${left(count2)}` }));
  const cells = count2 / shape[2];
  for (let cell = 0; cell < cells; cell++) {
    const [row, column] = placeOf(cell * shape[2], shape);
    const x = left(cell * shape[2]);
    drawing.append(
      svg("path", { class: "is-line", d: `M${x - 1} 4V${size.height - 22}` }),
      svg("text", { x: x + 3, y: size.height - 8 }, `row ${row}, column ${column}`)
    );
  }
  const mark = svg("path", { class: "is-mark" });
  drawing.append(mark);
  drawing.addEventListener("click", (event) => {
    const shown = drawing.getBoundingClientRect();
    const x = (event.clientX - shown.left) / shown.width * size.width;
    const position = Math.floor((x - 44) / BAR.width);
    if (position >= 0 && position < count2) pick(position);
  });
  return {
    element: drawing,
    describe: (text) => drawing.setAttribute("aria-label", text),
    show(values, chosen) {
      const largest = largestOf(values);
      most.textContent = inWords(largest, 1);
      least.textContent = inWords(-largest, 1);
      bars.forEach((rect, position) => {
        const tall = BAR.half * values[position] / largest;
        rect.setAttribute("x", left(position));
        rect.setAttribute("y", Math.min(zero, zero - tall));
        rect.setAttribute("height", Math.abs(tall));
        rect.setAttribute("class", tall > 0 ? "is-for" : "is-against");
      });
      const middle = left(chosen) + (BAR.width - 2) / 2;
      const wide = BAR.width + 2;
      const box = `M${left(chosen) - 2} 6h${wide}v${2 * BAR.half + 4}h-${wide}z`;
      mark.setAttribute("d", `M${middle} ${zero + BAR.half + 2}l-6 10h12z${box}`);
    }
  };
}
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
export {
  contribution_bars_default as default
};
