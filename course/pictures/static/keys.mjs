// Keys pressed in a picture are not the notebook's shortcuts, where x would cut the cell. With Ctrl, Alt or Command they
// are, for saving must work from here too. JupyterLab listens late and Notebook 7 early, so this listens earlier than
// both; they look for the mark on the focused element itself.

export function keepKeys(root) {
  const decide = (event) => {
    if (!(event.target instanceof Element) || !root.contains(event.target)) return;
    const shortcut = event.ctrlKey || event.metaKey || event.altKey;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !shortcut);
  };
  window.addEventListener("keydown", decide, true);
  return () => window.removeEventListener("keydown", decide, true);
}
