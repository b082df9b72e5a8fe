// Made by `python -m course.pictures.bundles` from filter_depth.js and what it imports: change those.
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
function labelled(id, label, ...parts) {
  return make("span", { class: "live-control" }, make("label", { for: id }, label), ...parts);
}

// filter_depth_math.mjs
function deepMap(image, [rows, columns, channels], kernel, [height, width]) {
  const [outRows, outColumns] = mapShape([rows, columns], [height, width]);
  const map = new Float32Array(outRows * outColumns);
  for (let row = 0; row < outRows; row++) {
    for (let column = 0; column < outColumns; column++) {
      let sum = 0;
      for (let i = 0; i < height; i++) {
        const pixel = ((row + i) * columns + column) * channels;
        const weight = i * width * channels;
        for (let j = 0; j < width * channels; j++) sum += image[pixel + j] * kernel[weight + j];
      }
      map[row * outColumns + column] = sum;
    }
  }
  return map;
}
var mapShape = ([rows, columns], [height, width]) => [rows - height + 1, columns - width + 1];
var parameters = (filters, [height, width], channels) => filters * (height * width * channels + 1);

// numbers.mjs
function inWords(value, decimals = 2) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toFixed(decimals));
  return (rounded < 0 ? "−" : "") + String(Math.abs(rounded));
}
var inThousands = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

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
function inColour({ label, caption, side, image, shape: [rows, columns, channels] }) {
  const canvas = make("canvas", { width: columns, height: rows, role: "img", "aria-label": label });
  const pixels = new ImageData(columns, rows);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    for (let c = 0; c < 3; c++) pixels.data[4 * pixel + c] = 255 * image[pixel * channels + (channels === 1 ? 0 : c)];
    pixels.data[4 * pixel + 3] = 255;
  }
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  canvas.style.width = `${side}px`;
  return { element: make("figure", { class: "live-map" }, canvas, make("figcaption", {}, caption)) };
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

// filter_depth.js
var SIDE = 148;
var filter_depth_default = picture(({ model, root, say, on, put }) => {
  const names = model.get("names");
  const [rows, columns, channels] = model.get("image_shape");
  const window2 = model.get("kernel_size");
  const image = floats(model, "image");
  const kernels = floats(model, "kernels");
  const length = window2[0] * window2[1] * channels;
  const [outRows, outColumns] = mapShape([rows, columns], window2);
  const maps = names.map(
    (_, f) => deepMap(image, [rows, columns, channels], kernels.subarray(f * length, (f + 1) * length), window2)
  );
  const drawn = names.map((name, f) => {
    const called = `map ${f}: ${name}, ±${largestOf(maps[f]).toFixed(1)}`;
    const map = makeMap({ label: called, caption: called, side: SIDE });
    map.signed(maps[f], outRows, outColumns);
    return map;
  });
  const { element: scale } = makeScale();
  scale.firstChild.textContent = "−";
  scale.lastChild.textContent = "+ (each map has its own scale, with 0 in white)";
  const coloured = inColour({
    label: "the picture that comes in",
    caption: "picture",
    side: SIDE,
    image,
    shape: [rows, columns, channels]
  });
  const told = make("p", { class: "filter-told" });
  const count2 = slider({
    label: "filters",
    min: 1,
    max: names.length,
    value: model.get("filters"),
    onInput: (value) => put("filters", value)
  });
  const words = (filters) => {
    const [height, width] = window2;
    const sum = inThousands(parameters(filters, window2, channels));
    return `Shape ${rows} × ${columns} × ${channels} → ${outRows} × ${outColumns} × ${filters}. Parameters: (${height} × ${width} × ${channels} + 1) × ${filters} = ${sum}.`;
  };
  const show = (filters) => {
    count2.set(filters);
    drawn.forEach(({ element }, f) => element.hidden = f >= filters);
    told.textContent = words(filters);
  };
  on("filters", (filters) => {
    show(filters);
    say(told.textContent);
  });
  root.append(
    make("div", { class: "live-bar" }, count2.element, scale),
    told,
    make("div", { class: "live-columns" }, coloured.element, ...drawn.map((map) => map.element))
  );
  show(model.get("filters"));
});
export {
  filter_depth_default as default
};
