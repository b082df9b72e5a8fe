// The end of a network: its maps, the row in which they are laid out, and what each number adds to a class's score.

import { contributions, fieldOf, placeOf, positionOf, strongestAt, summed } from "./contribution_bars_math.mjs";
import { bar, button, choice, slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { largestOf, makeMap, makeScale, signedColour } from "./maps.mjs";
import { inWords } from "./numbers.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";

const SIDE = 160; // CSS pixels of the picture
const CELL = 17; // of a cell of the small maps
const BAR = { width: 9, half: 78 };

export default picture(({ model, root, say, on, put }) => {
  const names = model.get("class_names");
  const biases = model.get("biases");
  const shape = model.get("shape");
  const [features, weights] = [floats(model, "features"), floats(model, "weights")];
  const values = () => contributions(features, weights, names.length, model.get("unit"));
  const pick = (position) => put("position", position);

  const seen = pictureWithField(model);
  const maps = drawMaps(features, shape, pick);
  const bars = drawBars(features.length, shape, pick);
  const [chosen, total] = [make("p"), make("p")];
  const unit = choice({
    label: "Score of",
    options: names.map((name, place) => [String(place), name]),
    value: String(model.get("unit")),
    onChange: (key) => put("unit", Number(key)),
  });
  const position = slider({
    label: "Position in the row",
    min: 0,
    max: features.length - 1,
    value: model.get("position"),
    onInput: pick,
  });

  const tellChosen = () => {
    const at = model.get("position");
    const [row, column, channel] = placeOf(at, shape);
    const weight = weights[at * names.length + model.get("unit")];
    return (
      `Position ${at} comes from row ${row}, column ${column}, channel ${channel}. There stands ${inWords(features[at])}; ` +
      `times its weight ${inWords(weight)} it adds ${inWords(values()[at])} to the score of ${names[model.get("unit")]}.`
    );
  };
  const tellTotal = () => {
    const bias = biases[model.get("unit")];
    const { forIt, against, score } = summed(values(), bias);
    return (
      `Score of ${names[model.get("unit")]}: ${inWords(forIt)} for it, ${inWords(against)} against it, ` +
      `bias ${inWords(bias)}; together ${inWords(score)}.`
    );
  };
  const show = () => {
    const at = model.get("position");
    const place = placeOf(at, shape);
    seen.show(place);
    maps.show(place);
    bars.show(values(), at);
    chosen.textContent = tellChosen();
    total.textContent = tellTotal();
    bars.describe(`The row as ${features.length} bars, one for each number's contribution. ${tellTotal()}`);
  };
  const redraw = everyFrame(show);
  on("position", (at) => {
    position.set(at);
    redraw();
    say(tellChosen());
  });
  on("unit", (place) => {
    unit.set(String(place));
    redraw();
    say(tellTotal());
  });

  const strongest = (text, sign) => button({ text, onPress: () => pick(strongestAt(values(), sign)) });
  root.append(
    bar(unit, position, strongest("Strongest for it", 1), strongest("Strongest against it", -1)),
    make("div", { class: "live-columns" }, seen.element, maps.element),
    bars.element,
    chosen,
    total,
  );
  show();
});

// The picture, with a frame around the pixels that the chosen cell looks at.
function pictureWithField(model) {
  const [rows, columns] = model.get("picture_shape");
  const map = makeMap({ label: model.get("shows"), caption: "framed: what the chosen cell looks at", side: SIDE });
  map.grey(floats(model, "picture"), rows, columns);
  const frame = make("div", { class: "contribution-field", role: "presentation" });
  map.element.classList.add("contribution-picture");
  map.element.append(frame);
  return {
    element: map.element,
    show(place) {
      const { left, top, width, height } = fieldOf(place, {
        jump: model.get("jump"), field: model.get("field"), rows, columns,
      });
      const tall = (SIDE * rows) / columns;
      Object.assign(frame.style, {
        left: `${SIDE * left}px`, top: `${tall * top}px`, width: `${SIDE * width}px`, height: `${tall * height}px`,
      });
    },
  };
}

// All maps side by side; a press on a cell chooses it.
function drawMaps(features, shape, pick) {
  const [rows, columns, channels] = shape;
  const abreast = Math.ceil(Math.sqrt(channels));
  const [wide, tall] = [columns * CELL + 10, rows * CELL + 22];
  const size = { width: abreast * wide, height: Math.ceil(channels / abreast) * tall };
  const drawing = svg("svg", {
    class: "contribution-drawing", role: "img", viewBox: `0 0 ${size.width} ${size.height}`, width: size.width,
    "aria-label": `${channels} maps of ${rows} rows and ${columns} columns, which are laid out in the row below`,
  });
  const largest = largestOf(features);
  const corner = ([row, column, channel]) => [
    (channel % abreast) * wide + column * CELL + 2,
    Math.floor(channel / abreast) * tall + row * CELL + 14,
  ];
  for (let channel = 0; channel < channels; channel++) {
    const [x, y] = corner([0, 0, channel]);
    drawing.append(svg("text", { x, y: y - 3 }, String(channel)));
  }
  features.forEach((value, position) => {
    const [x, y] = corner(placeOf(position, shape));
    const [red, green, blue] = signedColour(value, largest);
    const cell = svg("rect", { x, y, width: CELL, height: CELL, fill: `rgb(${red} ${green} ${blue})`, class: "is-cell" });
    cell.addEventListener("click", () => pick(position));
    drawing.append(cell);
  });
  const marks = ["is-chosen-edge", "is-chosen"].map((name) => svg("rect", { width: CELL, height: CELL, class: name }));
  drawing.append(...marks);
  const scale = makeScale();
  scale.set(largest);
  return {
    element: make(
      "figure",
      { class: "live-map contribution-maps" },
      drawing,
      make("figcaption", {}, `the ${channels} maps before Flatten, each with the number of its channel`),
      scale.element,
    ),
    show(place) {
      const [x, y] = corner(place);
      for (const mark of marks) {
        mark.setAttribute("x", x);
        mark.setAttribute("y", y);
      }
    },
  };
}

// The row: a bar up for what speaks for the class, a bar down for what speaks against it.
function drawBars(count, shape, pick) {
  const size = { width: count * BAR.width + 52, height: 2 * BAR.half + 40 };
  const drawing = svg("svg", {
    class: "contribution-drawing", role: "img", viewBox: `0 0 ${size.width} ${size.height}`, width: size.width,
  });
  const zero = BAR.half + 8;
  const left = (position) => 44 + position * BAR.width;
  const [most, least] = [svg("text", { x: 40, y: 16, "text-anchor": "end" }), svg("text", {
    x: 40, y: zero + BAR.half, "text-anchor": "end",
  })];
  drawing.append(most, least, svg("text", { x: 40, y: zero + 4, "text-anchor": "end" }, "0"));
  const bars = Array.from({ length: count }, () => svg("rect", { width: BAR.width - 2 }));
  drawing.append(...bars, svg("path", { class: "is-line", d: `M44 ${zero}H${left(count)}` }));
  const cells = count / shape[2];
  for (let cell = 0; cell < cells; cell++) {
    const [row, column] = placeOf(cell * shape[2], shape);
    const x = left(cell * shape[2]);
    drawing.append(
      svg("path", { class: "is-line", d: `M${x - 1} 4V${size.height - 22}` }),
      svg("text", { x: x + 3, y: size.height - 8 }, `row ${row}, column ${column}`),
    );
  }
  const mark = svg("path", { class: "is-mark" });
  drawing.append(mark);
  drawing.addEventListener("click", (event) => {
    const shown = drawing.getBoundingClientRect();
    const x = ((event.clientX - shown.left) / shown.width) * size.width;
    const position = Math.floor((x - 44) / BAR.width);
    if (position >= 0 && position < count) pick(position);
  });
  return {
    element: drawing,
    describe: (text) => drawing.setAttribute("aria-label", text),
    show(values, chosen) {
      const largest = largestOf(values);
      most.textContent = inWords(largest, 1);
      least.textContent = inWords(-largest, 1);
      bars.forEach((rect, position) => {
        const tall = (BAR.half * values[position]) / largest;
        rect.setAttribute("x", left(position));
        rect.setAttribute("y", Math.min(zero, zero - tall));
        rect.setAttribute("height", Math.abs(tall));
        rect.setAttribute("class", tall > 0 ? "is-for" : "is-against");
      });
      const middle = left(chosen) + (BAR.width - 2) / 2;
      const wide = BAR.width + 2;
      const box = `M${left(chosen) - 2} 6h${wide}v${2 * BAR.half + 4}h-${wide}z`;
      mark.setAttribute("d", `M${middle} ${zero + BAR.half + 2}l-6 10h12z${box}`);
    },
  };
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
