// A live picture on a page of its own: its state is in the page, and a small model takes the kernel's place.

const stored = JSON.parse(document.getElementById("state").textContent);
const state = { ...stored.values };
for (const [name, text] of Object.entries(stored.buffers)) {
  state[name] = new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}

const handlers = {};
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

// As anywidget's model: an equal value is no change.
const model = {
  get: (name) => state[name],
  set(name, value) {
    if (same(state[name], value)) return;
    state[name] = value;
    for (const handler of [...(handlers[`change:${name}`] ?? [])]) handler();
  },
  save_changes() {},
  send() {},
  on: (event, handler) => (handlers[event] ??= []).push(handler),
  off: (event, handler) => (handlers[event] = (handlers[event] ?? []).filter((other) => other !== handler)),
};

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => (document.body.dataset.jpThemeLight = String(!dark.matches));
dark.addEventListener("change", follow);
follow();

const source = new Blob([document.getElementById("widget").textContent], { type: "text/javascript" });
const { default: widget } = await import(URL.createObjectURL(source));
const close = widget.render({ model, el: document.getElementById("picture") });
window.livePicture = { model, close, handlers };
