// Made by `python -m course.pictures.bundles` from pixel_inspector.js and what it imports: change those.
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
function cellStyle([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const bright = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179;
  return { background: `rgb(${red} ${green} ${blue})`, color: bright ? "#000" : "#fff" };
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

// pixel_inspector_math.mjs
var CHANNELS = ["red", "green", "blue"];
var views = (channels) => channels === 1 ? [["grey", "grey"]] : [["colour", "all three"], ...CHANNELS.map((name) => [name, `only ${name}`]), ["grey", "grey (luma)"]];
function numbersAt({ pixels, columns, channels }, view, row, column) {
  const at = (row * columns + column) * channels;
  if (channels === 1) return [pixels[at]];
  const [red, green, blue] = pixels.subarray(at, at + 3);
  if (view === "colour") return [red, green, blue];
  if (view === "grey") return [luma(red, green, blue)];
  return [[red, green, blue][CHANNELS.indexOf(view)]];
}
var luma = (red, green, blue) => Math.floor(0.299 * red + 0.587 * green + 0.114 * blue + 0.5);
var colourOf = (numbers) => numbers.length === 3 ? numbers : [numbers[0], numbers[0], numbers[0]];
function drawn({ pixels, rows, columns, channels }, view) {
  const out = new Uint8ClampedArray(4 * rows * columns).fill(255);
  const offset = Math.max(0, CHANNELS.indexOf(view));
  for (let from = 0, to = 0; to < out.length; from += channels, to += 4) {
    if (view === "colour") {
      out[to] = pixels[from];
      out[to + 1] = pixels[from + 1];
      out[to + 2] = pixels[from + 2];
    } else {
      const isLuma = view === "grey" && channels === 3;
      const grey = isLuma ? luma(pixels[from], pixels[from + 1], pixels[from + 2]) : pixels[from + offset];
      out[to] = out[to + 1] = out[to + 2] = grey;
    }
  }
  return out;
}
function within({ rows, columns }, top, left, size) {
  const [height, width] = [Math.min(size, rows), Math.min(size, columns)];
  const clamp2 = (value, most) => Math.max(0, Math.min(most, value));
  return { top: clamp2(top, rows - height), left: clamp2(left, columns - width), rows: height, columns: width };
}
var numbersIn = (image, view, part) => Array.from(
  { length: part.rows },
  (_, row) => Array.from({ length: part.columns }, (_2, column) => numbersAt(image, view, part.top + row, part.left + column))
);
var inWords2 = (numbers) => numbers.length === 3 ? CHANNELS.map((name, channel) => `${name} ${numbers[channel]}`).join(", ") : String(numbers[0]);
var spoken = (numbers) => numbers.join(" ") + (numbers.length === 3 ? ` (${CHANNELS.join(", ")})` : "");

// pixel_inspector.js
var SIDE = 320;
var STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
var pixel_inspector_default = picture(({ model, root, say, on, put }) => {
  const image = readImage(model);
  let part = within(image, model.get("row"), model.get("column"), model.get("size"));
  let view = model.get("view");
  let here = null;
  const readout = make("p", { class: "pixel-readout" }, "Point at a pixel, or walk to it with the arrow keys.");
  const placeOf = (row, column) => `row ${part.top + row}, column ${part.left + column}`;
  const read = (row, column) => {
    here = [row, column];
    const numbers = grid.values()[row][column];
    readout.textContent = `${placeOf(row, column)}: ${inWords2(numbers)}`;
  };
  const grid = makeGrid({
    label: "The magnified part, pixel by pixel",
    values: numbersIn(image, view, part),
    format: (numbers) => numbers.join("\n"),
    colour: (numbers) => cellStyle(colourOf(numbers)),
    // What is to be seen must stand in it letter for letter, for those who work by voice.
    cellLabel: (row, column, text) => `${placeOf(row, column)}: ${spoken(text.split("\n"))}`,
    onMove: read
  });
  grid.element.classList.add("pixel-glass");
  const whole = makeWhole(image, model.get("alt_text"));
  const redraw = everyFrame(() => {
    grid.element.style.setProperty("--live-cell", `${SIDE / Math.max(part.rows, part.columns)}px`);
    grid.element.classList.toggle("is-dense", Math.max(part.rows, part.columns) > 8);
    grid.set(numbersIn(image, view, part));
    whole.frame(part);
    if (here) read(...here);
  });
  const moveTo = (top, left) => {
    part = within(image, top, left, model.get("size"));
    sliders.row.set(part.top);
    sliders.column.set(part.left);
    put("row", part.top);
    put("column", part.left);
    redraw();
  };
  const lookAt = (next) => {
    view = next;
    whole.draw(drawn(image, view));
    redraw();
  };
  const position = (label, length, value, move) => slider({ label, min: 0, max: Math.max(0, length - model.get("size")), value, onInput: move });
  const sliders = {
    row: position("First row", image.rows, part.top, (top) => moveTo(top, part.left)),
    column: position("First column", image.columns, part.left, (left) => moveTo(part.top, left))
  };
  const shown = choice({
    label: "Shown",
    options: views(image.channels),
    value: view,
    onChange: (next) => {
      put("view", next);
      lookAt(next);
      say(`Shown: ${next}`);
    }
  });
  overTheEdge(grid.element, () => part, ([down, right]) => {
    const before = part;
    moveTo(part.top + down, part.left + right);
    const ended = part.top === before.top && part.left === before.left;
    requestAnimationFrame(() => say(ended ? "The picture ends here." : readout.textContent));
  });
  grid.element.addEventListener("pointerover", ({ target }) => {
    if (target.dataset?.place) read(...target.dataset.place.split(" ").map(Number));
  });
  whole.onPoint((row, column) => moveTo(row - Math.floor(part.rows / 2), column - Math.floor(part.columns / 2)));
  on("row", (row) => row !== part.top && moveTo(row, part.left));
  on("column", (column) => column !== part.left && moveTo(part.top, column));
  on("view", (next) => {
    shown.set(next);
    if (next !== view) lookAt(next);
  });
  const isPart = part.rows < image.rows || part.columns < image.columns;
  if (image.channels === 3) root.append(bar(shown));
  if (isPart) root.append(bar(sliders.row, sliders.column));
  root.append(make("div", { class: "live-columns" }, ...isPart ? [whole.element] : [], grid.element), readout);
  lookAt(view);
});
function overTheEdge(element, part, move) {
  const listener = (event) => {
    const step = STEPS[event.key];
    if (!step || !event.target.dataset.place || event.ctrlKey || event.altKey || event.metaKey) return;
    const [row, column] = event.target.dataset.place.split(" ").map((number, axis) => Number(number) + step[axis]);
    if (row >= 0 && row < part().rows && column >= 0 && column < part().columns) return;
    event.stopPropagation();
    event.preventDefault();
    move(step);
  };
  element.addEventListener("keydown", listener, true);
}
function readImage(model) {
  const view = model.get("pixels");
  return {
    pixels: new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
    rows: model.get("rows"),
    columns: model.get("columns"),
    channels: model.get("channels")
  };
}
function makeWhole({ rows, columns }, described) {
  const canvas = make("canvas", { role: "img", "aria-label": described, width: columns, height: rows });
  const mark = make("div", { class: "pixel-frame" });
  const element = make("div", { class: "pixel-whole", style: `--pixel-ratio: ${columns} / ${rows}` }, canvas, mark);
  const share = (value, all) => `${100 * value / all}%`;
  return {
    element,
    draw: (bytes) => canvas.getContext("2d").putImageData(new ImageData(bytes, columns, rows), 0, 0),
    frame: (part) => Object.assign(mark.style, {
      top: share(part.top, rows),
      left: share(part.left, columns),
      height: share(part.rows, rows),
      width: share(part.columns, columns)
    }),
    onPoint(handler) {
      const point = (event) => {
        if (event.buttons !== 1) return;
        const box = canvas.getBoundingClientRect();
        handler(
          Math.floor((event.clientY - box.top) / box.height * rows),
          Math.floor((event.clientX - box.left) / box.width * columns)
        );
      };
      element.addEventListener("pointerdown", (event) => {
        element.setPointerCapture(event.pointerId);
        point(event);
      });
      element.addEventListener("pointermove", point);
    }
  };
}
export {
  pixel_inspector_default as default
};
