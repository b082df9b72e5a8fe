// Made by `python -m course.pictures.bundles` from channel_pooling.js and what it imports: change those.
// activation_functions.mjs
var clip = (x, low, high) => Math.min(Math.max(x, low), high);
var sigmoid = (x) => 1 / (1 + Math.exp(-x));
var softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
var hardSigmoid = (x) => clip(x / 6 + 0.5, 0, 1);
var isWithin = (x, low, high) => Number(x > low && x < high);
var bell = (x) => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
var belowBell = (x) => (1 + erf(x / Math.SQRT2)) / 2;
var [SELU, SELU_BELOW] = [1.0507009873554805, 1.6732632423543772];
var halfway = (x) => clip((x + 1) / 2, 0, 1);
var SHRINKS = 0.5;
var isNear0 = (x) => Math.abs(x) <= SHRINKS;
var leaky = [(x, given) => x > 0 ? x : given.negative_slope * x, (x, y, given) => x > 0 ? 1 : given.negative_slope];
var elu = [(x, given) => x > 0 ? x : given.alpha * Math.expm1(x), (x, y, given) => x > 0 ? 1 : y + given.alpha];
var FUNCTIONS = {
  relu: [(x) => Math.max(x, 0), (x) => x > 0 ? 1 : 0],
  relu6: [(x) => clip(x, 0, 6), (x) => isWithin(x, 0, 6)],
  ReLU: [
    (x, given) => (x > given.threshold ? Math.min(x, most(given)) : 0) - given.negative_slope * Math.max(given.threshold - x, 0),
    (x, y, given) => isWithin(x, given.threshold, most(given)) + (x < given.threshold ? given.negative_slope : 0)
  ],
  leaky_relu: leaky,
  PReLU: leaky,
  elu,
  celu: elu,
  // alike while alpha is 1, as it is for a function that is named
  selu: [(x) => SELU * (x > 0 ? x : SELU_BELOW * Math.expm1(x)), (x, y) => x > 0 ? SELU : y + SELU * SELU_BELOW],
  silu: [(x) => x * sigmoid(x), (x, y) => y + sigmoid(x) * (1 - y)],
  gelu: [(x) => x * belowBell(x), (x) => belowBell(x) + x * bell(x)],
  mish: [(x) => x * Math.tanh(softplus(x)), (x) => Math.tanh(softplus(x)) + x * sigmoid(x) * (1 - Math.tanh(softplus(x)) ** 2)],
  softplus: [softplus, sigmoid],
  softsign: [(x) => x / (1 + Math.abs(x)), (x) => (1 + Math.abs(x)) ** -2],
  exponential: [Math.exp, (x, y) => y],
  tanh: [Math.tanh, (x, y) => 1 - y * y],
  hard_tanh: [(x) => clip(x, -1, 1), (x) => isWithin(x, -1, 1)],
  tanh_shrink: [(x) => x - Math.tanh(x), (x) => Math.tanh(x) ** 2],
  sigmoid: [sigmoid, (x, y) => y * (1 - y)],
  log_sigmoid: [(x) => -softplus(-x), (x) => sigmoid(-x)],
  hard_sigmoid: [hardSigmoid, (x) => isWithin(x, -3, 3) / 6],
  squareplus: [(x) => (x + Math.hypot(x, 2)) / 2, (x) => (1 + x / Math.hypot(x, 2)) / 2],
  sparse_plus: [(x) => x < 1 ? halfway(x) ** 2 : x, halfway],
  sparse_sigmoid: [halfway, (x) => isWithin(x, -1, 1) / 2],
  hard_shrink: [(x) => isNear0(x) ? 0 : x, (x) => Number(!isNear0(x))],
  soft_shrink: [(x) => isNear0(x) ? 0 : x - SHRINKS * Math.sign(x), (x) => Number(!isNear0(x))],
  hard_silu: [(x) => x * hardSigmoid(x), (x) => hardSigmoid(x) + x * isWithin(x, -3, 3) / 6]
};
var most = ({ max_value }) => max_value ?? Infinity;
function erf(x) {
  if (Math.abs(x) > 4) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-12; n++) {
    term *= -x * x / n;
    sum += term / (2 * n + 1);
  }
  return 2 / Math.sqrt(Math.PI) * sum;
}

// numbers.mjs
function inWords(value, decimals = 2) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toFixed(decimals));
  return (rounded < 0 ? "−" : "") + String(Math.abs(rounded));
}
function highestOf(values, of = (value) => value) {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, of(value));
  return largest;
}
function fromText(text) {
  const parts = text.trim().replaceAll("−", "-").replaceAll(",", ".").split("/");
  if (parts.length > 2 || parts.some((part) => !/^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(part))) return null;
  const [above, below = 1] = parts.map(Number);
  return Number.isFinite(above / below) ? above / below : null;
}

// net_math.mjs
var sizeOf = ([rows, columns, maps]) => rows * columns * maps;
var hasWeights = (layer) => layer.kind === "convolution" || layer.kind === "dense";
var isOverMaps = (layer) => layer.function === "softmax" || layer.function === "log_softmax";
var isPooling = (layer) => layer.kind === "max pooling" || layer.kind === "average pooling";
var indexOf = ({ shape: [, columns, maps] }, row, column, map) => (row * columns + column) * maps + map;
function mapsRead({ inputShape: [, , maps], shape, groups }, filter) {
  const group = Math.floor(filter / (shape[2] / groups));
  return [group * maps / groups, (group + 1) * maps / groups - 1];
}
function weightsAt({ size, inputShape, shape, groups }, i, j, map) {
  const mapsEach = inputShape[2] / groups;
  return ((i * size[1] + j) * mapsEach + map % mapsEach) * shape[2];
}
function makeNetwork(spec, weights) {
  let at = 0;
  const take = (count2) => weights.subarray(at, at += count2);
  const layers = spec.layers.map((layer) => {
    if (layer.function === "PReLU") return { ...layer, slopes: spread(take(sizeOf(layer.slopesShape)), layer) };
    if (!hasWeights(layer)) return layer;
    const filters = layer.shape[2];
    const kernel = take(layer.size[0] * layer.size[1] * layer.inputShape[2] * filters / layer.groups);
    return { ...layer, kernel, biases: layer.bias ? take(filters) : new Float32Array(filters) };
  });
  return { layers: [{ kind: "picture", name: "Picture", text: "", shape: spec.picture }, ...layers] };
}
function spread(numbers, { shape, slopesShape }) {
  const [rows, columns, maps] = shape;
  const place = (index, axis) => slopesShape[axis] === 1 ? 0 : index;
  return Float32Array.from({ length: sizeOf(shape) }, (_, at) => {
    const [row, column, map] = [Math.floor(at / maps / columns) % rows, Math.floor(at / maps) % columns, at % maps];
    return numbers[indexOf({ shape: slopesShape }, place(row, 0), place(column, 1), place(map, 2))];
  });
}
function forward(network, picture2) {
  const outputs = [picture2];
  for (const layer of network.layers.slice(1)) outputs.push(RUN[layer.kind](layer, outputs.at(-1)));
  return outputs;
}
var RUN = {
  convolution: convolve,
  dense: convolve,
  "max pooling": (layer, x) => pool(layer, x, (values) => highestOf(values)),
  "average pooling": (layer, x) => pool(layer, x, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  "zero padding": (layer, x) => pool(layer, x, ([value = 0]) => value),
  activation: activate,
  flatten: (_, x) => x
};
var TOGETHER = [1, 1];
function readAt({ strides, before, dilation, inputShape, apart = TOGETHER }, axis, place, step) {
  const at = place * strides[axis] - before[axis] + step * dilation[axis];
  return at >= 0 && at % apart[axis] === 0 && at < inputShape[axis] * apart[axis] ? at / apart[axis] : -1;
}
function eachInWindow(layer, row, column, visit) {
  for (let i = 0; i < layer.size[0]; i++) {
    const r = readAt(layer, 0, row, i);
    if (r < 0) continue;
    for (let j = 0; j < layer.size[1]; j++) {
      const c = readAt(layer, 1, column, j);
      if (c >= 0) visit(r, c, i, j);
    }
  }
}
function convolve(layer, x) {
  const { shape, inputShape, kernel } = layer;
  const [rows, columns, filters] = shape;
  const maps = inputShape[2];
  const [mapsEach, filtersEach] = [maps / layer.groups, filters / layer.groups];
  const y = new Float32Array(sizeOf(shape));
  const sums = new Float64Array(filters);
  for (let row = 0, out = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, out += filters) {
      sums.set(layer.biases);
      eachInWindow(layer, row, column, (r, c, i, j) => {
        const from = (r * inputShape[1] + c) * maps;
        for (let map = 0; map < maps; map++) {
          const value = x[from + map];
          if (value === 0) continue;
          const first = Math.floor(map / mapsEach) * filtersEach;
          const at = weightsAt(layer, i, j, map);
          for (let filter = first; filter < first + filtersEach; filter++) sums[filter] += value * kernel[at + filter];
        }
      });
      y.set(sums, out);
    }
  }
  return y;
}
function pool(layer, x, summary) {
  const [rows, columns, maps] = layer.shape;
  const y = new Float32Array(sizeOf(layer.shape));
  for (let row = 0, out = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let map = 0; map < maps; map++, out++) {
        const values = [];
        eachInWindow(layer, row, column, (r, c) => values.push(x[(r * layer.inputShape[1] + c) * maps + map]));
        y[out] = summary(values);
      }
    }
  }
  return y;
}
function activate(layer, x) {
  if (isOverMaps(layer)) return softmax(layer, x);
  const [value] = FUNCTIONS[layer.function];
  return x.map((number2, index) => value(number2, givenAt(layer, index)));
}
var givenAt = (layer, index) => layer.slopes ? { negative_slope: layer.slopes[index] } : layer.given;
function softmax({ shape: [, , maps], function: name }, x) {
  const y = new Float32Array(x.length);
  for (let from = 0; from < x.length; from += maps) {
    const cell = x.subarray(from, from + maps);
    const largest = highestOf(cell);
    const powers = Array.from(cell, (value) => Math.exp(value - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    powers.forEach((power, map) => y[from + map] = name === "softmax" ? power / sum : cell[map] - largest - Math.log(sum));
  }
  return y;
}

// receptive_field_math.mjs
function placeOf([, columns, maps], position) {
  const cell = Math.floor(position / maps);
  return [Math.floor(cell / columns), cell % columns, position % maps];
}

// cell_math.mjs
function cellAt(network, outputs, [at, row, column, map]) {
  const layer = network.layers[at];
  const output = outputs[at][indexOf(layer, row, column, map)];
  if (at === 0) return { output, terms: [] };
  const before = { layer: network.layers[at - 1], values: outputs[at - 1] };
  if (hasWeights(layer)) return { output, ...weighted(layer, before, row, column, map) };
  if (isPooling(layer)) return { output, ...pooled(layer, before, row, column, map) };
  if (layer.kind === "zero padding") return { output, ...inWindow(layer, before, row, column, map) };
  return { output, terms: copied(layer, before, row, column, map) };
}
var read = ({ layer, values }, row, column, map) => values[indexOf(layer, row, column, map)];
function weighted(layer, before, row, column, filter) {
  const terms = [];
  const [first, last] = mapsRead(layer, filter);
  eachInWindow(layer, row, column, (r, c, i, j) => {
    for (let map = first; map <= last; map++) {
      const value = read(before, r, c, map);
      const weight = layer.kernel[weightsAt(layer, i, j, map) + filter];
      terms.push({ row: r, column: c, map, i, j, value, weight, product: value * weight });
    }
  });
  const bias = layer.biases[filter];
  return { terms, bias, sum: terms.reduce((sum, { product }) => sum + product, 0) };
}
function inWindow(layer, before, row, column, map) {
  const terms = [];
  eachInWindow(layer, row, column, (r, c, i, j) => terms.push({ row: r, column: c, map, i, j, value: read(before, r, c, map) }));
  return { terms };
}
function pooled(layer, before, row, column, map) {
  const { terms } = inWindow(layer, before, row, column, map);
  if (layer.kind !== "max pooling") return { terms };
  return { terms, winner: terms.reduce((best, { value }, index) => value > terms[best].value ? index : best, 0) };
}
function copied(layer, before, row, column, map) {
  const term = (r, c, m) => ({ row: r, column: c, map: m, i: 0, j: 0, value: read(before, r, c, m) });
  if (layer.kind === "flatten") return [term(...placeOf(layer.inputShape, indexOf(layer, row, column, map)))];
  if (!isOverMaps(layer)) return [term(row, column, map)];
  return Array.from({ length: layer.inputShape[2] }, (_, other) => term(row, column, other));
}

// channel_pooling_math.mjs
var mean = (numbers) => numbers.reduce((sum, number2) => sum + number2, 0) / numbers.length;
var REDUCE = { max: highestOf, average: mean };
function poolingLayer(shape, size, kind) {
  const [rows, columns, maps] = shape;
  const layer = {
    kind: `${kind} pooling`,
    shape: [Math.floor(rows / size), Math.floor(columns / size), maps],
    inputShape: shape,
    size: [size, size],
    strides: [size, size],
    dilation: [1, 1],
    before: [0, 0]
  };
  return makeNetwork({ picture: shape, layers: [layer] });
}
function pooled2(maps, shape, size, kind, across) {
  const network = poolingLayer(shape, size, kind);
  const outputs = forward(network, maps);
  const [rows, columns, count2] = network.layers[1].shape;
  if (!across) return { network, outputs, values: outputs[1], shape: [rows, columns, count2] };
  const values = Float32Array.from(
    { length: rows * columns },
    (_, cell) => REDUCE[kind](outputs[1].subarray(cell * count2, (cell + 1) * count2))
  );
  return { network, outputs, values, shape: [rows, columns, 1] };
}
function windowsOf({ network, outputs }, [row, column]) {
  const { inputShape, size } = network.layers[1];
  return Array.from({ length: inputShape[2] }, (_, map) => {
    const { terms } = cellAt(network, outputs, [1, row, column, map]);
    const numbers = terms.map(({ value }) => value);
    const best = terms[numbers.indexOf(highestOf(numbers))];
    return {
      window: Array.from({ length: size[0] }, (_2, i) => numbers.slice(i * size[1], (i + 1) * size[1])),
      inWindow: [best.i, best.j],
      onMap: [best.row, best.column],
      largest: best.value,
      average: mean(numbers)
    };
  });
}
function winningMaps(windows, across) {
  const largest = windows.map((one) => one.largest);
  return across ? [largest.indexOf(highestOf(largest))] : largest.map((_, map) => map);
}
var moved = (place, size, next) => place.map((at) => Math.floor(at * size / next));

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
function bar(...controls) {
  return make("div", { class: "live-bar" }, ...controls.map((control) => control.element));
}
function labelled(id, label, ...parts) {
  return make("span", { class: "live-control" }, make("label", { for: id }, label), ...parts);
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
var clamp = (value, most2) => Math.max(0, Math.min(most2, value));

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
var clamp2 = (value, least, most2) => Math.max(least, Math.min(most2, value));
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

// pipeline_strip_math.mjs
function channelOf(values, [rows, columns, channels], channel) {
  return Float32Array.from({ length: rows * columns }, (_, cell) => values[cell * channels + channel]);
}

// walked_map.mjs
var STEPS2 = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
function framedMap(options) {
  const map = makeMap(options);
  const mark = make("div", { class: "live-frame" });
  const holder = make("div", { class: "live-framed" });
  map.canvas.replaceWith(holder);
  holder.append(map.canvas, mark);
  const share = (value, all) => `${100 * value / all}%`;
  return {
    ...map,
    holder,
    frame([row, column], [rows, columns]) {
      const { height, width } = map.canvas;
      Object.assign(mark.style, {
        top: share(row, height),
        left: share(column, width),
        height: share(rows, height),
        width: share(columns, width)
      });
    }
  };
}
function walkedMap({ label, caption, side, describedBy, leap = 8, place, moveTo }) {
  const map = framedMap({ label: "", caption, side });
  const { canvas, holder } = map;
  for (const name of ["role", "aria-label"]) canvas.removeAttribute(name);
  canvas.setAttribute("aria-hidden", "true");
  const about = {
    tabindex: "0",
    role: "application",
    "aria-roledescription": "map to walk through",
    "aria-label": `${label}. Arrows move by a cell, Shift and arrows by ${leap}.`,
    "aria-describedby": describedBy
  };
  for (const [name, value] of Object.entries(about)) holder.setAttribute(name, value);
  holder.classList.add("is-walked");
  const within = (at, axis) => Math.max(0, Math.min((axis ? canvas.width : canvas.height) - 1, at));
  const go = (next) => {
    const to = next.map(within);
    if (String(to) !== String(place())) moveTo(to);
  };
  holder.addEventListener("keydown", (event) => {
    const step = STEPS2[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(place().map((at, axis) => at + step[axis] * (event.shiftKey ? leap : 1)));
  });
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const [down, right] = [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width];
    go([Math.floor(down * canvas.height), Math.floor(right * canvas.width)]);
  };
  holder.addEventListener("pointerdown", (event) => {
    holder.setPointerCapture(event.pointerId);
    point(event);
  });
  holder.addEventListener("pointermove", point);
  return map;
}

// channel_pooling.js
var SIDE = 172;
var GRID = 148;
var WAYS = [["each", "each map by itself"], ["across", "across the maps"]];
var KINDS = [["max", "max"], ["average", "average"]];
var channel_pooling_default = picture(({ model, root, say, on, put }) => {
  const [names, shape, largestSize] = ["names", "shape", "largest_size"].map((name) => model.get(name));
  const maps = floats(model, "maps");
  let size = model.get("size");
  let now = null;
  const story = make("p", { class: "pooled-story", id: freshId("story") });
  const shapes = make("p");
  const way = choice({
    label: "Pool",
    options: WAYS,
    value: model.get("across") ? "across" : "each",
    onChange: (value) => put("across", value === "across")
  });
  const kind = choice({ label: "Kind", options: KINDS, value: model.get("kind"), onChange: (value) => put("kind", value) });
  const window2 = number({ label: "Window", min: 1, max: largestSize, value: size, onInput: (value) => put("size", value) });
  const walk = { side: SIDE, describedBy: story.id, leap: 4, place: () => model.get("place"), moveTo: (next) => put("place", next) };
  const each = names.map((name) => walkedMap({ ...walk, label: `${name}, pooled`, caption: "" }));
  const one = walkedMap({ ...walk, label: "All maps, pooled together", caption: "" });
  const rows = names.map((name, map) => makeRow({ name, values: channelOf(maps, shape, map), shape }));
  const together = make("div", { class: "pooled-together" }, one.element);
  function showMaps() {
    const across = model.get("across");
    now = pooled2(maps, shape, size, model.get("kind"), across);
    const [down, right, count2] = now.shape;
    const out = across ? [one] : each;
    out.forEach((map, at) => {
      const values = channelOf(now.values, now.shape, at);
      map.grey(values, down, right, 0, largestOf(values));
      map.caption(`${across ? "all maps" : names[at]}, pooled
${inShort(down, right, values)}`);
    });
    for (const map of each) map.element.hidden = across;
    together.hidden = !across;
    shapes.textContent = `Shape ${shape.join(" × ")} → ${down} × ${right} × ${count2}: ${inCount(names.length)} in, ${inCount(count2)} out.`;
    showCell();
  }
  function showCell() {
    const [down, right] = now.shape;
    const place = model.get("place").map((at, axis) => Math.min(at, (axis ? right : down) - 1));
    const windows = windowsOf(now, place);
    const winning = model.get("kind") === "max" ? winningMaps(windows, model.get("across")) : [];
    rows.forEach((row, map) => row.show(windows[map], place, winning.includes(map)));
    for (const map of model.get("across") ? [one] : each) map.frame(place, [1, 1]);
    story.textContent = inDetail(place, windows, winning);
  }
  function inDetail([row, column], windows, winning) {
    const start = `Row ${row}, column ${column}`;
    const all = size * size * (model.get("across") ? names.length : 1);
    const result = inWords(now.values[(row * now.shape[1] + column) * now.shape[2]]);
    if (model.get("across")) {
      if (model.get("kind") === "average") return `${start}: the average of all ${all} numbers is ${result}.`;
      const from = `in ${names[winning[0]]} at ${atPlace(windows[winning[0]])}`;
      return `${start}: the largest of all ${all} numbers is ${result}, ${from}. The map that comes out does not say in which.`;
    }
    const told = windows.map(
      (one2, map) => model.get("kind") === "max" ? `${names[map]} ${inWords(one2.largest)} (from ${atPlace(one2)})` : `${names[map]} ${inWords(one2.average)}`
    );
    const what = model.get("kind") === "max" ? "the largest" : "the average";
    return `${start}: of ${inNumbers(all)} in each map, ${what}: ${told.join("; ")}.`;
  }
  const draws = { across: showMaps, kind: showMaps, size: showMaps, place: showCell };
  for (const [name, draw] of Object.entries(draws)) {
    const redraw = everyFrame(() => {
      draw();
      say(name === "place" ? story.textContent : `${shapes.textContent} ${story.textContent}`);
    });
    on(name, (value) => {
      if (name === "across") way.set(value ? "across" : "each");
      if (name === "kind") kind.set(value);
      if (name === "size") resize(value);
      redraw();
    });
  }
  function resize(next) {
    const place = moved(model.get("place"), size, next);
    window2.set(next);
    size = next;
    put("place", place);
  }
  const lines = rows.map(
    (row, map) => make("div", { class: "pooled-row", role: "group", "aria-label": names[map] }, row.element, row.numbers, each[map].element)
  );
  const hint = "Point at a pooled map, or walk through it with the arrow keys: its window is framed in each map that goes in.";
  root.append(
    bar(way, kind, window2),
    make(
      "div",
      { class: "live-columns" },
      make("div", { class: "pooled-table" }, make("div", {}, ...lines), together),
      make("div", { class: "pooled-words" }, shapes, make("p", {}, hint), story)
    )
  );
  showMaps();
});
var inCount = (maps) => maps === 1 ? "1 map" : `${maps} maps`;
var inNumbers = (count2) => count2 === 1 ? "the 1 number" : `the ${count2} numbers`;
var inShort = (rows, columns, values) => `${rows} × ${columns}, 0 to ${inWords(largestOf(values))}`;
var atPlace = ({ onMap: [row, column] }) => `row ${row}, column ${column}`;
function makeRow({ name, values, shape: [rows, columns] }) {
  const largest = largestOf(values);
  const map = framedMap({ label: `the map ${name}`, caption: `${name}
${inShort(rows, columns, values)}`, side: SIDE });
  map.grey(values, rows, columns, 0, largest);
  let [top, left, best] = [0, 0, null];
  const grid = makeGrid({
    label: `${name}: the window`,
    values: [[0]],
    colour: (value) => cellStyle(greyColour(value, 0, largest)),
    cellLabel: (row, column, text) => `row ${top + row}, column ${left + column}: ${text}${String([row, column]) === best ? ", it comes out" : ""}`
  });
  const told = make("p", { class: "pooled-told" });
  return {
    element: map.element,
    numbers: make("div", { class: "pooled-window" }, grid.element, told),
    show({ window: window2, inWindow: inWindow2 }, [row, column], wins) {
      const size = window2.length;
      [top, left, best] = [row * size, column * size, wins ? String(inWindow2) : null];
      grid.element.style.setProperty("--live-cell", `${GRID / Math.max(size, 3)}px`);
      grid.set(window2);
      grid.highlight("winner", wins ? [inWindow2] : []);
      map.frame([top, left], [size, size]);
      told.textContent = wins ? "outlined: it comes out" : "";
    }
  };
}
export {
  channel_pooling_default as default
};
