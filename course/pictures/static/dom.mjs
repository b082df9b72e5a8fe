// Making elements.

// make("button", { type: "button", class: "x" }, "text", otherElement, ...)
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

let count = 0;

// A name that no other element of the page has.
export const freshId = (name) => `live-${name}-${Date.now().toString(36)}-${++count}`;
