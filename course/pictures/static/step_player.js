// A kernel on its way over a picture, product by product. Both can be edited, and the next sum can be predicted.

import { bar, button, slider } from "./controls.mjs";
import { freshId, make } from "./dom.mjs";
import { makeGrid } from "./grid.mjs";
import { cellStyle, greyColour, largestOf, signedColour } from "./maps.mjs";
import { fromText, inWords } from "./numbers.mjs";
import { picture } from "./picture.mjs";
import { isRight, mistakeBehind, sceneAt, turned } from "./step_player_math.mjs";

const TICK = 600; // ms between two products while it plays
const WHY = {
  "kernel-ignored": "That is the sum of the pixels, without the kernel.",
  "kernel-flipped": "That would come out with the kernel turned round.",
  "first-product": "That is the first product only: multiply all of them, and add.",
  "": "Step through the products, or try again.",
};
const FEW_COLUMNS = 7; // of the picture: more are drawn smaller, so that all three matrices stand side by side
const TRAITS = ["image", "kernel", "stride", "padding", "step"];

export default picture((frame) => {
  const { model, root, on, put, say } = frame;
  const scene = () => sceneAt(Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
  const go = (step) => put("step", Math.max(0, Math.min(step, scene().last)));
  const parts = [
    grids(frame, scene, go),
    products(),
    prediction({ scene, go, say }),
    player(frame, scene, go),
    settings(frame),
  ];
  const [matrices, sums, guess, buttons, sliders] = parts.map((part) => part.element);
  root.append(buttons, matrices, make("div", { class: "live-columns" }, sums, guess), sliders);
  const draw = () => {
    const now = scene();
    for (const part of parts) part.show(now);
  };
  for (const name of TRAITS) on(name, draw);
  on("step", () => say(spoken(scene())));
  draw();
});

// ---------------------------------------------------------------- picture, kernel and map

function grids({ model, put, say }, scene, go) {
  let [low, high, strongest] = [0, 1, 1];
  const signed = (value) => (Number.isNaN(value) ? {} : cellStyle(signedColour(value, strongest)));
  const image = makeGrid({
    label: "Picture",
    values: scene().padded,
    editable: true,
    colour: (value) => cellStyle(greyColour(value, low, high)),
    onEdit: (row, column, value) => edit(row, column, value),
    say,
  });
  const kernel = makeGrid({
    label: "Kernel",
    values: model.get("kernel"),
    editable: true,
    colour: (value) => cellStyle(signedColour(value, largestOf(model.get("kernel").flat()))),
    onEdit: () => put("kernel", kernel.values()),
    say,
  });
  const map = makeGrid({
    label: "Feature map",
    values: scene().map,
    format: (value) => (Number.isNaN(value) ? "" : inWords(value)),
    colour: signed,
    cellLabel: (row, column, text) => `row ${row}, column ${column}: ${text || "not yet"}`,
    onPress: (row, column) => go((row * scene().shape[1] + column) * scene().period),
  });
  const edit = (row, column, value) => {
    const padding = model.get("padding");
    const pixels = model.get("image").map((line) => [...line]);
    if (pixels[row - padding]?.[column - padding] === undefined) {
      say("This is padding: it stays 0.");
      image.set(scene().padded);
    } else {
      pixels[row - padding][column - padding] = value;
      put("image", pixels);
    }
  };
  const named = [image, kernel, map].map((grid) => ({ grid, name: make("p", { class: "step-name" }) }));
  const element = make("div", { class: "live-columns" }, ...named.map((part) => make("div", {}, part.name, part.grid.element)));
  return {
    element,
    show(now) {
      element.style.setProperty("--live-cell", now.padded[0].length > FEW_COLUMNS ? "34px" : "44px");
      const pixels = model.get("image").flat();
      [low, high] = [Math.min(0, ...pixels), Math.max(1, ...pixels)];
      strongest = largestOf(now.whole.flat()); // so that no colour changes while the map fills
      image.set(now.padded);
      kernel.set(model.get("kernel"));
      map.set(now.map);
      highlight(now, model, image, kernel, map);
      const padding = model.get("padding") ? " and its padding" : "";
      const titles = [`Picture, ${sizeOf(model.get("image"))}${padding}`, `Kernel, ${sizeOf(kernel.values())}`];
      [...titles, `Feature map, ${sizeOf(now.map)}`].forEach((title, index) => (named[index].name.textContent = title));
    },
  };
}

const sizeOf = (matrix) => `${matrix.length} × ${matrix[0].length}`;

function highlight(now, model, image, kernel, map) {
  const places = model.get("kernel").flatMap((line, row) => line.map((_, column) => [row, column]));
  const current = places.slice(Math.max(0, now.shown - 1), now.shown);
  const inPicture = ([row, column]) => [now.top + row, now.left + column];
  image.highlight("window", places.map(inPicture));
  image.highlight("here", current.map(inPicture));
  image.highlight("padding", cellsOfPadding(now.padded, model.get("padding")));
  kernel.highlight("here", current);
  map.highlight("here", [[now.row, now.column]]);
}

function cellsOfPadding(padded, padding) {
  const outside = (at, size) => at < padding || at >= size - padding;
  return padded.flatMap((line, row) =>
    line
      .map((_, column) => [row, column])
      .filter(([, column]) => outside(row, padded.length) || outside(column, line.length)),
  );
}

// ---------------------------------------------------------------- the products

function products() {
  const caption = make("caption");
  const body = make("tbody");
  const total = make("p", { class: "step-total" });
  const element = make("div", { class: "step-products" }, make("table", {}, caption, body), total);
  return {
    element,
    show(now) {
      const width = now.products.length / now.windowRows;
      caption.textContent = `Pixel × kernel, window at row ${now.row}, column ${now.column}`;
      body.replaceChildren(
        ...Array.from({ length: now.windowRows }, (_, row) =>
          make("tr", {}, ...lineOf(now, row * width, width), sumAfter(now, (row + 1) * width)),
        ),
      );
      const done = now.shown === now.products.length;
      total.textContent = now.shown === 0 ? "Nothing added yet." : `${done ? "Sum" : "So far"}: ${added(now)}`;
    },
  };
}

function lineOf(now, from, width) {
  return now.products.slice(from, from + width).map((product, offset) => {
    const index = from + offset;
    const text = index < now.shown ? written(product) : "·";
    return make("td", { class: index === now.shown - 1 ? "is-current" : undefined }, text);
  });
}

function sumAfter(now, count) {
  return make("td", { class: "step-running" }, count <= now.shown ? `→ ${inWords(now.products[count - 1].sum)}` : "");
}

const bracketed = (value) => (value < 0 ? `(${inWords(value)})` : inWords(value));
const written = ({ pixel, weight, product }) => `${inWords(pixel)} × ${bracketed(weight)} = ${inWords(product)}`;
const added = (now) =>
  `${now.products
    .slice(0, now.shown)
    .map(({ product }, index) => (index ? bracketed(product) : inWords(product)))
    .join(" + ")} = ${inWords(now.products[now.shown - 1].sum)}`;

// What a screen reader says of a step.
function spoken(now) {
  const where = `row ${now.row}, column ${now.column}`;
  if (now.shown === 0) return `The window stands at ${where}.`;
  const { pixel, weight, product, sum } = now.products[now.shown - 1];
  const done = now.shown === now.products.length ? `The sum for ${where} is` : "So far";
  return `${inWords(pixel)} times ${inWords(weight)} is ${inWords(product)}. ${done} ${inWords(sum)}.`;
}

// ---------------------------------------------------------------- the learner's prediction

function prediction({ scene, go, say }) {
  const id = freshId("guess");
  const label = make("label", { for: id });
  const field = make("input", { id, type: "text", inputmode: "text", size: 6, autocomplete: "off" });
  const verdict = make("p", { class: "step-verdict" });
  const answer = () => {
    const now = scene();
    const guess = fromText(field.value);
    const text = guess === null ? "A number is wanted." : judged(guess, now);
    if (guess !== null && isRight(guess, now.products)) go(now.step - now.shown + now.period - 1);
    verdict.textContent = text;
    say(text);
  };
  const ask = button({ text: "Is it right?", onPress: answer });
  field.addEventListener("keydown", (event) => event.key === "Enter" && answer());
  let place = "";
  return {
    element: make("div", { class: "step-guess" }, label, make("div", { class: "live-bar" }, field, ask.element), verdict),
    show(now) {
      const here = `row ${now.row}, column ${now.column}`;
      label.textContent = `Predict the sum for ${here}:`;
      if (here === place) return;
      place = here;
      field.value = verdict.textContent = "";
    },
  };
}

const judged = (guess, { products }) =>
  isRight(guess, products) ? `Right, it is ${inWords(guess)}.` : `Not ${inWords(guess)}. ${WHY[mistakeBehind(guess, products)]}`;

// ---------------------------------------------------------------- playing and stepping

function player({ model, atEnd, say }, scene, go) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let timer = null;
  const isPlaying = () => timer !== null;
  const set = (playing) => {
    clearInterval(timer);
    timer = playing ? setInterval(tick, TICK) : null;
    play.set(playing ? "Pause" : "Play");
  };
  const tick = () => {
    const now = scene();
    if (now.step < now.last) go(now.step + 1);
    if (now.step + 1 >= now.last) set(false);
  };
  const byHand = (target) => () => {
    set(false);
    go(target(scene()));
  };
  const play = button({
    text: "Play",
    onPress() {
      if (!isPlaying() && scene().step === scene().last) go(0);
      set(!isPlaying());
      say(isPlaying() ? "Playing" : "Paused");
    },
  });
  const buttons = [
    play,
    button({ text: "Back", onPress: byHand((now) => now.step - 1) }),
    button({ text: "Next product", onPress: byHand((now) => now.step + 1) }),
    button({ text: "Next window", onPress: byHand(nextWindow) }),
    button({ text: "Start again", onPress: byHand(() => 0) }),
  ];
  const follow = () => {
    play.element.hidden = calm.matches; // who asks for calm steps by hand
    set(false);
  };
  calm.addEventListener("change", follow);
  atEnd(() => calm.removeEventListener("change", follow));
  atEnd(() => set(false));
  follow();
  return { element: bar(...buttons), show() {} };
}

// The step at which the next window stands, with nothing added yet; in the last window, its sum.
const nextWindow = (now) => now.step - now.shown + now.period;

// ---------------------------------------------------------------- stride, padding, and the kernel turned

function settings({ model, put, say }) {
  const change = (name) => (value) => {
    put("step", 0);
    put(name, value);
  };
  const stride = slider({ label: "stride", min: 1, max: 3, value: model.get("stride"), onInput: change("stride") });
  const padding = slider({ label: "padding", min: 0, max: 2, value: model.get("padding"), onInput: change("padding") });
  const turn = button({
    text: "Turn the kernel by 180°",
    onPress() {
      const [before, after] = [model.get("kernel"), turned(model.get("kernel"))];
      const same = JSON.stringify(before) === JSON.stringify(after);
      put("kernel", after);
      note.textContent = same ? "Turned, this kernel is the same as before." : "The kernel is turned.";
      say(note.textContent);
    },
  });
  const note = make("span", { class: "step-note" });
  return {
    element: bar(stride, padding, turn, { element: note }),
    show() {
      stride.set(model.get("stride"));
      padding.set(model.get("padding"));
    },
  };
}
