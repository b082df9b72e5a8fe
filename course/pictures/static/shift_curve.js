// Digits that are moved, and what a trained network makes of them: one of them in full, and the share of all.

import { bar, choice, slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { makeMap } from "./maps.mjs";
import { inPercent } from "./numbers.mjs";
import { floats, picture } from "./picture.mjs";
import { best, shiftedPixels } from "./shift_curve_math.mjs";

const inPixels = (right) => `${Math.abs(right)} px ${right < 0 ? "to the left" : "to the right"}`;
const moved = (right) => (right === 0 ? "not moved" : `moved ${inPixels(right)}`);
const atStart = (text) => text[0].toUpperCase() + text.slice(1);

export default picture(({ model, root, say, on, put }) => {
  const [rows, columns] = model.get("shape");
  const [labels, shifts, shares, probabilities] = ["labels", "shifts", "share_right", "probabilities"].map((name) => model.get(name));
  const pixels = floats(model, "images");

  const digit = choice({
    label: "Digit",
    options: labels.map((label, index) => [String(index), `number ${index + 1}: a ${label}`]),
    value: String(model.get("digit")),
    onChange: (value) => put("digit", Number(value)),
  });
  const shift = slider({
    label: "Shift",
    min: shifts[0],
    max: shifts.at(-1),
    value: model.get("shift"),
    format: (right) => (right === 0 ? "0 px" : inPixels(right)),
    onInput: (value) => put("shift", value),
  });
  const map = makeMap({ label: "The digit", side: 192 });
  const answer = makeColumns({ heading: "What the network says of it", names: labelsOf(probabilities[0][0]) });
  const curve = makeColumns({ heading: "Test digits read correctly, by shift in pixels", names: shifts.map((right) => String(right).replace("-", "−")) });
  const story = make("p", { class: "live-story" });

  function show() {
    const [chosen, right] = [model.get("digit"), model.get("shift")];
    const at = shifts.indexOf(right);
    const label = labels[chosen];
    const said = probabilities[chosen][at];
    const from = chosen * rows * columns;
    map.grey(shiftedPixels(pixels.subarray(from, from + rows * columns), rows, columns, right), rows, columns);
    map.describe(`A handwritten ${label}, ${moved(right)}`);
    answer.set(said, best(said), `${best(said)} with ${inPercent(said[best(said)])}`);
    curve.set(shares, at, shifts.map((pixel, index) => `${pixel}: ${inPercent(shares[index])}`).join(", "));
    const verdict = best(said) === label ? "rightly" : "wrongly";
    story.textContent =
      `${atStart(moved(right))}: this ${label} is ${verdict} read as ${best(said)} (${inPercent(said[best(said)])}). ` +
      `Of all test digits ${inPercent(shares[at])} are read correctly.`;
  }

  const controls = { digit, shift };
  for (const name of ["digit", "shift"]) {
    on(name, (value) => {
      controls[name].set(String(value));
      show();
      say(story.textContent);
    });
  }
  root.append(bar(digit, shift), make("div", { class: "live-columns" }, map.element, answer.element, curve.element), story);
  show();
});

const labelsOf = (numbers) => numbers.map((_, index) => String(index));

// Upright bars from 0 to 1 with a name below each; one of them is marked, and bears its number.
function makeColumns({ heading, names }) {
  const bars = names.map(() => make("span", { class: "shift-bar" }));
  const numbers = names.map(() => make("span", { class: "shift-number" }));
  const chart = make(
    "div",
    { class: "shift-chart", role: "img" },
    ...names.map((name, index) => make("span", { class: "shift-column" }, numbers[index], bars[index], make("span", {}, name))),
  );
  return {
    element: make("div", {}, make("p", {}, heading), chart),
    set(shares, marked, spoken) {
      shares.forEach((share, index) => {
        bars[index].style.height = `${Math.round(120 * share)}px`;
        bars[index].classList.toggle("is-marked", index === marked);
        numbers[index].textContent = index === marked ? inPercent(share, 0) : "";
      });
      chart.setAttribute("aria-label", `${heading}: ${spoken}`);
    },
  };
}
