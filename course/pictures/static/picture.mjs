// The frame of every live picture: one group with a name, its keys its own, its listeners gone when it goes.

import { announcer } from "./announce.mjs";
import { make } from "./dom.mjs";
import { keepKeys } from "./keys.mjs";

// `build({ model, root, say, on, put, atEnd })` fills `root`.
//   say(text)          have a screen reader say it
//   on(trait, handler) call handler(value) whenever the kernel, or another view, changes the trait
//   put(trait, value)  change the trait, here and in the kernel
//   atEnd(action)      have it done when the view is taken away
export function picture(build) {
  return {
    render({ model, el }) {
      const ends = [];
      const speaker = announcer();
      const root = make("div", { class: "live-picture", role: "group", "aria-label": model.get("title") });
      el.append(root);
      build({
        model,
        root,
        say: speaker.say,
        on(trait, handler) {
          const listener = () => handler(model.get(trait));
          model.on(`change:${trait}`, listener);
          ends.push(() => model.off(`change:${trait}`, listener));
        },
        put(trait, value) {
          model.set(trait, value);
          model.save_changes();
        },
        atEnd: (action) => ends.push(action),
      });
      root.append(speaker.element);
      ends.push(keepKeys(root), speaker.close);
      return () => ends.forEach((end) => end());
    },
  };
}

// The trait `name`, made by `floats` in live.py, as a Float32Array.
export function floats(model, name) {
  const view = model.get(name);
  const from = view.byteOffset;
  return new Float32Array(view.buffer.slice(from, from + view.byteLength));
}

// `action`, at most once a frame however often it is asked for.
export function everyFrame(action) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      action();
    });
  };
}
