// The shape calculator: a list of layers to edit; shapes, costs and receptive fields follow in a table and a drawing.

import { bar, button, choice, number } from "./controls.mjs";
import { make } from "./dom.mjs";
import { inThousands } from "./numbers.mjs";
import { picture } from "./picture.mjs";
import { drawStages, shapeWords } from "./shape_calculator_drawing.mjs";
import { totals, trace, workedOut } from "./shape_calculator_math.mjs";

const NAMES = { Conv2D: "convolution", ReLU: "ReLU", MaxPooling2D: "pooling", Flatten: "flatten", Dense: "dense" };
const FRESH = {
  Conv2D: { kind: "Conv2D", filters: 8, units: 0, k: 3, s: 1, p: 0 },
  ReLU: { kind: "ReLU", filters: 0, units: 0, k: 1, s: 1, p: 0 },
  MaxPooling2D: { kind: "MaxPooling2D", filters: 0, units: 0, k: 2, s: 2, p: 0 },
  Flatten: { kind: "Flatten", filters: 0, units: 0, k: 1, s: 1, p: 0 },
  Dense: { kind: "Dense", filters: 0, units: 10, k: 1, s: 1, p: 0 },
};
const FIELDS = {
  Conv2D: ["filters", "k", "s", "p"],
  ReLU: [],
  MaxPooling2D: ["k", "s", "p"],
  Flatten: [],
  Dense: ["units"],
};
const LABELS = { filters: "filters", units: "units", k: "window", s: "stride", p: "padding" };
const MOST = { filters: 512, units: 4096, k: 15, s: 8 };
const MOST_LAYERS = 12;
const HEADINGS = [
  "layer", "filters", "window", "stride", "padding", "shape", "parameters", "multiplications", "sees", "unseen",
  "change",
];
const LEGEND =
  "sees: how many pixels in a row one number has seen. unseen: how many rows and columns of the picture no number " +
  "has seen. The layers work from top to bottom; of a dense layer the first box is its number of units.";

export default picture(({ model, root, say, on, put }) => {
  const sizes = ["rows", "columns", "channels"].map((label, axis) =>
    number({
      label,
      min: 1,
      max: axis === 2 ? 64 : 256,
      value: model.get("input_shape")[axis],
      onInput: (value) => put("input_shape", model.get("input_shape").with(axis, value)),
    }),
  );
  const examples = choice({
    label: "Example",
    options: [["", "choose …"], ...model.get("examples").map(({ name }, index) => [String(index), name])],
    value: "",
    onChange(index) {
      if (index === "") return;
      const { input_shape, layers } = model.get("examples")[Number(index)];
      put("input_shape", input_shape);
      put("layers", layers);
    },
  });
  const body = make("tbody");
  const foot = make("tfoot");
  const told = make("div", { class: "shape-told" });
  const drawing = make("div", { class: "shape-drawing", role: "img" });
  const adders = Object.keys(NAMES).map((kind) =>
    button({ text: `+ ${NAMES[kind]}`, onPress: () => change([...layers(), { ...FRESH[kind] }], layers().length) }),
  );
  let rows = [];
  let current = 0; // the layer whose numbers are written out

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
    adders.forEach(({ element }) => (element.disabled = layers().length >= MOST_LAYERS));
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
      make("tr", {}, make("th", { scope: "row", colspan: 6 }, "in all"), make("td", {}, inThousands(parameters)),
        make("td", {}, inThousands(multiplications)), make("td", { colspan: 3 })),
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
      ...built.map(({ shape }, index) => ({ name: NAMES[layers()[index].kind], shape })),
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
    count: () => layers().length,
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
    drawing,
  );
  show();
});

// One layer's row: { element, kind, show(layer, step, isCurrent), removeButton, focusMove(by) }.
function makeRow(layer, index, { set, remove, move, look, count }) {
  const called = `layer ${index + 1}`;
  const fields = Object.fromEntries(
    FIELDS[layer.kind].map((name) => [
      name,
      name === "p"
        ? paddingField(`padding of ${called}`, (value) => set(index, "p", value))
        : wholeField(`${LABELS[name]} of ${called}`, MOST[name], (value) => set(index, name, value)),
    ]),
  );
  const cell = (...names) => make("td", {}, ...names.filter((name) => fields[name]).map((name) => fields[name]));
  const results = Array.from({ length: 5 }, () => make("td"));
  const tool = (text, label, onPress) => {
    const { element } = button({ text, onPress });
    element.setAttribute("aria-label", `${label} ${called}`);
    return element;
  };
  const up = tool("↑", "move up", () => move(index, -1));
  const down = tool("↓", "move down", () => move(index, 1));
  const removeButton = tool("✕", "remove", () => remove(index));
  const element = make(
    "tr",
    {},
    make("th", { scope: "row" }, `${index + 1} ${NAMES[layer.kind]}`),
    cell("filters", "units"), cell("k"), cell("s"), cell("p"),
    ...results,
    make("td", { class: "shape-tools" }, up, down, removeButton),
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
        if (!field.matches(":focus")) field.value = now[name]; // what is being typed stays
      }
      up.disabled = index === 0;
      down.disabled = index === count() - 1;
      showResults(results, step);
    },
  };
}

function showResults(cells, step) {
  const [shape, parameters, multiplications, sees, unseen] = cells;
  shape.textContent = step.problem ? `✗ ${step.problem}` : shapeWords(step.shape);
  shape.colSpan = step.problem ? cells.length : 1;
  for (const cell of cells.slice(1)) cell.hidden = step.problem !== "";
  if (step.problem) return;
  parameters.textContent = inThousands(step.parameters);
  multiplications.textContent = inThousands(step.multiplications);
  sees.textContent = step.field ?? "all";
  unseen.textContent = step.unseen[0] === step.unseen[1] ? step.unseen[0] : step.unseen.join(" and ");
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
