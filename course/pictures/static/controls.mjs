// Sliders, number fields, choices and buttons, each with its label. Each returns { element, get, set }; `set` does not
// call the handler.

import { freshId, make } from "./dom.mjs";

// format: number -> the text next to the slider, which a screen reader says too.
export function slider({ label, min, max, step = 1, value, format = String, onInput }) {
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

// Whole numbers, or those `step` apart; what is out of range is put back into it when the field is left.
export function number({ label, min, max, step = 1, value, onInput }) {
  const id = freshId("number");
  label = `${label} (${min} to ${max})`; // what is typed beyond these is put back to the nearer of them
  const field = make("input", { id, type: "number", min, max, step });
  field.value = value;
  const inRange = () => Math.max(min, Math.min(max, Number(field.value)));
  field.addEventListener("input", () => field.value !== "" && field.checkValidity() && onInput(Number(field.value)));
  field.addEventListener("change", () => {
    if (field.checkValidity() && field.value !== "") return;
    field.value = inRange();
    onInput(inRange());
  });
  return { element: labelled(id, label, field), get: inRange, set: (next) => (field.value = next) };
}

// options: [value, text] pairs.
export function choice({ label, options, value, onChange }) {
  const id = freshId("choice");
  const field = make("select", { id }, ...options.map(([key, text]) => make("option", { value: key }, text)));
  field.value = value;
  field.addEventListener("change", () => onChange(field.value));
  return { element: labelled(id, label, field), get: () => field.value, set: (next) => (field.value = next) };
}

export function button({ text, onPress }) {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", () => onPress());
  return { element, get: () => element.textContent, set: (next) => (element.textContent = next) };
}

// A button that is on or off.
export function toggle({ text, value = false, onChange }) {
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

export function bar(...controls) {
  return make("div", { class: "live-bar" }, ...controls.map((control) => control.element));
}

function labelled(id, label, ...parts) {
  return make("span", { class: "live-control" }, make("label", { for: id }, label), ...parts);
}
