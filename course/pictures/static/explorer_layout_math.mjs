// Where the maps of a layer stand, and where the arrow keys lead among their cells.

// The maps of a layer in as few lines as make their cells largest. All lengths in one unit, such as CSS pixels.
//   width, height  the room there is; the height is exceeded where cells would become smaller than `smallest`
//   largest        of a cell; gap: between maps
// Returns { cell, width, height, places: [[x, y], ...] }, a place for each map.
export function arrange([rows, columns, maps], { width, height, largest, smallest = 1.5, gap }) {
  const cellIn = (perLine) => {
    const lines = Math.ceil(maps / perLine);
    return Math.min(largest, (width - (perLine - 1) * gap) / (perLine * columns), (height - (lines - 1) * gap) / (lines * rows));
  };
  let perLine = maps;
  for (let lines = 2; lines <= maps; lines++) {
    const fewer = Math.ceil(maps / lines);
    if (cellIn(fewer) > cellIn(perLine) + 1e-9) perLine = fewer;
  }
  let cell = cellIn(perLine);
  if (cell < smallest) {
    cell = smallest;
    perLine = Math.max(1, Math.floor((width + gap) / (columns * cell + gap)));
  }
  if (cell > 3) cell = Math.floor(cell);
  const [right, down] = [columns * cell + gap, rows * cell + gap];
  const places = Array.from({ length: maps }, (_, map) => [(map % perLine) * right, Math.floor(map / perLine) * down]);
  return { cell, places, width: Math.min(perLine, maps) * right - gap, height: Math.ceil(maps / perLine) * down - gap };
}

// The cell that `key` leads to from [layer, row, column, map]; null where the key leads nowhere. shapes: of all layers,
// the picture first; isShown: layer -> whether it can be gone to.
export function walk(shapes, isShown, cell, key) {
  const [layer, row, column, map] = cell;
  const [rows, columns, maps] = shapes[layer];
  const isVector = rows * columns === 1;
  const steps = {
    ArrowLeft: () => besides(shapes[layer], cell, -1),
    ArrowRight: () => besides(shapes[layer], cell, 1),
    ArrowUp: () => (isVector ? toLayer(shapes, isShown, cell, -1) : [layer, Math.max(row - 1, 0), column, map]),
    ArrowDown: () => (isVector ? toLayer(shapes, isShown, cell, 1) : [layer, Math.min(row + 1, rows - 1), column, map]),
    PageUp: () => toLayer(shapes, isShown, cell, -1),
    PageDown: () => toLayer(shapes, isShown, cell, 1),
    "[": () => [layer, row, column, Math.max(map - 1, 0)],
    "]": () => [layer, row, column, Math.min(map + 1, maps - 1)],
    Home: () => (isVector ? [layer, 0, 0, 0] : [layer, row, 0, map]),
    End: () => (isVector ? [layer, 0, 0, maps - 1] : [layer, row, columns - 1, map]),
  };
  return steps[key]?.() ?? null;
}

// To the left or to the right, over a map's edge into the next map.
function besides([, columns, maps], [layer, row, column, map], step) {
  const at = map * columns + column + step;
  if (at < 0 || at >= maps * columns) return [layer, row, column, map];
  return [layer, row, at % columns, Math.floor(at / columns)];
}

// To the next shown layer, to about the same place in it.
function toLayer(shapes, isShown, cell, step) {
  let layer = cell[0] + step;
  while (layer >= 0 && layer < shapes.length && !isShown(layer)) layer += step;
  if (layer < 0 || layer >= shapes.length) return cell;
  const scaled = [0, 1, 2].map((axis) => {
    const [from, to] = [shapes[cell[0]][axis], shapes[layer][axis]];
    return from === to ? cell[axis + 1] : Math.min(Math.floor(((cell[axis + 1] + 0.5) / from) * to), to - 1);
  });
  return [layer, ...scaled];
}

// For tests, where functions cannot travel.
export const walked = (shapes, hidden, cell, key) => walk(shapes, (layer) => !hidden.includes(layer), cell, key);
