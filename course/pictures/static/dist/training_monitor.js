// Made by `python -m course.pictures.bundles` from training_monitor.js and what it imports: change those.
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

// numbers.mjs
function inWords(value, decimals = 2) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toFixed(decimals));
  return (rounded < 0 ? "−" : "") + String(Math.abs(rounded));
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
var clamp = (value, least, most) => Math.max(least, Math.min(most, value));
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
function makeScale() {
  const stops = SIGNED.map(([red, green, blue]) => `rgb(${red} ${green} ${blue})`).join(", ");
  const ribbon = make("span", { role: "presentation", style: `background: linear-gradient(to right, ${stops})` });
  const [least, most] = [make("span"), make("span")];
  const element = make("div", { class: "live-scale" }, least, ribbon, most);
  return {
    element,
    set(largest, cut = false) {
      least.textContent = `${cut ? "≤ " : ""}${inWords(-largest)}`;
      most.textContent = `${cut ? "≥ " : ""}${inWords(largest)}`;
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

// share_bar.mjs
function shareBar({ bar: bar2, text = "" }) {
  const filled = make("span");
  const beside = make("span", { class: text });
  return {
    bar: make("span", { class: `live-share-bar ${bar2}`, role: "presentation" }, filled),
    text: beside,
    show(share, words, ahead) {
      filled.style.width = `${100 * share}%`;
      beside.textContent = `${words}${ahead ? " ◂" : ""}`;
    }
  };
}

// training_monitor_math.mjs
function filtersAt(values, position, count2, size) {
  return Array.from({ length: count2 }, (_, filter) => {
    const from = (position * count2 + filter) * size;
    return Array.from(values.subarray(from, from + size));
  });
}
function changesAt(values, position, count2, size) {
  const before = filtersAt(values, 0, count2, size);
  return filtersAt(values, position, count2, size).map((filter, at) => filter.map((value, i) => value - before[at][i]));
}
function distance(values, position, count2, size) {
  const changes = changesAt(values, position, count2, size).flat();
  return Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / changes.length);
}
var rowAt = (values, position, classes) => Array.from(values.subarray(position * classes, (position + 1) * classes));
var largestAt = (row) => row.indexOf(Math.max(...row));
function topOf(losses) {
  const most = Math.max(...losses.filter(Number.isFinite), 0.1);
  const unit = most > 5 ? 1 : most > 1 ? 0.5 : 0.1;
  return Number((Math.ceil(most / unit) * unit).toFixed(6));
}
function points(losses, box, most) {
  const last = Math.max(losses.length - 1, 1);
  return losses.map((loss, at) => [box.left + at / last * box.width, box.top + (1 - loss / most) * box.height]);
}
function epochAt(x, box, last) {
  return Math.max(0, Math.min(last, Math.round((x - box.left) / box.width * last)));
}

// training_monitor.js
var VIEW = { width: 430, height: 230 };
var BOX = { left: 42, top: 10, width: 376, height: 176 };
var training_monitor_default = picture(({ model, root, say, on, put }) => {
  const [train, watched] = [model.get("loss"), model.get("watched_loss")];
  const [name, classes] = [model.get("watched"), model.get("class_names")];
  const [count2, rows, columns] = model.get("filter_shape");
  const [weights, probabilities] = [floats(model, "filters"), floats(model, "probabilities")];
  const last = train.length - 1;
  const chart = makeChart(train, watched, name);
  const maps = Array.from({ length: count2 }, () => makeMap({ label: "", side: 84 }));
  const scale = makeScale();
  const shown = makeMap({ label: model.get("image_label"), side: 128 });
  const [height, width] = model.get("image_shape");
  shown.grey(floats(model, "image"), height, width);
  shown.caption(model.get("image_label"));
  const bars = classes.map(makeBar);
  const told = make("p", { class: "monitor-told" });
  const kind = make("p", { class: "monitor-kind" });
  const position = slider({
    label: "Epoch",
    min: 0,
    max: last,
    value: model.get("epoch"),
    format: (epoch) => `${epoch} of ${last}`,
    onInput: (epoch) => put("epoch", epoch)
  });
  const go = (by) => put("epoch", Math.max(0, Math.min(last, model.get("epoch") + by)));
  const changes = toggle({
    text: "Filters: only what changed",
    value: model.get("changes"),
    onChange: (value) => put("changes", value)
  });
  const tell = () => {
    const epoch = model.get("epoch");
    const said = rowAt(probabilities, epoch, classes.length);
    const best = largestAt(said);
    const when = epoch === 0 ? "Before training" : `After epoch ${epoch}`;
    return `${when}: training loss ${inWords(train[epoch])}, ${name} loss ${inWords(watched[epoch])}. Of the picture it says ${classes[best]}, ${inWords(said[best])}.`;
  };
  const show = () => {
    const [epoch, onlyChanges] = [model.get("epoch"), model.get("changes")];
    const size = rows * columns;
    const at = (when) => (onlyChanges ? changesAt : filtersAt)(weights, when, count2, size);
    const largest = largestOf(Array.from({ length: last + 1 }, (_, when) => at(when)).flat(2));
    at(epoch).forEach((filter, index) => {
      const range = `${inWords(Math.min(...filter))} to ${inWords(Math.max(...filter))}`;
      maps[index].signed(filter, rows, columns, largest);
      maps[index].describe(`${onlyChanges ? "Change of filter" : "Filter"} ${index}: weights from ${range}`);
      maps[index].caption(range);
    });
    scale.set(largest);
    kind.textContent = `${onlyChanges ? "What training has changed in the filters" : "The filters of the first convolution"}; since the start their weights have moved by ${inWords(distance(weights, epoch, count2, size), 3)} (root mean square)`;
    rowAt(probabilities, epoch, classes.length).forEach((share, index, all) => bars[index].show(share, index === largestAt(all)));
    chart.mark(epoch);
    told.textContent = tell();
  };
  const redraw = everyFrame(show);
  on("epoch", (epoch) => {
    position.set(epoch);
    redraw();
    say(tell());
  });
  on("changes", (value) => {
    changes.set(value);
    redraw();
    say(value ? "The filters show only what changed." : "The filters show their weights.");
  });
  chart.onPick((epoch) => put("epoch", epoch));
  root.append(
    bar(
      position,
      button({ text: "Back", onPress: () => go(-1) }),
      button({ text: "Forward", onPress: () => go(1) }),
      changes
    ),
    told,
    make(
      "div",
      { class: "live-columns" },
      make("div", {}, chart.element, chart.key),
      make("div", { class: "monitor-said" }, shown.element, make("div", {}, ...bars.map((one) => one.element)))
    ),
    kind,
    make("div", { class: "live-columns monitor-filters" }, ...maps.map((map) => map.element)),
    scale.element
  );
  show();
});
function makeBar(name) {
  const shown = shareBar({ bar: "monitor-bar", text: "monitor-share" });
  return {
    element: make("div", { class: "monitor-row" }, make("span", { class: "monitor-class" }, name), shown.bar, shown.text),
    show: (share, ahead) => shown.show(share, share.toFixed(2), ahead)
  };
}
function makeChart(train, watched, name) {
  const last = train.length - 1;
  const most = topOf([...train, ...watched]);
  const element = svg("svg", {
    class: "monitor-chart",
    role: "img",
    viewBox: `0 0 ${VIEW.width} ${VIEW.height}`,
    width: VIEW.width
  });
  const [guide, trainDot, watchedDot] = [
    svg("path", { class: "is-guide" }),
    svg("circle", { class: "is-train", r: 5 }),
    svg("rect", { class: "is-watched", width: 9, height: 9 })
  ];
  const curves = [[train, "is-train"], [watched, "is-watched"]].map(([losses, kind]) => ({
    at: points(losses, BOX, most),
    line: svg("path", { class: kind })
  }));
  for (const { at, line } of curves) line.setAttribute("d", `M${at.map((point) => point.join(" ")).join("L")}`);
  element.append(axes(last, most), guide, ...curves.map(({ line }) => line), trainDot, watchedDot);
  return {
    element,
    key: make(
      "p",
      { class: "monitor-key" },
      make("span", { class: "is-train" }, "training loss"),
      make("span", { class: "is-watched" }, `${name} loss`)
    ),
    mark(epoch) {
      const [[x, y], [, other]] = curves.map(({ at }) => at[epoch]);
      guide.setAttribute("d", `M${x} ${BOX.top}V${BOX.top + BOX.height}`);
      trainDot.setAttribute("cx", x);
      trainDot.setAttribute("cy", y);
      watchedDot.setAttribute("x", x - 4.5);
      watchedDot.setAttribute("y", other - 4.5);
      element.setAttribute(
        "aria-label",
        `Loss over ${last} epochs. Training from ${inWords(train[0])} to ${inWords(train[last])}, ${name} from ${inWords(watched[0])} to ${inWords(watched[last])}. Marked: epoch ${epoch}.`
      );
    },
    onPick(act) {
      element.addEventListener("pointerdown", (event) => {
        const frame = element.getBoundingClientRect();
        act(epochAt((event.clientX - frame.left) / frame.width * VIEW.width, BOX, last));
      });
    }
  };
}
function axes(last, most) {
  const group = svg("g", { class: "is-axis", "aria-hidden": "true" });
  const foot = BOX.top + BOX.height;
  const text = (x, y, what, anchor) => group.append(svg("text", { x, y, "text-anchor": anchor }, what));
  group.append(svg("path", { d: `M${BOX.left} ${BOX.top}V${foot}h${BOX.width}` }));
  for (const share of [0, 0.5, 1]) text(BOX.left - 6, foot - share * BOX.height + 4, inWords(share * most), "end");
  const every = Math.ceil(Math.max(last, 1) / 10);
  for (let epoch = 0; epoch <= last; epoch += every) {
    text(BOX.left + epoch / Math.max(last, 1) * BOX.width, foot + 16, String(epoch), "middle");
  }
  text(BOX.left + BOX.width / 2, foot + 34, "epoch (0: before training)", "middle");
  return group;
}
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}
export {
  training_monitor_default as default
};
