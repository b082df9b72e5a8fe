// Made by `python -m course.pictures.bundles` from pooling_grid.js and what it imports: change those.
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
  let cells2 = [];
  let shown = [];
  let marked = /* @__PURE__ */ new Map();
  let at = [0, 0];
  let edit = null;
  const place = (cell) => cell.dataset.place.split(" ").map(Number);
  const show = (row, column) => {
    const cell = cells2[row][column];
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
    cells2[at[0]]?.[at[1]]?.setAttribute("tabindex", "-1");
    at = [row, column];
    cells2[row][column].setAttribute("tabindex", "0");
  };
  const build = () => {
    cells2 = values.map(
      (line, row) => line.map(
        (_, column) => make("div", { class: "live-cell", role: "gridcell", tabindex: "-1", "data-place": `${row} ${column}` })
      )
    );
    shown = values.map(() => []);
    marked = /* @__PURE__ */ new Map();
    element.replaceChildren(...cells2.map((line) => make("div", { class: "live-row", role: "row" }, ...line)));
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
    const cell = cells2[row][column];
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
  const focus = (row, column) => cells2[row][column].focus();
  set(options.values);
  return {
    element,
    set,
    focus,
    values: () => values.map((line) => [...line]),
    cell: (row, column) => cells2[row][column],
    // Mark these cells, as [row, column] pairs, and no others, with the class `is-name` of theme.css or of your own.
    highlight(name, places2) {
      const now = new Set(places2.map(([row, column]) => cells2[row]?.[column]).filter(Boolean));
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

// pooling_grid_math.mjs
var range = (count2) => Array.from({ length: count2 }, (_, index) => index);
var places = (side, size, stride) => size > side ? 0 : Math.floor((side - size) / stride) + 1;
function windowOf([row, column], size, stride) {
  return range(size).flatMap((i) => range(size).map((j) => [row * stride + i, column * stride + j]));
}
var REDUCE = {
  max: (numbers) => Math.max(...numbers),
  average: (numbers) => numbers.reduce((sum, number2) => sum + number2, 0) / numbers.length,
  sum: (numbers) => numbers.reduce((sum, number2) => sum + number2, 0)
};
function pooled(values, size, stride, kind) {
  return cells(values, size, stride, (window2) => REDUCE[kind](window2.map(([row, column]) => values[row][column])));
}
function winners(values, size, stride) {
  const at = ([row, column]) => values[row][column];
  return cells(values, size, stride, (window2) => window2.reduce((best, place) => at(place) > at(best) ? place : best));
}
function unseen(values, size, stride) {
  const seen = new Set(cells(values, size, stride, (window2) => window2).flat(2).map(String));
  return values.flatMap((line, row) => line.map((_, column) => [row, column])).filter((place) => !seen.has(String(place)));
}
var shifted = (values, right) => values.map((line) => line.map((_, column) => column < right ? 0 : line[column - right]));
var different = (one, other) => one.flatMap((line, row) => line.map((_, column) => [row, column])).filter(([row, column]) => one[row][column] !== other[row][column]);
function cells(values, size, stride, make2) {
  const columns = range(places(values[0].length, size, stride));
  return range(places(values.length, size, stride)).map(
    (row) => columns.map((column) => make2(windowOf([row, column], size, stride)))
  );
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

// pooling_grid.js
var KINDS = [["max", "max"], ["average", "average"], ["sum", "sum"]];
var pooling_grid_default = picture(({ model, root, say, on, put }) => {
  let here = [0, 0];
  let now = null;
  const has = (places2, [row, column]) => places2.some(([r, c]) => r === row && c === column);
  const hasChanged = (cell) => now !== null && has(now.changed, cell);
  const remark = (place) => {
    if (now === null) return "";
    if (has(now.unseen, place)) return ", in no window";
    return now.kind === "max" && has(now.winners.flat(), place) ? ", the largest of its window" : "";
  };
  const before = makeGrid({
    label: "The map",
    values: model.get("values"),
    editable: true,
    colour: (value) => cellStyle(signedColour(value, now?.largest ?? 1)),
    cellLabel: (row, column, text) => `row ${row}, column ${column}: ${text}${remark([row, column])}`,
    onEdit: () => edited(before.values()),
    say
  });
  const after = makeGrid({
    label: "The pooled map",
    values: [[0]],
    colour: (value) => cellStyle(signedColour(value, now?.largestPooled ?? 1)),
    cellLabel: (row, column, text) => `row ${row}, column ${column}: ${text}${hasChanged([row, column]) ? ", changed" : ""}`,
    onMove: (row, column) => explain([row, column])
  });
  const kind = choice({ label: "Kind", options: KINDS, value: model.get("kind"), onChange: (value) => put("kind", value) });
  const fewest = () => Math.min(4, model.get("values").length, model.get("values")[0].length);
  const size = number({ label: "Window", min: 1, max: fewest(), value: model.get("size"), onInput: (value) => put("size", value) });
  const stride = number({ label: "Stride", min: 1, max: 4, value: model.get("stride"), onInput: (value) => put("stride", value) });
  const shift = slider({
    label: "Shift to the right",
    min: 0,
    max: 3,
    value: model.get("shift"),
    format: (value) => `${value} px`,
    onInput: (value) => put("shift", value)
  });
  const counts = make("p");
  const story = make("p", { class: "live-story" });
  function edited(values) {
    put("shift", 0);
    put("values", values);
  }
  function work() {
    const [map, width, step, way] = ["values", "size", "stride", "kind"].map((name) => model.get(name));
    const shown = shifted(map, model.get("shift"));
    const result = pooled(shown, width, step, way);
    return {
      shown,
      result,
      size: width,
      stride: step,
      kind: way,
      winners: winners(shown, width, step),
      unseen: unseen(shown, width, step),
      changed: different(pooled(map, width, step, way), result),
      largest: largestOf(map.flat()),
      largestPooled: largestOf(way === "sum" ? result.flat() : map.flat())
    };
  }
  function show() {
    now = work();
    before.set(now.shown);
    after.set(now.result);
    before.highlight("unseen", now.unseen);
    before.highlight("winner", now.kind === "max" ? now.winners.flat() : []);
    after.highlight("changed", now.changed);
    counts.textContent = inTotal();
    explain(here.map((place, axis) => Math.min(place, (axis ? now.result[0] : now.result).length - 1)));
  }
  function inTotal() {
    const [cells2, left] = [now.shown.flat().length, now.result.flat().length];
    const parts = [`${cells2} numbers before, ${left} after`];
    if (now.unseen.length) parts.push(`${now.unseen.length} in no window (hatched)`);
    if (model.get("shift")) parts.push(`${now.changed.length} of ${left} pooled numbers changed by the shift (dotted)`);
    return `${parts.join("; ")}.`;
  }
  function explain(cell) {
    here = cell;
    const window2 = windowOf(here, now.size, now.stride);
    before.highlight("window", window2);
    after.highlight("here", [here]);
    story.textContent = inDetail(window2.map(([row, column]) => now.shown[row][column]));
  }
  function inDetail(numbers) {
    const [row, column] = here;
    const value = inWords(now.result[row][column]);
    const [r, c] = now.winners[row][column];
    const sum = inWords(numbers.reduce((total, one) => total + one, 0));
    const made = {
      max: `the largest is ${value}, at row ${r}, column ${c}; the others are dropped`,
      average: `their sum is ${sum}, and ${sum} / ${numbers.length} = ${value}`,
      sum: `their sum is ${value}`
    }[now.kind];
    return `Pooled row ${row}, column ${column}: its window holds ${numbers.map((one) => inWords(one)).join(", ")}; ${made}.`;
  }
  const controls = { kind, size, stride, shift };
  for (const name of ["values", "size", "stride", "kind", "shift"]) {
    on(name, (value) => {
      controls[name]?.set(value);
      show();
      say(`${counts.textContent} ${story.textContent}`);
    });
  }
  root.append(
    bar(kind, size, stride, shift),
    make(
      "div",
      { class: "live-columns" },
      make("div", {}, make("p", {}, "The map (type over a number)"), before.element),
      make("div", {}, make("p", {}, "Pooled (walk through it)"), after.element)
    ),
    story,
    counts
  );
  show();
});
export {
  pooling_grid_default as default
};
