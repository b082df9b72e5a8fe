// The network's first and second guess, in large letters.

import { make } from "./dom.mjs";
import { inPercent, inWords } from "./numbers.mjs";

// Returns { element, show(best, scene), text() }; best: of net_math.mjs.
export function guessPanel() {
  const [first, firstShare] = [make("span", { class: "explorer-first" }), make("span")];
  const second = make("span", { class: "explorer-second" });
  const element = make("p", { class: "explorer-guess" }, first, make("span", {}, make("span", { class: "explorer-small" }, "first guess "), firstShare, make("br"), second));
  return {
    element,
    show(best, { network, classNames }) {
      const isShare = network.layers.at(-1).function === "softmax";
      const [sure, next] = best.map(([index, value]) => [classNames[index], isShare ? inPercent(value) : `score ${inWords(value)}`]);
      first.textContent = sure[0];
      first.classList.toggle("is-word", sure[0].length > 2);
      firstShare.textContent = sure[1];
      second.textContent = next ? `second guess ${next[0]}, ${next[1]}` : "";
    },
    text: () => `First guess ${first.textContent}, ${firstShare.textContent}; ${second.textContent}.`,
  };
}
