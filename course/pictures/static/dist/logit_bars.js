// Made by `python -m course.pictures.bundles` from logit_bars.js and what it imports: change those.
// dom.mjs
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== void 0) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
var count = 0;
var freshId = (name) => `live-${name}-${Date.now().toString(36)}-${++count}`;

// controls.mjs
function slider({ label, min, max, step = 1, value, format = String, onInput }) {
  const id = freshId("slider");
  const field = make("input", { id, type: "range", min, max, step });
  const shown = make("output", { for: id });
  const show = () => {
    const text = format(Number(field.value));
    shown.textContent = text;
    field.setAttribute("aria-valuetext", text);
  };
  const set = (next) => {
    field.value = next;
    show();
  };
  field.addEventListener("input", () => {
    show();
    onInput(Number(field.value));
  });
  set(value);
  return { element: labelled(id, label, field, shown), get: () => Number(field.value), set };
}
function button({ text, onPress }) {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", () => onPress());
  return { element, get: () => element.textContent, set: (next) => element.textContent = next };
}
function toggle({ text, value = false, onChange }) {
  const element = make("button", { type: "button" }, text);
  const get = () => element.getAttribute("aria-pressed") === "true";
  const set = (next) => element.setAttribute("aria-pressed", String(next));
  element.addEventListener("click", () => {
    set(!get());
    onChange(get());
  });
  set(value);
  return { element, get, set };
}
function bar(...controls) {
  return make("div", { class: "live-bar" }, ...controls.map((control) => control.element));
}
function labelled(id, label, ...parts) {
  return make("span", { class: "live-control" }, make("label", { for: id }, label), ...parts);
}

// logit_bars_math.mjs
function softmax(scores, temperature = 1) {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - most) / temperature));
  const sum = powers.reduce((total2, power) => total2 + power, 0);
  return powers.map((power) => power / sum);
}
function probabilities(scores, temperature, twice) {
  const once = softmax(scores, temperature);
  return twice ? softmax(once) : once;
}
var largestAt = (values) => values.indexOf(Math.max(...values));
var temperatureAt = (step) => 2 ** (step / 2);
var stepOf = (temperature) => Math.round(2 * Math.log2(temperature));
var total = (shares) => Number(shares.reduce((sum, share) => sum + share, 0).toFixed(6));

// numbers.mjs
function inWords(value, decimals = 2) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toFixed(decimals));
  return (rounded < 0 ? "−" : "") + String(Math.abs(rounded));
}
function inPercent(share, decimals = 1) {
  const least = 1 / 10 ** (2 + decimals);
  if (share > 0 && share < least) return `< ${(100 * least).toFixed(decimals)}%`;
  if (share > 1 - least && share < 1) return `> ${(100 - 100 * least).toFixed(decimals)}%`;
  return `${(100 * share).toFixed(decimals)}%`;
}

// announce.mjs
var PAUSE = 400;
function announcer() {
  const element = make("p", { class: "live-said", "aria-live": "polite", "aria-atomic": "true" });
  let timer;
  return {
    element,
    say(text) {
      clearTimeout(timer);
      timer = setTimeout(() => element.textContent = text, PAUSE);
    },
    close: () => clearTimeout(timer)
  };
}

// keys.mjs
function keepKeys(root) {
  const decide = (event) => {
    if (!(event.target instanceof Element) || !root.contains(event.target)) return;
    const shortcut = event.ctrlKey || event.metaKey || event.altKey;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !shortcut);
  };
  window.addEventListener("keydown", decide, true);
  return () => window.removeEventListener("keydown", decide, true);
}

// picture.mjs
function picture(build) {
  return {
    render({ model, el }) {
      const ends = [];
      const speaker = announcer();
      const root = make("div", { class: "live-picture", role: "group", "aria-label": model.get("title") });
      el.append(root);
      build({
        model,
        root,
        say: speaker.say,
        on(trait, handler) {
          const listener = () => handler(model.get(trait));
          model.on(`change:${trait}`, listener);
          ends.push(() => model.off(`change:${trait}`, listener));
        },
        put(trait, value) {
          model.set(trait, value);
          model.save_changes();
        },
        atEnd: (action) => ends.push(action)
      });
      root.append(speaker.element);
      ends.push(keepKeys(root), speaker.close);
      return () => ends.forEach((end) => end());
    }
  };
}
function everyFrame(action) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      action();
    });
  };
}

// share_bar.mjs
function shareBar({ bar: bar2, text = "" }) {
  const filled = make("span");
  const beside = make("span", { class: text });
  return {
    bar: make("span", { class: `live-share-bar ${bar2}`, role: "presentation" }, filled),
    text: beside,
    show(share, words, ahead) {
      filled.style.width = `${100 * share}%`;
      beside.textContent = `${words}${ahead ? " ◂" : ""}`;
    }
  };
}

// logit_bars.js
var MOST = 10;
var COLDEST = -8;
var logit_bars_default = picture(({ model, root, say, on, put }) => {
  const names = model.get("class_names");
  const begun = { logits: model.get("logits"), temperature: model.get("temperature"), twice: model.get("twice") };
  const rows = names.map((name, place) => makeRow(name, begun.logits[place], (value) => {
    put("logits", model.get("logits").map((old, at) => at === place ? value : old));
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
    onInput: (step) => put("temperature", temperatureAt(step))
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
  const follow = (trait, set) => on(trait, (value) => {
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
      button({ text: "As in the beginning", onPress: () => Object.entries(begun).forEach(([name, value]) => put(name, value)) })
    )
  );
  show();
});
function makeRow(name, score, onInput) {
  const control = slider({ label: name, min: -MOST, max: MOST, step: 0.1, value: score, format: inWords, onInput });
  const shown = shareBar({ bar: "logit-bar", text: "logit-percent" });
  return {
    element: make("div", { class: "logit-row" }, control.element, shown.bar, shown.text),
    set: control.set,
    show: (share, ahead) => shown.show(share, inPercent(share), ahead)
  };
}
export {
  logit_bars_default as default
};
