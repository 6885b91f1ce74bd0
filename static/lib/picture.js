/**
 * What becomes of a card's picture, which the server writes as SVG (atlas/exports/svg): the file as it is, PNG at double size, or that
 * on the clipboard, where the browser lets a page write there. Nothing is fetched for it, and it looks the same whatever the page looks like.
 */

import { download } from "./download.js";

const SCALE = 2;

/** What a picture can be had as, in this browser. */
export const FORMATS = [
  "png",
  "svg",
  ...("ClipboardItem" in globalThis && "clipboard" in navigator ? ["copy"] : []),
];

/** @typedef {{blob: Blob, name: string}} Named  a file and its name */

/**
 * Give the reader a picture in one of the formats. Rejects where it does not come, or the browser makes no PNG of it.
 * @param {string} format @param {Promise<Named>} coming it may be on its way: a browser lets a page write on the clipboard
 *   only right after a press
 */
export async function give(format, coming) {
  if (format === "copy") {
    const made = coming.then(({ blob }) => png(blob));
    return navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
  }
  const { blob, name } = await coming;
  if (format === "svg") return download(blob, name);
  return download(await png(blob), name.replace(/svg$/, "png"));
}

/** @param {Blob} svg @returns {Promise<Blob>} */
async function png(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svg.text())}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  /** @type {Blob | null} */
  const made = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!made) throw new Error("no picture came of the canvas");
  return made;
}
