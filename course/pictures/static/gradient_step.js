// One step of gradient descent on a network small enough to be looked at whole: what it changes, and what comes of it.

import { bar, button, choice, slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { forward, gradient, KERNEL, lossOf, MAP, onceThrough, places, SIDE, stepped } from "./gradient_step_math.mjs";
import { makeGrid } from "./grid.mjs";
import { cellStyle, largestOf, makeMap, makeScale, signedColour } from "./maps.mjs";
import { inWords } from "./numbers.mjs";
import { picture as framed } from "./picture.mjs";

const RATE = { min: 0, max: 2, step: 0.05 };
const SHOWN = { change: "its change by this step", gradient: "its gradient", weight: "the weight itself" };
const THUMB = 64; // CSS pixels

export default framed((frame) => {
  const { model, root, on, put, say } = frame;
  const pictures = model.get("pictures");
  const labels = model.get("labels");
  const names = model.get("class_names");
  const sizes = { filters: model.get("filters"), classes: names.length };
  const atStart = model.get("weights");

  // Everything that is to be seen follows from the traits.
  const scene = () => {
    const [weights, at, rate] = [model.get("weights"), model.get("at"), model.get("rate")];
    const slopes = gradient(weights, pictures[at], labels[at], sizes);
    const next = stepped(weights, slopes, rate);
    const losses = (some) => pictures.map((one, i) => lossOf(some, one, labels[i], sizes));
    const said = (some) => forward(some, pictures[at], sizes).probabilities;
    return {
      ...{ weights, at, rate, slopes, next, sizes, names, labels, steps: model.get("steps") },
      ...{ before: losses(weights), after: losses(next), saidBefore: said(weights), saidAfter: said(next) },
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
    again: () => move(atStart, 0, "Back at the beginning."),
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

// Losses and probabilities stand below each other: three decimals, all of them written.
const toThree = (value) => (Math.abs(value) < 5e-4 ? 0 : value).toFixed(3).replace("-", "−");

const short = (value) => inWords(value, 3);

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

const trend = (before, after) => (Math.abs(after - before) < 5e-4 ? "stays" : after < before ? "falls" : "grows");

const spokenLoss = ({ before }) => `The mean loss of all pictures is ${toThree(mean(before))} now.`;

// Learning rate, and what can be done.
function settings({ model, put }, { step, round, again }) {
  const rate = slider({
    label: "Learning rate",
    ...RATE,
    value: model.get("rate"),
    onInput: (value) => put("rate", value),
  });
  const buttons = [
    button({ text: "Take this step", onPress: step }),
    button({ text: "A step for each picture", onPress: round }),
    button({ text: "Start again", onPress: again }),
  ];
  const count = make("span", { class: "gradient-steps" });
  const element = bar(rate, ...buttons, { element: count });
  return {
    element,
    show: (now) => {
      rate.set(now.rate);
      count.textContent = `steps taken: ${now.steps}`;
    },
  };
}

// The pictures to choose from, each with its loss now and after the step.
function gallery({ model, put }, pictures, labels, names) {
  const select = choice({
    label: "The step is for picture",
    options: pictures.map((_, i) => [i, `${i + 1}: ${names[labels[i]]}`]),
    value: model.get("at"),
    onChange: (value) => put("at", Number(value)),
  });
  const entries = pictures.map((pixels, i) => {
    const name = `picture ${i + 1}, ${names[labels[i]]}`;
    const map = makeMap({ label: name, side: THUMB });
    map.grey(pixels, SIDE, SIDE);
    const element = make("div", { class: "gradient-entry" }, map.element);
    element.addEventListener("click", () => put("at", i));
    return { element, map, name };
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
    },
  };
}

// What the step does to the chosen picture's probabilities, to its loss and to the mean loss.
function outcome(names) {
  const rows = [...names, "loss", "mean loss of all"].map((name) => {
    const cells = [make("td"), make("td"), make("td")];
    return { name, cells, element: make("tr", {}, make("th", { scope: "row" }, name), ...cells) };
  });
  const heads = ["", "now", "after this step", ""].map((text) => (text ? make("th", { scope: "col" }, text) : make("td")));
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
        [mean(before), mean(after)],
      ];
      rows.forEach(({ cells, element: row }, i) => {
        const [first, second] = pairs[i];
        const right = i === labels[at] ? ", right class" : "";
        cells[0].textContent = toThree(first);
        cells[1].textContent = toThree(second);
        cells[2].textContent = `${trend(first, second)}${right}`;
        row.classList.toggle("is-right", Boolean(right));
      });
    },
  };
}

// All weights, in grids as they belong together, showing what is chosen; and the sum behind the cell in focus.
function weightGrids(sizes, names) {
  let shown = "change";
  let now = null;
  let largest = 1;
  let here = { name: "filter 1", row: 0, column: 0, at: 0 }; // the weight whose sum is written out
  const select = choice({
    label: "Show for every weight",
    options: Object.entries(SHOWN),
    value: shown,
    onChange: (key) => {
      shown = key;
      show(now);
    },
  });
  const scale = makeScale();
  const sum = make("p", { class: "gradient-sum" });
  const writeSum = () => (sum.textContent = inSum(now, here));

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
      onPress: (row, column) => grid.focus(row, column),
    });
    const element = make("figure", { class: "gradient-grid" }, make("figcaption", {}, name), grid.element);
    return { grid, index, rows, columns, element };
  });
  const show = (next) => {
    now = next;
    const all = { change: now.slopes.map((slope) => -now.rate * slope), gradient: now.slopes, weight: now.weights }[shown];
    largest = largestOf(all); // one scale for all grids
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
    make("div", { class: "gradient-grids", style: `--gradient-columns: ${1 + sizes.classes}` }, ...grids.map((grid) => grid.element)),
  );
  return { element, show };
}

const zeros = (rows, columns) => Array.from({ length: rows }, () => new Array(columns).fill(0));

// The grids: { name, index(row, column) among all weights, rows, columns }; one line for each filter, then the biases.
function blocks({ filters, classes }, names) {
  const at = places({ filters, classes });
  const each = (count, block) => Array.from({ length: count }, (_, i) => block(i));
  const perFilter = (filter) => [
    {
      name: `filter ${filter + 1}`,
      index: (row, column) => (filter * KERNEL + row) * KERNEL + column,
      rows: KERNEL,
      columns: KERNEL,
    },
    ...each(classes, (unit) => ({
      name: `${names[unit]}, from map ${filter + 1}`,
      index: (row, column) => at.dense + ((row * MAP + column) * filters + filter) * classes + unit,
      rows: MAP,
      columns: MAP,
    })),
  ];
  return [
    ...each(filters, perFilter).flat(),
    { name: "biases of the filters", index: (_, column) => at.kernelBiases + column, rows: 1, columns: filters },
    { name: `biases: ${names.join(", ")}`, index: (_, column) => at.denseBiases + column, rows: 1, columns: classes },
  ];
}

// "0.31 − 0.1 × (−0.24) = 0.334", for one weight.
function inSum({ weights, slopes, rate, next }, { name, row, column, at }) {
  const slope = slopes[at] < 0 ? `(${short(slopes[at])})` : short(slopes[at]);
  const update = `${short(weights[at])} − ${short(rate)} × ${slope} = ${short(next[at])}`;
  return `${name}, row ${row}, column ${column}: weight − learning rate × gradient = ${update}`;
}
