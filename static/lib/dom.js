/**
 * Elements, and the little that our scripts do with them. Text is only ever set as text.
 *
 * @typedef {Record<string, string | number | boolean>} Attributes
 * @typedef {Node | string | false | undefined} Child  one that is not there is left out
 */

/**
 * An element of HTML with classes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} style @param {...(Node | string)} children
 */
export function make(tag, style, ...children) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  element.append(...children);
  return element;
}

/** Write the attributes that changed. @param {Element} element @param {Attributes} attributes */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
  }
}

/** @template {Element} E @param {E} element @param {Attributes} attributes @param {Child[]} children */
function dress(element, attributes, children) {
  set(element, attributes);
  element.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return element;
}

/**
 * An element of SVG with attributes.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} attributes @param {...Child} children
 */
export const svg = (tag, attributes, ...children) =>
  dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/**
 * An element of HTML with attributes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} attributes @param {...Child} children
 */
export const html = (tag, attributes, ...children) =>
  dress(document.createElement(tag), attributes, children);

export const HIDDEN = { "aria-hidden": "true" };

/** Put on the stylesheet at an address; it is there when the promise has come true.
 * @param {URL} address @returns {Promise<void>} */
export function wear(address) {
  const link = html("link", { rel: "stylesheet", href: address.href });
  return new Promise((done) => {
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}

/** A button that does not send a form. @param {string} style @param {string} text */
export function button(style, text = "") {
  return Object.assign(make("button", style, text), { type: "button" });
}

/** Write a text that has changed. @param {Node} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Put something that floats below what it belongs to (or above, where there is more room there),
 * within the window. @param {HTMLElement} floating @param {Element} owner */
export function below(floating, owner) {
  const at = owner.getBoundingClientRect();
  const [over, under] = [at.top - 8, innerHeight - at.bottom - 8];
  const up = under < Math.min(floating.scrollHeight, 240) && over > under;
  floating.style.maxHeight = `${Math.max(80, up ? over : under)}px`;
  const { offsetWidth: wide, offsetHeight: tall } = floating;
  floating.style.left = `${Math.max(4, Math.min(at.left, innerWidth - wide - 4))}px`;
  floating.style.top = `${up ? at.top - 4 - tall : at.bottom + 4}px`;
}

/** Put something that floats above a point of the box it stands in (or below, where there is no room).
 * @param {HTMLElement} floating @param {number[]} point @param {number} gap from the point
 * @param {{width: number, height: number}} box */
export function above(floating, [x, y], gap, { width, height }) {
  const { offsetWidth: wide, offsetHeight: tall } = floating;
  const within = (/** @type {number} */ at, /** @type {number} */ most) =>
    `${Math.max(2, Math.min(at, most - 2))}px`;
  const top = y - gap - tall < 0 ? y + gap : y - gap - tall;
  floating.style.left = within(x - wide / 2, width - wide);
  floating.style.top = within(top, height - tall);
}

/**
 * Draw a list of things; a thing keeps its elements while it is in the list.
 * @template Item
 * @template {unknown[]} Rest
 * @param {HTMLElement} host
 * @param {(item: Item, at: number) => unknown} keyOf
 * @param {() => {element: HTMLElement, update: (item: Item, ...rest: Rest) => void}} create
 * @returns {(items: Item[], ...rest: Rest) => void}
 */
export function list(host, keyOf, create) {
  let standing = new Map();
  return (items, ...rest) => {
    const keys = items.map(keyOf);
    // what has gone leaves first, so that what stays need not be moved: what is moved loses the focus
    for (const [key, place] of standing) if (!keys.includes(key)) place.element.remove();
    const next = new Map();
    items.forEach((item, i) => {
      const place = standing.get(keys[i]) ?? create();
      next.set(keys[i], place);
      if (host.children[i] !== place.element) host.insertBefore(place.element, host.children[i] ?? null);
      place.update(item, ...rest);
    });
    standing = next;
  };
}
