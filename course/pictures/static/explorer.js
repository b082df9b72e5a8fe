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
  network: "All layers share one scale: equal colours are equal numbers everywhere, and small numbers are faint.",
};
const REST = 250; // ms without a change before the kernel hears of the selected cell

export default picture((frame) => {
  const { model, root, on, atEnd, say } = frame;
  const scene = openScene(model, root);
  const views = { "2-D": flatView(), "3-D": deepView() };
  const current = () => views[model.get("view")];
  const shape = scene.network.layers[0].shape;
  const pad = drawingPad({ shape, range: model.get("pixel_range"), pixels: model.get("drawing"), onStroke: () => recompute(), onDone: () => keep(), say });
  const guess = guessPanel();
  const list = layerList({ scene, onSwitch: (hidden) => frame.put("hidden", hidden) });
  const stage = explorerStage({ scene, views, current, onSelect: (cell, told) => select(cell, told), say });
  const details = detailsPanel(stage.hold);
  const settings = settingsBar(frame, scene);

  const keep = () => {
    frame.put("drawing", Array.from(pad.pixels));
    say(guess.text());
  };
  const compute = () => {
    scene.outputs = forward(scene.network, pad.pixels);
    guess.show(bestOf(scene.outputs.at(-1)), scene);
    refresh();
  };
  const recompute = everyFrame(compute);
  const refresh = () => {
    const wanted = model.get("contributions");
    scene.shown = wanted < 0 ? scene.outputs : contributionsTo(scene.network, scene.outputs, wanted);
    const range = wanted < 0 ? model.get("pixel_range") : null;
    scene.bitmaps.update(scene.shown, { scale: model.get("scale"), colours: scene.colours, range });
    takeApart(scene);
    current().draw(scene);
    list.show(model.get("scale"), wanted);
    showSelected();
  };
  const showSelected = () => {
    current().mark(scene);
    details.show(scene);
    pad.show(scene.selected?.[0] > 0 ? scene.regions[0] : null, scene.colours);
  };
  const followSelected = () => follow(details.element, stage.element, current().rows?.[scene.selected?.[0]]);
  let resting;
  const select = (cell, told) => {
    scene.selected = cell;
    takeApart(scene);
    showSelected();
    followSelected();
    if (told && cell) say(spokenCell(scene));
    clearTimeout(resting);
    resting = setTimeout(() => frame.put("selected", cell ?? []), REST);
  };
  atEnd(() => clearTimeout(resting));

  const strip = pictureStrip({
    label: "Pictures to choose from",
    pictures: floats(model, "pictures"),
    names: model.get("picture_names"),
    shape,
    range: model.get("pixel_range"),
    onChoose(pixels, name) {
      pad.remember();
      pad.set(pixels);
      compute();
      frame.put("drawing", Array.from(pixels));
      say(`${name}. ${guess.text()}`);
    },
  });
  const left = make("div", { class: "explorer-left" }, pad.element, guess.element, details.element);
  const right = make("div", { class: "explorer-right" }, settings.element, stage.camera, make("div", { class: "explorer-board" }, list.element, stage.element));
  if (model.get("picture_names").length) root.append(strip.element);
  root.append(make("div", { class: "explorer" }, left, right));

  const lay = () => {
    stage.show();
    current().lay(scene, Math.max(stage.element.clientWidth, 200));
    list.lay(current().rows);
    refresh();
    followSelected();
  };
  on("drawing", (drawing) => {
    if (drawing.every((value, index) => value === pad.pixels[index])) return;
    pad.set(drawing);
    compute();
  });
  on("hidden", (hidden) => {
    scene.hidden = new Set(hidden);
    lay();
  });
  on("view", lay);
  for (const name of ["scale", "contributions"]) on(name, refresh);
  on("selected", (cell) => {
    if (String(cell) !== String(scene.selected ?? [])) select(isCell(scene, cell) ? cell : null);
  });
  const widths = new ResizeObserver(everyFrame(lay));
  widths.observe(stage.element.parentElement);
  atEnd(() => widths.disconnect());
  atEnd(
    onTheme(() => {
      scene.colours = coloursOf(root);
      settings.show();
      refresh();
    }),
  );
  scene.outputs = forward(scene.network, pad.pixels);
  guess.show(bestOf(scene.outputs.at(-1)), scene);
  settings.show();
  lay();
});

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

