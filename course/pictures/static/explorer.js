// A network to look into: draw a picture, see every layer answer, take any cell apart.

import { bar, choice } from "./controls.mjs";
import { cellAt } from "./cell_math.mjs";
import { contributionsTo, scoreLayer } from "./contribution_math.mjs";
import { make } from "./dom.mjs";
import { drawingPad } from "./drawing_pad.mjs";
import { flatView } from "./explorer_2d.mjs";
import { deepView } from "./explorer_3d.mjs";
import { makeBitmaps } from "./explorer_bitmaps.mjs";
import { coloursOf, onTheme, ribbonOf } from "./explorer_colours.mjs";
import { detailsPanel, spokenCell } from "./explorer_details.mjs";
import { guessPanel } from "./explorer_guess.mjs";
import { layerList } from "./explorer_layers.mjs";
import { explorerStage } from "./explorer_stage.mjs";
import { bestOf, forward, makeNetwork } from "./net_math.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";
import { pictureStrip } from "./picture_strip.mjs";
import { regionsBehind } from "./receptive_field_math.mjs";

const SCALES = [["layer", "each layer by itself"], ["map", "each map by itself"], ["network", "raw, one scale for all"]];
const TOLD = {
  layer: "Every layer has a scale of its own: within a layer, equal colours are equal numbers.",
  map: "Every map has a scale of its own: the strongest colour is its largest number, however small that is.",
  network: "All layers after the picture share one scale: equal colours are equal numbers, and small numbers are faint.",
};
const REST = 250; // ms without a change before the kernel hears of the selected cell

export default picture((frame) => {
  const scene = openScene(frame.model, frame.root);
  const acts = {}; // what the parts have done, which needs the parts
  const parts = makeParts(frame, scene, acts);
  Object.assign(acts, makeActs(frame, scene, parts));
  place(frame, parts);
  listen(frame, scene, parts, acts);
  acts.run();
  parts.settings.show();
  acts.lay();
});

function makeParts(frame, scene, acts) {
  const { model, say } = frame;
  const views = { "2-D": flatView(), "3-D": deepView() };
  const current = () => views[model.get("view")];
  const stage = explorerStage({ scene, views, current, onSelect: (cell, told) => acts.select(cell, told), say });
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
      onChoose: (pixels, name) => acts.choose(pixels, name),
    }),
    guess: guessPanel(),
    details: detailsPanel(stage.hold),
    list: layerList({ scene, onSwitch: (hidden) => frame.put("hidden", hidden) }),
    settings: settingsBar(frame, scene),
  };
}

function place({ model, root }, { strip, pad, guess, details, settings, stage, list }) {
  const board = make("div", { class: "explorer-board" }, list.element, stage.element);
  const left = make("div", { class: "explorer-left" }, pad.element, guess.element, details.element);
  const right = make("div", { class: "explorer-right" }, settings.element, stage.camera, board);
  if (model.get("picture_names").length) root.append(strip.element);
  root.append(make("div", { class: "explorer" }, left, right));
}

// What can happen: the drawing changes, the colours, the selected cell, the layout.
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
    select(cell, told) {
      scene.selected = cell;
      takeApart(scene);
      current().mark(scene);
      tell();
      followSelected();
      if (told && cell) say(spokenCell(scene));
      clearTimeout(resting);
      resting = setTimeout(() => put("selected", cell ?? []), REST);
    },
    lay() {
      stage.show();
      colour();
      const labels = list.heightsBeside(current().rows !== undefined);
      current().lay(scene, Math.max(stage.element.clientWidth, 200), labels);
      list.lay(current().rows);
      draw();
      followSelected();
    },
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

// What is to be seen, for the views and the panels:
//   network, bitmaps, colours, classNames
//   outputs, shown    of every layer: its values, and what the colours show
//   hidden            a Set of layers
//   selected          [layer, row, column, map] or null; with it regions, cell and, where the cell is an activation's,
//                     sourceCell: the one that it was given
function openScene(model, root) {
  const network = makeNetwork(model.get("network"), floats(model, "weights"));
  const scene = {
    network,
    bitmaps: makeBitmaps(network),
    colours: coloursOf(root),
    classNames: model.get("class_names"),
    hidden: new Set(model.get("hidden")),
  };
  scene.selected = isCell(scene, model.get("selected")) ? model.get("selected") : null;
  return scene;
}

function isCell({ network }, [layer, ...place]) {
  const shape = network.layers[layer]?.shape;
  return shape !== undefined && place.length === 3 && place.every((value, axis) => value >= 0 && value < shape[axis]);
}

function takeApart(scene) {
  const { network, outputs, selected } = scene;
  if (!selected) return;
  scene.cell = cellAt(network, outputs, selected);
  scene.regions = regionsBehind(network, selected);
  const isActivation = network.layers[selected[0]].kind === "activation";
  scene.sourceCell = isActivation ? cellAt(network, outputs, [selected[0] - 1, ...selected.slice(1)]) : null;
}

// Move the panel down to the row that it speaks of, as far as there is room.
function follow(panel, stage, row) {
  panel.style.marginTop = "";
  if (!row || panel.contains(document.activeElement)) return;
  const [natural, board] = [panel.getBoundingClientRect(), stage.getBoundingClientRect()];
  if (natural.right > board.left) return; // below the stage, on a narrow page
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
  const told = make("p", { class: "explorer-told" });
  const show = () => {
    view.set(model.get("view"));
    shows.set(String(model.get("contributions")));
    scale.set(model.get("scale"));
    ribbon.style.background = ribbonOf(scene.colours);
    const what = model.get("contributions") < 0 ? "" : meaning(scene);
    told.textContent = TOLD[model.get("scale")] + what;
  };
  for (const name of ["view", "contributions", "scale"]) on(name, show);
  return { element: make("div", {}, bar(view, shows, scale, { element: legend }), told), show };
}

const meaning = ({ network }) =>
  ` Shown is value × slope: what the cell adds to the score, exactly in the layer that “${network.layers[scoreLayer(network)].name}” reads, and as a first estimate further back.`;

