// Made by `python -m course.pictures.bundles` from sliding_detector.js and what it imports: change those.
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

// controls.mjs
function button({ text, onPress }) {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", () => onPress());
  return { element, get: () => element.textContent, set: (next) => element.textContent = next };
}
function bar(...controls) {
  return make("div", { class: "live-bar" }, ...controls.map((control) => control.element));
}

// numbers.mjs
function inPercent(share2, decimals = 1) {
  const least = 1 / 10 ** (2 + decimals);
  if (share2 > 0 && share2 < least) return `< ${(100 * least).toFixed(decimals)}%`;
  if (share2 > 1 - least && share2 < 1) return `> ${(100 - 100 * least).toFixed(decimals)}%`;
  return `${(100 * share2).toFixed(decimals)}%`;
}
function highestOf(values, of = (value) => value) {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, of(value));
  return largest;
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
var clamp = (value, least, most2) => Math.max(least, Math.min(most2, value));
function signedColour(value, largest) {
  if (Number.isNaN(value)) return [128, 128, 128];
  const at = clamp((value / largest + 1) / 2, 0, 1) * (SIGNED.length - 1);
  const from = Math.min(Math.floor(at), SIGNED.length - 2);
  return SIGNED[from].map((low, channel) => Math.round(low + (at - from) * (SIGNED[from + 1][channel] - low)));
}
function greyColour(value, low = 0, high = 1) {
  const grey = Math.round(255 * clamp((value - low) / (high - low), 0, 1));
  return [grey, grey, grey];
}
function cellStyle([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share2 = value / 255;
    return share2 <= 0.04045 ? share2 / 12.92 : ((share2 + 0.055) / 1.055) ** 2.4;
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

// net_math.mjs
var sizeOf = ([rows, columns, maps]) => rows * columns * maps;
var hasWeights = (layer) => layer.kind === "convolution" || layer.kind === "dense";
var isOverMaps = (layer) => layer.function === "softmax" || layer.function === "log_softmax";
var indexOf = ({ shape: [, columns, maps] }, row, column, map) => (row * columns + column) * maps + map;
function weightsAt({ size, inputShape, shape, groups }, i, j, map) {
  const mapsEach = inputShape[2] / groups;
  return ((i * size[1] + j) * mapsEach + map % mapsEach) * shape[2];
}
function makeNetwork(spec, weights) {
  let at = 0;
  const take = (count) => weights.subarray(at, at += count);
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
function bestOf(values) {
  return Array.from(values, (value, index) => [index, value]).sort((one, other) => other[1] - one[1]).slice(0, 2);
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

// share_bar.mjs
function shareBar({ bar: bar2, text = "" }) {
  const filled = make("span");
  const beside = make("span", { class: text });
  return {
    bar: make("span", { class: `live-share-bar ${bar2}`, role: "presentation" }, filled),
    text: beside,
    show(share2, words, ahead) {
      filled.style.width = `${100 * share2}%`;
      beside.textContent = `${words}${ahead ? " ◂" : ""}`;
    }
  };
}

// sliding_detector_math.mjs
function windowOf(canvas, columns, [row, column], size) {
  const pixels = new Float32Array(size * size);
  for (let line = 0; line < size; line++) {
    const from = (row + line) * columns + column;
    pixels.set(canvas.subarray(from, from + size), line * size);
  }
  return pixels;
}
var within = (place, shape, size) => place.map((at, axis) => Math.max(0, Math.min(shape[axis] - size, Math.round(at))));
function nextPeak(peaks, place, forwards) {
  const order = (one, other) => one[1] - other[1] || one[0] - other[0];
  return forwards ? peaks.find((peak) => order(peak, place) > 0) ?? peaks[0] : peaks.findLast((peak) => order(peak, place) < 0) ?? peaks.at(-1);
}
var wholePercent = (share2) => String(Math.min(Math.floor(100 * share2 + 0.5), share2 < 1 ? 99 : 100));

// sliding_detector.js
var STEPS2 = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
var sliding_detector_default = picture(({ model, root, say, on, put }) => {
  const [shape, jump] = [model.get("shape"), model.get("jump")];
  const pixels = floats(model, "canvas");
  const network = makeNetwork(model.get("network"), floats(model, "weights"));
  const size = network.layers[0].shape[0];
  const peaks = model.get("peaks").map((cell) => cell.map((at) => jump * at));
  const place = () => within(model.get("place"), shape, size);
  const moveTo = (next) => put("place", within(next, shape, size));
  const whole = makeWhole({ pixels, shape, size, jump, place, moveTo });
  const map = makeSureness({ said: model.get("said"), surest: model.get("surest"), peaks: model.get("peaks"), shape, size, jump, moveTo });
  const enlarged = makeMap({ label: "The window", caption: "The window, enlarged", side: 160 });
  const bars = makeBars(network.layers.at(-1).shape[2]);
  const story = make("p", { class: "detector-story" });
  const toPeak = (forwards) => peaks.length && moveTo(nextPeak(peaks, place(), forwards));
  const show = () => {
    const here = place();
    const seen = windowOf(pixels, shape[1], here, size);
    const shares = forward(network, seen).at(-1);
    const [[digit, share2]] = bestOf(shares);
    whole.frame(here);
    map.mark(here);
    enlarged.grey(seen, size, size);
    bars.show(shares, digit);
    story.textContent = `Window from row ${here[0]}, column ${here[1]}: first guess ${digit} with ${inPercent(share2)}.`;
  };
  const redraw = everyFrame(() => {
    show();
    say(story.textContent);
  });
  on("place", redraw);
  root.append(
    make(
      "div",
      { class: "live-columns" },
      make("div", { class: "detector-side" }, whole.element, story, map.element),
      make("div", {}, enlarged.element, bars.element)
    ),
    bar(
      button({ text: "Previous peak", onPress: () => toPeak(false) }),
      button({ text: "Next peak", onPress: () => toPeak(true) })
    )
  );
  show();
});
var share = (value, all) => `${100 * value / all}%`;
function makeWhole({ pixels, shape: [rows, columns], size, jump, place, moveTo }) {
  const canvas = make("canvas", { "aria-hidden": "true", width: columns, height: rows });
  const image = new ImageData(columns, rows);
  paint(pixels, image.data, greyColour, 0, 1);
  canvas.getContext("2d").putImageData(image, 0, 0);
  const mark = make("div", { class: "detector-frame" });
  mark.style.width = share(size, columns);
  mark.style.height = share(size, rows);
  const element = make(
    "div",
    {
      class: "detector-canvas",
      tabindex: "0",
      role: "application",
      "aria-roledescription": "canvas with a window",
      "aria-label": `Window on a canvas of ${rows} × ${columns} pixels. Arrows move it by a pixel, Shift and arrows by ${jump}.`
    },
    canvas,
    mark
  );
  element.addEventListener("keydown", (event) => {
    const step = STEPS2[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    moveTo(place().map((at, axis) => at + step[axis] * (event.shiftKey ? jump : 1)));
  });
  const point = (event) => {
    if (event.buttons !== 1) return;
    const box = canvas.getBoundingClientRect();
    const at = [(event.clientY - box.top) / box.height * rows, (event.clientX - box.left) / box.width * columns];
    moveTo(at.map((middle) => middle - size / 2));
  };
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    point(event);
  });
  element.addEventListener("pointermove", point);
  return {
    element,
    frame([row, column]) {
      mark.style.top = share(row, rows);
      mark.style.left = share(column, columns);
    }
  };
}
function makeSureness({ said, surest, peaks, shape: [, columns], size, jump, moveTo }) {
  const [down, across] = [said.length, said[0].length];
  const isPeak = new Set(peaks.map(String));
  const cells = said.flatMap(
    (line, row) => line.map((digit, column) => {
      const cell = make("span", { class: "detector-cell" }, make("b", {}, String(digit)), wholePercent(surest[row][column]));
      Object.assign(cell.style, cellStyle(greyColour(surest[row][column])));
      cell.classList.toggle("is-peak", isPeak.has(`${row},${column}`));
      cell.addEventListener("click", () => moveTo([jump * row, jump * column]));
      return cell;
    })
  );
  const inWords2 = peaks.map(([row, column]) => `${said[row][column]} with ${inPercent(surest[row][column])} from row ${jump * row}, column ${jump * column}`);
  const mark = make("div", { class: "detector-frame" });
  mark.style.width = share(1, across);
  mark.style.height = share(1, down);
  const field = make(
    "div",
    { class: "detector-map", role: "img", "aria-label": `Map of ${down} × ${across} windows. Its peaks: ${inWords2.join("; ")}.` },
    ...cells,
    mark
  );
  field.style.gridTemplateColumns = `repeat(${across}, 1fr)`;
  field.style.marginLeft = share((size - jump) / 2, columns);
  field.style.width = share(jump * across, columns);
  return {
    element: make(
      "div",
      {},
      field,
      make(
        "p",
        { class: "detector-key" },
        `The first guess, and below it how sure it is in percent (the brighter, the surer), for windows ${jump} pixels apart. Each stands below the middle of its window. Boxed: the peaks, surer than all around them.`
      )
    ),
    mark([row, column]) {
      mark.style.top = share(row / jump, down);
      mark.style.left = share(column / jump, across);
    }
  };
}
function makeBars(classes) {
  const rows = Array.from({ length: classes }, () => shareBar({ bar: "detector-bar" }));
  const lines = rows.map(({ bar: track, text }, digit) => make("div", { class: "detector-row" }, make("b", {}, String(digit)), track, text));
  return {
    element: make("div", {}, ...lines),
    show: (shares, best) => rows.forEach((row, digit) => row.show(shares[digit], inPercent(shares[digit]), digit === best))
  };
}
export {
  sliding_detector_default as default
};
