// Every layer's maps as small bitmaps, a pixel a cell, for both views to draw as large as they like.

import { entryOf } from "./explorer_colours.mjs";
import { highestOf } from "./numbers.mjs";

// Returns { update, draw, largest }:
//   update(values, { scale, colours, range })  values: an array for every layer, null for one that has nothing to show;
//                                scale: "network", "layer" or "map", whatever shares a scale; range: of the picture's
//                                greys, or null where the picture is signed too
//   draw(context, layer, map, x, y, width, height)
//   largest[layer][map]          the value of the strongest colour
export function makeBitmaps(network) {
  const sheets = network.layers.map(({ shape: [rows, columns, maps] }) => {
    const canvas = new OffscreenCanvas(columns * maps, rows);
    const context = canvas.getContext("2d");
    const image = context.createImageData(columns * maps, rows);
    return { canvas, context, image, pixels: new Uint32Array(image.data.buffer) };
  });
  const bitmaps = {
    largest: [],
    update(values, { scale, colours, range }) {
      bitmaps.largest = largestIn(network.layers, values, scale);
      sheets.forEach((sheet, at) => {
        const grey = at === 0 && range !== null;
        const bounds = (map) => (grey ? range : [-bitmaps.largest[at][map], bitmaps.largest[at][map]]);
        if (values[at] === null) sheet.pixels.fill(0);
        else fill(sheet.pixels, values[at], network.layers[at].shape, grey ? colours.grey : colours.signed, bounds);
        sheet.context.putImageData(sheet.image, 0, 0);
      });
    },
    draw(context, layer, map, x, y, width, height) {
      const [rows, columns] = network.layers[layer].shape;
      context.drawImage(sheets[layer].canvas, map * columns, 0, columns, rows, x, y, width, height);
    },
  };
  return bitmaps;
}

// The maps side by side.
function fill(pixels, values, [rows, columns, maps], table, bounds) {
  for (let map = 0; map < maps; map++) {
    const [low, high] = bounds(map);
    for (let row = 0; row < rows; row++) {
      const to = (row * maps + map) * columns;
      const from = row * columns * maps + map;
      for (let column = 0; column < columns; column++) {
        pixels[to + column] = table[entryOf(values[from + column * maps], low, high)];
      }
    }
  }
}

// largest[layer][map]: the largest absolute value of whatever shares a scale, 1 where all are 0. The picture has a scale
// of its own unless every map has, so that it does not decide over the network's.
export function largestIn(layers, values, scale) {
  const byMap = layers.map(({ shape: [, , maps] }, at) => {
    const most = new Float64Array(maps);
    values[at]?.forEach((value, index) => (most[index % maps] = Math.max(most[index % maps], Math.abs(value))));
    return most;
  });
  const byLayer = byMap.map((most) => highestOf(most));
  const overall = highestOf(byLayer.slice(1));
  const shared = { map: (at, map) => byMap[at][map], layer: (at) => byLayer[at], network: (at) => (at ? overall : byLayer[0]) };
  return byMap.map((most, at) => Array.from(most, (_, map) => shared[scale](at, map) || 1));
}
