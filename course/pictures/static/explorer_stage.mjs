// The stage on which one of the two views stands: pointing and walking, holding a cell, turning the space.

import { bar, button, toggle } from "./controls.mjs";
import { make } from "./dom.mjs";
import { walk } from "./explorer_layout_math.mjs";
import { everyFrame } from "./picture.mjs";

const TURN = 0.12; // radians for a press of a key
const ZOOM = 1.15;
const CAMERA_KEYS = {
  a: { turn: -TURN }, d: { turn: TURN }, w: { tilt: TURN }, s: { tilt: -TURN },
  "+": { zoom: ZOOM }, "=": { zoom: ZOOM }, "-": { zoom: 1 / ZOOM }, 0: null,
};
const HELP =
  "Arrows walk from cell to cell, Page Up and Page Down from layer to layer, [ and ] from map to map. Enter holds the cell, Escape lets it go.";
const HELP_3D = " A and D turn, W and S tilt, + and − zoom, 0 goes back.";

// options: scene; views, by name; current() the view shown; onSelect(cell, told) with `told` where it is to be said.
// Returns { element, hold, camera, show() }: hold and camera are controls to be put somewhere.
export function explorerStage({ scene, views, current, onSelect, say }) {
  const element = make("div", { class: "explorer-stage", tabindex: "0", role: "application", "aria-roledescription": "layers of the network" });
  const shapes = scene.network.layers.map(({ shape }) => shape);
  const hold = toggle({ text: "Hold", onChange: (on) => say(on ? "The cell is held." : "The cell follows the pointer.") });
  const inSpace = () => current() === views["3-D"];
  const redraw = everyFrame(() => current().draw(scene));
  const move = (change) => {
    views["3-D"].camera(change);
    redraw();
  };
  const camera = bar(
    ...[["Turn left", "a"], ["Turn right", "d"], ["Tilt up", "w"], ["Tilt down", "s"], ["Closer", "+"], ["Farther", "-"], ["Reset", "0"]].map(
      ([text, key]) => button({ text, onPress: () => move(CAMERA_KEYS[key]) }),
    ),
  );
  const start = () => [1, Math.floor(shapes[1][0] / 2), Math.floor(shapes[1][1] / 2), 0];
  const select = (cell, told) => {
    if (cell && String(cell) !== String(scene.selected)) onSelect(cell, told);
  };

  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") hold.element.click();
    else if (event.key === "Escape") hold.set(false);
    else if (inSpace() && event.key.toLowerCase() in CAMERA_KEYS) move(CAMERA_KEYS[event.key.toLowerCase()]);
    else {
      const next = walk(shapes, (layer) => !scene.hidden.has(layer), scene.selected ?? start(), event.key);
      if (!next) return;
      select(scene.selected ? next : start(), true);
    }
    event.preventDefault();
  });
  listenToPointer(element, {
    point: (place) => hold.get() || select(current().find(...place), false),
    press(place) {
      const cell = current().find(...place);
      if (!cell) return;
      const again = hold.get() && String(cell) === String(scene.selected);
      hold.set(!again);
      select(cell, true);
    },
    drag: (right, down) => inSpace() && move({ turn: -0.01 * right, tilt: 0.01 * down }),
    zoom: (factor) => inSpace() && move({ zoom: factor }),
    drags: inSpace,
  });
  return {
    element,
    hold: hold.element,
    camera,
    show() {
      if (element.firstChild !== current().element) element.replaceChildren(current().element);
      camera.hidden = !inSpace();
      element.classList.toggle("is-deep", inSpace());
      element.setAttribute("aria-label", HELP + (inSpace() ? HELP_3D : ""));
    },
  };
}

const CLICK = 5; // pixels that a press may move and still be one

function listenToPointer(element, { point, press, drag, zoom, drags }) {
  const held = new Map(); // fingers on the stage, by pointer: where they are
  let [from, travelled] = [null, 0];
  const place = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  let latest = null;
  const look = everyFrame(() => latest && point(latest));
  element.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, place(event));
    [from, travelled] = [place(event), 0];
    if (drags()) element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    const now = place(event);
    const before = held.get(event.pointerId);
    if (!before || !drags()) {
      latest = now;
      look();
      return;
    }
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    if (other) zoom(distance(now, other) / distance(before, other));
    else if (travelled > CLICK) drag(now[0] - before[0], now[1] - before[1]);
    held.set(event.pointerId, now);
  });
  element.addEventListener("pointerup", (event) => {
    if (held.delete(event.pointerId) && from && travelled <= CLICK && held.size === 0) press(place(event));
  });
  element.addEventListener("pointercancel", (event) => held.delete(event.pointerId));
  element.addEventListener("pointerleave", () => (latest = null));
  element.addEventListener(
    "wheel",
    (event) => {
      if (!drags() || !event.ctrlKey) return; // without Ctrl, the wheel scrolls the page; a pinch comes with it
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 300));
    },
    { passive: false },
  );
}

const distance = ([x, y], [otherX, otherY]) => Math.hypot(x - otherX, y - otherY) || 1;
