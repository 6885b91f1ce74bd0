/**
 * The figure of a card as a picture: SVG, PNG at double size, or that on the clipboard, where the browser
 * lets a page write there.
 *
 * The picture stands on its own: styles are written into the elements, nothing is fetched, and the
 * caption (source, date, marks) and the legend come along. It keeps the colours of the page.
 *
 * @typedef {{layers: Element[], title: string}} Figure  layers that lie on each other
 * @typedef {Pick<CSSStyleDeclaration, "fontFamily" | "color" | "backgroundColor">} Look
 */

/** @import { Picture } from "../types" */

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 24;
const NARROWEST = 480; // px; a caption needs this much
const SCALE = 2;
/** What a figure can be saved as, in this browser. */
export const FORMATS = [
  "png",
  "svg",
  ...("ClipboardItem" in globalThis && "clipboard" in navigator ? ["copy"] : []),
];
const PAGE = `font-style: normal; font-family: var(--st-font, sans-serif); color: var(--st-text-color, #1a1a1a);
  background-color: var(--st-background-color, #fff)`;
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

/**
 * Save the figure of a card in one of the formats. Rejects where the card has none, or the browser makes no picture.
 * What is drawn is taken down at once, the file is made after that.
 * @param {string} format @param {Element} card @param {Picture} data
 */
export async function save(format, card, data) {
  const picture = compose(card, lookOf(card), data);
  const text = new XMLSerializer().serializeToString(picture);
  const name = `${data.filename}.${format}`;
  if (format === "svg") return download(new Blob([text], { type: "image/svg+xml" }), name);
  const made = png(picture, text);
  if (format === "png") return download(await made, name);
  return navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
}

/** Letters and colours of the page where a card stands. @param {Element} card @returns {Look} */
function lookOf(card) {
  const probe = card.appendChild(document.createElement("i"));
  probe.style.cssText = PAGE;
  const { fontFamily, color, backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return { fontFamily, color, backgroundColor };
}

/** @param {Element} picture @param {string} text the same as text @returns {Promise<Blob>} */
async function png(picture, text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(picture.getAttribute("width")) * SCALE;
  canvas.height = Number(picture.getAttribute("height")) * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("no picture came of the canvas");
  return blob;
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** The figures of a card: layers that lie on each other, and a title where there are several.
 * @param {Element} card @returns {Figure[]} */
function figures(card) {
  const maps = [...card.querySelectorAll("svg.atlas-map-canvas")];
  if (maps.length) {
    return maps.map((map) => ({
      layers: [map],
      title: map.closest(".atlas-maps-pane")?.querySelector(".atlas-maps-title")?.textContent ?? "",
    }));
  }
  const layers = [...card.querySelectorAll("svg.atlas-plot-drawing")];
  if (!layers.length) throw new Error("the card has no figure");
  return [{ layers, title: "" }];
}

/** Title, figures side by side while there is room, legends and caption, one under the other.
 * @param {Element} card @param {Look} look @param {Picture} data */
function compose(card, look, data) {
  const shown = figures(card).map((figure) => ({
    ...figure,
    frame: figure.layers[0].getBoundingClientRect(),
  }));
  const room = Math.max(
    NARROWEST,
    card.getBoundingClientRect().width,
    ...shown.map(({ frame }) => frame.width),
  );
  const inner = shown.length > 1 ? room : Math.max(shown[0].frame.width, NARROWEST);
  const width = Math.ceil(inner + 2 * MARGIN);
  const picture = make("svg", { width, "font-family": look.fontFamily, fill: look.color });
  const back = make("rect", { width, fill: look.backgroundColor });
  picture.append(back);

  let y = MARGIN;
  /** @param {string | null | undefined} text @param {number} size @param {number} weight */
  const write = (text, size, weight) => {
    for (const line of wrap(text, `${weight} ${size}px ${look.fontFamily}`, width - 2 * MARGIN)) {
      y += size * 1.3;
      const place = { x: MARGIN, y, "font-size": size, "font-weight": weight };
      picture.append(make("text", place, line));
    }
  };
  write(data.title, 20, 600);
  if (data.subtitle) write(data.subtitle, 14, 400);
  y += 14;
  let [x, tall] = [shown.length > 1 ? MARGIN : (width - shown[0].frame.width) / 2, 0];
  for (const { layers, title, frame } of shown) {
    if (x > MARGIN && x + frame.width > width - MARGIN + 1) [x, y, tall] = [MARGIN, y + tall + 10, 0];
    const top = title ? 20 : 0;
    if (title) picture.append(make("text", { x, y: y + 14, "font-size": 14, "font-weight": 600 }, title));
    for (const layer of layers) {
      const at = layer.getBoundingClientRect();
      picture.append(
        frozen(layer, {
          x: x + at.left - frame.left,
          y: y + top + at.top - frame.top,
          width: at.width,
          height: at.height,
        }),
      );
    }
    x += frame.width + 16;
    tall = Math.max(tall, top + frame.height);
  }
  y += tall + 10;

  for (const legend of card.querySelectorAll(".atlas-map-legend")) {
    if (!legend.getClientRects().length) continue;
    const period = legend.closest(".atlas-map")?.getAttribute("data-period") ?? "";
    write(`${legend.querySelector(".atlas-map-title")?.textContent} ${period}`, 13, 600);
    y += 6;
    for (const group of legend.querySelectorAll("ul, dl")) {
      y = legendRow(picture, [...group.children], y, width, look.fontFamily);
    }
    for (const note of legend.querySelectorAll(".atlas-map-note")) write(note.textContent, 12, 400);
    y += 8;
  }
  y += 4;
  for (const line of data.lines) write(line, 12, 400);
  const height = Math.ceil(y + MARGIN);
  for (const element of [picture, back]) element.setAttribute("height", String(height));
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return picture;
}

/** Icons with their words, side by side while there is room; returns where the next row begins.
 * @param {Element} picture @param {Element[]} items @param {number} top @param {number} width
 * @param {string} family of letters */
function legendRow(picture, items, top, width, family) {
  let [x, y, tall] = [MARGIN, top, 0];
  for (const item of items) {
    const icon = item.querySelector("svg");
    const size = icon?.getBoundingClientRect() ?? { width: -6, height: 18 };
    const words = [...item.children].filter((part) => part !== icon);
    const [text] = wrap(
      words.map((part) => part.textContent).join(" "),
      `12px ${family}`,
      width - 2 * MARGIN - size.width - 6,
    );
    const wide = size.width + 6 + measure(text, `12px ${family}`);
    if (x > MARGIN && x + wide > width - MARGIN) [x, y, tall] = [MARGIN, y + tall + 4, 0];
    tall = Math.max(tall, size.height, 18);
    if (icon) picture.append(frozen(icon, { x, y, width: size.width, height: size.height }));
    const at = { x: x + size.width + 6, y: y + size.height / 2 + 4, "font-size": 12 };
    picture.append(make("text", at, text));
    x += wide + 18;
  }
  return y + tall + 6;
}

/** A copy of an SVG that looks the same without style sheets.
 * @param {Element} original @param {Record<string, number>} place */
function frozen(original, place) {
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

/** Lines that fit; a word longer than a line is cut short.
 * @param {string | null | undefined} text @param {string} font @param {number} room */
function wrap(text, font, room) {
  const lines = [""];
  for (let word of String(text ?? "")
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .split(/[ \t\n]+/)) {
    while (word.length > 2 && measure(word, font) > room) word = `${word.slice(0, -2)}…`;
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (measure(longer, font) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @param {string} text @param {string} font */
function measure(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string | null} text */
function make(tag, attributes, text = "") {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}
