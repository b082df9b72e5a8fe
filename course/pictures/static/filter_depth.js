// How many filters a layer has: as many maps, stacked; shape and parameters follow. The seventh figure of the article.

import { slider } from "./controls.mjs";
import { make } from "./dom.mjs";
import { deepMap, mapShape, parameters } from "./filter_depth_math.mjs";
import { inColour, largestOf, makeMap, makeScale } from "./maps.mjs";
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
  const coloured = inColour({
    label: "the picture that comes in",
    caption: "picture",
    side: SIDE,
    image,
    shape: [rows, columns, channels],
  });
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
    make("div", { class: "live-columns" }, coloured.element, ...drawn.map((map) => map.element)),
  );
  show(model.get("filters"));
});
