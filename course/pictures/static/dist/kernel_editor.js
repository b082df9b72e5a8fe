// Made by `python -m course.pictures.bundles` from kernel_editor.js and what it imports: change those.
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
function fromText(text) {
  const parts = text.trim().replaceAll("−", "-").replaceAll(",", ".").split("/");
  if (parts.length > 2 || parts.some((part) => !/^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(part))) return null;
  const [above, below = 1] = parts.map(Number);
  return Number.isFinite(above / below) ? above / below : null;
}
var DENOMINATORS = [9, 256];
function asFraction(value) {
  const near = (one) => Math.abs(one - Math.round(one)) < 1e-9;
  const below = near(value * 10) ? void 0 : DENOMINATORS.find((denominator) => near(value * denominator));
  if (below === void 0) return inWords(value);
  const above = Math.round(Math.abs(value) * below);
  const shared = divisor(above, below);
  return `${value < 0 ? "−" : ""}${above / shared}/${below / shared}`;
}
var divisor = (one, other) => other === 0 ? one : divisor(other, one % other);

// grid.mjs
function makeGrid(options) {
  const {
    label,
    editable = false,
    format = inWords,
    colour = () => ({}),
    cellLabel = (row, column, text) => `row ${row}, column ${column}: ${text}`,
    onEdit = () => {
    },
    onMove = () => {
    },
    onPress = () => {
    },
    say = () => {
    }
  } = options;
  const element = make("div", { class: "live-grid", role: "grid", "aria-label": label, "aria-readonly": String(!editable) });
  let values = [];
  let cells = [];
  let shown = [];
  let marked = /* @__PURE__ */ new Map();
  let at = [0, 0];
  let edit = null;
  const place = (cell) => cell.dataset.place.split(" ").map(Number);
  const show = (row, column) => {
    const cell = cells[row][column];
    const text = format(values[row][column]);
    const name = cellLabel(row, column, text);
    const { background = "", color = "" } = colour(values[row][column]);
    const now = [text, name, background, color].join("\n");
    if (shown[row][column] === now) return;
    shown[row][column] = now;
    cell.textContent = text;
    cell.setAttribute("aria-label", name);
    Object.assign(cell.style, { background, color });
  };
  const reachable = (row, column) => {
    cells[at[0]]?.[at[1]]?.setAttribute("tabindex", "-1");
    at = [row, column];
    cells[row][column].setAttribute("tabindex", "0");
  };
  const build = () => {
    cells = values.map(
      (line, row) => line.map(
        (_, column) => make("div", { class: "live-cell", role: "gridcell", tabindex: "-1", "data-place": `${row} ${column}` })
      )
    );
    shown = values.map(() => []);
    marked = /* @__PURE__ */ new Map();
    element.replaceChildren(...cells.map((line) => make("div", { class: "live-row", role: "row" }, ...line)));
    reachable(Math.min(at[0], values.length - 1), Math.min(at[1], values[0].length - 1));
  };
  const set = (next) => {
    edit?.end(false);
    const resized2 = next.length !== values.length || next[0].length !== values[0]?.length;
    values = next.map((line) => [...line]);
    if (resized2) build();
    values.forEach((line, row) => line.forEach((_, column) => show(row, column)));
  };
  const write = (row, column, value) => {
    values[row][column] = value;
    show(row, column);
    onEdit(row, column, value);
  };
  const begin = ([row, column], text) => {
    const cell = cells[row][column];
    const field = make("input", { type: "text", inputmode: "text", "aria-label": cellLabel(row, column, "new value") });
    field.value = text ?? format(values[row][column]);
    const end = (keep) => {
      edit = null;
      const value = keep ? fromText(field.value) : null;
      const held = cell.contains(document.activeElement);
      show(row, column);
      if (held) cell.focus();
      if (keep && value === null) say(`${field.value} is not a number; it stays ${format(values[row][column])}`);
      if (value !== null) write(row, column, value);
    };
    edit = { end };
    shown[row][column] = void 0;
    cell.replaceChildren(field);
    field.focus();
    if (text === void 0) field.select();
    field.addEventListener("blur", () => edit && end(true));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        end(event.key === "Enter");
      } else if (event.key === "Tab") end(true);
    });
  };
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const target = ([row, column], { key, ctrlKey }) => {
    const [last, end] = [values.length - 1, values[0].length - 1];
    if (steps[key]) return [clamp(row + steps[key][0], last), clamp(column + steps[key][1], end)];
    if (key === "Home") return [ctrlKey ? 0 : row, 0];
    if (key === "End") return [ctrlKey ? last : row, end];
    return null;
  };
  element.addEventListener("keydown", (event) => {
    if (!event.target.dataset.place || event.altKey || event.metaKey) return;
    const here = place(event.target);
    const there = target(here, event);
    if (there) focus(...there);
    else if (event.ctrlKey) return;
    else if (event.key === " ") onPress(...here);
    else if (editable && (event.key === "Enter" || event.key === "F2")) begin(here);
    else if (editable && (event.key === "Delete" || event.key === "Backspace")) write(...here, 0);
    else if (editable && /^[-−+.,\d]$/.test(event.key)) begin(here, event.key);
    else return;
    event.preventDefault();
  });
  element.addEventListener("focusin", (event) => {
    if (!event.target.dataset.place) return;
    const [row, column] = place(event.target);
    reachable(row, column);
    onMove(row, column);
  });
  element.addEventListener("click", (event) => event.target.dataset.place && onPress(...place(event.target)));
  element.addEventListener("dblclick", (event) => {
    if (editable && event.target.dataset.place) begin(place(event.target));
  });
  const focus = (row, column) => cells[row][column].focus();
  set(options.values);
  return {
    element,
    set,
    focus,
    values: () => values.map((line) => [...line]),
    cell: (row, column) => cells[row][column],
    // Mark these cells, as [row, column] pairs, and no others, with the class `is-name` of theme.css or of your own.
    highlight(name, places) {
      const now = new Set(places.map(([row, column]) => cells[row]?.[column]).filter(Boolean));
      for (const cell of marked.get(name) ?? []) if (!now.has(cell)) cell.classList.remove(`is-${name}`);
      for (const cell of now) cell.classList.add(`is-${name}`);
      marked.set(name, now);
    }
  };
}
var clamp = (value, most) => Math.max(0, Math.min(most, value));

// kernel_editor_math.mjs
function correlate({ values, rows, columns }, kernel) {
  const [outRows, outColumns] = [rows - kernel.length + 1, columns - kernel[0].length + 1];
  const out = new Float64Array(outRows * outColumns);
  const places = kernel.flatMap((line, down) => line.map((weight, right) => ({ weight, offset: down * columns + right })));
  const counted = places.filter(({ weight }) => weight !== 0);
  const weights = Float64Array.from(counted, ({ weight }) => weight);
  const offsets = Int32Array.from(counted, ({ offset }) => offset);
  for (let row = 0, to = 0; row < outRows; row++) {
    for (let from = row * columns, end = from + outColumns; from < end; from++, to++) {
      let sum = 0;
      for (let at = 0; at < weights.length; at++) sum += weights[at] * values[from + offsets[at]];
      out[to] = sum;
    }
  }
  return { values: out, rows: outRows, columns: outColumns };
}
function cropped({ values, rows, columns }, margin) {
  const [outRows, outColumns] = [rows - 2 * margin, columns - 2 * margin];
  const out = new Float64Array(outRows * outColumns);
  for (let row = 0; row < outRows; row++) {
    const from = (row + margin) * columns + margin;
    out.set(values.subarray(from, from + outColumns), row * outColumns);
  }
  return { values: out, rows: outRows, columns: outColumns };
}
function difference(first, second) {
  const rows = Math.min(first.rows, second.rows);
  const [one, other] = [first, second].map((map) => map.rows === rows ? map : cropped(map, (map.rows - rows) / 2));
  const values = new Float64Array(one.values.length);
  for (let at = 0; at < values.length; at++) values[at] = one.values[at] - other.values[at];
  return { ...one, values };
}
function extent({ values }) {
  let [smallest, largest] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at++) {
    if (values[at] < smallest) smallest = values[at];
    if (values[at] > largest) largest = values[at];
  }
  return [smallest, largest];
}
var sumOf = (kernel) => kernel.flat().reduce((sum, weight) => sum + weight, 0);
function resized(kernel, size) {
  const shift = (kernel.length - size) / 2;
  return Array.from(
    { length: size },
    (_, row) => Array.from({ length: size }, (_2, column) => kernel[row + shift]?.[column + shift] ?? 0)
  );
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
var clamp2 = (value, least, most) => Math.max(least, Math.min(most, value));
function signedColour(value, largest) {
  if (Number.isNaN(value)) return [128, 128, 128];
  const at = clamp2((value / largest + 1) / 2, 0, 1) * (SIGNED.length - 1);
  const from = Math.min(Math.floor(at), SIGNED.length - 2);
  return SIGNED[from].map((low, channel) => Math.round(low + (at - from) * (SIGNED[from + 1][channel] - low)));
}
function greyColour(value, low = 0, high = 1) {
  const grey = Math.round(255 * clamp2((value - low) / (high - low), 0, 1));
  return [grey, grey, grey];
}
function cellStyle([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const bright = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179;
  return { background: `rgb(${red} ${green} ${blue})`, color: bright ? "#000" : "#fff" };
}
function largestOf(values) {
  let largest = 0;
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(values[at]));
  return largest || 1;
}
function strongestOf(values) {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += values[at] * values[at];
  return Math.min(largestOf(values), 3 * Math.sqrt(squares / values.length)) || 1;
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

// kernel_editor.js
var SIDE = 256;
var OWN = "your own";
var HOW = { greys: "greys", signs: "colours by sign" };
var kernel_editor_default = picture(({ model, root, say, on, put }) => {
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
function kernelPart({ name, trait, photo, presets, model, say, on, put, redraw }) {
  const kernel = () => model.get(trait);
  const map = resultMap(`kernel ${name}`);
  const sum = make("p", { class: "kernel-sum" });
  let largest = 1;
  let how = null;
  let result = null;
  const preset = choice({
    label: `Kernel ${name}`,
    options: [...presets.keys(), OWN].map((key) => [key, key]),
    onChange: (key) => {
      if (key === OWN) return grid.focus(0, 0);
      how = null;
      put(trait, presets.get(key));
    }
  });
  const size = choice({
    label: "size",
    options: [3, 5].map((side) => [side, `${side} × ${side}`]),
    onChange: (side) => put(trait, resized(kernel(), Number(side)))
  });
  const colours = choice({
    label: "shown in",
    options: Object.values(HOW).map((key) => [key, key]),
    onChange: (key) => {
      how = key;
      result = null;
      redraw();
    }
  });
  const grid = makeGrid({
    label: `Weights of kernel ${name}`,
    values: kernel(),
    editable: true,
    format: asFraction,
    colour: (weight) => cellStyle(signedColour(weight, largest)),
    onEdit: () => put(trait, grid.values()),
    say
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
    preset.set([...presets].find(([, weights2]) => same(weights2, kernel()))?.[0] ?? OWN);
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
    }
  };
}
var isNear = (value, goal) => Math.abs(value - goal) < 1e-9;
var suggested = (sum) => isNear(sum, 0) ? HOW.signs : HOW.greys;
function inSentence(sum) {
  if (isNear(sum, 0)) return "Sum 0: where the picture is even, the result is 0.";
  if (isNear(sum, 1)) return "Sum 1: where the picture is even, it stays as it is.";
  return `Sum ${inWords(sum)}: where the picture is even, it is multiplied by ${inWords(sum)}.`;
}
var same = (one, other) => one.length === other.length && one.flat().every((weight, index) => isNear(weight, other.flat()[index]));
export {
  kernel_editor_default as default
};
