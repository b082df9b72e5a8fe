// Small pictures to choose from. Tab enters the strip at one of them, the arrows move, Enter or Space chooses.

import { make } from "./dom.mjs";
import { paintSheet } from "./drawing_pad.mjs";

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

// pictures: all pixels, one picture after the other; names: of each; shape (rows, columns, channels).
export function pictureStrip({ label, pictures, names, shape, range, onChoose }) {
  const size = shape[0] * shape[1] * shape[2];
  const pixelsOf = (index) => pictures.subarray(index * size, (index + 1) * size);
  const buttons = names.map((name, index) => {
    const canvas = make("canvas", { width: shape[1], height: shape[0], "aria-hidden": "true" });
    paintSheet(canvas.getContext("2d"), pixelsOf(index), shape, range);
    const button = make("button", { type: "button", "aria-label": name, title: name, tabindex: index ? "-1" : "0" }, canvas);
    button.addEventListener("click", () => onChoose(pixelsOf(index), name));
    return button;
  });
  const element = make("div", { class: "explorer-strip", role: "group", "aria-label": label }, ...buttons);
  element.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target);
    const to = buttons[at + (STEPS[event.key] ?? NaN)];
    if (event.key in STEPS) event.preventDefault();
    to?.focus();
  });
  element.addEventListener("focusin", (event) => {
    for (const button of buttons) button.setAttribute("tabindex", button === event.target ? "0" : "-1");
  });
  return { element };
}
