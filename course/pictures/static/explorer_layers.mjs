// The list of layers beside the views: each with its switch, shape and scale.

import { make } from "./dom.mjs";
import { inWords } from "./numbers.mjs";

// Returns { element, show(scale, wanted), heightsBeside(isBeside), lay(rows) }:
//   heightsBeside  of each item with what `show` wrote in it, where the list stands beside the flat view; else it stands
//                  by itself
//   lay            where it stands beside it: put the items where its rows are
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
    heightsBeside(isBeside) {
      element.classList.toggle("is-placed", isBeside);
      return items.map(({ element: item }) => item.offsetHeight);
    },
    lay(rows) {
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
