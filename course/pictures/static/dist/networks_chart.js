// Made by `python -m course.pictures.bundles` from networks_chart.js and what it imports: change those.
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

// networks_chart_math.mjs
function inOrder(networks, by) {
  const key = (at) => networks[at][by] ?? Infinity;
  return networks.map((_, at) => at).sort((one, other) => key(one) - key(other) || one - other);
}
var most = (networks, what) => Math.max(...networks.map((network) => network[what] ?? 0));
function shareOf(network, kind) {
  const inside = network.layers.filter((layer) => layer.kind === kind);
  return inside.reduce((sum, layer) => sum + layer.parameters, 0) / network.parameters;
}
var leftOver = (network) => network.layers.reduce((left, layer) => left - layer.parameters, network.parameters);
var inMillions = (number) => (number / 1e6).toFixed(1);

// numbers.mjs
function inPercent(share, decimals = 1) {
  const least = 1 / 10 ** (2 + decimals);
  if (share > 0 && share < least) return `< ${(100 * least).toFixed(decimals)}%`;
  if (share > 1 - least && share < 1) return `> ${(100 - 100 * least).toFixed(decimals)}%`;
  return `${(100 * share).toFixed(decimals)}%`;
}
var inThousands = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

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

// networks_chart.js
var COLUMNS = [
  { what: "parameters", title: "Parameters (millions)", text: ({ parameters }) => inMillions(parameters) },
  { what: "depth", title: "Layers with weights, longest way", text: ({ depth }) => String(depth) },
  {
    what: "error",
    title: "Top-5 error, averages (percent)",
    text: ({ error }) => error === null ? "none: see below" : String(error)
  }
];
var ORDERS = [
  ["year", "year"],
  ["parameters", "parameters, fewest first"],
  ["depth", "layers, fewest first"],
  ["error", "error, smallest first"]
];
var networks_chart_default = picture(({ model, root, say, on, put }) => {
  const networks = model.get("networks");
  const group = freshId("network");
  const longest = Object.fromEntries(COLUMNS.map(({ what }) => [what, most(networks, what)]));
  const rows = networks.map((network, at) => makeRow(network, group, longest, () => choose(at)));
  const body = make("div", { class: "networks-rows", role: "radiogroup", "aria-label": "Network" });
  const order = choice({
    label: "In the order of",
    options: ORDERS,
    value: model.get("order"),
    onChange: (value) => put("order", value)
  });
  const details = make("div", { class: "networks-details" });
  let layers;
  const choose = (at) => {
    put("layer", 0);
    put("chosen", at);
  };
  const arrange = () => body.replaceChildren(head(), ...inOrder(networks, model.get("order")).map((at) => rows[at].element));
  const show = () => {
    const at = Math.min(Math.max(model.get("chosen"), 0), networks.length - 1);
    rows.forEach((row, place) => row.set(place === at));
    layers = makeLayers(networks[at], (layer) => put("layer", layer));
    details.replaceChildren(...describe(networks[at]), layers.element);
    layers.set(model.get("layer"));
  };
  const redraw = everyFrame(show);
  on("order", (value) => {
    order.set(value);
    arrange();
  });
  on("chosen", (at) => {
    redraw();
    say(inSentences(networks[at]));
  });
  on("layer", (at) => layers.set(at));
  root.append(bar(order), body, details);
  arrange();
  show();
});
function head() {
  return make(
    "div",
    { class: "networks-row networks-head", "aria-hidden": "true" },
    make("span", {}, "Network"),
    ...COLUMNS.map(({ title }) => make("span", {}, title))
  );
}
function makeRow(network, group, longest, onChoose) {
  const field = make("input", { type: "radio", name: group });
  field.addEventListener("change", () => field.checked && onChoose());
  const element = make(
    "label",
    { class: "networks-row" },
    make("span", {}, field, ` ${network.name}, ${network.year}`),
    ...COLUMNS.map(({ what, text }) => {
      const filled = make("span", { class: `networks-bar is-${what}`, role: "presentation" });
      filled.style.width = `${60 * (network[what] ?? 0) / longest[what]}%`;
      return make("span", { class: "networks-cell" }, filled, text(network));
    })
  );
  return {
    element,
    set(chosen) {
      field.checked = chosen;
      element.classList.toggle("is-chosen", chosen);
    }
  };
}
var inSentences = ({ name, parameters, depth }) => `${name}: ${inThousands(parameters)} parameters, ${depth} layers with weights on the longest way.`;
function describe(network) {
  const error = network.error === null ? "No top-5 error of its own" : `Top-5 error ${network.error}%`;
  const left = leftOver(network);
  const others = left ? `, normalisations ${inPercent(left / network.parameters)}` : "";
  return [
    make("p", {}, make("b", {}, inSentences(network))),
    make("p", {}, `Brought: ${network.brought}. ${error}: ${network.error_of}. Source: ${network.source}.`),
    make(
      "p",
      {},
      `Where the parameters are: convolutions ${inPercent(shareOf(network, "convolution"))}, Dense layers ${inPercent(shareOf(network, "Dense"))}${others}.`
    )
  ];
}
function makeLayers(network, onLayer) {
  const tallest = Math.max(...network.layers.map(({ parameters }) => parameters));
  const bars = network.layers.map(({ kind, parameters }) => {
    const element = make("span", { class: kind === "Dense" ? "is-dense" : "" });
    element.style.height = `${Math.max(1, 100 * parameters / tallest)}%`;
    return element;
  });
  const last = network.layers.length - 1;
  const inWords = (at) => {
    const { kind, words, parameters } = network.layers[at];
    const share = inPercent(parameters / network.parameters);
    return `${at + 1} of ${last + 1}: ${kind}, ${words}; ${inThousands(parameters)} parameters, ${share}`;
  };
  const control = slider({ label: "Layer", min: 0, max: last, value: 0, format: inWords, onInput: onLayer });
  return {
    element: make(
      "div",
      {},
      make("div", { class: "networks-layers", role: "presentation" }, ...bars),
      make("p", { class: "networks-key" }, "Each bar is a layer, from the picture to the classes: plain a convolution, striped a Dense layer."),
      bar(control)
    ),
    set(at) {
      const inside = Math.min(Math.max(at, 0), last);
      control.set(inside);
      bars.forEach((element, place) => element.classList.toggle("is-here", place === inside));
    }
  };
}
export {
  networks_chart_default as default
};
