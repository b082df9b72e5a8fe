// Made by `python -m course.pictures.bundles` from shape_calculator.js and what it imports: change those.
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
function number({ label, min, max, step = 1, value, onInput }) {
  const id = freshId("number");
  label = `${label} (${min} to ${max})`;
  const field = make("input", { id, type: "number", min, max, step });
  field.value = value;
  const inRange = () => Math.max(min, Math.min(max, Number(field.value)));
  field.addEventListener("input", () => field.value !== "" && field.checkValidity() && onInput(Number(field.value)));
  field.addEventListener("change", () => {
    if (field.checkValidity() && field.value !== "") return;
    field.value = inRange();
    onInput(inRange());
  });
  return { element: labelled(id, label, field), get: inRange, set: (next) => field.value = next };
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
var inThousands = (number2) => String(number2).replace(/\B(?=(\d{3})+$)/g, ",");

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

// shape_calculator_drawing.mjs
var TALLEST = 96;
var SHEETS = 8;
var APART = [1.5, 4];
var SVG = "http://www.w3.org/2000/svg";
var shapeWords = (shape) => shape.map(inThousands).join(" × ");
function drawStages(stages) {
  const sides = stages.filter(({ shape }) => shape.length === 3).flatMap(({ shape }) => shape.slice(0, 2));
  const longest = Math.max(...sides);
  return stages.map(
    (stage) => make(
      "figure",
      { class: "shape-stage" },
      stage.shape.length === 3 ? sheets(stage, TALLEST / longest) : column(stage.shape[0]),
      make("figcaption", {}, make("b", {}, stage.name), make("span", {}, shapeWords(stage.shape)))
    )
  );
}
function sheets({ shape: [rows, columns, channels], field, unseen: unseen2 }, scale) {
  const [height, width] = [Math.max(3, rows * scale), Math.max(3, columns * scale)];
  const count2 = Math.min(channels, SHEETS);
  const apart = Math.max(APART[0], Math.min(APART[1], width / 6));
  const depth = apart * (count2 - 1);
  const image = canvas(width + depth + 2, height + depth + 2);
  for (let sheet = 0; sheet < count2; sheet++) {
    const back = count2 - 1 - sheet;
    image.append(rectangle("shape-sheet", apart * back + 1, depth - apart * back + 1, width, height));
  }
  const [x, y] = [1, depth + 1];
  if (unseen2?.[0]) image.append(rectangle("shape-unseen", x, y + height - unseen2[0] * scale, width, unseen2[0] * scale));
  if (unseen2?.[1]) image.append(rectangle("shape-unseen", x + width - unseen2[1] * scale, y, unseen2[1] * scale, height));
  if (field) {
    image.append(rectangle("shape-field", x, y, Math.min(width, field * scale), Math.min(height, field * scale)));
  }
  return image;
}
function column(numbers) {
  const height = Math.min(TALLEST, 8 + 9 * Math.log2(numbers + 1));
  const image = canvas(14, height + 2);
  image.append(rectangle("shape-sheet", 1, 1, 12, height));
  return image;
}
function canvas(width, height) {
  const image = document.createElementNS(SVG, "svg");
  const attributes = { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" };
  for (const [name, value] of Object.entries(attributes)) image.setAttribute(name, value);
  return image;
}
function rectangle(name, x, y, width, height) {
  const shape = document.createElementNS(SVG, "rect");
  for (const [key, value] of Object.entries({ class: name, x, y, width, height })) shape.setAttribute(key, value);
  return shape;
}

// shape_calculator_math.mjs
var slides = (layer) => layer.kind === "Conv2D" || layer.kind === "MaxPooling2D";
function padding(n, { k, s, p }) {
  if (p !== "same") return [p, p];
  const zeros = Math.max((Math.ceil(n / s) - 1) * s + k - n, 0);
  return [Math.floor(zeros / 2), Math.ceil(zeros / 2)];
}
function places(n, layer) {
  const [before, after] = padding(n, layer);
  return Math.max(0, Math.floor((n + before + after - layer.k) / layer.s) + 1);
}
function trace(inputShape, layers) {
  const steps = [];
  layers.forEach((layer, depth) => {
    const before = steps.at(-1) ?? { shape: inputShape, field: 1, jump: 1 };
    steps.push(stepAfter(layer, before, inputShape, layers.slice(0, depth + 1)));
  });
  return steps;
}
function totals(steps) {
  const sum = (name) => steps.reduce((so, step) => so + (step[name] ?? 0), 0);
  return { parameters: sum("parameters"), multiplications: sum("multiplications") };
}
var NOTHING = { shape: null, parameters: null, multiplications: null, field: null, jump: null, unseen: null };
function stepAfter(layer, before, inputShape, soFar) {
  const problem = before.shape === null ? "It waits for the layer above." : problemOf(layer, before.shape);
  if (problem) return { ...NOTHING, problem };
  const shape = shapeAfter(layer, before.shape);
  const [weights, biases] = weightsOf(layer, before.shape);
  return {
    shape,
    parameters: weights + biases,
    multiplications: weights * (layer.kind === "Conv2D" ? shape[0] * shape[1] : 1),
    ...sightAfter(layer, before),
    unseen: [unseen(inputShape[0], soFar), unseen(inputShape[1], soFar)],
    problem: ""
  };
}
function sightAfter(layer, { field, jump }) {
  if (layer.kind === "ReLU") return { field, jump };
  if (!slides(layer) || field === null) return { field: null, jump: null };
  return { field: field + (layer.k - 1) * jump, jump: jump * layer.s };
}
function problemOf(layer, shape) {
  if (slides(layer) && shape.length !== 3)
    return "A window needs rows and columns to slide over, and here all numbers lie in one row.";
  if (layer.kind === "Dense" && shape.length === 3) return "Dense takes one row of numbers: put a Flatten before it.";
  if (slides(layer) && (places(shape[0], layer) === 0 || places(shape[1], layer) === 0))
    return `A window of ${layer.k} × ${layer.k} does not fit on ${shape[0]} × ${shape[1]}.`;
  return "";
}
function shapeAfter(layer, shape) {
  if (layer.kind === "ReLU") return shape;
  if (layer.kind === "Flatten") return [shape.reduce((product, size) => product * size, 1)];
  if (layer.kind === "Dense") return [layer.units];
  return [places(shape[0], layer), places(shape[1], layer), layer.kind === "Conv2D" ? layer.filters : shape[2]];
}
function weightsOf(layer, shape) {
  if (layer.kind === "Conv2D") return [layer.k * layer.k * shape[2] * layer.filters, layer.filters];
  return layer.kind === "Dense" ? [shape[0] * layer.units, layer.units] : [0, 0];
}
function unseen(n, layers) {
  const sliding = layers.filter(slides);
  const lengths = [n];
  for (const layer of sliding) lengths.push(places(lengths.at(-1), layer));
  let needed = new Set(Array(lengths.at(-1)).keys());
  for (let depth = sliding.length - 1; depth >= 0; depth--) {
    const { k, s } = sliding[depth];
    const [before] = padding(lengths[depth], sliding[depth]);
    const earlier = /* @__PURE__ */ new Set();
    for (const place of needed) for (let offset = 0; offset < k; offset++) earlier.add(place * s - before + offset);
    needed = new Set([...earlier].filter((pixel) => pixel >= 0 && pixel < lengths[depth]));
  }
  return n - needed.size;
}
function workedOut(layer, before, step) {
  if (step.problem) return [step.problem];
  const told = [];
  if (slides(layer)) told.push(sizeWords("Rows", before.shape[0], layer, step.shape[0]));
  if (slides(layer) && before.shape[0] !== before.shape[1])
    told.push(sizeWords("Columns", before.shape[1], layer, step.shape[1]));
  if (layer.kind === "Flatten")
    told.push(`${before.shape.join(" × ")} = ${inThousands(step.shape[0])} numbers in a row.`);
  if (layer.kind === "Conv2D") told.push(...convolutionWords(layer, before.shape, step));
  if (layer.kind === "Dense")
    told.push(`Parameters: (${before.shape[0]} + 1) × ${layer.units} = ${inThousands(step.parameters)}.`);
  if (layer.kind === "ReLU") told.push("Each number by itself: what is negative becomes 0. No shape changes, and nothing is learnt.");
  if (slides(layer) && step.field !== null)
    told.push(`One number sees ${before.field} + (${layer.k} − 1) × ${before.jump} = ${step.field} pixels in a row.`);
  return told;
}
function sizeWords(axis, n, layer, result) {
  const [before, after] = padding(n, layer);
  const room = n + before + after - layer.k;
  const zeros = before + after ? ` + ${before + after}` : "";
  const fraction = room % layer.s ? ", rounded down," : "";
  const steps = `(${n}${zeros} − ${layer.k}) / ${layer.s}${fraction} is ${Math.floor(room / layer.s)}`;
  return `${axis}: ${steps}, and 1 more: ${result}.`;
}
function convolutionWords({ k, filters }, [, , channels], { shape, parameters, multiplications }) {
  return [
    `Parameters: (${k} × ${k} × ${channels} + 1) × ${filters} = ${inThousands(parameters)}.`,
    `Multiplications: ${shape.join(" × ")} numbers, each ${k} × ${k} × ${channels}: ${inThousands(multiplications)}.`
  ];
}

// shape_calculator.js
var NAMES = { Conv2D: "convolution", ReLU: "ReLU", MaxPooling2D: "pooling", Flatten: "flatten", Dense: "dense" };
var FRESH = {
  Conv2D: { kind: "Conv2D", filters: 8, units: 0, k: 3, s: 1, p: 0 },
  ReLU: { kind: "ReLU", filters: 0, units: 0, k: 1, s: 1, p: 0 },
  MaxPooling2D: { kind: "MaxPooling2D", filters: 0, units: 0, k: 2, s: 2, p: 0 },
  Flatten: { kind: "Flatten", filters: 0, units: 0, k: 1, s: 1, p: 0 },
  Dense: { kind: "Dense", filters: 0, units: 10, k: 1, s: 1, p: 0 }
};
var FIELDS = {
  Conv2D: ["filters", "k", "s", "p"],
  ReLU: [],
  MaxPooling2D: ["k", "s", "p"],
  Flatten: [],
  Dense: ["units"]
};
var LABELS = { filters: "filters", units: "units", k: "window", s: "stride", p: "padding" };
var MOST = { filters: 512, units: 4096, k: 15, s: 8 };
var MOST_LAYERS = 12;
var HEADINGS = [
  "layer",
  "filters",
  "window",
  "stride",
  "padding",
  "shape",
  "parameters",
  "multiplications",
  "sees",
  "unseen",
  "change"
];
var LEGEND = "sees: how many pixels in a row one number has seen. unseen: how many rows and columns of the picture no number has seen. The layers work from top to bottom; of a dense layer the first box is its number of units.";
var shape_calculator_default = picture(({ model, root, say, on, put }) => {
  const sizes = ["rows", "columns", "channels"].map(
    (label, axis) => number({
      label,
      min: 1,
      max: axis === 2 ? 64 : 256,
      value: model.get("input_shape")[axis],
      onInput: (value) => put("input_shape", model.get("input_shape").with(axis, value))
    })
  );
  const examples = choice({
    label: "Example",
    options: [["", "choose …"], ...model.get("examples").map(({ name }, index) => [String(index), name])],
    value: "",
    onChange(index) {
      if (index === "") return;
      const { input_shape, layers: layers2 } = model.get("examples")[Number(index)];
      put("input_shape", input_shape);
      put("layers", layers2);
    }
  });
  const body = make("tbody");
  const foot = make("tfoot");
  const told = make("div", { class: "shape-told" });
  const drawing = make("div", { class: "shape-drawing", role: "img" });
  const adders = Object.keys(NAMES).map(
    (kind) => button({ text: `+ ${NAMES[kind]}`, onPress: () => change([...layers(), { ...FRESH[kind] }], layers().length) })
  );
  let rows = [];
  let current = 0;
  const layers = () => model.get("layers");
  const change = (next, about) => {
    current = Math.max(0, Math.min(about, next.length - 1));
    put("layers", next);
  };
  const rebuild = () => {
    rows = layers().map((layer, index) => makeRow(layer, index, actions));
    body.replaceChildren(...rows.map((row) => row.element));
  };
  const show = () => {
    const kinds = layers().map((layer) => layer.kind);
    if (kinds.join() !== rows.map((row) => row.kind).join()) rebuild();
    const steps = trace(model.get("input_shape"), layers());
    rows.forEach((row, index) => row.show(layers()[index], steps[index], index === current));
    adders.forEach(({ element }) => element.disabled = layers().length >= MOST_LAYERS);
    sizes.forEach((size, axis) => {
      if (!size.element.contains(document.activeElement)) size.set(model.get("input_shape")[axis]);
    });
    showFoot(steps);
    showWords(steps);
    showDrawing(steps);
  };
  const showFoot = (steps) => {
    const { parameters, multiplications } = totals(steps);
    foot.replaceChildren(
      make(
        "tr",
        {},
        make("th", { scope: "row", colspan: 6 }, "in all"),
        make("td", {}, inThousands(parameters)),
        make("td", {}, inThousands(multiplications)),
        make("td", { colspan: 3 })
      )
    );
  };
  const showWords = (steps) => {
    const layer = layers()[current];
    const before = steps[current - 1] ?? { shape: model.get("input_shape"), field: 1, jump: 1 };
    if (!layer) return told.replaceChildren("There is no layer yet: add one.");
    const lines = workedOut(layer, before, steps[current]).map((line) => make("li", {}, line));
    return told.replaceChildren(make("b", {}, `Layer ${current + 1}, ${NAMES[layer.kind]}`), make("ul", {}, ...lines));
  };
  const showDrawing = (steps) => {
    const built = steps.filter((step) => step.shape);
    const { field = 0 } = built.filter((step) => step.field).at(-1) ?? {};
    const stages = [
      { name: "picture", shape: model.get("input_shape"), field, unseen: built.at(-1)?.unseen },
      ...built.map(({ shape }, index) => ({ name: NAMES[layers()[index].kind], shape }))
    ];
    drawing.replaceChildren(...drawStages(stages));
    const spoken = stages.map(({ name, shape }) => `${name} ${shapeWords(shape)}`).join(", ");
    const seen = field ? ` One number at the end has seen ${field} × ${field} pixels of the picture, outlined.` : "";
    drawing.setAttribute("aria-label", `The stages from left to right: ${spoken}.${seen}`);
  };
  const actions = {
    set: (index, name, value) => change(layers().with(index, { ...layers()[index], [name]: value }), index),
    remove(index) {
      change(layers().toSpliced(index, 1), index);
      const next = rows[Math.min(index, rows.length - 1)];
      (next ? next.removeButton : adders[0].element).focus();
    },
    move(index, by) {
      const next = layers().toSpliced(index, 1).toSpliced(index + by, 0, layers()[index]);
      change(next, index + by);
      rows[index + by].focusMove(by);
    },
    look(index) {
      if (index === current) return;
      current = index;
      show();
    },
    count: () => layers().length
  };
  const speak = () => {
    const steps = trace(model.get("input_shape"), layers());
    const step = steps[current];
    if (!step) return say("No layer is left.");
    const sum = `in all ${inThousands(totals(steps).parameters)} parameters`;
    return say(`Layer ${current + 1}: ${step.problem || `${shapeWords(step.shape)}, ${sum}`}`);
  };
  for (const trait of ["input_shape", "layers"]) {
    on(trait, () => {
      show();
      speak();
    });
  }
  const headings = HEADINGS.map((text) => make("th", { scope: "col" }, text));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...headings)), body, foot);
  root.append(
    bar({ element: make("b", {}, "Picture:") }, ...sizes, examples),
    make("div", { class: "shape-scroll", role: "region", "aria-label": "layers", tabindex: "0" }, table),
    make("p", { class: "shape-legend" }, LEGEND),
    bar({ element: make("b", {}, "Add:") }, ...adders),
    told,
    drawing
  );
  show();
});
function makeRow(layer, index, { set, remove, move, look, count: count2 }) {
  const called = `layer ${index + 1}`;
  const fields = Object.fromEntries(
    FIELDS[layer.kind].map((name) => [
      name,
      name === "p" ? paddingField(`padding of ${called}`, (value) => set(index, "p", value)) : wholeField(`${LABELS[name]} of ${called}`, MOST[name], (value) => set(index, name, value))
    ])
  );
  const cell = (...names) => make("td", {}, ...names.filter((name) => fields[name]).map((name) => fields[name]));
  const results = Array.from({ length: 5 }, () => make("td"));
  const tool = (text, label, onPress) => {
    const { element: element2 } = button({ text, onPress });
    element2.setAttribute("aria-label", `${label} ${called}`);
    return element2;
  };
  const up = tool("↑", "move up", () => move(index, -1));
  const down = tool("↓", "move down", () => move(index, 1));
  const removeButton = tool("✕", "remove", () => remove(index));
  const element = make(
    "tr",
    {},
    make("th", { scope: "row" }, `${index + 1} ${NAMES[layer.kind]}`),
    cell("filters", "units"),
    cell("k"),
    cell("s"),
    cell("p"),
    ...results,
    make("td", { class: "shape-tools" }, up, down, removeButton)
  );
  element.addEventListener("focusin", () => look(index));
  return {
    element,
    kind: layer.kind,
    removeButton,
    focusMove: (by) => [by < 0 ? up : down, by < 0 ? down : up].find((one) => !one.disabled)?.focus(),
    show(now, step, isCurrent) {
      element.classList.toggle("is-current", isCurrent);
      for (const [name, field] of Object.entries(fields)) {
        if (!field.matches(":focus")) field.value = now[name];
      }
      up.disabled = index === 0;
      down.disabled = index === count2() - 1;
      showResults(results, step);
    }
  };
}
function showResults(cells, step) {
  const [shape, parameters, multiplications, sees, unseen2] = cells;
  shape.textContent = step.problem ? `✗ ${step.problem}` : shapeWords(step.shape);
  shape.colSpan = step.problem ? cells.length : 1;
  for (const cell of cells.slice(1)) cell.hidden = step.problem !== "";
  if (step.problem) return;
  parameters.textContent = inThousands(step.parameters);
  multiplications.textContent = inThousands(step.multiplications);
  sees.textContent = step.field ?? "all";
  unseen2.textContent = step.unseen[0] === step.unseen[1] ? step.unseen[0] : step.unseen.join(" and ");
}
function wholeField(label, most, onInput) {
  const field = make("input", { type: "number", min: 1, max: most, step: 1, "aria-label": label });
  field.addEventListener("input", () => field.value !== "" && field.checkValidity() && onInput(Number(field.value)));
  field.addEventListener("change", () => {
    if (field.value !== "" && field.checkValidity()) return;
    field.value = Math.max(1, Math.min(most, Math.round(Number(field.value))));
    onInput(Number(field.value));
  });
  return field;
}
function paddingField(label, onChange) {
  const options = ["0", "1", "2", "3", "same"].map((value) => make("option", { value }, value));
  const field = make("select", { "aria-label": label }, ...options);
  field.addEventListener("change", () => onChange(field.value === "same" ? "same" : Number(field.value)));
  return field;
}
export {
  shape_calculator_default as default
};
