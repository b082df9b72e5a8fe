// Made by `python -m course.pictures.bundles` from gradient_step.js and what it imports: change those.
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

// gradient_step_math.mjs
var SIDE = 6;
var KERNEL = 3;
var MAP = SIDE - KERNEL + 1;
function places({ filters, classes }) {
  const lengths = { kernels: filters * KERNEL * KERNEL, kernelBiases: filters, dense: MAP * MAP * filters * classes };
  const kernelBiases = lengths.kernels;
  const dense = kernelBiases + lengths.kernelBiases;
  const denseBiases = dense + lengths.dense;
  return { kernels: 0, kernelBiases, dense, denseBiases, end: denseBiases + classes };
}
function forward(weights, picture2, sizes) {
  const at = places(sizes);
  const hidden = [];
  for (let cell = 0; cell < MAP * MAP; cell++) {
    for (let filter = 0; filter < sizes.filters; filter++) {
      let sum = weights[at.kernelBiases + filter];
      forWindow(cell, (pixel, k) => sum += picture2[pixel] * weights[filter * KERNEL * KERNEL + k]);
      hidden.push(Math.max(sum, 0));
    }
  }
  const logits = range(sizes.classes).map(
    (unit) => hidden.reduce(
      (sum, value, i) => sum + value * weights[at.dense + i * sizes.classes + unit],
      weights[at.denseBiases + unit]
    )
  );
  return { hidden, probabilities: softmax(logits) };
}
var lossOf = (weights, picture2, label, sizes) => -Math.log(Math.max(forward(weights, picture2, sizes).probabilities[label], 1e-7));
function gradient(weights, picture2, label, sizes) {
  const { filters, classes } = sizes;
  const at = places(sizes);
  const { hidden, probabilities } = forward(weights, picture2, sizes);
  const slopes = new Array(at.end).fill(0);
  const atLogits = probabilities.map((probability, unit) => probability - (unit === label ? 1 : 0));
  atLogits.forEach((arrives, unit) => slopes[at.denseBiases + unit] = arrives);
  hidden.forEach((value, i) => {
    const row = at.dense + i * classes;
    let arrives = 0;
    atLogits.forEach((atUnit, unit) => {
      slopes[row + unit] = value * atUnit;
      arrives += weights[row + unit] * atUnit;
    });
    if (value === 0) return;
    const [cell, filter] = [Math.floor(i / filters), i % filters];
    slopes[at.kernelBiases + filter] += arrives;
    forWindow(cell, (pixel, k) => slopes[filter * KERNEL * KERNEL + k] += arrives * picture2[pixel]);
  });
  return slopes;
}
var stepped = (weights, slopes, rate) => weights.map((weight, i) => weight - rate * slopes[i]);
function onceThrough(weights, pictures, labels, sizes, rate) {
  return pictures.reduce(
    (now, picture2, i) => stepped(now, gradient(now, picture2, labels[i], sizes), rate),
    weights
  );
}
var range = (count2) => Array.from({ length: count2 }, (_, i) => i);
function forWindow(cell, visit) {
  const [top, left] = [Math.floor(cell / MAP), cell % MAP];
  for (let k = 0; k < KERNEL * KERNEL; k++) visit((top + Math.floor(k / KERNEL)) * SIDE + left + k % KERNEL, k);
}
function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
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
    const resized = next.length !== values.length || next[0].length !== values[0]?.length;
    values = next.map((line) => [...line]);
    if (resized) build();
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
    highlight(name, places2) {
      const now = new Set(places2.map(([row, column]) => cells[row]?.[column]).filter(Boolean));
      for (const cell of marked.get(name) ?? []) if (!now.has(cell)) cell.classList.remove(`is-${name}`);
      for (const cell of now) cell.classList.add(`is-${name}`);
      marked.set(name, now);
    }
  };
}
var clamp = (value, most) => Math.max(0, Math.min(most, value));

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

// gradient_step.js
var RATE = { min: 0, max: 2, step: 0.05 };
var SHOWN = { change: "its change by this step", gradient: "its gradient", weight: "the weight itself" };
var THUMB = 64;
var gradient_step_default = picture((frame) => {
  const { model, root, on, put, say } = frame;
  const pictures = model.get("pictures");
  const labels = model.get("labels");
  const names = model.get("class_names");
  const sizes = { filters: model.get("filters"), classes: names.length };
  const atStart = model.get("weights");
  const scene = () => {
    const [weights, at, rate] = [model.get("weights"), model.get("at"), model.get("rate")];
    const slopes = gradient(weights, pictures[at], labels[at], sizes);
    const next = stepped(weights, slopes, rate);
    const losses = (some) => pictures.map((one, i) => lossOf(some, one, labels[i], sizes));
    const said = (some) => forward(some, pictures[at], sizes).probabilities;
    return {
      ...{ weights, at, rate, slopes, next, sizes, names, labels, steps: model.get("steps") },
      ...{ before: losses(weights), after: losses(next), saidBefore: said(weights), saidAfter: said(next) }
    };
  };
  const move = (weights, steps, what) => {
    model.set("steps", steps);
    put("weights", weights);
    say(`${what} ${spokenLoss(scene())}`);
  };
  const controls = settings(frame, {
    step: () => {
      const { next, steps } = scene();
      move(next, steps + 1, "Step taken.");
    },
    round: () => {
      const { weights, rate, steps } = scene();
      move(onceThrough(weights, pictures, labels, sizes, rate), steps + pictures.length, "One step for each picture.");
    },
    again: () => move(atStart, 0, "Back at the beginning.")
  });
  const parts = [controls, gallery(frame, pictures, labels, names), outcome(names), weightGrids(sizes, names)];
  const [buttons, strip, numbers, grids] = parts.map((part) => part.element);
  root.append(buttons, strip, numbers, grids);
  const draw = () => {
    const now = scene();
    for (const part of parts) part.show(now);
  };
  for (const name of ["weights", "at", "rate", "steps"]) on(name, draw);
  draw();
});
var toThree = (value) => (Math.abs(value) < 5e-4 ? 0 : value).toFixed(3).replace("-", "−");
var short = (value) => inWords(value, 3);
var mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
var trend = (before, after) => Math.abs(after - before) < 5e-4 ? "stays" : after < before ? "falls" : "grows";
var spokenLoss = ({ before }) => `The mean loss of all pictures is ${toThree(mean(before))} now.`;
function settings({ model, put }, { step, round, again }) {
  const rate = slider({
    label: "Learning rate",
    ...RATE,
    value: model.get("rate"),
    onInput: (value) => put("rate", value)
  });
  const buttons = [
    button({ text: "Take this step", onPress: step }),
    button({ text: "A step for each picture", onPress: round }),
    button({ text: "Start again", onPress: again })
  ];
  const count2 = make("span", { class: "gradient-steps" });
  const element = bar(rate, ...buttons, { element: count2 });
  return {
    element,
    show: (now) => {
      rate.set(now.rate);
      count2.textContent = `steps taken: ${now.steps}`;
    }
  };
}
function gallery({ model, put }, pictures, labels, names) {
  const select = choice({
    label: "The step is for picture",
    options: pictures.map((_, i) => [i, `${i + 1}: ${names[labels[i]]}`]),
    value: model.get("at"),
    onChange: (value) => put("at", Number(value))
  });
  const entries = pictures.map((pixels, i) => {
    const name = `picture ${i + 1}, ${names[labels[i]]}`;
    const map = makeMap({ label: name, side: THUMB });
    map.grey(pixels, SIDE, SIDE);
    const element2 = make("div", { class: "gradient-entry" }, map.element);
    element2.addEventListener("click", () => put("at", i));
    return { element: element2, map, name };
  });
  const strip = make("div", { class: "gradient-strip" }, ...entries.map((entry) => entry.element));
  const element = make("div", {}, bar(select), strip);
  return {
    element,
    show: ({ at, before, after }) => {
      select.set(at);
      entries.forEach(({ element: entry, map, name }, i) => {
        const losses = `${toThree(before[i])} → ${toThree(after[i])}`;
        const chosen = i === at;
        entry.classList.toggle("is-chosen", chosen);
        map.caption(`${chosen ? "▸ " : ""}loss ${losses}, ${trend(before[i], after[i])}`);
        map.describe(`${name}${chosen ? ", chosen" : ""}: loss now ${toThree(before[i])}, after the step ${toThree(after[i])}`);
      });
    }
  };
}
function outcome(names) {
  const rows = [...names, "loss", "mean loss of all"].map((name) => {
    const cells = [make("td"), make("td"), make("td")];
    return { name, cells, element: make("tr", {}, make("th", { scope: "row" }, name), ...cells) };
  });
  const heads = ["", "now", "after this step", ""].map((text) => text ? make("th", { scope: "col" }, text) : make("td"));
  const caption = make("caption");
  const body = [make("tr", {}, ...heads), ...rows.map((row) => row.element)];
  const element = make("table", { class: "gradient-table" }, caption, make("tbody", {}, ...body));
  return {
    element,
    show: ({ at, labels, before, after, saidBefore, saidAfter }) => {
      caption.textContent = `Picture ${at + 1}: what the network says of it`;
      const pairs = [
        ...names.map((_, i) => [saidBefore[i], saidAfter[i]]),
        [before[at], after[at]],
        [mean(before), mean(after)]
      ];
      rows.forEach(({ cells, element: row }, i) => {
        const [first, second] = pairs[i];
        const right = i === labels[at] ? ", right class" : "";
        cells[0].textContent = toThree(first);
        cells[1].textContent = toThree(second);
        cells[2].textContent = `${trend(first, second)}${right}`;
        row.classList.toggle("is-right", Boolean(right));
      });
    }
  };
}
function weightGrids(sizes, names) {
  let shown = "change";
  let now = null;
  let largest = 1;
  let here = { name: "filter 1", row: 0, column: 0, at: 0 };
  const select = choice({
    label: "Show for every weight",
    options: Object.entries(SHOWN),
    value: shown,
    onChange: (key) => {
      shown = key;
      show(now);
    }
  });
  const scale = makeScale();
  const sum = make("p", { class: "gradient-sum" });
  const writeSum = () => sum.textContent = inSum(now, here);
  const grids = blocks(sizes, names).map(({ name, index, rows, columns }) => {
    const grid = makeGrid({
      label: name,
      values: zeros(rows, columns),
      format: short,
      colour: (value) => cellStyle(signedColour(value, largest)),
      onMove: (row, column) => {
        here = { name, row, column, at: index(row, column) };
        writeSum();
      },
      onPress: (row, column) => grid.focus(row, column)
    });
    const element2 = make("figure", { class: "gradient-grid" }, make("figcaption", {}, name), grid.element);
    return { grid, index, rows, columns, element: element2 };
  });
  const show = (next) => {
    now = next;
    const all = { change: now.slopes.map((slope) => -now.rate * slope), gradient: now.slopes, weight: now.weights }[shown];
    largest = largestOf(all);
    scale.set(largest);
    for (const { grid, index, rows, columns } of grids) {
      grid.set(zeros(rows, columns).map((line, row) => line.map((_, column) => all[index(row, column)])));
    }
    writeSum();
  };
  const element = make(
    "div",
    {},
    make("div", { class: "live-bar" }, select.element, scale.element),
    sum,
    make("div", { class: "gradient-grids", style: `--gradient-columns: ${1 + sizes.classes}` }, ...grids.map((grid) => grid.element))
  );
  return { element, show };
}
var zeros = (rows, columns) => Array.from({ length: rows }, () => new Array(columns).fill(0));
function blocks({ filters, classes }, names) {
  const at = places({ filters, classes });
  const each = (count2, block) => Array.from({ length: count2 }, (_, i) => block(i));
  const perFilter = (filter) => [
    {
      name: `filter ${filter + 1}`,
      index: (row, column) => (filter * KERNEL + row) * KERNEL + column,
      rows: KERNEL,
      columns: KERNEL
    },
    ...each(classes, (unit) => ({
      name: `${names[unit]}, from map ${filter + 1}`,
      index: (row, column) => at.dense + ((row * MAP + column) * filters + filter) * classes + unit,
      rows: MAP,
      columns: MAP
    }))
  ];
  return [
    ...each(filters, perFilter).flat(),
    { name: "biases of the filters", index: (_, column) => at.kernelBiases + column, rows: 1, columns: filters },
    { name: `biases: ${names.join(", ")}`, index: (_, column) => at.denseBiases + column, rows: 1, columns: classes }
  ];
}
function inSum({ weights, slopes, rate, next }, { name, row, column, at }) {
  const slope = slopes[at] < 0 ? `(${short(slopes[at])})` : short(slopes[at]);
  const update = `${short(weights[at])} − ${short(rate)} × ${slope} = ${short(next[at])}`;
  return `${name}, row ${row}, column ${column}: weight − learning rate × gradient = ${update}`;
}
export {
  gradient_step_default as default
};
