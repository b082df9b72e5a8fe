// Made by `python -m course.pictures.bundles` from explorer.js and what it imports: change those.
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
function button({ text, onPress }) {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", () => onPress());
  return { element, get: () => element.textContent, set: (next) => element.textContent = next };
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
function labelled(id, label, ...parts2) {
  return make("span", { class: "live-control" }, make("label", { for: id }, label), ...parts2);
}

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
function inPercent(share, decimals = 1) {
  const least = 1 / 10 ** (2 + decimals);
  if (share > 0 && share < least) return `< ${(100 * least).toFixed(decimals)}%`;
  if (share > 1 - least && share < 1) return `> ${(100 - 100 * least).toFixed(decimals)}%`;
  return `${(100 * share).toFixed(decimals)}%`;
}
var inThousands = (number2) => String(number2).replace(/\B(?=(\d{3})+$)/g, ",");
function highestOf(values, of = (value) => value) {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, of(value));
  return largest;
}

// net_math.mjs
var sizeOf = ([rows, columns, maps]) => rows * columns * maps;
var hasWeights = (layer) => layer.kind === "convolution" || layer.kind === "dense";
var isOverMaps = (layer) => layer.function === "softmax" || layer.function === "log_softmax";
var isPooling = (layer) => layer.kind === "max pooling" || layer.kind === "average pooling";
var isMapByMap = (layer) => hasWeights(layer) ? layer.groups === layer.inputShape[2] && layer.groups === layer.shape[2] : isPooling(layer) || layer.kind === "zero padding" || layer.kind === "activation" && !isOverMaps(layer);
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
  const place2 = (index, axis) => slopesShape[axis] === 1 ? 0 : index;
  return Float32Array.from({ length: sizeOf(shape) }, (_, at) => {
    const [row, column, map] = [Math.floor(at / maps / columns) % rows, Math.floor(at / maps) % columns, at % maps];
    return numbers[indexOf({ shape: slopesShape }, place2(row, 0), place2(column, 1), place2(map, 2))];
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
function readAt({ strides, before, dilation, inputShape, apart = TOGETHER }, axis, place2, step) {
  const at = place2 * strides[axis] - before[axis] + step * dilation[axis];
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
function slopeOf(layer) {
  const [, slope] = FUNCTIONS[layer.function];
  return (index, x, y) => slope(x, y, givenAt(layer, index));
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
function bestOf(values) {
  return Array.from(values, (value, index) => [index, value]).sort((one, other) => other[1] - one[1]).slice(0, 2);
}

// receptive_field_math.mjs
var all = (count2) => [0, count2 - 1];
var whole = ([rows, columns, maps]) => ({ rows: all(rows), columns: all(columns), maps: all(maps) });
function regionsBehind(network, [layer, row, column, map]) {
  const regions = [{ rows: [row, row], columns: [column, column], maps: [map, map] }];
  for (let at = layer; at > 0; at--) regions.unshift(regions[0] && regionBefore(network.layers[at], regions[0]));
  return regions;
}
function regionBefore(layer, region) {
  if (layer.kind === "activation") {
    return isOverMaps(layer) ? { ...region, maps: all(layer.inputShape[2]) } : region;
  }
  if (layer.kind === "flatten") return unflattened(layer, region);
  const [rows, columns] = [reach(layer, region.rows, 0), reach(layer, region.columns, 1)];
  const [first, last] = region.maps;
  const maps = hasWeights(layer) ? [mapsRead(layer, first)[0], mapsRead(layer, last)[1]] : region.maps;
  return rows && columns && { rows, columns, maps };
}
function reach(layer, [first, last], axis) {
  const read2 = [];
  for (let place2 = first; place2 <= last; place2++) {
    for (let step = 0; step < layer.size[axis]; step++) {
      const at = readAt(layer, axis, place2, step);
      if (at >= 0) read2.push(at);
    }
  }
  return read2.length ? [Math.min(...read2), Math.max(...read2)] : null;
}
function unflattened(layer, { rows, columns, maps }) {
  if (sizeOf([rows, columns, maps].map(([first, last]) => last - first + 1)) === sizeOf(layer.inputShape)) {
    return whole(layer.inputShape);
  }
  const box = [0, 1, 2].map(() => [Infinity, -Infinity]);
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let column = columns[0]; column <= columns[1]; column++) {
      for (let map = maps[0]; map <= maps[1]; map++) {
        placeOf(layer.inputShape, indexOf(layer, row, column, map)).forEach((at, axis) => {
          box[axis][0] = Math.min(box[axis][0], at);
          box[axis][1] = Math.max(box[axis][1], at);
        });
      }
    }
  }
  return { rows: box[0], columns: box[1], maps: box[2] };
}
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
function sumsByMap(terms) {
  const sums = /* @__PURE__ */ new Map();
  for (const { map, product } of terms) sums.set(map, (sums.get(map) ?? 0) + product);
  return [...sums].map(([map, sum]) => ({ map, sum }));
}

// contribution_math.mjs
function scoreLayer(network) {
  const last = network.layers.length - 1;
  return isOverMaps(network.layers[last]) ? last - 1 : last;
}
function contributionsTo(network, outputs, wanted) {
  const top = scoreLayer(network);
  const slopes = Array(network.layers.length).fill(null);
  slopes[top] = new Float32Array(sizeOf(network.layers[top].shape));
  slopes[top][wanted] = 1;
  for (let at = top; at > 0; at--) slopes[at - 1] = slopesBefore(network.layers[at], outputs[at - 1], outputs[at], slopes[at]);
  return slopes.map((slope, at) => slope && slope.map((value, index) => value * outputs[at][index]));
}
function slopesBefore(layer, x, y, slopes) {
  if (layer.kind === "flatten") return slopes;
  if (isOverMaps(layer)) return beforeSoftmax(layer, y, slopes);
  if (layer.kind === "activation") {
    const slopeHere = slopeOf(layer);
    return slopes.map((slope, index) => slope * slopeHere(index, x[index], y[index]));
  }
  return beforeWindows(layer, x, slopes);
}
function beforeSoftmax({ shape: [, , maps], function: name }, y, slopes) {
  const before = new Float32Array(y.length);
  for (let from = 0; from < y.length; from += maps) {
    let sum = 0;
    for (let at = from; at < from + maps; at++) sum += name === "softmax" ? slopes[at] * y[at] : slopes[at];
    for (let at = from; at < from + maps; at++) {
      before[at] = name === "softmax" ? y[at] * (slopes[at] - sum) : slopes[at] - Math.exp(y[at]) * sum;
    }
  }
  return before;
}
function beforeWindows(layer, x, slopes) {
  const before = new Float64Array(x.length);
  const [rows, columns, maps] = layer.shape;
  const give = hasWeights(layer) ? giveByWeights : layer.kind === "max pooling" ? giveToLargest : giveEvenly;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = (row * columns + column) * maps;
      give(layer, row, column, x, slopes.subarray(from, from + maps), before);
    }
  }
  return Float32Array.from(before);
}
function giveByWeights(layer, row, column, x, slopes, before) {
  const { inputShape, kernel } = layer;
  const maps = inputShape[2];
  const [mapsEach, filtersEach] = [maps / layer.groups, slopes.length / layer.groups];
  eachInWindow(layer, row, column, (r, c, i, j) => {
    const at = (r * inputShape[1] + c) * maps;
    for (let map = 0; map < maps; map++) {
      const weights = weightsAt(layer, i, j, map);
      const first = Math.floor(map / mapsEach) * filtersEach;
      let sum = 0;
      for (let filter = first; filter < first + filtersEach; filter++) sum += slopes[filter] * kernel[weights + filter];
      before[at + map] += sum;
    }
  });
}
function giveToLargest(layer, row, column, x, slopes, before) {
  const [, columns, maps] = layer.inputShape;
  slopes.forEach((slope, map) => {
    let winner = -1;
    eachInWindow(layer, row, column, (r, c) => {
      const at = (r * columns + c) * maps + map;
      if (winner < 0 || x[at] > x[winner]) winner = at;
    });
    before[winner] += slope;
  });
}
function giveEvenly(layer, row, column, x, slopes, before) {
  const [, columns, maps] = layer.inputShape;
  const cells = [];
  eachInWindow(layer, row, column, (r, c) => cells.push((r * columns + c) * maps));
  for (const cell of cells) slopes.forEach((slope, map) => before[cell + map] += slope / cells.length);
}

// drawing_math.mjs
function stroke(pixels, [rows, columns, channels], from, to, radius, [ground, ink], strength = 1) {
  const [least, most2] = [0, 1].map((axis) => [Math.min(from[axis], to[axis]) - radius - 1, Math.max(from[axis], to[axis]) + radius + 1]);
  for (let row = Math.max(0, Math.floor(least[0])); row < Math.min(rows, least[1]); row++) {
    for (let column = Math.max(0, Math.floor(most2[0])); column < Math.min(columns, most2[1]); column++) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - distance([row + 0.5, column + 0.5], from, to)));
      if (cover === 0) continue;
      const at = (row * columns + column) * channels;
      const wanted = strength > 0 ? ground + cover * (ink - ground) : ink - cover * (ink - ground);
      const choose = strength > 0 ? Math.max : Math.min;
      for (let channel = at; channel < at + channels; channel++) pixels[channel] = choose(pixels[channel], wanted);
    }
  }
}
function distance([row, column], [r0, c0], [r1, c1]) {
  const length = (r1 - r0) ** 2 + (c1 - c0) ** 2;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((row - r0) * (r1 - r0) + (column - c0) * (c1 - c0)) / length));
  return Math.hypot(row - r0 - share * (r1 - r0), column - c0 - share * (c1 - c0));
}
function centred(pixels, [rows, columns, channels], [ground]) {
  let [ink, down, right] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at++) {
    const cell = Math.floor(at / channels);
    const weight = pixels[at] - ground;
    ink += weight;
    down += weight * (Math.floor(cell / columns) + 0.5);
    right += weight * (cell % columns + 0.5);
  }
  const moved = new Float32Array(pixels.length).fill(ground);
  if (ink <= 0) return moved;
  const [rowsDown, columnsRight] = [Math.round(rows / 2 - down / ink), Math.round(columns / 2 - right / ink)];
  for (let at = 0; at < pixels.length; at++) {
    const [cell, channel] = [Math.floor(at / channels), at % channels];
    const [row, column] = [Math.floor(cell / columns) + rowsDown, cell % columns + columnsRight];
    if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
    moved[(row * columns + column) * channels + channel] = pixels[at];
  }
  return moved;
}

// drawing_pad.mjs
var SIDE = 288;
var BRUSHES = [["0.018", "fine"], ["0.035", "medium"], ["0.06", "thick"], ["0.1", "very thick"]];
var MOST_UNDO = 20;
var REST = 400;
var STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
function drawingPad({ shape, range, pixels, onStroke, onDone, say }) {
  const { canvas, cover, sheet } = makeSheet(shape);
  const context = canvas.getContext("2d");
  const brush = choice({ label: "Brush", options: BRUSHES, value: "0.035", onChange: () => {
  } });
  const eraser = toggle({ text: "Erase", onChange: (on) => say(on ? "The brush erases." : "The brush draws.") });
  let [undo, marked] = [[], null];
  const pad = {
    pixels: Float32Array.from(pixels),
    set(next) {
      pad.pixels = Float32Array.from(next);
      paintSheet(context, pad.pixels, shape, range);
    },
    remember: () => undo = [...undo.slice(1 - MOST_UNDO), pad.pixels.slice()],
    show(region, colours) {
      marked = region ? { region, colours } : null;
      showCover();
    }
  };
  const line = (from, to, erase = eraser.get()) => {
    const radius = Math.max(0.5, Number(brush.get()) * shape[1]);
    stroke(pad.pixels, shape, from, to, radius, range, erase ? -1 : 1);
    paintSheet(context, pad.pixels, shape, range);
    onStroke();
  };
  const replace = (next, told2) => {
    pad.set(next);
    onStroke();
    onDone();
    say(told2);
  };
  const change = (text, make2, told2) => button({
    text,
    onPress() {
      pad.remember();
      replace(make2(pad.pixels), told2);
    }
  });
  const takeBack = () => undo.length ? replace(undo.pop(), "Undone.") : say("There is nothing to undo.");
  const strokes = { start: pad.remember, line, end: onDone };
  listenToPointer(canvas, shape, strokes);
  const cursor = listenToKeys(canvas, shape, { ...strokes, moved: () => showCover(), say });
  const showCover = () => drawCover(cover, shape, { ...marked, cursor: canvas.matches(":focus-visible") ? cursor : null });
  for (const event of ["focus", "blur"]) canvas.addEventListener(event, () => showCover());
  pad.element = make(
    "div",
    {},
    sheet,
    bar(brush, eraser),
    bar(
      button({ text: "Undo", onPress: takeBack }),
      change("Centre", (now) => centred(now, shape, range), "The drawing is in the middle."),
      change("Clear", (now) => now.map(() => range[0]), "The sheet is empty.")
    )
  );
  pad.set(pixels);
  return pad;
}
function makeSheet([rows, columns]) {
  const canvas = make("canvas", {
    class: "explorer-sheet",
    width: columns,
    height: rows,
    tabindex: "0",
    role: "application",
    "aria-roledescription": "drawing sheet",
    "aria-label": `Drawing, ${rows} × ${columns} pixels. Arrows move the brush, Shift and arrows draw, Space dabs.`
  });
  const high = Math.round(SIDE * rows / columns);
  const cover = make("canvas", { class: "explorer-cover", width: 2 * SIDE, height: 2 * high, "aria-hidden": "true" });
  const sheet = make("div", { class: "explorer-pad" }, canvas, cover);
  sheet.style.aspectRatio = `${columns} / ${rows}`;
  return { canvas, cover, sheet };
}
function listenToKeys(canvas, [rows, columns], { start, line, end, moved, say }) {
  const cursor = [Math.floor(rows / 2), Math.floor(columns / 2)];
  const middle = () => cursor.map((place2) => place2 + 0.5);
  let resting = null;
  const dab = (from) => {
    if (resting === null) start();
    clearTimeout(resting);
    resting = setTimeout(() => (resting = null, end()), REST);
    line(from, middle());
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const [from, step] = [middle(), STEPS[event.key]];
    if (step) {
      cursor[0] = clamp(cursor[0] + step[0], rows - 1);
      cursor[1] = clamp(cursor[1] + step[1], columns - 1);
      if (event.shiftKey) dab(from);
      say(`row ${cursor[0]}, column ${cursor[1]}`);
    } else if (event.key === " " || event.key === "Enter") dab(from);
    else return;
    event.preventDefault();
    moved();
  });
  return cursor;
}
var clamp = (value, most2) => Math.max(0, Math.min(most2, value));
function listenToPointer(canvas, [rows, columns], { start, line, end }) {
  let last = null;
  const place2 = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientY - box.top) / box.height * rows, (event.clientX - box.left) / box.width * columns];
  };
  const erases = (event) => (event.buttons & 34) !== 0 || void 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    start();
    last = place2(event);
    line(last, last, erases(event));
    canvas.focus({ preventScroll: true });
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const between2 = event.getCoalescedEvents?.() ?? [];
    for (const point of between2.length ? between2 : [event]) {
      const next = place2(point);
      line(last, next, erases(event));
      last = next;
    }
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(kind, () => {
      if (last) end();
      last = null;
    });
  }
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
}
function paintSheet(context, pixels, [rows, columns, channels], [ground, ink]) {
  const image = context.createImageData(columns, rows);
  for (let cell = 0; cell < rows * columns; cell++) {
    for (let colour = 0; colour < 3; colour++) {
      const value = pixels[cell * channels + (channels === 3 ? colour : 0)];
      image.data[4 * cell + colour] = 255 * (value - ground) / (ink - ground);
    }
    image.data[4 * cell + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
function drawCover(canvas, [rows, columns], { region, colours, cursor }) {
  const context = canvas.getContext("2d");
  const unit = canvas.width / columns;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (region) {
    const [x, y] = [region.columns[0] * unit, region.rows[0] * unit];
    const [width, height] = [(region.columns[1] - region.columns[0] + 1) * unit, (region.rows[1] - region.rows[0] + 1) * unit];
    context.strokeStyle = "#000";
    context.lineWidth = 7;
    context.strokeRect(x, y, width, height);
    context.strokeStyle = colours.dark ? colours.mark : "#f59e0b";
    context.lineWidth = 4;
    context.strokeRect(x, y, width, height);
  }
  if (cursor) {
    context.setLineDash([6, 4]);
    for (const [colour, offset] of [["#fff", 0], ["#d00", 5]]) {
      context.strokeStyle = colour;
      context.lineDashOffset = offset;
      context.lineWidth = 3;
      context.strokeRect(cursor[1] * unit, cursor[0] * unit, unit, unit);
    }
  }
}

// explorer_layout_math.mjs
function arrange([rows, columns, maps], { width, height, largest, smallest = 1.5, gap }) {
  const cellIn2 = (perLine2) => {
    const lines = Math.ceil(maps / perLine2);
    return Math.min(largest, (width - (perLine2 - 1) * gap) / (perLine2 * columns), (height - (lines - 1) * gap) / (lines * rows));
  };
  let perLine = maps;
  for (let lines = 2; lines <= maps; lines++) {
    const fewer = Math.ceil(maps / lines);
    if (cellIn2(fewer) > cellIn2(perLine) + 1e-9) perLine = fewer;
  }
  let cell = cellIn2(perLine);
  if (cell < smallest) {
    cell = smallest;
    perLine = Math.max(1, Math.floor((width + gap) / (columns * cell + gap)));
  }
  if (cell > 3) cell = Math.floor(cell);
  const [right, down] = [columns * cell + gap, rows * cell + gap];
  const places = Array.from({ length: maps }, (_, map) => [map % perLine * right, Math.floor(map / perLine) * down]);
  return { cell, places, width: Math.min(perLine, maps) * right - gap, height: Math.ceil(maps / perLine) * down - gap };
}
function walk(shapes, isShown, cell, key) {
  const [layer, row, column, map] = cell;
  const [rows, columns, maps] = shapes[layer];
  const isVector2 = rows * columns === 1;
  const steps = {
    ArrowLeft: () => besides(shapes[layer], cell, -1),
    ArrowRight: () => besides(shapes[layer], cell, 1),
    ArrowUp: () => isVector2 ? toLayer(shapes, isShown, cell, -1) : [layer, Math.max(row - 1, 0), column, map],
    ArrowDown: () => isVector2 ? toLayer(shapes, isShown, cell, 1) : [layer, Math.min(row + 1, rows - 1), column, map],
    PageUp: () => toLayer(shapes, isShown, cell, -1),
    PageDown: () => toLayer(shapes, isShown, cell, 1),
    "[": () => [layer, row, column, Math.max(map - 1, 0)],
    "]": () => [layer, row, column, Math.min(map + 1, maps - 1)],
    Home: () => isVector2 ? [layer, 0, 0, 0] : [layer, row, 0, map],
    End: () => isVector2 ? [layer, 0, 0, maps - 1] : [layer, row, columns - 1, map]
  };
  return steps[key]?.() ?? null;
}
function besides([, columns, maps], [layer, row, column, map], step) {
  const at = map * columns + column + step;
  if (at < 0 || at >= maps * columns) return [layer, row, column, map];
  return [layer, row, at % columns, Math.floor(at / columns)];
}
function toLayer(shapes, isShown, cell, step) {
  let layer = cell[0] + step;
  while (layer >= 0 && layer < shapes.length && !isShown(layer)) layer += step;
  if (layer < 0 || layer >= shapes.length) return cell;
  const scaled = [0, 1, 2].map((axis) => {
    const [from, to] = [shapes[cell[0]][axis], shapes[layer][axis]];
    return from === to ? cell[axis + 1] : Math.min(Math.floor((cell[axis + 1] + 0.5) / from * to), to - 1);
  });
  return [layer, ...scaled];
}

// explorer_2d.mjs
var MAPS = { height: 112, largest: 12, gap: 6 };
var VECTOR = { height: 44, largest: 13, gap: 1 };
var ANSWER = { height: 30, largest: 26, cell: 46 };
var BETWEEN = 16;
var INSET = 4;
var MOST_LINKS = 500;
function flatView() {
  const [below, above] = [make("canvas", { "aria-hidden": "true" }), make("canvas", { "aria-hidden": "true" })];
  const element = make("div", { class: "explorer-flat" }, below, above);
  const contexts = [below, above].map((canvas) => canvas.getContext("2d"));
  const view = {
    element,
    rows: [],
    lay(scene, width, labels) {
      view.rows = layOut(scene, width, labels);
      const height = view.rows.at(-1).top + view.rows.at(-1).height + BETWEEN;
      element.style.height = `${height}px`;
      for (const canvas of [below, above]) resize(canvas, width, height);
      view.shapes = scene.network.layers.map(({ shape }) => shape);
    },
    draw(scene) {
      const context = cleared(contexts[0]);
      context.imageSmoothingEnabled = false;
      view.rows.forEach((row, at) => row.maps && drawLayer(context, scene, row, at));
      view.mark(scene);
    },
    mark(scene) {
      const context = cleared(contexts[1]);
      if (!scene.selected) return;
      drawLinks(context, scene, view.rows);
      drawRegions(context, scene, view.rows);
    },
    find(x, y) {
      const at = view.rows.findIndex(({ top, height, maps }) => maps && y >= top && y < top + height);
      return at < 0 ? null : cellIn(view.shapes[at], view.rows[at], at, x, y);
    }
  };
  return view;
}
function resize(canvas, width, height) {
  const sharp = window.devicePixelRatio || 1;
  Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  canvas.getContext("2d").setTransform(sharp, 0, 0, sharp, 0, 0);
}
function cleared(context) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  return context;
}
function layOut({ network, hidden }, width, labels) {
  let top = INSET;
  const [last, inner] = [network.layers.length - 1, width - 2 * INSET];
  return network.layers.map(({ shape }, at) => {
    const isVector2 = shape[0] * shape[1] === 1;
    const room = at === last ? answerRoom(shape, inner) : { width: inner, ...isVector2 ? VECTOR : MAPS };
    const maps = hidden.has(at) ? null : inset(arrange(shape, room));
    const height = Math.max(maps ? maps.height + (at === last ? 30 : 0) : 0, labels[at]);
    const row = { top, height, maps };
    top += height + BETWEEN;
    return row;
  });
}
var inset = (maps) => ({ ...maps, places: maps.places.map(([x, y]) => [x + INSET, y]) });
var answerRoom = ([, , classes], width) => {
  const each = Math.min(ANSWER.cell, width / classes);
  const largest = Math.min(ANSWER.largest, each - 2);
  return { width, height: ANSWER.height, largest, gap: each - Math.max(1, Math.floor(largest)) };
};
var boxOf = ({ top, maps: { cell, places } }, [rows, columns], map) => {
  const [x, y] = places[map];
  return [x, top + y, columns * cell, rows * cell];
};
function drawLayer(context, scene, row, at) {
  const { network, bitmaps, colours } = scene;
  const { shape } = network.layers[at];
  context.strokeStyle = colours.line;
  context.lineWidth = 0.5;
  for (let map = 0; map < shape[2]; map++) {
    const [x, y, width, height] = boxOf(row, shape, map);
    bitmaps.draw(context, at, map, x, y, width, height);
    context.strokeRect(x - 0.25, y - 0.25, width + 0.5, height + 0.5);
  }
  if (at === network.layers.length - 1) nameClasses(context, scene, row, shape);
}
function nameClasses(context, { classNames, outputs, colours, network }, row, shape) {
  context.textAlign = "center";
  const values = outputs.at(-1);
  const isShare = network.layers.at(-1).function === "softmax";
  const best = values.indexOf(highestOf(values));
  classNames.forEach((name, map) => {
    const [x, y, width, height] = boxOf(row, shape, map);
    const isRoom = shape[2] === 1 || row.maps.places[1][0] - row.maps.places[0][0] > 38;
    const share = !isRoom && map !== best ? "" : isShare ? inPercent(values[map]) : inWords(values[map], 1);
    context.fillStyle = colours.ink;
    context.font = `${map === best ? "700 " : ""}13px system-ui, sans-serif`;
    context.fillText(name, x + width / 2, y + height + 14, 44);
    context.font = `${map === best ? "700 " : ""}10px system-ui, sans-serif`;
    const half = Math.min(context.measureText(share).width, 44) / 2;
    context.fillText(share, Math.max(half, Math.min(x + width / 2, row.maps.width + 2 * INSET - half)), y + height + 28, 44);
  });
}
function drawLinks(context, { network, selected, cell, colours }, rows) {
  const [at, row, column, map] = selected;
  if (at === 0 || !rows[at].maps || !rows[at - 1].maps) return;
  const middle = (layer, r, c, m) => {
    const { top, maps } = rows[layer];
    return [maps.places[m][0] + (c + 0.5) * maps.cell, top + maps.places[m][1] + (r + 0.5) * maps.cell];
  };
  const end = middle(at, row, column, map);
  context.globalAlpha = cell.terms.length > 60 ? 0.45 : 0.7;
  for (const link of strongest(cell)) {
    context.beginPath();
    context.moveTo(...middle(at - 1, link.row, link.column, link.map));
    context.lineTo(...end);
    context.strokeStyle = linkColour(link, colours);
    context.lineWidth = 0.4 + 1.6 * Math.abs(link.share);
    context.stroke();
  }
  context.globalAlpha = 1;
}
function strongest({ terms, winner }) {
  const size = ({ weight }) => Math.abs(weight ?? 0);
  const most2 = highestOf(terms, size) || 1;
  const share = (term, index) => term.weight === void 0 ? Number(winner === void 0 || winner === index) : term.weight / most2;
  const links = terms.map((term, index) => ({ ...term, share: share(term, index) }));
  if (links.length <= MOST_LINKS) return links;
  return links.sort((one, other) => size(other) - size(one)).slice(0, MOST_LINKS);
}
function linkColour({ weight, share }, colours) {
  if (weight === void 0) return share > 0 ? colours.mark : colours.line;
  return weight < 0 ? colours.negative : colours.positive;
}
var leavesOutLinks = ({ terms }) => terms.length > MOST_LINKS;
function drawRegions(context, scene, rows) {
  const { network, selected, regions, colours, cell } = scene;
  regions.forEach((region, at) => {
    if (!rows[at].maps || !region) return;
    const { shape } = network.layers[at];
    const last = at === selected[0];
    for (const box of regionBoxes(rows[at], shape, region)) outline(context, colours, box, last ? 2.5 : 1.5, last ? 1.5 : 0.5);
  });
  const winner = cell.winner === void 0 ? null : cell.terms[cell.winner];
  const before = selected[0] - 1;
  if (winner && rows[before]?.maps) {
    const size = rows[before].maps.cell;
    const [x, y] = boxOf(rows[before], network.layers[before].shape, winner.map);
    outline(context, colours, [x + winner.column * size, y + winner.row * size, size, size], 2.5, 0.5);
  }
}
function regionBoxes(row, shape, { rows, columns, maps }) {
  const { cell } = row.maps;
  const one = (map) => {
    const [x, y] = boxOf(row, shape, map);
    return [x + columns[0] * cell, y + rows[0] * cell, (columns[1] - columns[0] + 1) * cell, (rows[1] - rows[0] + 1) * cell];
  };
  const boxes = Array.from({ length: maps[1] - maps[0] + 1 }, (_, index) => one(maps[0] + index));
  if (shape[0] * shape[1] > 1 || boxes.length === 1) return boxes;
  return [[INSET, row.top, row.maps.width, row.maps.height]];
}
function outline(context, colours, [x, y, width, height], thick, apart) {
  const box = [x - apart, y - apart, width + 2 * apart, height + 2 * apart];
  context.lineWidth = thick + 1.5;
  context.strokeStyle = colours.ground;
  context.strokeRect(...box);
  context.lineWidth = thick;
  context.strokeStyle = colours.mark;
  context.strokeRect(...box);
}
function cellIn([rows, columns], { top, maps: { cell, places } }, at, x, y) {
  for (let map = 0; map < places.length; map++) {
    const [column, row] = [(x - places[map][0]) / cell, (y - top - places[map][1]) / cell].map(Math.floor);
    if (row >= 0 && row < rows && column >= 0 && column < columns) return [at, row, column, map];
  }
  return null;
}

// camera_math.mjs
function project({ turn, tilt, scale, middle }, [x, y, z]) {
  const right = x * Math.cos(turn) - z * Math.sin(turn);
  const near = x * Math.sin(turn) + z * Math.cos(turn);
  return [middle[0] + scale * right, middle[1] + scale * (near * Math.sin(tilt) - y * Math.cos(tilt))];
}
function onPlane({ turn, tilt, scale, middle }, y, [screenX, screenY]) {
  const right = (screenX - middle[0]) / scale;
  const near = ((screenY - middle[1]) / scale + y * Math.cos(tilt)) / Math.sin(tilt);
  return [right * Math.cos(turn) + near * Math.sin(turn), near * Math.cos(turn) - right * Math.sin(turn)];
}
function transformOnto(camera, y) {
  const [origin, right, near] = [[0, y, 0], [1, y, 0], [0, y, 1]].map((point) => project(camera, point));
  return [right[0] - origin[0], right[1] - origin[1], near[0] - origin[0], near[1] - origin[1], ...origin];
}
var SIDES = [[0, 0], [1, 0], [1, 1], [0, 1]];
var cornersOf = ([x, z, width, depth], y) => SIDES.map(([right, near]) => [x + right * width, y, z + near * depth]);
function fitted({ turn, tilt }, points, [width, height], margin) {
  const seen2 = points.map((point) => project({ turn, tilt, scale: 1, middle: [0, 0] }, point));
  const [xs, ys] = [seen2.map(([x]) => x), seen2.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { left: before = 0, around = 0 } = margin;
  const scale = Math.min((width - before - 2 * around) / (right - left), (height - 2 * around) / (bottom - top));
  const middle = [before + (width - before) / 2 - scale * (left + right) / 2, height / 2 - scale * (top + bottom) / 2];
  return { turn, tilt, scale, middle };
}

// explorer_3d.mjs
var MAPS2 = { width: 250, height: 48, largest: 5, smallest: 1, gap: 5 };
var VECTOR2 = { width: 250, height: 26, largest: 8, smallest: 1, gap: 1.5 };
var CLEAR = 24;
var PER_DEPTH = 0.55;
var RIM = 6;
var FONT = "12px system-ui, sans-serif";
var NAMES = 120;
var HEIGHT = 760;
var START = { turn: -0.38, tilt: 0.5 };
var MOST_PYRAMIDS = 16;
var TILTS = [0.12, 1.5];
var ZOOMS = [0.5, 8];
function deepView() {
  const canvas = make("canvas", { "aria-hidden": "true" });
  const element = make("div", { class: "explorer-deep" }, canvas);
  const context = canvas.getContext("2d");
  let [floors, first, angles, zoom, size] = [[], null, { ...START }, 1, [0, 0]];
  const camera = () => {
    const { scale, middle } = first;
    const around = size.map((side) => side / 2);
    return { ...angles, scale: scale * zoom, middle: middle.map((at, axis) => around[axis] + (at - around[axis]) * zoom) };
  };
  const view = {
    element,
    lay(scene, width) {
      size = [width, HEIGHT];
      resize(canvas, width, HEIGHT);
      floors = stack(scene);
      context.font = FONT;
      const left = Math.max(NAMES, 12 + highestOf(scene.network.layers, ({ name }) => context.measureText(name).width));
      first = fitted(START, floors.flatMap((floor) => cornersOf(floor.plate, floor.y)), size, { left, around: 16 });
      view.shapes = scene.network.layers.map(({ shape }) => shape);
    },
    draw(scene) {
      cleared(context);
      floors.forEach((floor, index) => {
        if (scene.selected && index > 0) drawBetween(context, camera(), scene, floors[index - 1], floor);
        drawFloor(context, camera(), scene, floor);
      });
    },
    mark: (scene) => view.draw(scene),
    find(x, y) {
      for (const floor of [...floors].reverse()) {
        const found = cellOn(floor, view.shapes[floor.at], onPlane(camera(), floor.y, [x, y]));
        if (found) return found;
      }
      return null;
    },
    camera(change) {
      if (!change) [angles, zoom] = [{ ...START }, 1];
      else {
        angles.turn += change.turn ?? 0;
        angles.tilt = within(TILTS, angles.tilt + (change.tilt ?? 0));
        zoom = within(ZOOMS, zoom * (change.zoom ?? 1));
      }
    }
  };
  return view;
}
var within = ([least, most2], value) => Math.max(least, Math.min(most2, value));
function stack({ network, hidden }) {
  const shown = network.layers.map((_, at) => at).filter((at) => !hidden.has(at));
  let y = 0;
  let depth = null;
  return shown.map((at) => {
    const { shape } = network.layers[at];
    const maps = arrange(shape, shape[0] * shape[1] === 1 ? VECTOR2 : MAPS2);
    const corner = [-maps.width / 2, -maps.height / 2];
    const plate = [corner[0] - RIM, corner[1] - RIM, maps.width + 2 * RIM, maps.height + 2 * RIM];
    if (depth !== null) y += CLEAR + PER_DEPTH * (depth + maps.height) / 2;
    depth = maps.height;
    return { at, y, maps, corner, plate };
  });
}
var boxOf2 = ({ maps, corner }, [rows, columns], map) => {
  const [x, z] = maps.places[map];
  return [corner[0] + x, corner[1] + z, columns * maps.cell, rows * maps.cell];
};
var regionBox = (floor, shape, { rows, columns }, map) => {
  const [x, z] = boxOf2(floor, shape, map);
  const { cell } = floor.maps;
  return [x + columns[0] * cell, z + rows[0] * cell, (columns[1] - columns[0] + 1) * cell, (rows[1] - rows[0] + 1) * cell];
};
var span = ([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
function path(context, camera, points) {
  context.beginPath();
  points.map((point) => project(camera, point)).forEach(([x, y], index) => index ? context.lineTo(x, y) : context.moveTo(x, y));
}
function drawFloor(context, camera, scene, floor) {
  const { network, bitmaps, colours } = scene;
  const { name, shape } = network.layers[floor.at];
  path(context, camera, cornersOf(floor.plate, floor.y));
  context.closePath();
  context.globalAlpha = 0.5;
  context.fillStyle = colours.soft;
  context.fill();
  context.globalAlpha = 1;
  nameFloor(context, camera, colours, floor, name);
  context.save();
  context.transform(...transformOnto(camera, floor.y));
  context.imageSmoothingEnabled = false;
  context.strokeStyle = colours.line;
  context.lineWidth = 0.35;
  for (const map of span([0, shape[2] - 1])) {
    const box = boxOf2(floor, shape, map);
    bitmaps.draw(context, floor.at, map, ...box);
    context.strokeRect(...box);
  }
  if (scene.selected && floor.at <= scene.selected[0]) {
    context.strokeStyle = colours.mark;
    context.lineWidth = floor.at === scene.selected[0] ? 1.6 : 1;
    const region = scene.regions[floor.at];
    for (const map of region ? span(region.maps) : []) context.strokeRect(...regionBox(floor, shape, region, map));
  }
  context.restore();
}
function nameFloor(context, camera, colours, floor, name) {
  const corners = cornersOf(floor.plate, floor.y).map((corner) => project(camera, corner));
  const [x, y] = corners.reduce((best, corner) => corner[0] < best[0] ? corner : best);
  context.font = FONT;
  context.textAlign = "right";
  context.fillStyle = colours.ink;
  context.fillText(name, x - 6, y + 4);
}
function drawBetween(context, camera, scene, below, above) {
  const { selected, regions, network, cell, colours } = scene;
  if (above.at > selected[0]) return;
  const shapes = [below, above].map(({ at }) => network.layers[at].shape);
  if (above.at === selected[0] && below.at === selected[0] - 1) drawLinks2(context, camera, colours, cell, selected, below, above);
  const [from, to] = [regions[below.at], regions[above.at]];
  if (!from) return;
  const sources = span(from.maps).map((map) => regionBox(below, shapes[0], from, map));
  const targets = span(to.maps).map((map) => regionBox(above, shapes[1], to, map));
  const pairs = pyramids(sources, targets, network.layers.slice(below.at + 1, above.at + 1).every(isMapByMap));
  context.strokeStyle = colours.mark;
  context.lineWidth = 1;
  context.globalAlpha = pairs.length === 1 ? 0.9 : 0.4;
  for (const [source, target] of pairs) drawEdges(context, camera, colours, [source, below.y], [target, above.y]);
  context.globalAlpha = 1;
}
function pyramids(sources, targets, mapByMap) {
  if (mapByMap) return sources.map((source, index) => [source, targets[index]]);
  const met = sources.length * targets.length > MOST_PYRAMIDS ? [middleOf(targets)] : targets;
  return sources.flatMap((source) => met.map((target) => [source, target]));
}
function middleOf(boxes) {
  const mean = (number2) => boxes.reduce((sum, box) => sum + number2(box), 0) / boxes.length;
  return [mean(([x, , width]) => x + width / 2), mean(([, z, , depth]) => z + depth / 2), 0, 0];
}
function drawEdges(context, camera, colours, [source, low], [target, high]) {
  const [starts, ends] = [cornersOf(source, low), cornersOf(target, high)];
  const alpha = context.globalAlpha;
  context.fillStyle = colours.mark;
  starts.forEach((corner, index) => {
    const next = (index + 1) % starts.length;
    path(context, camera, [corner, ends[index], ends[next], starts[next]]);
    context.globalAlpha = 0.15 * alpha;
    context.fill();
    context.globalAlpha = alpha;
    path(context, camera, [corner, ends[index]]);
    context.stroke();
  });
}
function drawLinks2(context, camera, colours, cell, [, row, column, map], below, above) {
  const at = (floor, r, c, m) => {
    const { cell: size, places } = floor.maps;
    return [floor.corner[0] + places[m][0] + (c + 0.5) * size, floor.y, floor.corner[1] + places[m][1] + (r + 0.5) * size];
  };
  const end = at(above, row, column, map);
  context.globalAlpha = cell.terms.length > 60 ? 0.4 : 0.7;
  for (const link of strongest(cell)) {
    path(context, camera, [at(below, link.row, link.column, link.map), end]);
    context.strokeStyle = linkColour(link, colours);
    context.lineWidth = 0.4 + 1.4 * Math.abs(link.share);
    context.stroke();
  }
  context.globalAlpha = 1;
}
function cellOn({ at, maps, corner }, [rows, columns], [x, z]) {
  for (let map = 0; map < maps.places.length; map++) {
    const column = Math.floor((x - corner[0] - maps.places[map][0]) / maps.cell);
    const row = Math.floor((z - corner[1] - maps.places[map][1]) / maps.cell);
    if (row >= 0 && row < rows && column >= 0 && column < columns) return [at, row, column, map];
  }
  return null;
}

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

// explorer_colours.mjs
var STEPS2 = 512;
var DARK = [
  [186, 222, 255],
  [96, 172, 255],
  [45, 112, 190],
  [30, 66, 108],
  [27, 41, 58],
  [25, 27, 30],
  [62, 39, 24],
  [122, 68, 28],
  [201, 108, 34],
  [255, 162, 74],
  [255, 222, 178]
];
function coloursOf(root) {
  const dark = root.closest('[data-jp-theme-light="false"]') !== null;
  const style = getComputedStyle(root);
  const named = (name) => style.getPropertyValue(`--live-${name}`).trim();
  const signed = table((share) => dark ? between(DARK, share) : signedColour(2 * share - 1, 1));
  return {
    dark,
    ...Object.fromEntries(["ink", "ground", "soft", "line", "mark"].map((name) => [name, named(name)])),
    negative: dark ? "rgb(96 172 255)" : "rgb(33 102 172)",
    positive: dark ? "rgb(255 162 74)" : "rgb(178 24 43)",
    signed,
    grey: table((share) => Array(3).fill(Math.round(255 * share)))
  };
}
function onTheme(action) {
  const observer = new MutationObserver(action);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  return () => observer.disconnect();
}
function ribbonOf(colours) {
  const stops = Array.from({ length: 11 }, (_, index) => css(colours.signed[Math.round(index * STEPS2 / 10)]));
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
var css = (packed) => `rgb(${packed & 255} ${packed >> 8 & 255} ${packed >> 16 & 255})`;
function entryOf(value, low, high) {
  const step = (value - low) / (high - low) * STEPS2;
  return step > 0 ? step < STEPS2 ? step + 0.5 | 0 : STEPS2 : 0;
}
var table = (colourAt) => Uint32Array.from({ length: STEPS2 + 1 }, (_, step) => {
  const [red, green, blue] = colourAt(step / STEPS2);
  return (255 << 24 | blue << 16 | green << 8 | red) >>> 0;
});
function between(stops, share) {
  const at = share * (stops.length - 1);
  const from = Math.min(Math.floor(at), stops.length - 2);
  return stops[from].map((low, channel) => Math.round(low + (at - from) * (stops[from + 1][channel] - low)));
}

// explorer_bitmaps.mjs
function makeBitmaps(network) {
  const sheets = network.layers.map(({ shape: [rows, columns, maps] }) => {
    const canvas = new OffscreenCanvas(columns * maps, rows);
    const context = canvas.getContext("2d");
    const image = context.createImageData(columns * maps, rows);
    return { canvas, context, image, pixels: new Uint32Array(image.data.buffer) };
  });
  const bitmaps = {
    largest: [],
    update(values, { scale, colours, range }) {
      bitmaps.largest = largestIn(network.layers, values, scale);
      sheets.forEach((sheet, at) => {
        const grey = at === 0 && range !== null;
        const bounds = (map) => grey ? range : [-bitmaps.largest[at][map], bitmaps.largest[at][map]];
        if (values[at] === null) sheet.pixels.fill(0);
        else fill(sheet.pixels, values[at], network.layers[at].shape, grey ? colours.grey : colours.signed, bounds);
        sheet.context.putImageData(sheet.image, 0, 0);
      });
    },
    draw(context, layer, map, x, y, width, height) {
      const [rows, columns] = network.layers[layer].shape;
      context.drawImage(sheets[layer].canvas, map * columns, 0, columns, rows, x, y, width, height);
    }
  };
  return bitmaps;
}
function fill(pixels, values, [rows, columns, maps], table2, bounds) {
  for (let map = 0; map < maps; map++) {
    const [low, high] = bounds(map);
    for (let row = 0; row < rows; row++) {
      const to = (row * maps + map) * columns;
      const from = row * columns * maps + map;
      for (let column = 0; column < columns; column++) {
        pixels[to + column] = table2[entryOf(values[from + column * maps], low, high)];
      }
    }
  }
}
function largestIn(layers, values, scale) {
  const byMap = layers.map(({ shape: [, , maps] }, at) => {
    const most2 = new Float64Array(maps);
    values[at]?.forEach((value, index) => most2[index % maps] = Math.max(most2[index % maps], Math.abs(value)));
    return most2;
  });
  const byLayer = byMap.map((most2) => highestOf(most2));
  const overall = highestOf(byLayer.slice(1));
  const shared = { map: (at, map) => byMap[at][map], layer: (at) => byLayer[at], network: (at) => at ? overall : byLayer[0] };
  return byMap.map((most2, at) => Array.from(most2, (_, map) => shared[scale](at, map) || 1));
}

// explorer_details.mjs
var BARS = 8;
var MOST_LINES = 2e3;
var DECIMALS = 3;
var number = (value) => inWords(value, DECIMALS);
var bracketed = (value) => value < 0 ? `(${number(value)})` : number(value);
function detailsPanel(hold) {
  const heading = make("h2", { class: "explorer-cell" });
  const body = make("div", { class: "explorer-apart" });
  const element = make("section", { class: "explorer-details", "aria-label": "The cell taken apart" }, make("div", { class: "explorer-head" }, heading, hold), body);
  const shownMaps = /* @__PURE__ */ new Map();
  const show = (scene) => {
    if (!scene.selected) {
      heading.textContent = "Take a cell apart";
      body.replaceChildren(make("p", {}, "Point at any cell of any layer, or walk to it with the arrow keys. Press it to hold it."));
      return;
    }
    heading.textContent = nameOf(scene);
    const pick = (map) => {
      shownMaps.set(scene.selected[0], map);
      show(scene);
      body.querySelector("select")?.focus();
    };
    body.replaceChildren(...parts(scene, shownMaps.get(scene.selected[0]), pick).filter(Boolean));
  };
  return { element, show };
}
var isVector = ({ shape: [rows, columns] }) => rows * columns === 1;
function nameOf({ network, selected, classNames }) {
  const [at, row, column, map] = selected;
  const layer = network.layers[at];
  if (!isVector(layer)) {
    const which = layer.shape[2] > 1 ? `, map ${map}` : "";
    return `${layer.name}${which}, row ${row}, column ${column}`;
  }
  const last = network.layers.at(-1);
  const isClass = at === network.layers.length - 1 || isOverMaps(last) && at === network.layers.length - 2;
  return isClass ? `${layer.name}, class ${classNames[map]}` : `${layer.name}, unit ${map}`;
}
function spokenCell(scene) {
  const { network, selected, cell, regions } = scene;
  const layer = network.layers[selected[0]];
  const sum = hasWeights(layer) ? `, weighted input of ${inProducts(cell)}${layer.bias ? " and the bias" : ""}` : "";
  return `${nameOf(scene)}: ${number(cell.output)}${sum}. ${selected[0] ? seen(regions[0]) : ""}`;
}
var inProducts = ({ terms }) => terms.length === 1 ? "1 product" : `${terms.length} products`;
function seen(region) {
  if (!region) return "It sees nothing of the picture.";
  const { rows, columns } = region;
  const count2 = (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1);
  const pixels = count2 === 1 ? "1 pixel" : `${rows[1] - rows[0] + 1} × ${columns[1] - columns[0] + 1} = ${count2} pixels`;
  return `It sees rows ${rows[0]} to ${rows[1]} and columns ${columns[0]} to ${columns[1]} of the picture: ${pixels}.`;
}
function parts(scene, chosen, pick) {
  const { network, selected, cell, regions, outputs } = scene;
  const layer = network.layers[selected[0]];
  if (layer.kind === "picture") return [paragraph(`A pixel of the picture: ${number(cell.output)}.`)];
  const origin = paragraph(seen(regions[0]));
  if (hasWeights(layer)) return [...weightedParts(scene, layer, cell, chosen, pick), activationAfter(scene), origin];
  if (isPooling(layer)) return [...pooledParts(scene, layer, cell), origin];
  if (layer.kind === "zero padding" && !cell.terms.length) return [paragraph("Padding: 0, whatever is drawn."), origin];
  if (layer.kind === "flatten" || layer.kind === "zero padding") {
    const from = cellName(network.layers[selected[0] - 1], cell.terms[0]);
    return [paragraph(`The number of ${from}: ${number(cell.output)}.`), origin];
  }
  const activation = paragraph(inFunction(layer, cell, selected), "explorer-result");
  const source = scene.sourceCell;
  const before = network.layers[selected[0] - 1];
  if (!source || !hasWeights(before)) return [activation, origin];
  const intro = paragraph(`What it was given is the weighted input of ${before.name}:`);
  return [activation, intro, ...weightedParts({ ...scene, outputs }, before, source, chosen, pick), origin];
}
var paragraph = (text, name) => make("p", name ? { class: name } : {}, text);
var cellName = (layer, { map, row, column }) => isVector(layer) ? `unit ${map}` : `map ${map}, row ${row}, column ${column}`;
function weightedParts(scene, layer, cell, chosen, pick) {
  const { network } = scene;
  const bias = layer.bias ? ` ${plus(cell.bias)} (bias) = ${number(cell.sum + cell.bias)}` : ", without a bias";
  const total = paragraph(`Weighted input: ${number(cell.sum)} (${inProducts(cell)})${bias}`, "explorer-result");
  if (!cell.terms.length) return [total];
  const links = leavesOutLinks(cell) ? paragraph(`The ${MOST_LINKS} strongest of its ${cell.terms.length} links are drawn.`) : null;
  const before = network.layers[network.layers.indexOf(layer) - 1];
  if (layer.size[0] * layer.size[1] === 1) {
    const unit = isVector(before) ? "unit" : "map";
    const many = cell.terms.length > 1 ? bars(scene, unitBars(cell, unit), `What each ${unit} contributes, the strongest first`) : null;
    return [total, many, writtenOut(unitLines(cell, unit)), links];
  }
  const sums = sumsByMap(cell.terms);
  const strongest2 = sums.reduce((best, one) => Math.abs(one.sum) > Math.abs(best.sum) ? one : best).map;
  const map = sums.some((one) => one.map === chosen) ? chosen : strongest2;
  const terms = cell.terms.filter((term) => term.map === map);
  const alone = before.shape[2] > 1 ? paragraph(`It reads map ${map} of ${before.name} and no other.`) : null;
  const from = sums.length > 1 ? mapChoice(sums, map, pick) : alone;
  return [
    total,
    sums.length > 1 ? bars(scene, sums.map((one) => ({ name: `map ${one.map}`, value: one.sum })), "Products with each map, added up") : null,
    from,
    patches(scene, layer, terms),
    writtenOut(windowLines(layer, terms)),
    links
  ];
}
var plus = (value) => value < 0 ? `− ${number(-value)}` : `+ ${number(value)}`;
var mapChoice = (sums, map, pick) => choice({
  label: "Written out: products with",
  options: sums.map((one) => [String(one.map), `map ${one.map}: ${number(one.sum)}`]),
  value: String(map),
  onChange: (value) => pick(Number(value))
}).element;
var unitBars = ({ terms }, unit) => terms.map(({ map, product }) => ({ name: `${unit} ${map}`, value: product }));
var written = ({ value, weight }) => `${number(value)} × ${bracketed(weight)}`;
var further = ({ value, weight }) => ` + ${bracketed(value)} × ${bracketed(weight)}`;
function unitLines({ terms }, unit) {
  const ordered = [...terms].sort((one, other) => Math.abs(other.product) - Math.abs(one.product));
  return ordered.map((term) => `${unit} ${term.map}: ${written(term)} = ${number(term.product)}`);
}
function windowLines(layer, terms) {
  const rows = [...new Set(terms.map(({ row }) => row))];
  return rows.map((row) => {
    const line = terms.filter((term) => term.row === row);
    const sum = line.reduce((total, { product }) => total + product, 0);
    return `row ${row}: ${written(line[0])}${line.slice(1).map(further).join("")} = ${number(sum)}`;
  });
}
function writtenOut(lines) {
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length > shown.length) shown.push(`and ${inThousands(lines.length - shown.length)} more`);
  return make("ol", { class: "explorer-written", tabindex: "0", "aria-label": "Products written out" }, ...shown.map((line) => make("li", {}, line)));
}
function bars({ colours }, items, title) {
  const ordered = [...items].sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const rest = ordered.slice(BARS);
  const sides = [rest.filter(({ value }) => value >= 0), rest.filter(({ value }) => value < 0)].filter(({ length }) => length);
  const shown = [...ordered.slice(0, BARS), ...sides.map(together)];
  const most2 = highestOf(shown, ({ value }) => Math.abs(value)) || 1;
  const rows = shown.map(({ name, value }) => {
    const bar2 = make("span", { class: "explorer-bar" });
    const share = 50 * Math.abs(value) / most2;
    Object.assign(bar2.style, {
      width: `${share}%`,
      left: `${value < 0 ? 50 - share : 50}%`,
      background: value < 0 ? colours.negative : colours.positive
    });
    const track = make("td", { class: "explorer-track" }, bar2);
    return make("tr", {}, make("th", { scope: "row" }, name), track, make("td", {}, number(value)));
  });
  return make("table", { class: "explorer-bars" }, make("caption", {}, title), ...rows);
}
var together = (items) => ({ name: `${items.length} others`, value: items.reduce((sum, { value }) => sum + value, 0) });
function patches({ colours }, layer, terms) {
  const [rows, columns] = layer.size;
  const grid = (name) => {
    const values = Array(rows * columns).fill(NaN);
    for (const term of terms) values[term.i * columns + term.j] = term[name];
    return values;
  };
  const titles = [["value", "inputs"], ["weight", "weights"], ["product", "products"]];
  const signs = ["×", "=", ""];
  return make(
    "div",
    { class: "explorer-patches" },
    ...titles.flatMap(([name, title], index) => [patch(colours, grid(name), rows, columns, title), make("span", {}, signs[index])])
  );
}
function patch(colours, values, rows, columns, title) {
  const largest = highestOf(values.filter((value) => !Number.isNaN(value)), Math.abs) || 1;
  const unit = Math.max(3, Math.floor(72 / Math.max(rows, columns)));
  const canvas = make("canvas", { width: columns * unit, height: rows * unit, role: "img", "aria-label": `${title}, up to ±${number(largest)}` });
  const context = canvas.getContext("2d");
  values.forEach((value, index) => {
    context.fillStyle = Number.isNaN(value) ? "#888" : css(colours.signed[entryOf(value, -largest, largest)]);
    context.fillRect(index % columns * unit, Math.floor(index / columns) * unit, unit, unit);
  });
  return make("figure", {}, canvas, make("figcaption", {}, title, make("br"), `±${number(largest)}`));
}
function pooledParts({ colours }, layer, cell) {
  const rows = [...new Set(cell.terms.map(({ row }) => row))];
  const largest = highestOf(cell.terms, ({ value }) => Math.abs(value)) || 1;
  const table2 = make(
    "table",
    { class: "explorer-window" },
    make("caption", {}, "The window"),
    ...rows.map(
      (row) => make("tr", {}, ...cell.terms.map((term, index) => [term, index]).filter(([term]) => term.row === row).map(([term, index]) => {
        const won = index === cell.winner;
        const item = make("td", { class: won ? "is-winner" : void 0 }, `${number(term.value)}${won ? " ★" : ""}`);
        item.style.borderBottomColor = css(colours.signed[entryOf(term.value, -largest, largest)]);
        return item;
      }))
    )
  );
  const winner = cell.terms[cell.winner];
  const told2 = winner ? `The largest wins: ${number(winner.value)}, at row ${winner.row}, column ${winner.column} of map ${winner.map}.` : `Their average: (${cell.terms.map(({ value }) => bracketed(value)).join(" + ")}) / ${cell.terms.length} = ${number(cell.output)}.`;
  return [paragraph(told2, "explorer-result"), cell.terms.length <= 81 ? table2 : null];
}
function inFunction(layer, cell, [, , , map]) {
  if (!isOverMaps(layer)) return `${layer.called}(${number(cell.terms[0].value)}) = ${number(cell.output)}`;
  const largest = highestOf(cell.terms, ({ value }) => value);
  const powers = cell.terms.map(({ value }) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  const below = largest - cell.terms[map].value;
  const score = below === 0 ? "Its score is the highest" : `Its score is ${number(below)} below the highest`;
  const share = inPercent(powers[map] / sum);
  return `${score}: e to the power of ${number(-below)} is ${number(powers[map])}. Divided by the sum of such numbers over all ${powers.length}, ${number(sum)}, that is ${share}` + (layer.function === "softmax" ? "." : `, whose logarithm is ${number(cell.output)}.`);
}
function activationAfter({ network, selected, outputs }) {
  const [at, row, column, map] = selected;
  const next = network.layers[at + 1];
  if (next?.kind !== "activation" || isOverMaps(next)) return null;
  const given = outputs[at][indexOf(network.layers[at], row, column, map)];
  const output = outputs[at + 1][indexOf(next, row, column, map)];
  return paragraph(`After the activation: ${next.called}(${number(given)}) = ${number(output)}`, "explorer-result");
}

// explorer_guess.mjs
function guessPanel() {
  const [first, firstShare] = [make("span", { class: "explorer-first" }), make("span")];
  const second = make("span", { class: "explorer-second" });
  const element = make("p", { class: "explorer-guess" }, first, make("span", {}, make("span", { class: "explorer-small" }, "first guess "), firstShare, make("br"), second));
  return {
    element,
    show(best, { network, classNames }) {
      const isShare = network.layers.at(-1).function === "softmax";
      const [sure, next] = best.map(([index, value]) => [classNames[index], isShare ? inPercent(value) : `score ${inWords(value)}`]);
      first.textContent = sure[0];
      first.classList.toggle("is-word", sure[0].length > 2);
      firstShare.textContent = sure[1];
      second.textContent = next ? `second guess ${next[0]}, ${next[1]}` : "";
    },
    text: () => `First guess ${first.textContent}, ${firstShare.textContent}; ${second.textContent}.`
  };
}

// explorer_layers.mjs
function layerList({ scene, onSwitch }) {
  const { network, hidden } = scene;
  const items = network.layers.map((layer, at) => {
    const toggle2 = make("button", { type: "button", "aria-pressed": String(!hidden.has(at)) }, layer.name);
    const [size, scale] = [make("span"), make("span")];
    toggle2.addEventListener("click", () => {
      const next = new Set(scene.hidden);
      if (!next.delete(at)) next.add(at);
      onSwitch([...next].sort((one, other) => one - other));
    });
    return { element: make("li", {}, toggle2, make("span", { class: "explorer-size" }, size, scale)), toggle: toggle2, size, scale };
  });
  const element = make("ol", { class: "explorer-layers", "aria-label": "Layers; press one to hide or show it" }, ...items.map((item) => item.element));
  return {
    element,
    heightsBeside(isBeside) {
      element.classList.toggle("is-placed", isBeside);
      return items.map(({ element: item }) => item.offsetHeight);
    },
    lay(rows) {
      items.forEach(({ element: item }, at) => item.style.top = rows ? `${rows[at].top}px` : "");
    },
    show(scale, wanted) {
      items.forEach((item, at) => {
        const isShown = !scene.hidden.has(at);
        item.toggle.setAttribute("aria-pressed", String(isShown));
        item.element.classList.toggle("is-folded", !isShown);
        item.size.textContent = wanted < 0 ? network.layers[at].text : sumOf(scene.shown[at]);
        item.scale.textContent = told(scene, at, scale, wanted);
      });
    }
  };
}
var sumOf = (values) => values ? `sum ${inWords(values.reduce((total, value) => total + value, 0))}` : "after the score";
var shapeOf = ([rows, columns, maps]) => rows * columns === 1 ? String(maps) : `${rows} × ${columns} × ${maps}`;
function told({ network, shown, bitmaps }, at, scale, wanted) {
  const size = shapeOf(network.layers[at].shape);
  if (shown[at] === null || scale === "map" || at === 0 && wanted < 0) return size;
  return `${size}, ±${inWords(bitmaps.largest[at][0])}`;
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

// explorer_stage.mjs
var TURN = 0.12;
var ZOOM = 1.15;
var CAMERA_KEYS = {
  a: { turn: -TURN },
  d: { turn: TURN },
  w: { tilt: TURN },
  s: { tilt: -TURN },
  "+": { zoom: ZOOM },
  "=": { zoom: ZOOM },
  "-": { zoom: 1 / ZOOM },
  0: null
};
var HELP = "Arrows walk from cell to cell, Page Up and Page Down from layer to layer, [ and ] from map to map. Enter holds the cell, Escape lets it go.";
var HELP_3D = " A and D turn, W and S tilt, + and − zoom, 0 goes back.";
function explorerStage({ scene, views, current, onSelect, say }) {
  const element = make("div", { class: "explorer-stage", tabindex: "0", role: "application", "aria-roledescription": "layers of the network" });
  const shapes = scene.network.layers.map(({ shape }) => shape);
  const hold = toggle({ text: "Hold", onChange: (on) => say(on ? "The cell is held." : "The cell follows the pointer.") });
  const inSpace = () => current() === views["3-D"];
  const redraw = everyFrame(() => current().draw(scene));
  const move = (change) => {
    views["3-D"].camera(change);
    redraw();
  };
  const camera = bar(
    ...[["Turn left", "a"], ["Turn right", "d"], ["Tilt up", "w"], ["Tilt down", "s"], ["Closer", "+"], ["Farther", "-"], ["Reset", "0"]].map(
      ([text, key]) => button({ text, onPress: () => move(CAMERA_KEYS[key]) })
    )
  );
  const start = () => [1, Math.floor(shapes[1][0] / 2), Math.floor(shapes[1][1] / 2), 0];
  const select = (cell, told2) => {
    if (cell && String(cell) !== String(scene.selected)) onSelect(cell, told2);
  };
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") hold.element.click();
    else if (event.key === "Escape") hold.set(false);
    else if (inSpace() && event.key.toLowerCase() in CAMERA_KEYS) move(CAMERA_KEYS[event.key.toLowerCase()]);
    else {
      const next = walk(shapes, (layer) => !scene.hidden.has(layer), scene.selected ?? start(), event.key);
      if (!next) return;
      select(scene.selected ? next : start(), true);
    }
    event.preventDefault();
  });
  listenToPointer2(element, {
    point: (place2) => hold.get() || select(current().find(...place2), false),
    press(place2) {
      const cell = current().find(...place2);
      if (!cell) return;
      const again = hold.get() && String(cell) === String(scene.selected);
      hold.set(!again);
      select(cell, true);
    },
    drag: (right, down) => inSpace() && move({ turn: -0.01 * right, tilt: 0.01 * down }),
    zoom: (factor) => inSpace() && move({ zoom: factor }),
    drags: inSpace
  });
  return {
    element,
    hold: hold.element,
    camera,
    show() {
      if (element.firstChild !== current().element) element.replaceChildren(current().element);
      camera.hidden = !inSpace();
      element.classList.toggle("is-deep", inSpace());
      element.setAttribute("aria-label", HELP + (inSpace() ? HELP_3D : ""));
    }
  };
}
var CLICK = 5;
function listenToPointer2(element, { point, press, drag, zoom, drags }) {
  const held = /* @__PURE__ */ new Map();
  let [from, travelled] = [null, 0];
  const place2 = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  let latest = null;
  const look = everyFrame(() => latest && point(latest));
  element.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, place2(event));
    [from, travelled] = [place2(event), 0];
    if (drags()) element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    const now = place2(event);
    const before = held.get(event.pointerId);
    if (!before || !drags()) {
      latest = now;
      look();
      return;
    }
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    if (other) zoom(distance2(now, other) / distance2(before, other));
    else if (travelled > CLICK) drag(now[0] - before[0], now[1] - before[1]);
    held.set(event.pointerId, now);
  });
  element.addEventListener("pointerup", (event) => {
    if (held.delete(event.pointerId) && from && travelled <= CLICK && held.size === 0) press(place2(event));
  });
  element.addEventListener("pointercancel", (event) => held.delete(event.pointerId));
  element.addEventListener("pointerleave", () => latest = null);
  element.addEventListener(
    "wheel",
    (event) => {
      if (!drags() || !event.ctrlKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 300));
    },
    { passive: false }
  );
}
var distance2 = ([x, y], [otherX, otherY]) => Math.hypot(x - otherX, y - otherY) || 1;

// picture_strip.mjs
var STEPS3 = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
function pictureStrip({ label, pictures, names, shape, range, onChoose }) {
  const size = shape[0] * shape[1] * shape[2];
  const pixelsOf = (index) => pictures.subarray(index * size, (index + 1) * size);
  const buttons = names.map((name, index) => {
    const canvas = make("canvas", { width: shape[1], height: shape[0], "aria-hidden": "true" });
    paintSheet(canvas.getContext("2d"), pixelsOf(index), shape, range);
    const button2 = make("button", { type: "button", "aria-label": name, title: name, tabindex: index ? "-1" : "0" }, canvas);
    button2.addEventListener("click", () => onChoose(pixelsOf(index), name));
    return button2;
  });
  const element = make("div", { class: "explorer-strip", role: "group", "aria-label": label }, ...buttons);
  element.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target);
    const to = buttons[at + (STEPS3[event.key] ?? NaN)];
    if (event.key in STEPS3) event.preventDefault();
    to?.focus();
  });
  element.addEventListener("focusin", (event) => {
    for (const button2 of buttons) button2.setAttribute("tabindex", button2 === event.target ? "0" : "-1");
  });
  return { element };
}

// explorer.js
var SCALES = [["layer", "each layer by itself"], ["map", "each map by itself"], ["network", "raw, one scale for all"]];
var TOLD = {
  layer: "Every layer has a scale of its own: within a layer, equal colours are equal numbers.",
  map: "Every map has a scale of its own: the strongest colour is its largest number, however small that is.",
  network: "All layers after the picture share one scale: equal colours are equal numbers, and small numbers are faint."
};
var REST2 = 250;
var explorer_default = picture((frame) => {
  const scene = openScene(frame.model, frame.root);
  const acts = {};
  const parts2 = makeParts(frame, scene, acts);
  Object.assign(acts, makeActs(frame, scene, parts2));
  place(frame, parts2);
  listen(frame, scene, parts2, acts);
  acts.run();
  parts2.settings.show();
  acts.lay();
});
function makeParts(frame, scene, acts) {
  const { model, say } = frame;
  const views = { "2-D": flatView(), "3-D": deepView() };
  const current = () => views[model.get("view")];
  const stage = explorerStage({ scene, views, current, onSelect: (cell, told2) => acts.select(cell, told2), say });
  const sheet = { shape: scene.network.layers[0].shape, range: model.get("pixel_range") };
  return {
    current,
    stage,
    pad: drawingPad({ ...sheet, pixels: model.get("drawing"), onStroke: () => acts.recompute(), onDone: () => acts.keep(), say }),
    strip: pictureStrip({
      ...sheet,
      label: "Pictures to choose from",
      pictures: floats(model, "pictures"),
      names: model.get("picture_names"),
      onChoose: (pixels, name) => acts.choose(pixels, name)
    }),
    guess: guessPanel(),
    details: detailsPanel(stage.hold),
    list: layerList({ scene, onSwitch: (hidden) => frame.put("hidden", hidden) }),
    settings: settingsBar(frame, scene)
  };
}
function place({ model, root }, { strip, pad, guess, details, settings, stage, list }) {
  const board = make("div", { class: "explorer-board" }, list.element, stage.element);
  const left = make("div", { class: "explorer-left" }, pad.element, guess.element, details.element);
  const right = make("div", { class: "explorer-right" }, settings.element, stage.camera, board);
  if (model.get("picture_names").length) root.append(strip.element);
  root.append(make("div", { class: "explorer" }, left, right));
}
function makeActs({ model, put, say, atEnd }, scene, { current, stage, pad, guess, details, list }) {
  let resting;
  atEnd(() => clearTimeout(resting));
  const run = () => {
    scene.outputs = forward(scene.network, pad.pixels);
    guess.show(bestOf(scene.outputs.at(-1)), scene);
  };
  const compute = () => {
    run();
    refresh();
  };
  const refresh = () => {
    colour();
    draw();
  };
  const colour = () => {
    const wanted = model.get("contributions");
    scene.shown = wanted < 0 ? scene.outputs : contributionsTo(scene.network, scene.outputs, wanted);
    const range = wanted < 0 ? model.get("pixel_range") : null;
    scene.bitmaps.update(scene.shown, { scale: model.get("scale"), colours: scene.colours, range });
    list.show(model.get("scale"), wanted);
  };
  const draw = () => {
    takeApart(scene);
    current().draw(scene);
    tell();
  };
  const tell = () => {
    details.show(scene);
    pad.show(scene.selected?.[0] > 0 ? scene.regions[0] : null, scene.colours);
  };
  const keep = (before = "") => {
    put("drawing", Array.from(pad.pixels));
    say(before + guess.text());
  };
  const followSelected = () => follow(details.element, stage.element, current().rows?.[scene.selected?.[0]]);
  return {
    run,
    compute,
    recompute: everyFrame(compute),
    refresh,
    keep,
    choose(pixels, name) {
      pad.remember();
      pad.set(pixels);
      compute();
      keep(`${name}. `);
    },
    select(cell, told2) {
      scene.selected = cell;
      takeApart(scene);
      current().mark(scene);
      tell();
      followSelected();
      if (told2 && cell) say(spokenCell(scene));
      clearTimeout(resting);
      resting = setTimeout(() => put("selected", cell ?? []), REST2);
    },
    lay() {
      stage.show();
      colour();
      const labels = list.heightsBeside(current().rows !== void 0);
      current().lay(scene, Math.max(stage.element.clientWidth, 200), labels);
      list.lay(current().rows);
      draw();
      followSelected();
    }
  };
}
function listen({ root, on, atEnd }, scene, { pad, settings, stage }, acts) {
  on("drawing", (drawing) => {
    if (drawing.every((value, index) => value === pad.pixels[index])) return;
    pad.set(drawing);
    acts.compute();
  });
  on("hidden", (hidden) => {
    scene.hidden = new Set(hidden);
    acts.lay();
  });
  on("view", acts.lay);
  for (const name of ["scale", "contributions"]) on(name, acts.refresh);
  on("selected", (cell) => {
    if (String(cell) !== String(scene.selected ?? [])) acts.select(isCell(scene, cell) ? cell : null);
  });
  const widths = new ResizeObserver(everyFrame(acts.lay));
  widths.observe(stage.element.parentElement);
  atEnd(() => widths.disconnect());
  const recolour = () => {
    scene.colours = coloursOf(root);
    settings.show();
    acts.refresh();
  };
  atEnd(onTheme(recolour));
}
function openScene(model, root) {
  const network = makeNetwork(model.get("network"), floats(model, "weights"));
  const scene = {
    network,
    bitmaps: makeBitmaps(network),
    colours: coloursOf(root),
    classNames: model.get("class_names"),
    hidden: new Set(model.get("hidden"))
  };
  scene.selected = isCell(scene, model.get("selected")) ? model.get("selected") : null;
  return scene;
}
function isCell({ network }, [layer, ...place2]) {
  const shape = network.layers[layer]?.shape;
  return shape !== void 0 && place2.length === 3 && place2.every((value, axis) => value >= 0 && value < shape[axis]);
}
function takeApart(scene) {
  const { network, outputs, selected } = scene;
  if (!selected) return;
  scene.cell = cellAt(network, outputs, selected);
  scene.regions = regionsBehind(network, selected);
  const isActivation = network.layers[selected[0]].kind === "activation";
  scene.sourceCell = isActivation ? cellAt(network, outputs, [selected[0] - 1, ...selected.slice(1)]) : null;
}
function follow(panel, stage, row) {
  panel.style.marginTop = "";
  if (!row || panel.contains(document.activeElement)) return;
  const [natural, board] = [panel.getBoundingClientRect(), stage.getBoundingClientRect()];
  if (natural.right > board.left) return;
  const room = board.bottom - natural.bottom;
  const wanted = board.top + row.top - natural.top - 60;
  panel.style.marginTop = `${Math.max(0, Math.min(wanted, room))}px`;
}
function settingsBar({ model, put, on }, scene) {
  const view = choice({ label: "View", options: [["2-D", "flat (2-D)"], ["3-D", "in space (3-D)"]], value: model.get("view"), onChange: (value) => put("view", value) });
  const classes = scene.classNames.map((name, index) => [String(index), `what speaks for or against ${name}`]);
  const options = [["-1", "activations"], ...classes];
  const shows = choice({ label: "Colours show", options, value: String(model.get("contributions")), onChange: (value) => put("contributions", Number(value)) });
  const scale = choice({ label: "Scale", options: SCALES, value: model.get("scale"), onChange: (value) => put("scale", value) });
  const ribbon = make("span", { class: "explorer-ribbon", role: "presentation" });
  const legend = make("span", { class: "explorer-legend" }, "negative", ribbon, "positive");
  const told2 = make("p", { class: "explorer-told" });
  const show = () => {
    view.set(model.get("view"));
    shows.set(String(model.get("contributions")));
    scale.set(model.get("scale"));
    ribbon.style.background = ribbonOf(scene.colours);
    const what = model.get("contributions") < 0 ? "" : meaning(scene);
    told2.textContent = TOLD[model.get("scale")] + what;
  };
  for (const name of ["view", "contributions", "scale"]) on(name, show);
  return { element: make("div", {}, bar(view, shows, scale, { element: legend }), told2), show };
}
var meaning = ({ network }) => ` Shown is value × slope: what the cell adds to the score, exactly in the layer that “${network.layers[scoreLayer(network)].name}” reads, and as a first estimate further back.`;
export {
  explorer_default as default
};
