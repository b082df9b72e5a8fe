// A small array, as numbers to change and in the colours of its signs, with its sum.

import { makeGrid } from "./grid.mjs";
import { cellStyle, largestOf, signedColour } from "./maps.mjs";
import { make } from "./dom.mjs";
import { inWords } from "./numbers.mjs";
import { total } from "./number_map_math.mjs";
import { picture } from "./picture.mjs";

export default picture(({ model, root, say, on, put }) => {
  const sum = make("p");
  let largest = 1;
  const grid = makeGrid({
    label: model.get("title"),
    values: model.get("values"),
    editable: true,
    colour: (value) => cellStyle(signedColour(value, largest)),
    onEdit: () => put("values", grid.values()),
    say,
  });
  const show = (values) => {
    largest = largestOf(values.flat());
    grid.set(values);
    sum.textContent = `Sum: ${inWords(total(values))}`;
  };
  on("values", (values) => {
    show(values);
    say(sum.textContent);
  });
  root.append(grid.element, sum);
  show(model.get("values"));
});
