// How many filters a layer has: as many maps, stacked; shape and parameters follow. The seventh figure of the article.

import { slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { deepMap, mapShape, parameters } from "./filter_depth_math.mjs";
import { largestOf, makeMap, makeScale } from "./maps.mjs";
import { inThousands } from "./numbers.mjs";
import { floats, picture } from "./picture.mjs";

const SIDE = 148; // CSS pixels of a map

export default picture(({ model, root, say, on, put }) => {
  const names = model.get("names");
  const [rows, columns, channels] = model.get("image_shape");
  const window = model.get("kernel_size");
  const image = floats(model, "image");
  const kernels = floats(model, "kernels");
  const length = window[0] * window[1] * channels;
  const [outRows, outColumns] = mapShape([rows, columns], window);
  const maps = names.map((_, f) =>
    deepMap(image, [rows, columns, channels], kernels.subarray(f * length, (f + 1) * length), window),
  );
  const drawn = names.map((name, f) => {
    const called = `map ${f}: ${name}, ±${largestOf(maps[f]).toFixed(1)}`;
    const map = makeMap({ label: called, caption: called, side: SIDE });
    map.signed(maps[f], outRows, outColumns);
    return map;
  });
  const { element: scale } = makeScale();
  scale.firstChild.textContent = "−";
  scale.lastChild.textContent = "+ (each map has its own scale, with 0 in white)";
  const told = make("p", { class: "filter-told" });
  const count = slider({
    label: "filters",
    min: 1,
    max: names.length,
    value: model.get("filters"),
    onInput: (value) => put("filters", value),
  });
  const words = (filters) => {
    const [height, width] = window;
    const sum = inThousands(parameters(filters, window, channels));
    return (
      `Shape ${rows} × ${columns} × ${channels} → ${outRows} × ${outColumns} × ${filters}. ` +
      `Parameters: (${height} × ${width} × ${channels} + 1) × ${filters} = ${sum}.`
    );
  };
  const show = (filters) => {
    count.set(filters);
    drawn.forEach(({ element }, f) => (element.hidden = f >= filters));
    told.textContent = words(filters);
  };
  on("filters", (filters) => {
    show(filters);
    say(told.textContent);
  });
  root.append(
    make("div", { class: "live-bar" }, count.element, scale),
    told,
    make("div", { class: "live-columns" }, inColour(image, rows, columns, channels), ...drawn.map((map) => map.element)),
  );
  show(model.get("filters"));
});

// The picture itself, in its colours or greys.
function inColour(image, rows, columns, channels) {
  const said = { role: "img", "aria-label": "the picture that comes in" };
  const canvas = make("canvas", { width: columns, height: rows, ...said });
  const pixels = new ImageData(columns, rows);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    for (let c = 0; c < 3; c++) pixels.data[4 * pixel + c] = 255 * image[pixel * channels + (channels === 1 ? 0 : c)];
    pixels.data[4 * pixel + 3] = 255;
  }
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  canvas.style.width = `${SIDE}px`;
  return make("figure", { class: "live-map" }, canvas, make("figcaption", {}, "picture"));
}
