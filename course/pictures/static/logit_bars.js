// Scores to be moved, and the probabilities that softmax makes of them, with their sum.

import { bar, button, slider, toggle } from "./controls.mjs";
import { make } from "./dom.mjs";
import { largestAt, probabilities, stepOf, temperatureAt, total } from "./logit_bars_math.mjs";
import { inPercent, inWords } from "./numbers.mjs";
import { everyFrame, picture } from "./picture.mjs";
import { shareBar } from "./share_bar.mjs";

const MOST = 10; // scores go from -MOST to MOST
const COLDEST = -8; // steps of the temperature; the hottest is as far on the other side

export default picture(({ model, root, say, on, put }) => {
  const names = model.get("class_names");
  const begun = { logits: model.get("logits"), temperature: model.get("temperature"), twice: model.get("twice") };
  const rows = names.map((name, place) => makeRow(name, begun.logits[place], (value) => {
    put("logits", model.get("logits").map((old, at) => (at === place ? value : old)));
  }));
  const shiftAll = (by) => {
    const moved = model.get("logits").map((value) => value + by);
    if (moved.every((value) => Math.abs(value) <= MOST)) put("logits", moved);
    else say(`Scores go from ${inWords(-MOST)} to ${MOST} here.`);
  };
  const temperature = slider({
    label: "Temperature",
    min: COLDEST,
    max: -COLDEST,
    value: stepOf(begun.temperature),
    format: (step) => inWords(temperatureAt(step)),
    onInput: (step) => put("temperature", temperatureAt(step)),
  });
  const twice = toggle({ text: "Softmax twice", value: begun.twice, onChange: (value) => put("twice", value) });
  const sum = make("p", { class: "logit-sum" });
  const told = make("p");

  const now = () => probabilities(model.get("logits"), model.get("temperature"), model.get("twice"));
  const tell = () => {
    const shares = now();
    const best = largestAt(shares);
    return `${names[best]} is ahead with ${inPercent(shares[best])}.`;
  };
  const show = () => {
    const shares = now();
    rows.forEach((row, place) => row.show(shares[place], place === largestAt(shares)));
    sum.textContent = `Sum of the probabilities: ${inPercent(total(shares))}`;
    told.textContent = tell();
  };
  const redraw = everyFrame(show);
  const follow = (trait, set) =>
    on(trait, (value) => {
      set(value);
      redraw();
      say(tell());
    });
  follow("logits", (values) => values.forEach((value, place) => rows[place].set(value)));
  follow("temperature", (value) => temperature.set(stepOf(value)));
  follow("twice", (value) => twice.set(value));

  root.append(
    make("div", { class: "logit-rows" }, ...rows.map((row) => row.element)),
    sum,
    told,
    bar(
      button({ text: "All scores − 1", onPress: () => shiftAll(-1) }),
      button({ text: "All scores + 1", onPress: () => shiftAll(1) }),
      temperature,
      twice,
      button({ text: "As in the beginning", onPress: () => Object.entries(begun).forEach(([name, value]) => put(name, value)) }),
    ),
  );
  show();
});

// A class: its slider, its bar and its probability.
function makeRow(name, score, onInput) {
  const control = slider({ label: name, min: -MOST, max: MOST, step: 0.1, value: score, format: inWords, onInput });
  const shown = shareBar({ bar: "logit-bar", text: "logit-percent" });
  return {
    element: make("div", { class: "logit-row" }, control.element, shown.bar, shown.text),
    set: control.set,
    show: (share, ahead) => shown.show(share, inPercent(share), ahead),
  };
}
