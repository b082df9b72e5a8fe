// Made by `python -m course.pictures.bundles` from pipeline_strip.js and what it imports: change those.
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

// pipeline_strip_math.mjs
var product = (shape) => shape.reduce((count2, size) => count2 * size, 1);
var numbersOf = (shapes) => shapes.reduce((count2, shape) => count2 + product(shape), 0);
function stageValues(values, shapes, chosen, stage) {
  const from = chosen * numbersOf(shapes) + numbersOf(shapes.slice(0, stage));
  return values.subarray(from, from + product(shapes[stage]));
}
function channelOf(values, [rows, columns, channels], channel) {
  return Float32Array.from({ length: rows * columns }, (_, cell) => values[cell * channels + channel]);
}
var extentOf = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
var best = (values) => values.reduce((at, value, index) => value > values[at] ? index : at, 0);

// pipeline_strip.js
var WIDTH = 620;
var LARGEST = 84;
var GAP = 4;
var oneDecimal = (value) => value.toFixed(1).replace("-", "−");
var pipeline_strip_default = picture(({ model, root, say, on, put }) => {
  const [names, shapes, labels, classes] = ["names", "shapes", "labels", "class_names"].map((name) => model.get(name));
  const values = floats(model, "values");
  const last = shapes.length - 1;
  const which = choice({
    label: "Picture",
    options: labels.map((label, index) => [String(index), `number ${index + 1}: a ${classes[label]}`]),
    value: String(model.get("chosen")),
    onChange: (value) => put("chosen", Number(value))
  });
  const turn = (by) => put("chosen", (model.get("chosen") + by + labels.length) % labels.length);
  const previous = button({ text: "Previous", onPress: () => turn(-1) });
  const next = button({ text: "Next", onPress: () => turn(1) });
  const rows = shapes.map((shape, stage) => {
    if (stage === last) return makeBars(names[stage], classes);
    return shape.length === 3 ? makeMaps(names[stage], shape, stage === 0) : makeVector(names[stage], shape);
  });
  const story = make("p", { class: "strip-story" });
  function show() {
    const chosen = model.get("chosen");
    rows.forEach((row, stage) => row.set(stageValues(values, shapes, chosen, stage)));
    const said = stageValues(values, shapes, chosen, last);
    const [answer, truth] = [best(said), labels[chosen]];
    const verdict = answer === truth ? "rightly" : "wrongly";
    const sum = said.reduce((total, share) => total + share, 0);
    story.textContent = `This ${classes[truth]} is ${verdict} read as ${classes[answer]} (${inPercent(said[answer])}). The ${said.length} bars add up to ${inWords(sum)}.`;
  }
  on("chosen", (value) => {
    which.set(String(value));
    show();
    say(story.textContent);
  });
  const legend = make("p", {}, "Red is positive, blue negative, white 0; each row has its own scale.");
  root.append(bar(which, previous, next), story, legend, ...rows.map((row) => row.element));
  show();
});
function makePart(side) {
  const map = makeMap({ label: "", side });
  for (const name of ["role", "aria-label"]) map.canvas.removeAttribute(name);
  return map;
}
function makeRow(name, shape, ...content) {
  const extent = make("span");
  const label = make("div", { class: "strip-label" }, make("b", {}, name), make("span", {}, shape.join(" × ")), extent);
  const element = make("div", { class: "strip-row" }, label, make("div", { class: "strip-maps", role: "img" }, ...content));
  return {
    element,
    describe(values, more = "") {
      const [low, high] = extentOf(values);
      extent.textContent = `${oneDecimal(low)} to ${oneDecimal(high)}`;
      element.lastChild.setAttribute("aria-label", `${name}, ${shape.join(" × ")}, ${extent.textContent}${more}`);
    }
  };
}
function makeMaps(name, shape, grey) {
  const [rows, columns, channels] = shape;
  const side = Math.min(LARGEST, Math.floor(WIDTH / channels) - GAP);
  const maps = Array.from({ length: channels }, () => makePart(side));
  const row = makeRow(name, shape, ...maps.map((map) => map.element));
  return {
    element: row.element,
    set(values) {
      const largest = largestOf(values);
      maps.forEach((map, channel) => {
        const numbers = channelOf(values, shape, channel);
        grey ? map.grey(numbers, rows, columns) : map.signed(numbers, rows, columns, largest);
      });
      row.describe(values);
    }
  };
}
function makeVector(name, shape) {
  const map = makePart(WIDTH - GAP);
  map.element.classList.add("strip-vector");
  const row = makeRow(name, shape, map.element);
  return {
    element: row.element,
    set(values) {
      map.signed(values, 1, shape[0]);
      row.describe(values);
    }
  };
}
function makeBars(name, classes) {
  const bars = classes.map(() => make("span", { class: "strip-bar" }));
  const numbers = classes.map(() => make("span", { class: "strip-number" }));
  const columns = classes.map((text, at) => make("span", { class: "strip-column" }, numbers[at], bars[at], make("span", {}, text)));
  const row = makeRow(name, [classes.length], ...columns);
  return {
    element: row.element,
    set(said) {
      const answer = best(said);
      bars.forEach((one, at) => {
        one.style.height = `${Math.round(60 * said[at])}px`;
        one.classList.toggle("is-marked", at === answer);
        numbers[at].textContent = inPercent(said[at]);
      });
      row.describe(said, `: ${classes.map((text, at) => `${text} ${inPercent(said[at])}`).join(", ")}`);
    }
  };
}
export {
  pipeline_strip_default as default
};
