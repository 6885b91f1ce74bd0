/**
 * The figure of a card as a picture: SVG, PNG at double size, or that on the clipboard, where the browser
 * lets a page write there.
 *
 * The picture stands on its own: styles are written into the elements, nothing is fetched, and the
 * caption (source, date, marks) and the legend come along. It keeps the colours of the page.
 */

/** @import { Picture } from "../types" */
/** @import { Look } from "./picture/paper.js" */

import { download } from "./download.js";
import { figuresOf, lay } from "./picture/figures.js";
import { explain } from "./picture/legends.js";
import { MARGIN, Paper } from "./picture/paper.js";

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

/**
 * Save the figure of a card in one of the formats. Rejects where the card has none, or the browser makes no picture.
 * What is drawn is taken down at once, the file is made after that.
 * @param {string} format @param {Element} card @param {Picture} data
 */
export async function save(format, card, data) {
  const picture = compose(card, data);
  const text = new XMLSerializer().serializeToString(picture);
  const name = `${data.filename}.${format}`;
  if (format === "svg") return download(new Blob([text], { type: "image/svg+xml" }), name);
  const made = png(picture, text);
  if (format === "png") return download(await made, name);
  return navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
}

/** Title, figures side by side while there is room, legends and caption, one under the other.
 * @param {Element} card @param {Picture} data */
function compose(card, data) {
  const shown = figuresOf(card);
  const widths = shown.map(({ frame }) => frame.width);
  const room = shown.length > 1 ? Math.max(...widths, card.getBoundingClientRect().width) : widths[0];
  const paper = new Paper(Math.ceil(Math.max(room, NARROWEST) + 2 * MARGIN), lookOf(card));
  paper.write(data.title, 20, 600);
  if (data.subtitle) paper.write(data.subtitle, 14, 400);
  paper.y += 14;
  lay(paper, shown);
  for (const legend of card.querySelectorAll(".atlas-map-legend")) explain(paper, legend);
  paper.y += 4;
  for (const line of data.lines) paper.write(line, 12, 400);
  return paper.finish();
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
