// The Check button as it stands in the page. One file without imports: it travels as text, inside the widget's state.
//
// The page asks with a message and waits for the answer that carries the same press; nothing here reads or writes the
// state that a notebook may save, except to begin with what is there.

const SAY = {
  checking: "Checking…",
  waiting: "Waiting for the running cell to finish…",
  restarted: "The kernel was restarted and has forgotten everything: run the notebook from the top (Run, Run All Above Selected Cell), then this cell.",
  changed: "The cell above has changed since it was run. Run it first (Shift+Enter), then press Check.",
  notRun: "The cell above has not been run yet. Run it first (Shift+Enter), then press Check.",
  spoiler: "You have not passed yet. The solution ends the puzzle; a hint keeps it alive.",
};
const WAITING_AFTER = 700; // ms without an answer: the kernel is busy with a cell
const STILL_THERE_EVERY = 3000; // ms between two looks whether the kernel lives, while it is waited for

export default { render };

function render({ model, el }) {
  const parts = build(model.get("title"));
  el.append(parts.root);
  const link = connect(model, parts);
  const checking = checkPart(model, parts, link);
  hintPart(model, parts, link);
  solutionPart(parts, link, checking);
  const watch = watchCellAbove(parts);
  const keys = keepKeys(parts.root);
  return () => [link, checking, watch, keys].forEach((part) => part.close());
}

// ---------------------------------------------------------------- what is there to see

function build(title) {
  const parts = {
    check: make("button", { class: "checker-check", type: "button" }),
    hint: make("button", { class: "checker-quiet", type: "button" }, "Show a hint"),
    solution: make("button", { class: "checker-quiet", type: "button", "aria-expanded": "false" }, "Show the solution"),
    state: make("p", { class: "checker-state", role: "status" }),
    stale: make("p", { class: "checker-stale", role: "status" }),
    verdict: make("div", { class: "checker-verdict", "aria-live": "polite", "aria-atomic": "true", "aria-busy": "false" }),
    hints: make("div", { class: "checker-hints", "aria-live": "polite" }),
    confirm: make("div", { class: "checker-confirm", role: "group", "aria-label": "Show the solution?" }),
    answer: make("div", { class: "checker-solution", "aria-live": "polite" }),
  };
  parts.check.append(make("span", { class: "checker-spinner", "aria-hidden": "true" }), "Check");
  parts.confirm.hidden = true;
  const bar = make("div", { class: "checker-bar" });
  bar.append(parts.check, parts.hint, parts.solution, parts.state);
  parts.root = make("div", { class: "checker-live", role: "group", "aria-label": `Check: ${title}` });
  parts.root.append(bar, parts.stale, parts.confirm, parts.verdict, parts.hints, parts.answer);
  return parts;
}

function make(tag, attributes, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

// Keys pressed here are not the notebook's shortcuts, where x would cut the cell; with Ctrl, Alt or Command they are, for
// saving must work from here too. JupyterLab listens late and Notebook 7 early, so this listens earlier than both. They
// look for the mark on the focused element itself.
function keepKeys(root) {
  const decide = (event) => {
    if (!root.contains(event.target)) return;
    const shortcut = event.ctrlKey || event.metaKey || event.altKey;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !shortcut);
  };
  window.addEventListener("keydown", decide, true);
  return { close: () => window.removeEventListener("keydown", decide, true) };
}

// ---------------------------------------------------------------- talking to the kernel

function connect(model, parts) {
  const handlers = {};
  const receive = (message) => handlers[message.kind]?.(message);
  const alive = () => parts.root.closest(".jupyter-widgets-disconnected") === null;
  const lost = () => {
    parts.state.textContent = SAY.restarted;
    handlers.lost?.();
  };
  model.on("msg:custom", receive);
  return {
    on: (kind, handler) => (handlers[kind] = handler),
    // True when the message went out. A kernel that has died makes send() throw, or swallows it unseen.
    send(message) {
      try {
        if (alive()) {
          model.send(message);
          return true;
        }
      } catch (error) {
        console.debug("The Check button's kernel is gone:", error);
      }
      lost();
      return false;
    },
    close: () => model.off("msg:custom", receive),
  };
}

// ---------------------------------------------------------------- check, and its verdict

function checkPart(model, parts, link) {
  const view = Math.random().toString(36).slice(2); // two views of one button do not take each other's answers
  const timers = [];
  let count = 0;
  let awaited = null;

  const show = (status, html) => {
    parts.root.dataset.status = status;
    parts.verdict.innerHTML = html; // made by checker/render/html.py, which escapes everything
    if (status === "passed") parts.confirm.hidden = true;
  };
  const finish = (said) => {
    awaited = null;
    while (timers.length) clearTimeout(timers.pop());
    parts.root.classList.remove("checker-busy");
    parts.check.removeAttribute("aria-disabled");
    parts.verdict.setAttribute("aria-busy", "false");
    if (said !== undefined) parts.state.textContent = said;
  };
  const stillThere = () => {
    if (link.send({ kind: "still there?" })) timers.push(setTimeout(stillThere, STILL_THERE_EVERY));
  };
  const press = () => {
    if (awaited !== null) return;
    awaited = `${view}-${++count}`;
    parts.root.classList.add("checker-busy");
    parts.check.setAttribute("aria-disabled", "true");
    parts.verdict.setAttribute("aria-busy", "true");
    parts.state.textContent = SAY.checking;
    timers.push(setTimeout(() => (parts.state.textContent = SAY.waiting), WAITING_AFTER));
    timers.push(setTimeout(stillThere, STILL_THERE_EVERY));
    link.send({ kind: "check", seq: awaited });
  };

  parts.check.addEventListener("click", press);
  link.on("lost", () => finish());
  link.on("started", (message) => {
    if (message.seq !== awaited) return;
    clearTimeout(timers[0]);
    parts.state.textContent = SAY.checking;
  });
  link.on("verdict", (message) => {
    show(message.status, message.html);
    if (message.seq === awaited) finish(`Checked at ${new Date().toLocaleTimeString()}.`);
  });
  show(model.get("status"), model.get("verdict"));
  return { passed: () => parts.root.dataset.status === "passed", close: () => finish() };
}

// ---------------------------------------------------------------- hints, one at a time

function hintPart(model, parts, link) {
  const total = model.get("num_hints");
  let shown = 0;

  const label = () => {
    if (shown > 0) parts.hint.textContent = shown < total ? `Hint ${shown + 1} of ${total}` : `All ${total} hints shown`;
    if (shown >= total) parts.hint.setAttribute("aria-disabled", "true");
  };
  const add = (html) => {
    const hint = make("div", { class: "checker-hint" });
    hint.innerHTML = html; // made by checker/render/html.py
    hint.prepend(make("strong", {}, `Hint ${++shown} of ${total}`));
    parts.hints.append(hint);
    label();
  };

  parts.hint.hidden = total === 0;
  for (const html of model.get("hints")) add(html);
  parts.hint.addEventListener("click", () => {
    if (shown < total) link.send({ kind: "hint", number: shown + 1 });
  });
  link.on("hint", (message) => {
    if (message.number === shown + 1) add(message.html);
  });
}

// ---------------------------------------------------------------- the solution, after a pass or an explicit wish

function solutionPart(parts, link, checking) {
  const anyway = make("button", { class: "checker-quiet", type: "button" }, "Show it anyway");
  const keep = make("button", { class: "checker-quiet", type: "button" }, "Keep trying");
  parts.confirm.append(make("p", {}, SAY.spoiler), keep, anyway);

  const expand = (on) => parts.solution.setAttribute("aria-expanded", String(on));
  const ask = () => {
    parts.confirm.hidden = false;
    keep.focus();
  };
  const close = () => {
    parts.confirm.hidden = true;
    parts.solution.focus();
  };
  const hide = () => {
    parts.answer.replaceChildren();
    parts.solution.textContent = "Show the solution";
    expand(false);
  };
  parts.solution.addEventListener("click", () => {
    if (parts.answer.hasChildNodes()) hide();
    else if (checking.passed()) link.send({ kind: "solution", anyway: false });
    else ask();
  });
  link.on("refused", ask);
  keep.addEventListener("click", close);
  anyway.addEventListener("click", () => {
    close();
    link.send({ kind: "solution", anyway: true });
  });
  parts.confirm.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  link.on("solution", (message) => {
    const code = make("pre", { tabindex: "0", role: "region", "aria-label": "The solution" }, message.text.trim());
    parts.answer.replaceChildren(make("strong", {}, "One solution"), code);
    parts.solution.textContent = "Hide the solution";
    expand(true);
  });
}

// ---------------------------------------------------------------- has the cell above been run as it stands?

// JupyterLab 4 and Notebook 7 mark a code cell whose text is not what was run last. Elsewhere this says nothing.
function watchCellAbove(parts) {
  let cell = null;
  const look = () => {
    const found = cellAbove(parts.root);
    if (found !== cell) {
      cell = found;
      observer.disconnect();
      if (cell) observer.observe(cell, { attributes: true, attributeFilter: ["class"] });
      const prompt = cell?.querySelector(".jp-InputPrompt");
      if (prompt) observer.observe(prompt, { childList: true, characterData: true, subtree: true });
    }
    const said = cell ? faultOf(cell) : "";
    if (parts.stale.textContent !== said) parts.stale.textContent = said;
  };
  const observer = new MutationObserver(look);
  const soon = setTimeout(look); // the view is put into the page after render() has returned
  parts.root.addEventListener("focusin", look);
  parts.root.addEventListener("pointerenter", look);
  parts.check.addEventListener("click", look);
  return {
    close() {
      clearTimeout(soon);
      observer.disconnect();
    },
  };
}

function cellAbove(root) {
  let cell = root.closest(".jp-Cell")?.previousElementSibling;
  while (cell && !cell.classList.contains("jp-CodeCell")) cell = cell.previousElementSibling;
  return cell ?? null;
}

function faultOf(cell) {
  const prompt = cell.querySelector(".jp-InputPrompt")?.textContent ?? "";
  if (/\[\s\]/.test(prompt)) return SAY.notRun;
  return cell.classList.contains("jp-mod-dirty") && !prompt.includes("*") ? SAY.changed : "";
}
