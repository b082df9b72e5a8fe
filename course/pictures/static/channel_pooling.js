// Several maps and what pooling makes of them: each by itself, or across them. Figure 11 of the article, cell by cell.

import { moved, pooled, windowsOf, winningMaps } from "./channel_pooling_math.mjs";
import { bar, choice, number } from "./controls.mjs";
import { freshId, make } from "./dom.mjs";
import { makeGrid } from "./grid.mjs";
import { cellStyle, greyColour, largestOf } from "./maps.mjs";
import { inWords } from "./numbers.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";
import { channelOf } from "./pipeline_strip_math.mjs";
import { framedMap, walkedMap } from "./walked_map.mjs";

const SIDE = 172; // CSS pixels of a map
const GRID = 148; // of a window as numbers
const WAYS = [["each", "each map by itself"], ["across", "across the maps"]];
const KINDS = [["max", "max"], ["average", "average"]];

export default picture(({ model, root, say, on, put }) => {
  const [names, shape, largestSize] = ["names", "shape", "largest_size"].map((name) => model.get(name));
  const maps = floats(model, "maps");
  let size = model.get("size"); // that the place belongs to
  let now = null; // what is shown, worked out from the traits

  const story = make("p", { class: "pooled-story", id: freshId("story") });
  const shapes = make("p");
  const way = choice({
    label: "Pool",
    options: WAYS,
    value: model.get("across") ? "across" : "each",
    onChange: (value) => put("across", value === "across"),
  });
  const kind = choice({ label: "Kind", options: KINDS, value: model.get("kind"), onChange: (value) => put("kind", value) });
  const window = number({ label: "Window", min: 1, max: largestSize, value: size, onInput: (value) => put("size", value) });

  const walk = { side: SIDE, describedBy: story.id, leap: 4, place: () => model.get("place"), moveTo: (next) => put("place", next) };
  const each = names.map((name) => walkedMap({ ...walk, label: `${name}, pooled`, caption: "" }));
  const one = walkedMap({ ...walk, label: "All maps, pooled together", caption: "" });
  const rows = names.map((name, map) => makeRow({ name, values: channelOf(maps, shape, map), shape }));
  const together = make("div", { class: "pooled-together" }, one.element);

  function showMaps() {
    const across = model.get("across");
    now = pooled(maps, shape, size, model.get("kind"), across);
    const [down, right, count] = now.shape;
    const out = across ? [one] : each;
    out.forEach((map, at) => {
      const values = channelOf(now.values, now.shape, at);
      map.grey(values, down, right, 0, largestOf(values));
      map.caption(`${across ? "all maps" : names[at]}, pooled\n${inShort(down, right, values)}`);
    });
    for (const map of each) map.element.hidden = across;
    together.hidden = !across;
    shapes.textContent = `Shape ${shape.join(" × ")} → ${down} × ${right} × ${count}: ${inCount(names.length)} in, ${inCount(count)} out.`;
    showCell();
  }

  function showCell() {
    const [down, right] = now.shape;
    const place = model.get("place").map((at, axis) => Math.min(at, (axis ? right : down) - 1));
    const windows = windowsOf(now, place);
    const winning = model.get("kind") === "max" ? winningMaps(windows, model.get("across")) : [];
    rows.forEach((row, map) => row.show(windows[map], place, winning.includes(map)));
    for (const map of model.get("across") ? [one] : each) map.frame(place, [1, 1]);
    story.textContent = inDetail(place, windows, winning);
  }

  function inDetail([row, column], windows, winning) {
    const start = `Row ${row}, column ${column}`;
    const all = size * size * (model.get("across") ? names.length : 1);
    const result = inWords(now.values[(row * now.shape[1] + column) * now.shape[2]]);
    if (model.get("across")) {
      if (model.get("kind") === "average") return `${start}: the average of all ${all} numbers is ${result}.`;
      const from = `in ${names[winning[0]]} at ${atPlace(windows[winning[0]])}`;
      return `${start}: the largest of all ${all} numbers is ${result}, ${from}. The map that comes out does not say in which.`;
    }
    const told = windows.map((one, map) =>
      model.get("kind") === "max"
        ? `${names[map]} ${inWords(one.largest)} (from ${atPlace(one)})`
        : `${names[map]} ${inWords(one.average)}`,
    );
    const what = model.get("kind") === "max" ? "the largest" : "the average";
    return `${start}: of ${inNumbers(all)} in each map, ${what}: ${told.join("; ")}.`;
  }

  const draws = { across: showMaps, kind: showMaps, size: showMaps, place: showCell };
  for (const [name, draw] of Object.entries(draws)) {
    const redraw = everyFrame(() => {
      draw();
      say(name === "place" ? story.textContent : `${shapes.textContent} ${story.textContent}`);
    });
    on(name, (value) => {
      if (name === "across") way.set(value ? "across" : "each");
      if (name === "kind") kind.set(value);
      if (name === "size") resize(value);
      redraw();
    });
  }

  // The place stays where it was on the maps that go in.
  function resize(next) {
    const place = moved(model.get("place"), size, next);
    window.set(next);
    size = next;
    put("place", place);
  }

  const lines = rows.map((row, map) =>
    make("div", { class: "pooled-row", role: "group", "aria-label": names[map] }, row.element, row.numbers, each[map].element),
  );
  const hint = "Point at a pooled map, or walk through it with the arrow keys: its window is framed in each map that goes in.";
  root.append(
    bar(way, kind, window),
    make(
      "div",
      { class: "live-columns" },
      make("div", { class: "pooled-table" }, make("div", {}, ...lines), together),
      make("div", { class: "pooled-words" }, shapes, make("p", {}, hint), story),
    ),
  );
  showMaps();
});

const inCount = (maps) => (maps === 1 ? "1 map" : `${maps} maps`);
const inNumbers = (count) => (count === 1 ? "the 1 number" : `the ${count} numbers`);
const inShort = (rows, columns, values) => `${rows} × ${columns}, 0 to ${inWords(largestOf(values))}`;
const atPlace = ({ onMap: [row, column] }) => `row ${row}, column ${column}`;

// A map that goes in, and its window as numbers: { element, numbers, show(window, place, wins) }.
function makeRow({ name, values, shape: [rows, columns] }) {
  const largest = largestOf(values);
  const map = framedMap({ label: `the map ${name}`, caption: `${name}\n${inShort(rows, columns, values)}`, side: SIDE });
  map.grey(values, rows, columns, 0, largest);
  let [top, left, best] = [0, 0, null];
  const grid = makeGrid({
    label: `${name}: the window`,
    values: [[0]],
    colour: (value) => cellStyle(greyColour(value, 0, largest)),
    cellLabel: (row, column, text) =>
      `row ${top + row}, column ${left + column}: ${text}${String([row, column]) === best ? ", it comes out" : ""}`,
  });
  const told = make("p", { class: "pooled-told" });
  return {
    element: map.element,
    numbers: make("div", { class: "pooled-window" }, grid.element, told),
    show({ window, inWindow }, [row, column], wins) {
      const size = window.length;
      [top, left, best] = [row * size, column * size, wins ? String(inWindow) : null];
      grid.element.style.setProperty("--live-cell", `${GRID / Math.max(size, 3)}px`);
      grid.set(window);
      grid.highlight("winner", wins ? [inWindow] : []);
      map.frame([top, left], [size, size]);
      told.textContent = wins ? "outlined: it comes out" : "";
    },
  };
}
