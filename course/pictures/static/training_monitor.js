// A training run, to be walked through epoch by epoch: its loss, its filters, and what it says of one picture.

import { bar, button, slider, toggle } from "./controls.mjs";
import { make } from "./dom.mjs";
import { largestOf, makeMap, makeScale } from "./maps.mjs";
import { inWords } from "./numbers.mjs";
import { everyFrame, floats, picture } from "./picture.mjs";
import { shareBar } from "./share_bar.mjs";
import {
  changesAt, distance, epochAt, filtersAt, largestAt, points, rowAt, topOf,
} from "./training_monitor_math.mjs";

const VIEW = { width: 430, height: 230 };
const BOX = { left: 42, top: 10, width: 376, height: 176 };

export default picture(({ model, root, say, on, put }) => {
  const [train, watched] = [model.get("loss"), model.get("watched_loss")];
  const [name, classes] = [model.get("watched"), model.get("class_names")];
  const [count, rows, columns] = model.get("filter_shape");
  const [weights, probabilities] = [floats(model, "filters"), floats(model, "probabilities")];
  const last = train.length - 1;

  const chart = makeChart(train, watched, name);
  const maps = Array.from({ length: count }, () => makeMap({ label: "", side: 84 }));
  const scale = makeScale();
  const shown = makeMap({ label: model.get("image_label"), side: 128 });
  const [height, width] = model.get("image_shape");
  shown.grey(floats(model, "image"), height, width);
  shown.caption(model.get("image_label"));
  const bars = classes.map(makeBar);
  const told = make("p", { class: "monitor-told" });
  const kind = make("p", { class: "monitor-kind" });

  const position = slider({
    label: "Epoch",
    min: 0,
    max: last,
    value: model.get("epoch"),
    format: (epoch) => `${epoch} of ${last}`,
    onInput: (epoch) => put("epoch", epoch),
  });
  const go = (by) => put("epoch", Math.max(0, Math.min(last, model.get("epoch") + by)));
  const changes = toggle({
    text: "Filters: only what changed",
    value: model.get("changes"),
    onChange: (value) => put("changes", value),
  });

  const tell = () => {
    const epoch = model.get("epoch");
    const said = rowAt(probabilities, epoch, classes.length);
    const best = largestAt(said);
    const when = epoch === 0 ? "Before training" : `After epoch ${epoch}`;
    return (
      `${when}: training loss ${inWords(train[epoch])}, ${name} loss ${inWords(watched[epoch])}. ` +
      `Of the picture it says ${classes[best]}, ${inWords(said[best])}.`
    );
  };
  const show = () => {
    const [epoch, onlyChanges] = [model.get("epoch"), model.get("changes")];
    const size = rows * columns;
    const at = (when) => (onlyChanges ? changesAt : filtersAt)(weights, when, count, size);
    // One scale for all epochs, so that colours can be compared from one to the next.
    const largest = largestOf(Array.from({ length: last + 1 }, (_, when) => at(when)).flat(2));
    at(epoch).forEach((filter, index) => {
      const range = `${inWords(Math.min(...filter))} to ${inWords(Math.max(...filter))}`;
      maps[index].signed(filter, rows, columns, largest);
      maps[index].describe(`${onlyChanges ? "Change of filter" : "Filter"} ${index}: weights from ${range}`);
      maps[index].caption(range);
    });
    scale.set(largest);
    kind.textContent =
      `${onlyChanges ? "What training has changed in the filters" : "The filters of the first convolution"}; ` +
      `since the start their weights have moved by ${inWords(distance(weights, epoch, count, size), 3)} (root mean square)`;
    rowAt(probabilities, epoch, classes.length).forEach((share, index, all) =>
      bars[index].show(share, index === largestAt(all)));
    chart.mark(epoch);
    told.textContent = tell();
  };
  const redraw = everyFrame(show);
  on("epoch", (epoch) => {
    position.set(epoch);
    redraw();
    say(tell());
  });
  on("changes", (value) => {
    changes.set(value);
    redraw();
    say(value ? "The filters show only what changed." : "The filters show their weights.");
  });
  chart.onPick((epoch) => put("epoch", epoch));

  root.append(
    bar(
      position,
      button({ text: "Back", onPress: () => go(-1) }),
      button({ text: "Forward", onPress: () => go(1) }),
      changes,
    ),
    told,
    make(
      "div",
      { class: "live-columns" },
      make("div", {}, chart.element, chart.key),
      make("div", { class: "monitor-said" }, shown.element, make("div", {}, ...bars.map((one) => one.element))),
    ),
    kind,
    make("div", { class: "live-columns monitor-filters" }, ...maps.map((map) => map.element)),
    scale.element,
  );
  show();
});

// A class: its name, a bar and its probability.
function makeBar(name) {
  const shown = shareBar({ bar: "monitor-bar", text: "monitor-share" });
  return {
    element: make("div", { class: "monitor-row" }, make("span", { class: "monitor-class" }, name), shown.bar, shown.text),
    show: (share, ahead) => shown.show(share, share.toFixed(2), ahead),
  };
}

// The two losses over the epochs, and a line at the one that is shown.
function makeChart(train, watched, name) {
  const last = train.length - 1;
  const most = topOf([...train, ...watched]);
  const element = svg("svg", {
    class: "monitor-chart", role: "img", viewBox: `0 0 ${VIEW.width} ${VIEW.height}`, width: VIEW.width,
  });
  const [guide, trainDot, watchedDot] = [
    svg("path", { class: "is-guide" }),
    svg("circle", { class: "is-train", r: 5 }),
    svg("rect", { class: "is-watched", width: 9, height: 9 }),
  ];
  const curves = [[train, "is-train"], [watched, "is-watched"]].map(([losses, kind]) => ({
    at: points(losses, BOX, most),
    line: svg("path", { class: kind }),
  }));
  for (const { at, line } of curves) line.setAttribute("d", `M${at.map((point) => point.join(" ")).join("L")}`);
  element.append(axes(last, most), guide, ...curves.map(({ line }) => line), trainDot, watchedDot);
  return {
    element,
    key: make(
      "p",
      { class: "monitor-key" },
      make("span", { class: "is-train" }, "training loss"),
      make("span", { class: "is-watched" }, `${name} loss`),
    ),
    mark(epoch) {
      const [[x, y], [, other]] = curves.map(({ at }) => at[epoch]);
      guide.setAttribute("d", `M${x} ${BOX.top}V${BOX.top + BOX.height}`);
      trainDot.setAttribute("cx", x);
      trainDot.setAttribute("cy", y);
      watchedDot.setAttribute("x", x - 4.5);
      watchedDot.setAttribute("y", other - 4.5);
      element.setAttribute(
        "aria-label",
        `Loss over ${last} epochs. Training from ${inWords(train[0])} to ${inWords(train[last])}, ${name} from ` +
          `${inWords(watched[0])} to ${inWords(watched[last])}. Marked: epoch ${epoch}.`,
      );
    },
    onPick(act) {
      element.addEventListener("pointerdown", (event) => {
        const frame = element.getBoundingClientRect();
        act(epochAt(((event.clientX - frame.left) / frame.width) * VIEW.width, BOX, last));
      });
    },
  };
}

function axes(last, most) {
  const group = svg("g", { class: "is-axis", "aria-hidden": "true" });
  const foot = BOX.top + BOX.height;
  const text = (x, y, what, anchor) => group.append(svg("text", { x, y, "text-anchor": anchor }, what));
  group.append(svg("path", { d: `M${BOX.left} ${BOX.top}V${foot}h${BOX.width}` }));
  for (const share of [0, 0.5, 1]) text(BOX.left - 6, foot - share * BOX.height + 4, inWords(share * most), "end");
  const every = Math.ceil(Math.max(last, 1) / 10);
  for (let epoch = 0; epoch <= last; epoch += every) {
    text(BOX.left + (epoch / Math.max(last, 1)) * BOX.width, foot + 16, String(epoch), "middle");
  }
  text(BOX.left + BOX.width / 2, foot + 34, "epoch (0: before training)", "middle");
  return group;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}
