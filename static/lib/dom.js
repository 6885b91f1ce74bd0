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
