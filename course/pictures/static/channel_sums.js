// Several channels, one filter with a sheet for each of them, and the one map that their sums add up to: figure 13 of the
// article, cell by cell.

import { cellOf, equation, oneLayer, partsOf, reach, summed } from "./channel_sums_math.mjs";
import { bar, choice, toggle } from "./controls.mjs";
import { freshId, make } from "./dom.mjs";
import { makeGrid } from "./grid.mjs";
import { cellStyle, greyColour, inColour, largestOf, makeScale, signedColour } from "./maps.mjs";
import { forward } from "./net_math.mjs";
import { inWords } from "./numbers.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";
import { channelOf } from "./pipeline_strip_math.mjs";
import { framedMap, walkedMap } from "./walked_map.mjs";

const SIDE = 98; // CSS pixels of a channel and of its part
const LARGE = 260; // of the sum

export default picture(({ model, root, say, on, put }) => {
  const [names, filters, size, shape] = ["names", "filters", "kernel_size", "shape"].map((name) => model.get(name));
  const values = floats(model, "channels");
  const network = oneLayer(shape, size, filters.length, floats(model, "weights"));
  const outputs = forward(network, values);
  const [rows, columns] = network.layers[1].shape;
  const isOn = (channel) => !model.get("off").includes(channel);
  const bias = () => network.layers[1].biases[model.get("filter")];
  let parts = null; // of the chosen filter
  let scale = null; // of all its maps

  const story = make("p", { class: "channel-story", id: freshId("story") });
  const legend = makeScale();
  const which = choice({
    label: "Filter",
    options: filters.map((name, filter) => [String(filter), name]),
    value: String(model.get("filter")),
    onChange: (value) => put("filter", Number(value)),
  });
  const sum = walkedMap({
    label: "The sum of all channels",
    caption: "the sum: point at it, or walk through it with the arrow keys",
    side: LARGE,
    describedBy: story.id,
    place: () => model.get("place"),
    moveTo: (next) => put("place", next),
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
  const about =
    `Each channel lies under its own sheet of the filter. Of a window, the ${height} × ${width} products are added up ` +
    "to the channel's part; the parts are added up to one number of one map.";
  root.append(
    bar(...(filters.length > 1 ? [which] : []), legend),
    make("p", {}, about),
    make(
      "div",
      { class: "live-columns" },
      make("div", { class: "channel-sum" }, sum.element, story, seen(model)),
      make("div", {}, ...channels.map((one) => one.element)),
    ),
  );
  showMaps();
});

// What all this is about, in colour.
function seen(model) {
  const about = { label: "the picture in colour", caption: "the picture" };
  return inColour({ ...about, side: SIDE, image: floats(model, "image"), shape: model.get("image_shape") }).element;
}

// How a number of the channels is drawn: grey from 0 to 1 where all are between these, else signed on one scale.
function coloursOf(values) {
  const grey = values.every((value) => value >= 0 && value <= 1);
  const largest = largestOf(values);
  return { grey, largest, of: (value) => (grey ? greyColour(value) : signedColour(value, largest)) };
}

// A channel with the window in it, times its sheet of the filter, and what comes of it everywhere:
// { element, show(values, shape), showPart(part, rows, columns, scale), showCell(cell, place, strongest), turn(on) }.
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
  const window = makeGrid({
    label: `${name}: the window`,
    values: empty,
    colour: (value) => cellStyle(colours.of(value)),
    cellLabel: (row, column, text) => `${text}; times its weight: ${cell ? product(row, column) : ""}`,
  });
  const kernel = makeGrid({
    label: `${name}: the filter's sheet`,
    values: empty,
    colour: (value) => cellStyle(signedColour(value, strongest)),
  });
  const shown = make("span", { class: "channel-part" });
  const element = make(
    "div",
    { class: "channel-row", role: "group", "aria-label": name },
    whole.element,
    named("window", window),
    make("span", { "aria-hidden": "true" }, "×"),
    named("its sheet", kernel),
    shown,
    part.element,
  );
  return {
    element,
    show: (values, [rows, columns]) =>
      colours.grey ? whole.grey(values, rows, columns) : whole.signed(values, rows, columns, colours.largest),
    showPart: (values, rows, columns, scale) => part.signed(values, rows, columns, scale),
    showCell(next, place, largest) {
      [cell, strongest] = [next, largest];
      window.set(cell.window);
      kernel.set(cell.kernel);
      whole.frame(place, size);
      part.frame(place, [1, 1]);
      shown.textContent = `= ${inWords(cell.part)}`;
    },
    turn(on) {
      button.set(on);
      element.classList.toggle("is-off", !on);
      part.caption(on ? `${name}'s part` : `${name}'s part: left out`);
    },
  };
}
