// A network as a strip of stages, one below the other, at work on a picture that is chosen above.

import { bar, button, choice } from "./controls.mjs";
import { make } from "./dom.mjs";
import { largestOf, makeMap } from "./maps.mjs";
import { inPercent, inWords } from "./numbers.mjs";
import { floats, picture } from "./picture.mjs";
import { best, channelOf, extentOf, stageValues } from "./pipeline_strip_math.mjs";

const WIDTH = 620; // CSS pixels that a row of maps may take
const LARGEST = 84; // of one map
const GAP = 4;

const oneDecimal = (value) => value.toFixed(1).replace("-", "−");

export default picture(({ model, root, say, on, put }) => {
  const [names, shapes, labels, classes] = ["names", "shapes", "labels", "class_names"].map((name) => model.get(name));
  const values = floats(model, "values");
  const last = shapes.length - 1;

  const which = choice({
    label: "Picture",
    options: labels.map((label, index) => [String(index), `number ${index + 1}: a ${classes[label]}`]),
    value: String(model.get("chosen")),
    onChange: (value) => put("chosen", Number(value)),
  });
  const turn = (by) => put("chosen", (model.get("chosen") + by + labels.length) % labels.length);
  const previous = button({ text: "Previous", onPress: () => turn(-1) });
  const next = button({ text: "Next", onPress: () => turn(1) });
  const rows = shapes.map((shape, stage) => {
    if (stage === last) return makeBars(names[stage], classes);
    return shape.length === 3 ? makeMaps(names[stage], shape, stage === 0) : makeVector(names[stage], shape);
  });
  const story = make("p", { class: "strip-story" });

  function show() {
    const chosen = model.get("chosen");
    rows.forEach((row, stage) => row.set(stageValues(values, shapes, chosen, stage)));
    const said = stageValues(values, shapes, chosen, last);
    const [answer, truth] = [best(said), labels[chosen]];
    const verdict = answer === truth ? "rightly" : "wrongly";
    const sum = said.reduce((total, share) => total + share, 0);
    story.textContent =
      `This ${classes[truth]} is ${verdict} read as ${classes[answer]} (${inPercent(said[answer])}). ` +
      `The ${said.length} bars add up to ${inWords(sum)}.`;
  }

  on("chosen", (value) => {
    which.set(String(value));
    show();
    say(story.textContent);
  });
  const legend = make("p", {}, "Red is positive, blue negative, white 0; each row has its own scale.");
  root.append(bar(which, previous, next), story, legend, ...rows.map((row) => row.element));
  show();
});

// A map that is part of its row's picture: the row says what is to be seen.
function makePart(side) {
  const map = makeMap({ label: "", side });
  for (const name of ["role", "aria-label"]) map.canvas.removeAttribute(name);
  return map;
}

// A row with its stage's name, shape and extent on the left. `describe` says all that in words.
function makeRow(name, shape, ...content) {
  const extent = make("span");
  const label = make("div", { class: "strip-label" }, make("b", {}, name), make("span", {}, shape.join(" × ")), extent);
  const element = make("div", { class: "strip-row" }, label, make("div", { class: "strip-maps", role: "img" }, ...content));
  return {
    element,
    describe(values, more = "") {
      const [low, high] = extentOf(values);
      extent.textContent = `${oneDecimal(low)} to ${oneDecimal(high)}`;
      element.lastChild.setAttribute("aria-label", `${name}, ${shape.join(" × ")}, ${extent.textContent}${more}`);
    },
  };
}

function makeMaps(name, shape, grey) {
  const [rows, columns, channels] = shape;
  const side = Math.min(LARGEST, Math.floor(WIDTH / channels) - GAP);
  const maps = Array.from({ length: channels }, () => makePart(side));
  const row = makeRow(name, shape, ...maps.map((map) => map.element));
  return {
    element: row.element,
    set(values) {
      const largest = largestOf(values);
      maps.forEach((map, channel) => {
        const numbers = channelOf(values, shape, channel);
        grey ? map.grey(numbers, rows, columns) : map.signed(numbers, rows, columns, largest);
      });
      row.describe(values);
    },
  };
}

function makeVector(name, shape) {
  const map = makePart(WIDTH - GAP);
  map.element.classList.add("strip-vector");
  const row = makeRow(name, shape, map.element);
  return {
    element: row.element,
    set(values) {
      map.signed(values, 1, shape[0]);
      row.describe(values);
    },
  };
}

function makeBars(name, classes) {
  const bars = classes.map(() => make("span", { class: "strip-bar" }));
  const numbers = classes.map(() => make("span", { class: "strip-number" }));
  const columns = classes.map((text, at) => make("span", { class: "strip-column" }, numbers[at], bars[at], make("span", {}, text)));
  const row = makeRow(name, [classes.length], ...columns);
  return {
    element: row.element,
    set(said) {
      const answer = best(said);
      bars.forEach((one, at) => {
        one.style.height = `${Math.round(60 * said[at])}px`;
        one.classList.toggle("is-marked", at === answer);
        numbers[at].textContent = inPercent(said[at]);
      });
      row.describe(said, `: ${classes.map((text, at) => `${text} ${inPercent(said[at])}`).join(", ")}`);
    },
  };
}
