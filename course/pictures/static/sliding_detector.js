// A window that is moved over a canvas: what the network says of it, and a map of what it says everywhere.

import { bar, button } from "./controls.mjs";
import { make } from "./dom.mjs";
import { cellStyle, greyColour, makeMap, paint } from "./maps.mjs";
import { bestOf, forward, makeNetwork } from "./net_math.mjs";
import { inPercent } from "./numbers.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";
import { shareBar } from "./share_bar.mjs";
import { nextPeak, wholePercent, windowOf, within } from "./sliding_detector_math.mjs";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export default picture(({ model, root, say, on, put }) => {
  const [shape, jump] = [model.get("shape"), model.get("jump")];
  const pixels = floats(model, "canvas");
  const network = makeNetwork(model.get("network"), floats(model, "weights"));
  const size = network.layers[0].shape[0];
  const peaks = model.get("peaks").map((cell) => cell.map((at) => jump * at));
  const place = () => within(model.get("place"), shape, size);
  const moveTo = (next) => put("place", within(next, shape, size));

  const whole = makeWhole({ pixels, shape, size, jump, place, moveTo });
  const map = makeSureness({ said: model.get("said"), surest: model.get("surest"), peaks: model.get("peaks"), shape, size, jump, moveTo });
  const enlarged = makeMap({ label: "The window", caption: "The window, enlarged", side: 160 });
  const bars = makeBars(network.layers.at(-1).shape[2]);
  const story = make("p", { class: "detector-story" });
  const toPeak = (forwards) => peaks.length && moveTo(nextPeak(peaks, place(), forwards));

  const show = () => {
    const here = place();
    const seen = windowOf(pixels, shape[1], here, size);
    const shares = forward(network, seen).at(-1);
    const [[digit, share]] = bestOf(shares);
    whole.frame(here);
    map.mark(here);
    enlarged.grey(seen, size, size);
    bars.show(shares, digit);
    story.textContent = `Window from row ${here[0]}, column ${here[1]}: first guess ${digit} with ${inPercent(share)}.`;
  };
  const redraw = everyFrame(() => {
    show();
    say(story.textContent);
  });
  on("place", redraw);

  root.append(
    make(
      "div",
      { class: "live-columns" },
      make("div", { class: "detector-side" }, whole.element, story, map.element),
      make("div", {}, enlarged.element, bars.element),
    ),
    bar(
      button({ text: "Previous peak", onPress: () => toPeak(false) }),
      button({ text: "Next peak", onPress: () => toPeak(true) }),
    ),
  );
  show();
});

const share = (value, all) => `${(100 * value) / all}%`;

// The canvas with the window's frame, moved by arrow keys and by dragging: { element, frame(place) }.
function makeWhole({ pixels, shape: [rows, columns], size, jump, place, moveTo }) {
  const canvas = make("canvas", { "aria-hidden": "true", width: columns, height: rows });
  const image = new ImageData(columns, rows);
  paint(pixels, image.data, greyColour, 0, 1);
  canvas.getContext("2d").putImageData(image, 0, 0);
  const mark = make("div", { class: "detector-frame" });
  mark.style.width = share(size, columns);
  mark.style.height = share(size, rows);
  const element = make(
    "div",
    {
      class: "detector-canvas",
      tabindex: "0",
      role: "application",
      "aria-roledescription": "canvas with a window",
      "aria-label": `Window on a canvas of ${rows} × ${columns} pixels. Arrows move it by a pixel, Shift and arrows by ${jump}.`,
    },
    canvas,
    mark,
  );
  element.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    moveTo(place().map((at, axis) => at + step[axis] * (event.shiftKey ? jump : 1)));
  });
  const point = (event) => {
    if (event.buttons !== 1) return;
    const box = canvas.getBoundingClientRect();
    const at = [((event.clientY - box.top) / box.height) * rows, ((event.clientX - box.left) / box.width) * columns];
    moveTo(at.map((middle) => middle - size / 2));
  };
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    point(event);
  });
  element.addEventListener("pointermove", point);
  return {
    element,
    frame([row, column]) {
      mark.style.top = share(row, rows);
      mark.style.left = share(column, columns);
    },
  };
}

// The first guess and how sure it is, each cell below the middle of its window; a click moves the window there:
// { element, mark(place) }.
function makeSureness({ said, surest, peaks, shape: [, columns], size, jump, moveTo }) {
  const [down, across] = [said.length, said[0].length];
  const isPeak = new Set(peaks.map(String));
  const cells = said.flatMap((line, row) =>
    line.map((digit, column) => {
      const cell = make("span", { class: "detector-cell" }, make("b", {}, String(digit)), wholePercent(surest[row][column]));
      Object.assign(cell.style, cellStyle(greyColour(surest[row][column])));
      cell.classList.toggle("is-peak", isPeak.has(`${row},${column}`));
      cell.addEventListener("click", () => moveTo([jump * row, jump * column]));
      return cell;
    }),
  );
  const inWords = peaks.map(([row, column]) => `${said[row][column]} with ${inPercent(surest[row][column])} from row ${jump * row}, column ${jump * column}`);
  const mark = make("div", { class: "detector-frame" });
  mark.style.width = share(1, across);
  mark.style.height = share(1, down);
  const field = make(
    "div",
    { class: "detector-map", role: "img", "aria-label": `Map of ${down} × ${across} windows. Its peaks: ${inWords.join("; ")}.` },
    ...cells,
    mark,
  );
  field.style.gridTemplateColumns = `repeat(${across}, 1fr)`;
  field.style.marginLeft = share((size - jump) / 2, columns);
  field.style.width = share(jump * across, columns);
  return {
    element: make(
      "div",
      {},
      field,
      make(
        "p",
        { class: "detector-key" },
        `The first guess, and below it how sure it is in percent (the brighter, the surer), for windows ${jump} pixels apart. ` +
          "Each stands below the middle of its window. Boxed: the peaks, surer than all around them.",
      ),
    ),
    mark([row, column]) {
      mark.style.top = share(row / jump, down);
      mark.style.left = share(column / jump, across);
    },
  };
}

// A bar and a number for each digit, the first guess with a mark: { element, show(shares, best) }.
function makeBars(classes) {
  const rows = Array.from({ length: classes }, () => shareBar({ bar: "detector-bar" }));
  const lines = rows.map(({ bar: track, text }, digit) => make("div", { class: "detector-row" }, make("b", {}, String(digit)), track, text));
  return {
    element: make("div", {}, ...lines),
    show: (shares, best) => rows.forEach((row, digit) => row.show(shares[digit], inPercent(shares[digit]), digit === best)),
  };
}
