// Made by `python -m course.pictures.bundles` from number_map.js and what it imports: change those.
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

// number_map_math.mjs
var total = (values) => values.flat().reduce((sum, value) => sum + value, 0);

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

// number_map.js
var number_map_default = picture(({ model, root, say, on, put }) => {
  const sum = make("p");
  let largest = 1;
  const grid = makeGrid({
    label: model.get("title"),
    values: model.get("values"),
    editable: true,
    colour: (value) => cellStyle(signedColour(value, largest)),
    onEdit: () => put("values", grid.values()),
    say
  });
  const show = (values) => {
    largest = largestOf(values.flat());
    grid.set(values);
    sum.textContent = `Sum: ${inWords(total(values))}`;
  };
  on("values", (values) => {
    show(values);
    say(sum.textContent);
  });
  root.append(grid.element, sum);
  show(model.get("values"));
});
export {
  number_map_default as default
};
