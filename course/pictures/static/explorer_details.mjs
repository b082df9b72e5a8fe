// The panel that takes a cell apart: what it reads, the products written out, what comes out, and where it comes from.

import { choice } from "./controls.mjs";
import { make } from "./dom.mjs";
import { sumsByMap } from "./cell_math.mjs";
import { css, entryOf } from "./explorer_colours.mjs";
import { leavesOutLinks, MOST_LINKS } from "./explorer_2d.mjs";
import { hasWeights, indexOf, isOverMaps, isPooling } from "./net_math.mjs";
import { inPercent, inThousands, inWords, highestOf } from "./numbers.mjs";

const BARS = 8;
const MOST_LINES = 2000; // of products written out
const DECIMALS = 3;
const number = (value) => inWords(value, DECIMALS);
const bracketed = (value) => (value < 0 ? `(${number(value)})` : number(value));

// hold: the switch that holds the cell. Returns { element, show(scene) }; scene of explorer.js.
export function detailsPanel(hold) {
  const heading = make("h2", { class: "explorer-cell" });
  const body = make("div", { class: "explorer-apart" });
  const element = make("section", { class: "explorer-details", "aria-label": "The cell taken apart" }, make("div", { class: "explorer-head" }, heading, hold), body);
  const shownMaps = new Map(); // by layer: the map whose products are written out; none: the one that counts most
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

const isVector = ({ shape: [rows, columns] }) => rows * columns === 1;

export function nameOf({ network, selected, classNames }) {
  const [at, row, column, map] = selected;
  const layer = network.layers[at];
  if (!isVector(layer)) {
    const which = layer.shape[2] > 1 ? `, map ${map}` : "";
    return `${layer.name}${which}, row ${row}, column ${column}`;
  }
  const last = network.layers.at(-1);
  const isClass = at === network.layers.length - 1 || (isOverMaps(last) && at === network.layers.length - 2);
  return isClass ? `${layer.name}, class ${classNames[map]}` : `${layer.name}, unit ${map}`;
}

// One sentence for a screen reader.
export function spokenCell(scene) {
  const { network, selected, cell, regions } = scene;
  const layer = network.layers[selected[0]];
  const sum = hasWeights(layer) ? `, weighted input of ${inProducts(cell)}${layer.bias ? " and the bias" : ""}` : "";
  return `${nameOf(scene)}: ${number(cell.output)}${sum}. ${selected[0] ? seen(regions[0]) : ""}`;
}

const inProducts = ({ terms }) => (terms.length === 1 ? "1 product" : `${terms.length} products`);

// region: of the picture, null where nothing of it is read.
function seen(region) {
  if (!region) return "It sees nothing of the picture.";
  const { rows, columns } = region;
  const count = (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1);
  const pixels = count === 1 ? "1 pixel" : `${rows[1] - rows[0] + 1} × ${columns[1] - columns[0] + 1} = ${count} pixels`;
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
  const source = scene.sourceCell; // the weighted input that the activation was given
  const before = network.layers[selected[0] - 1];
  if (!source || !hasWeights(before)) return [activation, origin];
  const intro = paragraph(`What it was given is the weighted input of ${before.name}:`);
  return [activation, intro, ...weightedParts({ ...scene, outputs }, before, source, chosen, pick), origin];
}

const paragraph = (text, name) => make("p", name ? { class: name } : {}, text);
const cellName = (layer, { map, row, column }) => (isVector(layer) ? `unit ${map}` : `map ${map}, row ${row}, column ${column}`);

// ---------------------------------------------------------------- weighted sums

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
  const strongest = sums.reduce((best, one) => (Math.abs(one.sum) > Math.abs(best.sum) ? one : best)).map;
  const map = sums.some((one) => one.map === chosen) ? chosen : strongest;
  const terms = cell.terms.filter((term) => term.map === map);
  const alone = before.shape[2] > 1 ? paragraph(`It reads map ${map} of ${before.name} and no other.`) : null;
  const from = sums.length > 1 ? mapChoice(sums, map, pick) : alone;
  return [
    total,
    sums.length > 1 ? bars(scene, sums.map((one) => ({ name: `map ${one.map}`, value: one.sum })), "Products with each map, added up") : null,
    from,
    patches(scene, layer, terms),
    writtenOut(windowLines(layer, terms)),
    links,
  ];
}

const plus = (value) => (value < 0 ? `− ${number(-value)}` : `+ ${number(value)}`);

const mapChoice = (sums, map, pick) =>
  choice({
    label: "Written out: products with",
    options: sums.map((one) => [String(one.map), `map ${one.map}: ${number(one.sum)}`]),
    value: String(map),
    onChange: (value) => pick(Number(value)),
  }).element;

// unit: what the one cell that is read of each map is called.
const unitBars = ({ terms }, unit) => terms.map(({ map, product }) => ({ name: `${unit} ${map}`, value: product }));
const written = ({ value, weight }) => `${number(value)} × ${bracketed(weight)}`;
const further = ({ value, weight }) => ` + ${bracketed(value)} × ${bracketed(weight)}`;

function unitLines({ terms }, unit) {
  const ordered = [...terms].sort((one, other) => Math.abs(other.product) - Math.abs(one.product));
  return ordered.map((term) => `${unit} ${term.map}: ${written(term)} = ${number(term.product)}`);
}

// A line for each row of the window.
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

// Signed bars from the middle, the strongest first; the rest in two, what speaks for and what speaks against.
function bars({ colours }, items, title) {
  const ordered = [...items].sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const rest = ordered.slice(BARS);
  const sides = [rest.filter(({ value }) => value >= 0), rest.filter(({ value }) => value < 0)].filter(({ length }) => length);
  const shown = [...ordered.slice(0, BARS), ...sides.map(together)];
  const most = highestOf(shown, ({ value }) => Math.abs(value)) || 1;
  const rows = shown.map(({ name, value }) => {
    const bar = make("span", { class: "explorer-bar" });
    const share = (50 * Math.abs(value)) / most;
    Object.assign(bar.style, {
      width: `${share}%`,
      left: `${value < 0 ? 50 - share : 50}%`,
      background: value < 0 ? colours.negative : colours.positive,
    });
    const track = make("td", { class: "explorer-track" }, bar);
    return make("tr", {}, make("th", { scope: "row" }, name), track, make("td", {}, number(value)));
  });
  return make("table", { class: "explorer-bars" }, make("caption", {}, title), ...rows);
}

const together = (items) => ({ name: `${items.length} others`, value: items.reduce((sum, { value }) => sum + value, 0) });

// ---------------------------------------------------------------- the window as small pictures

function patches({ colours }, layer, terms) {
  const [rows, columns] = layer.size;
  const grid = (name) => {
    const values = Array(rows * columns).fill(NaN); // what lies outside the map
    for (const term of terms) values[term.i * columns + term.j] = term[name];
    return values;
  };
  const titles = [["value", "inputs"], ["weight", "weights"], ["product", "products"]];
  const signs = ["×", "=", ""];
  return make(
    "div",
    { class: "explorer-patches" },
    ...titles.flatMap(([name, title], index) => [patch(colours, grid(name), rows, columns, title), make("span", {}, signs[index])]),
  );
}

function patch(colours, values, rows, columns, title) {
  const largest = highestOf(values.filter((value) => !Number.isNaN(value)), Math.abs) || 1;
  const unit = Math.max(3, Math.floor(72 / Math.max(rows, columns)));
  const canvas = make("canvas", { width: columns * unit, height: rows * unit, role: "img", "aria-label": `${title}, up to ±${number(largest)}` });
  const context = canvas.getContext("2d");
  values.forEach((value, index) => {
    context.fillStyle = Number.isNaN(value) ? "#888" : css(colours.signed[entryOf(value, -largest, largest)]);
    context.fillRect((index % columns) * unit, Math.floor(index / columns) * unit, unit, unit);
  });
  return make("figure", {}, canvas, make("figcaption", {}, title, make("br"), `±${number(largest)}`));
}

// ---------------------------------------------------------------- pooling and activations

function pooledParts({ colours }, layer, cell) {
  const rows = [...new Set(cell.terms.map(({ row }) => row))];
  const largest = highestOf(cell.terms, ({ value }) => Math.abs(value)) || 1;
  const table = make(
    "table",
    { class: "explorer-window" },
    make("caption", {}, "The window"),
    ...rows.map((row) =>
      make("tr", {}, ...cell.terms.map((term, index) => [term, index]).filter(([term]) => term.row === row).map(([term, index]) => {
        const won = index === cell.winner;
        const item = make("td", { class: won ? "is-winner" : undefined }, `${number(term.value)}${won ? " ★" : ""}`);
        item.style.borderBottomColor = css(colours.signed[entryOf(term.value, -largest, largest)]);
        return item;
      })),
    ),
  );
  const winner = cell.terms[cell.winner];
  const told = winner
    ? `The largest wins: ${number(winner.value)}, at row ${winner.row}, column ${winner.column} of map ${winner.map}.`
    : `Their average: (${cell.terms.map(({ value }) => bracketed(value)).join(" + ")}) / ${cell.terms.length} = ${number(cell.output)}.`;
  return [paragraph(told, "explorer-result"), cell.terms.length <= 81 ? table : null];
}

function inFunction(layer, cell, [, , , map]) {
  if (!isOverMaps(layer)) return `${layer.called}(${number(cell.terms[0].value)}) = ${number(cell.output)}`;
  const largest = highestOf(cell.terms, ({ value }) => value);
  const powers = cell.terms.map(({ value }) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  const below = largest - cell.terms[map].value;
  const score = below === 0 ? "Its score is the highest" : `Its score is ${number(below)} below the highest`;
  const share = inPercent(powers[map] / sum);
  return (
    `${score}: e to the power of ${number(-below)} is ${number(powers[map])}. ` +
    `Divided by the sum of such numbers over all ${powers.length}, ${number(sum)}, that is ${share}` +
    (layer.function === "softmax" ? "." : `, whose logarithm is ${number(cell.output)}.`)
  );
}

// What the activation that follows makes of the weighted input.
function activationAfter({ network, selected, outputs }) {
  const [at, row, column, map] = selected;
  const next = network.layers[at + 1];
  if (next?.kind !== "activation" || isOverMaps(next)) return null;
  const given = outputs[at][indexOf(network.layers[at], row, column, map)];
  const output = outputs[at + 1][indexOf(next, row, column, map)];
  return paragraph(`After the activation: ${next.called}(${number(given)}) = ${number(output)}`, "explorer-result");
}

