// A map and what pooling makes of it: windows, winners, what no window reaches, and what a shift changes.

import { bar, choice, number, slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { makeGrid } from "./grid.mjs";
import { cellStyle, largestOf, signedColour } from "./maps.mjs";
import { inWords } from "./numbers.mjs";
import { different, pooled, shifted, unseen, windowOf, winners } from "./pooling_grid_math.mjs";
import { picture } from "./picture.mjs";

const KINDS = [["max", "max"], ["average", "average"], ["sum", "sum"]];

export default picture(({ model, root, say, on, put }) => {
  let here = [0, 0]; // the pooled cell that is explained
  let now = null; // what is shown, worked out from the traits

  const has = (places, [row, column]) => places.some(([r, c]) => r === row && c === column);
  const hasChanged = (cell) => now !== null && has(now.changed, cell);
  const remark = (place) => {
    if (now === null) return "";
    if (has(now.unseen, place)) return ", in no window";
    return now.kind === "max" && has(now.winners.flat(), place) ? ", the largest of its window" : "";
  };

  const before = makeGrid({
    label: "The map",
    values: model.get("values"),
    editable: true,
    colour: (value) => cellStyle(signedColour(value, now?.largest ?? 1)),
    cellLabel: (row, column, text) => `row ${row}, column ${column}: ${text}${remark([row, column])}`,
    onEdit: () => edited(before.values()),
    say,
  });
  const after = makeGrid({
    label: "The pooled map",
    values: [[0]],
    colour: (value) => cellStyle(signedColour(value, now?.largestPooled ?? 1)),
    cellLabel: (row, column, text) => `row ${row}, column ${column}: ${text}${hasChanged([row, column]) ? ", changed" : ""}`,
    onMove: (row, column) => explain([row, column]),
  });
  const kind = choice({ label: "Kind", options: KINDS, value: model.get("kind"), onChange: (value) => put("kind", value) });
  const fewest = () => Math.min(4, model.get("values").length, model.get("values")[0].length);
  const size = number({ label: "Window", min: 1, max: fewest(), value: model.get("size"), onInput: (value) => put("size", value) });
  const stride = number({ label: "Stride", min: 1, max: 4, value: model.get("stride"), onInput: (value) => put("stride", value) });
  const shift = slider({
    label: "Shift to the right",
    min: 0,
    max: 3,
    value: model.get("shift"),
    format: (value) => `${value} px`,
    onInput: (value) => put("shift", value),
  });
  const counts = make("p");
  const story = make("p", { class: "live-story" });

  // An edited map is a new one: the shift begins again from it.
  function edited(values) {
    put("shift", 0);
    put("values", values);
  }

  function work() {
    const [map, width, step, way] = ["values", "size", "stride", "kind"].map((name) => model.get(name));
    const shown = shifted(map, model.get("shift"));
    const result = pooled(shown, width, step, way);
    return {
      shown,
      result,
      size: width,
      stride: step,
      kind: way,
      winners: winners(shown, width, step),
      unseen: unseen(shown, width, step),
      changed: different(pooled(map, width, step, way), result),
      largest: largestOf(map.flat()),
      largestPooled: largestOf(way === "sum" ? result.flat() : map.flat()),
    };
  }

  function show() {
    now = work();
    before.set(now.shown);
    after.set(now.result);
    before.highlight("unseen", now.unseen);
    before.highlight("winner", now.kind === "max" ? now.winners.flat() : []);
    after.highlight("changed", now.changed);
    counts.textContent = inTotal();
    explain(here.map((place, axis) => Math.min(place, (axis ? now.result[0] : now.result).length - 1)));
  }

  function inTotal() {
    const [cells, left] = [now.shown.flat().length, now.result.flat().length];
    const parts = [`${cells} numbers before, ${left} after`];
    if (now.unseen.length) parts.push(`${now.unseen.length} in no window (hatched)`);
    if (model.get("shift")) parts.push(`${now.changed.length} of ${left} pooled numbers changed by the shift (dotted)`);
    return `${parts.join("; ")}.`;
  }

  function explain(cell) {
    here = cell;
    const window = windowOf(here, now.size, now.stride);
    before.highlight("window", window);
    after.highlight("here", [here]);
    story.textContent = inDetail(window.map(([row, column]) => now.shown[row][column]));
  }

  function inDetail(numbers) {
    const [row, column] = here;
    const value = inWords(now.result[row][column]);
    const [r, c] = now.winners[row][column];
    const sum = inWords(numbers.reduce((total, one) => total + one, 0));
    const made = {
      max: `the largest is ${value}, at row ${r}, column ${c}; the others are dropped`,
      average: `their sum is ${sum}, and ${sum} / ${numbers.length} = ${value}`,
      sum: `their sum is ${value}`,
    }[now.kind];
    return `Pooled row ${row}, column ${column}: its window holds ${numbers.map((one) => inWords(one)).join(", ")}; ${made}.`;
  }

  const controls = { kind, size, stride, shift };
  for (const name of ["values", "size", "stride", "kind", "shift"]) {
    on(name, (value) => {
      controls[name]?.set(value);
      show();
      say(`${counts.textContent} ${story.textContent}`);
    });
  }
  root.append(
    bar(kind, size, stride, shift),
    make(
      "div",
      { class: "live-columns" },
      make("div", {}, make("p", {}, "The map (type over a number)"), before.element),
      make("div", {}, make("p", {}, "Pooled (walk through it)"), after.element),
    ),
    story,
    counts,
  );
  show();
});
