// What a screen reader is to say: politely, and only the newest of many changes in a row.

import { make } from "./dom.mjs";

const PAUSE = 400; // ms without a change before it is said

// Returns { element, say, close }; `element` must be in the page before the first `say`.
export function announcer() {
  const element = make("p", { class: "live-said", "aria-live": "polite", "aria-atomic": "true" });
  let timer;
  return {
    element,
    say(text) {
      clearTimeout(timer);
      timer = setTimeout(() => (element.textContent = text), PAUSE);
    },
    close: () => clearTimeout(timer),
  };
}
