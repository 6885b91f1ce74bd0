/** A copy of a drawing that looks the same without style sheets: styles are written into its elements. */

const OWN = {
  opacity: "1",
  "clip-path": "none",
  mask: "none",
  "stop-color": "rgb(0, 0, 0)",
  "stop-opacity": "1",
  "vector-effect": "none",
};
// all but the visibility: a figure is saved also while the card shows its table instead
const INHERITED = [
  "fill",
  "fill-opacity",
  "fill-rule",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-dashoffset",
  "stroke-linecap",
  "stroke-linejoin",
  "color",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
];
const UNSEEN = "defs, pattern, clipPath, mask, marker, linearGradient, radialGradient";
const DROPPED = "script, style, foreignObject, .atlas-plot-here, image:not([href^='data:'])";

/** A copy of an SVG that looks the same without style sheets.
 * @param {Element} original @param {Record<string, number>} place */
export function frozen(original, place) {
  const copy = /** @type {Element} */ (original.cloneNode(true));
  inline(original, copy, null);
  for (const dropped of copy.querySelectorAll(DROPPED)) dropped.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...element.attributes]) {
      if (/^(class|style|tabindex|role|aria-.*|on.*)$/.test(name)) element.removeAttribute(name);
    }
  }
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  return copy;
}

/** Write the styles of an element and of all in it into a copy.
 * @param {Element} original @param {Element} copy @param {CSSStyleDeclaration | null} around it */
function inline(original, copy, around) {
  const style = getComputedStyle(original);
  if (style.display === "none" && !original.closest(UNSEEN)) return copy.remove();
  // a reference stays within the picture
  const keep = (/** @type {string} */ name, /** @type {string} */ value) =>
    copy.setAttribute(name, value.replace(/url\("?[^"#)]*#([^")]*)"?\)/g, "url(#$1)"));
  const children = [...copy.children]; // before any of them is removed
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    if (value && value !== around?.getPropertyValue(name)) keep(name, value);
    else copy.removeAttribute(name);
  }
  for (const [name, usual] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name);
    if (value && value !== usual) keep(name, value);
  }
  children.forEach((child, i) => inline(original.children[i], child, style));
}
