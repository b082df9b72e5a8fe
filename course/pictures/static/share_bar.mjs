// A bar for a share of 0 to 1, and what is written beside it.

import { make } from "./dom.mjs";

// bar, text: classes of the picture's own for the two parts, which give them their size.
// Returns { bar, text, show(share, words, ahead) }; who is ahead has a mark, not only the longest bar.
export function shareBar({ bar, text = "" }) {
  const filled = make("span");
  const beside = make("span", { class: text });
  return {
    bar: make("span", { class: `live-share-bar ${bar}`, role: "presentation" }, filled),
    text: beside,
    show(share, words, ahead) {
      filled.style.width = `${100 * share}%`;
      beside.textContent = `${words}${ahead ? " ◂" : ""}`;
    },
  };
}
