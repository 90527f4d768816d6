// Small helpers for the page's elements.

/** An element; `properties` are set on it, or are its attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const button = (text, onclick, properties = {}) =>
  make("button", { type: "button", textContent: text, onclick, ...properties });

/** Where the words of the tests are shown; it can be scrolled by keyboard. */
export const makeSaid = (label) =>
  make("pre", { className: "said", tabIndex: 0, role: "region", "aria-label": label });

/** How many characters fit into a line of it; pytest takes fewer than 40 for a mistake. */
export function columnsOf(said) {
  const probe = make("span", { textContent: "0".repeat(50), className: "probe" });
  said.append(probe);
  const { paddingLeft, paddingRight } = getComputedStyle(said);
  const width = said.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const columns = Math.floor((50 * width) / probe.getBoundingClientRect().width);
  probe.remove();
  return Math.min(Math.max(columns, 40), 100);
}
