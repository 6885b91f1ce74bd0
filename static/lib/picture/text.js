/** Text of a picture: SVG neither measures nor breaks lines by itself. */

/** Lines that fit; a word longer than a line is cut short.
 * @param {string | null | undefined} text @param {string} font @param {number} room */
export function wrap(text, font, room) {
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
export function measure(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}
