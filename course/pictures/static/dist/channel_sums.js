// Made by `python -m course.pictures.bundles` from channel_sums.js and what it imports: change those.
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
  const rounded2 = Number(value.toFixed(decimals));
  return (rounded2 < 0 ? "−" : "") + String(Math.abs(rounded2));
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
  return x.map((number, index) => value(number, givenAt(layer, index)));
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

// filter_depth_math.mjs
function deepMap(image, [rows, columns, channels], kernel, [height, width]) {
  const [outRows, outColumns] = mapShape([rows, columns], [height, width]);
  const map = new Float32Array(outRows * outColumns);
  for (let row = 0; row < outRows; row++) {
    for (let column = 0; column < outColumns; column++) {
      let sum = 0;
      for (let i = 0; i < height; i++) {
        const pixel = ((row + i) * columns + column) * channels;
        const weight = i * width * channels;
        for (let j = 0; j < width * channels; j++) sum += image[pixel + j] * kernel[weight + j];
      }
      map[row * outColumns + column] = sum;
    }
  }
  return map;
}
var mapShape = ([rows, columns], [height, width]) => [rows - height + 1, columns - width + 1];

// pipeline_strip_math.mjs
function channelOf(values, [rows, columns, channels], channel) {
  return Float32Array.from({ length: rows * columns }, (_, cell) => values[cell * channels + channel]);
}

// channel_sums_math.mjs
function oneLayer(shape, size, filters, weights) {
  const layer = {
    kind: "convolution",
    shape: [...mapShape(shape, size), filters],
    inputShape: shape,
    size,
    strides: [1, 1],
    dilation: [1, 1],
    before: [0, 0],
    groups: 1,
    bias: true
  };
  return makeNetwork({ picture: shape, layers: [layer] }, weights);
}
function sheetOf({ kernel, size, inputShape, shape }, channel, filter) {
  const step = inputShape[2] * shape[2];
  return Float32Array.from({ length: size[0] * size[1] }, (_, at) => kernel[at * step + channel * shape[2] + filter]);
}
function partsOf({ layers: [, layer] }, values, filter) {
  const [rows, columns, channels] = layer.inputShape;
  return Array.from(
    { length: channels },
    (_, channel) => deepMap(channelOf(values, layer.inputShape, channel), [rows, columns, 1], sheetOf(layer, channel, filter), layer.size)
  );
}
var summed = (parts, on, bias) => parts[0].map((_, cell) => parts.reduce((sum, part, channel) => on[channel] ? sum + part[cell] : sum, bias));
function reach(parts, bias) {
  let most2 = 0;
  for (let cell = 0; cell < parts[0].length; cell++) {
    let [above, below] = [Math.max(bias, 0), Math.max(-bias, 0)];
    for (const part of parts) {
      above += Math.max(part[cell], 0);
      below += Math.max(-part[cell], 0);
    }
    most2 = Math.max(most2, above, below);
  }
  return most2 || 1;
}
function cellOf(network, outputs, [row, column], filter) {
  const { size, inputShape } = network.layers[1];
  const { terms } = cellAt(network, outputs, [1, row, column, filter]);
  return Array.from({ length: inputShape[2] }, (_, channel) => {
    const mine = terms.filter(({ map }) => map === channel);
    const inRows = (name) => Array.from({ length: size[0] }, (_2, i) => mine.slice(i * size[1], (i + 1) * size[1]).map((term) => term[name]));
    return {
      window: inRows("value"),
      kernel: inRows("weight"),
      part: mine.reduce((sum, { product }) => sum + product, 0)
    };
  });
}
function equation(names, parts, bias) {
  const terms = names.map((name, at) => [name, parts[at]]);
  if (bias || !terms.length) terms.push(["bias", bias]);
  const written = terms.map(([name, value], at) => `${name} ${at && value < 0 ? inBrackets(value) : inWords(value)}`);
  const total = parts.reduce((sum, part) => sum + part, bias);
  const exact = Math.abs(terms.reduce((sum, [, value]) => sum + rounded(value), 0) - rounded(total)) < 1e-9;
  return `${written.join(" + ")} ${exact ? "=" : "≈"} ${inWords(total)}`;
}
var rounded = (value) => Number(value.toFixed(2));
var inBrackets = (value) => rounded(value) < 0 ? `(${inWords(value)})` : inWords(value);

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
function choice({ label, options, value, onChange }) {
  const id = freshId("choice");
  const field = make("select", { id }, ...options.map(([key, text]) => make("option", { value: key }, text)));
  field.value = value;
  field.addEventListener("change", () => onChange(field.value));
  return { element: labelled(id, label, field), get: () => field.value, set: (next) => field.value = next };
}
function toggle({ text, value = false, onChange }) {
  const element = make("button", { type: "button" }, text);
  const get = () => element.getAttribute("aria-pressed") === "true";
  const set = (next) => element.setAttribute("aria-pressed", String(next));
  element.addEventListener("click", () => {
    set(!get());
    onChange(get());
  });
  set(value);
  return { element, get, set };
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
function inColour({ label, caption, side, image, shape: [rows, columns, channels] }) {
  const canvas = make("canvas", { width: columns, height: rows, role: "img", "aria-label": label });
  const pixels = new ImageData(columns, rows);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    for (let c = 0; c < 3; c++) pixels.data[4 * pixel + c] = 255 * image[pixel * channels + (channels === 1 ? 0 : c)];
    pixels.data[4 * pixel + 3] = 255;
  }
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  canvas.style.width = `${side}px`;
  return { element: make("figure", { class: "live-map" }, canvas, make("figcaption", {}, caption)) };
}
function makeScale() {
  const stops = SIGNED.map(([red, green, blue]) => `rgb(${red} ${green} ${blue})`).join(", ");
  const ribbon = make("span", { role: "presentation", style: `background: linear-gradient(to right, ${stops})` });
  const [least, most2] = [make("span"), make("span")];
  const element = make("div", { class: "live-scale" }, least, ribbon, most2);
  return {
    element,
    set(largest, cut = false) {
      least.textContent = `${cut ? "≤ " : ""}${inWords(-largest)}`;
      most2.textContent = `${cut ? "≥ " : ""}${inWords(largest)}`;
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

// channel_sums.js
var SIDE = 98;
var LARGE = 260;
var channel_sums_default = picture(({ model, root, say, on, put }) => {
  const [names, filters, size, shape] = ["names", "filters", "kernel_size", "shape"].map((name) => model.get(name));
  const values = floats(model, "channels");
  const network = oneLayer(shape, size, filters.length, floats(model, "weights"));
  const outputs = forward(network, values);
  const [rows, columns] = network.layers[1].shape;
  const isOn = (channel) => !model.get("off").includes(channel);
  const bias = () => network.layers[1].biases[model.get("filter")];
  let parts = null;
  let scale = null;
  const story = make("p", { class: "channel-story", id: freshId("story") });
  const legend = makeScale();
  const which = choice({
    label: "Filter",
    options: filters.map((name, filter) => [String(filter), name]),
    value: String(model.get("filter")),
    onChange: (value) => put("filter", Number(value))
  });
  const sum = walkedMap({
    label: "The sum of all channels",
    caption: "the sum: point at it, or walk through it with the arrow keys",
    side: LARGE,
    describedBy: story.id,
    place: () => model.get("place"),
    moveTo: (next) => put("place", next)
  });
  const channels = names.map((name, channel) => makeChannel({ name, colours: coloursOf(values), size, turn: () => turn(channel) }));
  channels.forEach((one, channel) => one.show(channelOf(values, shape, channel), shape));
  function turn(channel) {
    const off = model.get("off");
    put("off", isOn(channel) ? [...off, channel] : off.filter((one) => one !== channel));
  }
  function showMaps() {
    parts = partsOf(network, values, model.get("filter"));
    scale = reach(parts, bias());
    legend.set(scale);
    channels.forEach((one, channel) => one.showPart(parts[channel], rows, columns, scale));
    showSum();
  }
  function showSum() {
    channels.forEach((one, channel) => one.turn(isOn(channel)));
    sum.signed(summed(parts, names.map((_, channel) => isOn(channel)), bias()), rows, columns, scale);
    showCell();
  }
  function showCell() {
    const place = model.get("place");
    const cell = cellOf(network, outputs, place, model.get("filter"));
    const strongest = largestOf(cell.flatMap(({ kernel }) => kernel.flat()));
    channels.forEach((one, channel) => one.showCell(cell[channel], place, strongest));
    sum.frame(place, [1, 1]);
    story.textContent = inDetail(place, cell.map(({ part }) => part));
  }
  function inDetail([row, column], all) {
    const here = names.map((_, channel) => channel).filter(isOn);
    const pick = (list) => here.map((channel) => list[channel]);
    const added = equation(pick(names), pick(all), bias());
    const start = `Row ${row}, column ${column} of the sum`;
    if (here.length === names.length) return `${start}: ${added}.`;
    const left = names.filter((_, channel) => !isOn(channel)).join(" and ");
    const whole = all.reduce((total, part) => total + part, bias());
    return `${start}, without ${left}: ${added}. With every channel it is ${inWords(whole)}.`;
  }
  const draws = { filter: showMaps, off: showSum, place: showCell };
  for (const [name, draw] of Object.entries(draws)) {
    const redraw = everyFrame(() => {
      draw();
      say(story.textContent);
    });
    on(name, (value) => {
      if (name === "filter") which.set(String(value));
      redraw();
    });
  }
  const [height, width] = size;
  const about = `Each channel lies under its own sheet of the filter. Of a window, the ${height} × ${width} products are added up to the channel's part; the parts are added up to one number of one map.`;
  root.append(
    bar(...filters.length > 1 ? [which] : [], legend),
    make("p", {}, about),
    make(
      "div",
      { class: "live-columns" },
      make("div", { class: "channel-sum" }, sum.element, story, seen(model)),
      make("div", {}, ...channels.map((one) => one.element))
    )
  );
  showMaps();
});
function seen(model) {
  const about = { label: "the picture in colour", caption: "the picture" };
  return inColour({ ...about, side: SIDE, image: floats(model, "image"), shape: model.get("image_shape") }).element;
}
function coloursOf(values) {
  const grey = values.every((value) => value >= 0 && value <= 1);
  const largest = largestOf(values);
  return { grey, largest, of: (value) => grey ? greyColour(value) : signedColour(value, largest) };
}
function makeChannel({ name, colours, size, turn }) {
  let cell = null;
  let strongest = 1;
  const named = (label, grid) => make("div", {}, grid.element, make("p", { class: "channel-name" }, label));
  const empty = Array.from({ length: size[0] }, () => Array(size[1]).fill(0));
  const button = toggle({ text: `add ${name}`, value: true, onChange: turn });
  const whole = framedMap({ label: `channel ${name}`, caption: button.element, side: SIDE });
  const part = framedMap({ label: `what ${name} adds, everywhere`, caption: `${name}'s part`, side: SIDE });
  const product = (row, column) => {
    const [value, weight] = [cell.window[row][column], cell.kernel[row][column]];
    return `${inWords(value)} × ${inWords(weight)} = ${inWords(value * weight)}`;
  };
  const window2 = makeGrid({
    label: `${name}: the window`,
    values: empty,
    colour: (value) => cellStyle(colours.of(value)),
    cellLabel: (row, column, text) => `${text}; times its weight: ${cell ? product(row, column) : ""}`
  });
  const kernel = makeGrid({
    label: `${name}: the filter's sheet`,
    values: empty,
    colour: (value) => cellStyle(signedColour(value, strongest))
  });
  const shown = make("span", { class: "channel-part" });
  const element = make(
    "div",
    { class: "channel-row", role: "group", "aria-label": name },
    whole.element,
    named("window", window2),
    make("span", { "aria-hidden": "true" }, "×"),
    named("its sheet", kernel),
    shown,
    part.element
  );
  return {
    element,
    show: (values, [rows, columns]) => colours.grey ? whole.grey(values, rows, columns) : whole.signed(values, rows, columns, colours.largest),
    showPart: (values, rows, columns, scale) => part.signed(values, rows, columns, scale),
    showCell(next, place, largest) {
      [cell, strongest] = [next, largest];
      window2.set(cell.window);
      kernel.set(cell.kernel);
      whole.frame(place, size);
      part.frame(place, [1, 1]);
      shown.textContent = `= ${inWords(cell.part)}`;
    },
    turn(on) {
      button.set(on);
      element.classList.toggle("is-off", !on);
      part.caption(on ? `${name}'s part` : `${name}'s part: left out`);
    }
  };
}
export {
  channel_sums_default as default
};
