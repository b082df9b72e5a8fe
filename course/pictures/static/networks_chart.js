// The networks after LeNet: three bars each, in an order of choice; and the chosen one, layer by layer.

import { bar, choice, slider } from "./controls.mjs";
import { freshId, make } from "./dom.mjs";
import { inMillions, inOrder, leftOver, most, shareOf } from "./networks_chart_math.mjs";
import { inPercent, inThousands } from "./numbers.mjs";
import { everyFrame, picture } from "./picture.mjs";

const COLUMNS = [
  { what: "parameters", title: "Parameters (millions)", text: ({ parameters }) => inMillions(parameters) },
  { what: "depth", title: "Layers with weights, longest way", text: ({ depth }) => String(depth) },
  {
    what: "error",
    title: "Top-5 error, averages (percent)",
    text: ({ error }) => (error === null ? "none: see below" : String(error)),
  },
];
const ORDERS = [
  ["year", "year"],
  ["parameters", "parameters, fewest first"],
  ["depth", "layers, fewest first"],
  ["error", "error, smallest first"],
];

export default picture(({ model, root, say, on, put }) => {
  const networks = model.get("networks");
  const group = freshId("network");
  const longest = Object.fromEntries(COLUMNS.map(({ what }) => [what, most(networks, what)]));
  const rows = networks.map((network, at) => makeRow(network, group, longest, () => choose(at)));
  const body = make("div", { class: "networks-rows", role: "radiogroup", "aria-label": "Network" });
  const order = choice({
    label: "In the order of",
    options: ORDERS,
    value: model.get("order"),
    onChange: (value) => put("order", value),
  });
  const details = make("div", { class: "networks-details" });
  let layers; // of the chosen network: its slider and bars

  // The first layer of another network: a place in the old one would mean nothing there.
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
    ...COLUMNS.map(({ title }) => make("span", {}, title)),
  );
}

// A network: a radio button with its name, and a bar with its number in each column.
function makeRow(network, group, longest, onChoose) {
  const field = make("input", { type: "radio", name: group });
  field.addEventListener("change", () => field.checked && onChoose());
  const element = make(
    "label",
    { class: "networks-row" },
    make("span", {}, field, ` ${network.name}, ${network.year}`),
    ...COLUMNS.map(({ what, text }) => {
      const filled = make("span", { class: `networks-bar is-${what}`, role: "presentation" });
      filled.style.width = `${(60 * (network[what] ?? 0)) / longest[what]}%`;
      return make("span", { class: "networks-cell" }, filled, text(network));
    }),
  );
  return {
    element,
    set(chosen) {
      field.checked = chosen;
      element.classList.toggle("is-chosen", chosen);
    },
  };
}

const inSentences = ({ name, parameters, depth }) =>
  `${name}: ${inThousands(parameters)} parameters, ${depth} layers with weights on the longest way.`;

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
      `Where the parameters are: convolutions ${inPercent(shareOf(network, "convolution"))}, Dense layers ` +
        `${inPercent(shareOf(network, "Dense"))}${others}.`,
    ),
  ];
}

// A bar for each layer with weights, as high as its share of the parameters; a slider walks along them.
function makeLayers(network, onLayer) {
  const tallest = Math.max(...network.layers.map(({ parameters }) => parameters));
  const bars = network.layers.map(({ kind, parameters }) => {
    const element = make("span", { class: kind === "Dense" ? "is-dense" : "" });
    element.style.height = `${Math.max(1, (100 * parameters) / tallest)}%`;
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
      bar(control),
    ),
    set(at) {
      const inside = Math.min(Math.max(at, 0), last);
      control.set(inside);
      bars.forEach((element, place) => element.classList.toggle("is-here", place === inside));
    },
  };
}
