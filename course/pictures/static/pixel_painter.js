// A sheet of pixels to draw on, with the pointer or with arrows and Space, and the drawing as Python code.

import { bar, button } from "./controls.mjs";
import { freshId, make } from "./dom.mjs";
import { makeGrid } from "./grid.mjs";
import { cellStyle, greyColour, makeMap } from "./maps.mjs";
import { picture } from "./picture.mjs";
import * as math from "./pixel_painter_math.mjs";

export default picture(({ model, root, say, on, put, atEnd }) => {
  let drawing = model.get("drawing");
  const afar = makeMap({ label: "", caption: "From afar", side: 72 });
  const code = make("textarea", { id: freshId("code"), readonly: true, rows: drawing.length + 4, spellcheck: "false" });

  const change = (next, told) => {
    drawing = next;
    put("drawing", drawing);
    show();
    say(told);
  };
  const paint = (row, column, value) => {
    if (drawing[row][column] === value) return;
    change(math.painted(drawing, row, column, value), `row ${row}, column ${column}: ${value}`);
  };

  let brush = null; // what the pointer paints while it is down
  let byPointer = false; // whether the click to come has painted already
  const grid = makeGrid({
    label: "The drawing; Space lights a pixel or darkens it",
    values: drawing,
    colour: (value) => cellStyle(greyColour(value)),
    onPress: (row, column) => byPointer || paint(row, column, 1 - drawing[row][column]),
  });
  const cellUnder = (event) => {
    const place = document.elementFromPoint(event.clientX, event.clientY)?.dataset?.place;
    return place && grid.element.contains(document.elementFromPoint(event.clientX, event.clientY))
      ? place.split(" ").map(Number)
      : null;
  };
  grid.element.classList.add("pixel-sheet");
  grid.element.addEventListener("pointerdown", (event) => {
    const at = cellUnder(event);
    if (!at || event.button !== 0) return;
    brush = 1 - drawing[at[0]][at[1]];
    byPointer = true;
    paint(...at, brush);
  });
  grid.element.addEventListener("pointermove", (event) => {
    const at = brush === null ? null : cellUnder(event);
    if (at) paint(...at, brush);
  });
  const lift = () => {
    brush = null;
    setTimeout(() => (byPointer = false)); // after the click that follows
  };
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, lift);
    atEnd(() => window.removeEventListener(end, lift));
  }

  const buttons = math.CHANGES.map(([name, text, python]) =>
    button({
      text: `${text}  ${python}`,
      onPress: () => {
        const next = math[name](drawing);
        change(next, `${text}: ${lights(next)}`);
      },
    }),
  );
  const copy = button({
    text: "Copy",
    async onPress() {
      try {
        await navigator.clipboard.writeText(code.value);
        say("Copied. Paste it into the answer cell.");
      } catch {
        code.focus();
        code.select();
        say("Selected. Copy it with Ctrl+C or Command+C.");
      }
    },
  });
  const lights = (sheet) => `${math.lit(sheet)} pixels are lit`;
  const show = () => {
    grid.set(drawing);
    afar.grey(Float32Array.from(drawing.flat()), drawing.length, drawing[0].length);
    afar.describe(`The drawing, small: ${lights(drawing)}`);
    code.value = math.inPython(drawing);
  };
  on("drawing", (next) => {
    if (JSON.stringify(next) === JSON.stringify(drawing)) return;
    drawing = next;
    show();
  });

  const written = make(
    "div",
    { class: "pixel-code" },
    bar({ element: make("label", { for: code.id }, "As Python, to paste into the answer cell") }, copy),
    code,
  );
  root.append(
    bar(...buttons),
    make("div", { class: "live-columns" }, grid.element, afar.element, written),
  );
  show();
});
