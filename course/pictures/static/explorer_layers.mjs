// The list of layers beside the views: each with its switch, shape and scale.

import { make } from "./dom.mjs";
import { inWords } from "./numbers.mjs";

// Returns { element, lay(rows), show(scale, wanted) }: rows of the flat view, or undefined where the list stands by itself.
export function layerList({ scene, onSwitch }) {
  const { network, hidden } = scene;
  const items = network.layers.map((layer, at) => {
    const toggle = make("button", { type: "button", "aria-pressed": String(!hidden.has(at)) }, layer.name);
    const [size, scale] = [make("span"), make("span")];
    toggle.addEventListener("click", () => {
      const next = new Set(scene.hidden);
      if (!next.delete(at)) next.add(at);
      onSwitch([...next].sort((one, other) => one - other));
    });
    return { element: make("li", {}, toggle, make("span", { class: "explorer-size" }, size, scale)), toggle, size, scale };
  });
  const element = make("ol", { class: "explorer-layers", "aria-label": "Layers; press one to hide or show it" }, ...items.map((item) => item.element));
  return {
    element,
    lay(rows) {
      element.classList.toggle("is-placed", rows !== undefined);
      items.forEach(({ element: item }, at) => (item.style.top = rows ? `${rows[at].top}px` : ""));
    },
    show(scale, wanted) {
      items.forEach((item, at) => {
        const isShown = !scene.hidden.has(at);
        item.toggle.setAttribute("aria-pressed", String(isShown));
        item.element.classList.toggle("is-folded", !isShown);
        item.size.textContent = wanted < 0 ? network.layers[at].text : sumOf(scene.shown[at]);
        item.scale.textContent = told(scene, at, scale, wanted);
      });
    },
  };
}

const sumOf = (values) => (values ? `sum ${inWords(values.reduce((total, value) => total + value, 0))}` : "after the score");
const shapeOf = ([rows, columns, maps]) => (rows * columns === 1 ? String(maps) : `${rows} × ${columns} × ${maps}`);

function told({ network, shown, bitmaps }, at, scale, wanted) {
  const size = shapeOf(network.layers[at].shape);
  if (shown[at] === null || scale === "map" || (at === 0 && wanted < 0)) return size;
  return `${size}, ±${inWords(bitmaps.largest[at][0])}`;
}
