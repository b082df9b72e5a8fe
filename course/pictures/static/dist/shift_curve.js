// Made by `python -m course.pictures.bundles` from shift_curve.js and what it imports: change those.
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

// shift_curve_math.mjs
function shiftedPixels(pixels, rows, columns, right) {
  const moved2 = new Float32Array(pixels.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = column - right;
      if (from >= 0 && from < columns) moved2[row * columns + column] = pixels[row * columns + from];
    }
  }
  return moved2;
}
var best = (numbers) => numbers.reduce((at, number, index) => number > numbers[at] ? index : at, 0);

// shift_curve.js
var inPixels = (right) => `${Math.abs(right)} px ${right < 0 ? "to the left" : "to the right"}`;
var moved = (right) => right === 0 ? "not moved" : `moved ${inPixels(right)}`;
var atStart = (text) => text[0].toUpperCase() + text.slice(1);
var shift_curve_default = picture(({ model, root, say, on, put }) => {
  const [rows, columns] = model.get("shape");
  const [labels, shifts, shares, probabilities] = ["labels", "shifts", "share_right", "probabilities"].map((name) => model.get(name));
  const pixels = floats(model, "images");
  const digit = choice({
    label: "Digit",
    options: labels.map((label, index) => [String(index), `number ${index + 1}: a ${label}`]),
    value: String(model.get("digit")),
    onChange: (value) => put("digit", Number(value))
  });
  const shift = slider({
    label: "Shift",
    min: shifts[0],
    max: shifts.at(-1),
    value: model.get("shift"),
    format: (right) => right === 0 ? "0 px" : inPixels(right),
    onInput: (value) => put("shift", value)
  });
  const map = makeMap({ label: "The digit", side: 192 });
  const answer = makeColumns({ heading: "What the network says of it", names: labelsOf(probabilities[0][0]) });
  const curve = makeColumns({ heading: "Test digits read correctly, by shift in pixels", names: shifts.map((right) => String(right).replace("-", "−")) });
  const story = make("p", { class: "live-story" });
  function show() {
    const [chosen, right] = [model.get("digit"), model.get("shift")];
    const at = shifts.indexOf(right);
    const label = labels[chosen];
    const said = probabilities[chosen][at];
    const from = chosen * rows * columns;
    map.grey(shiftedPixels(pixels.subarray(from, from + rows * columns), rows, columns, right), rows, columns);
    map.describe(`A handwritten ${label}, ${moved(right)}`);
    answer.set(said, best(said), `${best(said)} with ${inPercent(said[best(said)])}`);
    curve.set(shares, at, shifts.map((pixel, index) => `${pixel}: ${inPercent(shares[index])}`).join(", "));
    const verdict = best(said) === label ? "rightly" : "wrongly";
    story.textContent = `${atStart(moved(right))}: this ${label} is ${verdict} read as ${best(said)} (${inPercent(said[best(said)])}). Of all test digits ${inPercent(shares[at])} are read correctly.`;
  }
  const controls = { digit, shift };
  for (const name of ["digit", "shift"]) {
    on(name, (value) => {
      controls[name].set(String(value));
      show();
      say(story.textContent);
    });
  }
  root.append(bar(digit, shift), make("div", { class: "live-columns" }, map.element, answer.element, curve.element), story);
  show();
});
var labelsOf = (numbers) => numbers.map((_, index) => String(index));
function makeColumns({ heading, names }) {
  const bars = names.map(() => make("span", { class: "shift-bar" }));
  const numbers = names.map(() => make("span", { class: "shift-number" }));
  const chart = make(
    "div",
    { class: "shift-chart", role: "img" },
    ...names.map((name, index) => make("span", { class: "shift-column" }, numbers[index], bars[index], make("span", {}, name)))
  );
  return {
    element: make("div", {}, make("p", {}, heading), chart),
    set(shares, marked, spoken) {
      shares.forEach((share, index) => {
        bars[index].style.height = `${Math.round(120 * share)}px`;
        bars[index].classList.toggle("is-marked", index === marked);
        numbers[index].textContent = index === marked ? inPercent(share, 0) : "";
      });
      chart.setAttribute("aria-label", `${heading}: ${spoken}`);
    }
  };
}
export {
  shift_curve_default as default
};
