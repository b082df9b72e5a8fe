// The explorer's colours: of values, and of what is drawn on top of them, in the light and the dark theme.

import { signedColour } from "./maps.mjs";

const STEPS = 512; // of a table of colours: finer than a screen shows
// On a dark page 0 is dark, so that what is active shines: blue negative, orange positive.
const DARK = [
  [186, 222, 255], [96, 172, 255], [45, 112, 190], [30, 66, 108], [27, 41, 58], [25, 27, 30],
  [62, 39, 24], [122, 68, 28], [201, 108, 34], [255, 162, 74], [255, 222, 178],
];

// { dark, ink, ground, soft, line, mark, negative, positive, signed, grey }: colours as CSS, and two tables of packed
// colours from the least to the greatest value, whose entries `css` writes.
export function coloursOf(root) {
  const dark = root.closest('[data-jp-theme-light="false"]') !== null;
  const style = getComputedStyle(root);
  const named = (name) => style.getPropertyValue(`--live-${name}`).trim();
  const signed = table((share) => (dark ? between(DARK, share) : signedColour(2 * share - 1, 1)));
  return {
    dark,
    ...Object.fromEntries(["ink", "ground", "soft", "line", "mark"].map((name) => [name, named(name)])),
    negative: dark ? "rgb(96 172 255)" : "rgb(33 102 172)",
    positive: dark ? "rgb(255 162 74)" : "rgb(178 24 43)",
    signed,
    grey: table((share) => Array(3).fill(Math.round(255 * share))),
  };
}

// Call `action` whenever the theme changes; returns how to end that.
export function onTheme(action) {
  const observer = new MutationObserver(action);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  return () => observer.disconnect();
}

// The signed colours side by side, as a background in CSS.
export function ribbonOf(colours) {
  const stops = Array.from({ length: 11 }, (_, index) => css(colours.signed[Math.round((index * STEPS) / 10)]));
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

export const css = (packed) => `rgb(${packed & 255} ${(packed >> 8) & 255} ${(packed >> 16) & 255})`;

// The entry for a value between `low` and `high`; what lies beyond gets the last one.
export function entryOf(value, low, high) {
  const step = ((value - low) / (high - low)) * STEPS;
  return step > 0 ? (step < STEPS ? (step + 0.5) | 0 : STEPS) : 0;
}

const table = (colourAt) =>
  Uint32Array.from({ length: STEPS + 1 }, (_, step) => {
    const [red, green, blue] = colourAt(step / STEPS);
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });

function between(stops, share) {
  const at = share * (stops.length - 1);
  const from = Math.min(Math.floor(at), stops.length - 2);
  return stops[from].map((low, channel) => Math.round(low + (at - from) * (stops[from + 1][channel] - low)));
}
