// Made by `python -m course.pictures.bundles` from step_player.js and what it imports: change those.
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
    highlight(name, places) {
      const now = new Set(places.map(([row, column]) => cells[row]?.[column]).filter(Boolean));
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

// step_player_math.mjs
function pad(image, padding) {
  const width = image[0].length + 2 * padding;
  const border = () => Array.from({ length: padding }, () => Array(width).fill(0));
  const sides = Array(padding).fill(0);
  return [...border(), ...image.map((line) => [...sides, ...line, ...sides]), ...border()];
}
function mapShape(image, kernel, stride, padding) {
  const places = (size, window2) => Math.max(0, Math.floor((size + 2 * padding - window2) / stride) + 1);
  return [places(image.length, kernel.length), places(image[0].length, kernel[0].length)];
}
var turned = (kernel) => kernel.map((line) => [...line].reverse()).reverse();
function productsAt(padded, kernel, top, left) {
  let sum = 0;
  return kernel.flatMap(
    (line, row) => line.map((weight, column) => {
      const pixel = padded[top + row][left + column];
      sum += pixel * weight;
      return { pixel, weight, product: pixel * weight, sum };
    })
  );
}
function featureMap(image, kernel, stride, padding) {
  const padded = pad(image, padding);
  const [rows, columns] = mapShape(image, kernel, stride, padding);
  return Array.from(
    { length: rows },
    (_, row) => Array.from({ length: columns }, (_2, column) => productsAt(padded, kernel, row * stride, column * stride).at(-1).sum)
  );
}
function sceneAt({ image, kernel, stride, padding, step }) {
  const shape = mapShape(image, kernel, stride, padding);
  const period = kernel.length * kernel[0].length + 1;
  const last = shape[0] * shape[1] * period - 1;
  const at = Math.max(0, Math.min(step, last));
  const place = Math.floor(at / period);
  const [row, column] = [Math.floor(place / shape[1]), place % shape[1]];
  const shown = at % period;
  const known = place + (shown === period - 1 ? 1 : 0);
  const padded = pad(image, padding);
  const whole = featureMap(image, kernel, stride, padding);
  return {
    padded,
    shape,
    row,
    column,
    top: row * stride,
    left: column * stride,
    shown,
    step: at,
    last,
    period,
    windowRows: kernel.length,
    products: productsAt(padded, kernel, row * stride, column * stride),
    whole,
    map: whole.map((line, r) => line.map((value, c) => r * shape[1] + c < known ? value : NaN))
  };
}
var isRight = (guess, products2) => Math.abs(guess - products2.at(-1).sum) < 1e-6;
function mistakeBehind(guess, products2) {
  const weights = products2.map(({ weight }) => weight).reverse();
  const add = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
  const known = {
    "kernel-ignored": add(products2.map(({ pixel }) => pixel)),
    "kernel-flipped": add(products2.map(({ pixel }, index) => pixel * weights[index])),
    "first-product": products2[0].product
  };
  const near = (value) => Math.abs(guess - value) < 1e-6;
  return Object.keys(known).find((name) => near(known[name])) ?? "";
}

// step_player.js
var TICK = 600;
var WHY = {
  "kernel-ignored": "That is the sum of the pixels, without the kernel.",
  "kernel-flipped": "That would come out with the kernel turned round.",
  "first-product": "That is the first product only: multiply all of them, and add.",
  "": "Step through the products, or try again."
};
var FEW_COLUMNS = 7;
var TRAITS = ["image", "kernel", "stride", "padding", "step"];
var step_player_default = picture((frame) => {
  const { model, root, on, put, say } = frame;
  const scene = () => sceneAt(Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
  const go = (step) => put("step", Math.max(0, Math.min(step, scene().last)));
  const parts = [
    grids(frame, scene, go),
    products(),
    prediction({ scene, go, say }),
    player(frame, scene, go),
    settings(frame)
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
function grids({ model, put, say }, scene, go) {
  let [low, high, strongest] = [0, 1, 1];
  const signed = (value) => Number.isNaN(value) ? {} : cellStyle(signedColour(value, strongest));
  const image = makeGrid({
    label: "Picture",
    values: scene().padded,
    editable: true,
    colour: (value) => cellStyle(greyColour(value, low, high)),
    onEdit: (row, column, value) => edit(row, column, value),
    say
  });
  const kernel = makeGrid({
    label: "Kernel",
    values: model.get("kernel"),
    editable: true,
    colour: (value) => cellStyle(signedColour(value, largestOf(model.get("kernel").flat()))),
    onEdit: () => put("kernel", kernel.values()),
    say
  });
  const map = makeGrid({
    label: "Feature map",
    values: scene().map,
    format: (value) => Number.isNaN(value) ? "" : inWords(value),
    colour: signed,
    cellLabel: (row, column, text) => `row ${row}, column ${column}: ${text || "not yet"}`,
    onPress: (row, column) => go((row * scene().shape[1] + column) * scene().period)
  });
  const edit = (row, column, value) => {
    const padding = model.get("padding");
    const pixels = model.get("image").map((line) => [...line]);
    if (pixels[row - padding]?.[column - padding] === void 0) {
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
      strongest = largestOf(now.whole.flat());
      image.set(now.padded);
      kernel.set(model.get("kernel"));
      map.set(now.map);
      highlight(now, model, image, kernel, map);
      const padding = model.get("padding") ? " and its padding" : "";
      const titles = [`Picture, ${sizeOf(model.get("image"))}${padding}`, `Kernel, ${sizeOf(kernel.values())}`];
      [...titles, `Feature map, ${sizeOf(now.map)}`].forEach((title, index) => named[index].name.textContent = title);
    }
  };
}
var sizeOf = (matrix) => `${matrix.length} × ${matrix[0].length}`;
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
  return padded.flatMap(
    (line, row) => line.map((_, column) => [row, column]).filter(([, column]) => outside(row, padded.length) || outside(column, line.length))
  );
}
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
        ...Array.from(
          { length: now.windowRows },
          (_, row) => make("tr", {}, ...lineOf(now, row * width, width), sumAfter(now, (row + 1) * width))
        )
      );
      const done = now.shown === now.products.length;
      total.textContent = now.shown === 0 ? "Nothing added yet." : `${done ? "Sum" : "So far"}: ${added(now)}`;
    }
  };
}
function lineOf(now, from, width) {
  return now.products.slice(from, from + width).map((product, offset) => {
    const index = from + offset;
    const text = index < now.shown ? written(product) : "·";
    return make("td", { class: index === now.shown - 1 ? "is-current" : void 0 }, text);
  });
}
function sumAfter(now, count2) {
  return make("td", { class: "step-running" }, count2 <= now.shown ? `→ ${inWords(now.products[count2 - 1].sum)}` : "");
}
var bracketed = (value) => value < 0 ? `(${inWords(value)})` : inWords(value);
var written = ({ pixel, weight, product }) => `${inWords(pixel)} × ${bracketed(weight)} = ${inWords(product)}`;
var added = (now) => `${now.products.slice(0, now.shown).map(({ product }, index) => index ? bracketed(product) : inWords(product)).join(" + ")} = ${inWords(now.products[now.shown - 1].sum)}`;
function spoken(now) {
  const where = `row ${now.row}, column ${now.column}`;
  if (now.shown === 0) return `The window stands at ${where}.`;
  const { pixel, weight, product, sum } = now.products[now.shown - 1];
  const done = now.shown === now.products.length ? `The sum for ${where} is` : "So far";
  return `${inWords(pixel)} times ${inWords(weight)} is ${inWords(product)}. ${done} ${inWords(sum)}.`;
}
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
    }
  };
}
var judged = (guess, { products: products2 }) => isRight(guess, products2) ? `Right, it is ${inWords(guess)}.` : `Not ${inWords(guess)}. ${WHY[mistakeBehind(guess, products2)]}`;
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
    }
  });
  const buttons = [
    play,
    button({ text: "Back", onPress: byHand((now) => now.step - 1) }),
    button({ text: "Next product", onPress: byHand((now) => now.step + 1) }),
    button({ text: "Next window", onPress: byHand(nextWindow) }),
    button({ text: "Start again", onPress: byHand(() => 0) })
  ];
  const follow = () => {
    play.element.hidden = calm.matches;
    set(false);
  };
  calm.addEventListener("change", follow);
  atEnd(() => calm.removeEventListener("change", follow));
  atEnd(() => set(false));
  follow();
  return { element: bar(...buttons), show() {
  } };
}
var nextWindow = (now) => now.step - now.shown + now.period;
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
    }
  });
  const note = make("span", { class: "step-note" });
  return {
    element: bar(stride, padding, turn, { element: note }),
    show() {
      stride.set(model.get("stride"));
      padding.set(model.get("padding"));
    }
  };
}
export {
  step_player_default as default
};
