// The arithmetic of the training monitor: which epoch, which filter, where a loss lies. No page, no model.

// The weights of every filter after `position` epochs: `count` arrays of `size` numbers each.
export function filtersAt(values, position, count, size) {
  return Array.from({ length: count }, (_, filter) => {
    const from = (position * count + filter) * size;
    return Array.from(values.subarray(from, from + size));
  });
}

// The same, less what they were before training.
export function changesAt(values, position, count, size) {
  const before = filtersAt(values, 0, count, size);
  return filtersAt(values, position, count, size).map((filter, at) => filter.map((value, i) => value - before[at][i]));
}

// How far the filters have gone from their start: the root of the mean squared change.
export function distance(values, position, count, size) {
  const changes = changesAt(values, position, count, size).flat();
  return Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / changes.length);
}

// The row of `classes` probabilities after `position` epochs.
export const rowAt = (values, position, classes) =>
  Array.from(values.subarray(position * classes, (position + 1) * classes));

export const largestAt = (row) => row.indexOf(Math.max(...row));

// A round number not below any of the losses, for the top of the axis.
export function topOf(losses) {
  const most = Math.max(...losses.filter(Number.isFinite), 0.1);
  const unit = most > 5 ? 1 : most > 1 ? 0.5 : 0.1;
  return Number((Math.ceil(most / unit) * unit).toFixed(6));
}

// Points [x, y] of a curve in a box { left, top, width, height }, `top` of the axis above, 0 below.
export function points(losses, box, most) {
  const last = Math.max(losses.length - 1, 1);
  return losses.map((loss, at) => [box.left + (at / last) * box.width, box.top + (1 - loss / most) * box.height]);
}

// The epoch nearest to x in the box.
export function epochAt(x, box, last) {
  return Math.max(0, Math.min(last, Math.round(((x - box.left) / box.width) * last)));
}
