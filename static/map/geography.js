/**
 * The areas as elements: how their geometry is fetched, made into places, and changed from land to tiles and back.
 */

/** @import { Form, Geometry } from "../types" */
/** @import { Place, Tile } from "./types" */

import { set, svg } from "../lib/dom.js";
import { once, round } from "../lib/draw.js";
import { BLANK } from "./portrait.js";
import { tilesOf } from "./tiles.js";

/** @type {Map<string, Promise<Geometry | null>>} of all maps in the page, by address */
const geometries = new Map();

/** The geometry at an address, fetched once for the whole page; null when it does not come, and then the next call
 * asks again.
 * @param {string} address */
export async function fetchGeometry(address) {
  const geometry = await once(geometries, address, () =>
    fetch(address)
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null),
  );
  if (!geometry) geometries.delete(address);
  return geometry;
}

/** Elements for each area; they get what they show when they are painted.
 * @param {Geometry} geometry @param {string[]} codes in register order
 * @returns {Place[]} in that order */
export function placesOf(geometry, codes) {
  const tiles = tilesOf(geometry);
  const rank = (/** @type {{code: string}} */ { code }) => codes.indexOf(code);
  return [...geometry.areas]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ code, name, d, x, y, area }) => {
      const land = { d, x, y, area };
      return {
        code,
        name,
        forms: { land, tiles: tiles?.get(code) },
        shape: land,
        portrait: BLANK,
        path: svg("path", { class: "area atlas-map-area", "data-code": code, role: "option" }),
        bubble: svg("circle", { class: "atlas-map-bubble", "data-for": code }),
        nameText: svg("text", { class: "atlas-map-label atlas-map-name", "data-of": code }, name),
        valueText: svg("text", { class: "atlas-map-label", "data-of": code }),
        leader: svg("path", { class: "atlas-map-leader", "data-of": code }),
      };
    });
}

/** Draw all areas as land or as tiles, at once. @param {Place[]} places @param {Form} form */
export function dress(places, form) {
  for (const place of places) {
    place.shape = place.forms[form] ?? place.forms.land;
    const { d, x, y } = place.shape;
    set(place.path, { d });
    set(place.bubble, { cx: round(x), cy: round(y) });
  }
}

/** The outlines of several areas as one path. @param {Place[]} places */
export function outlines(places) {
  return places.map(({ shape }) => shape.d).join("");
}

/** Move all areas to where they lie as land or as tiles, and call `settle` when they are there.
 *
 * On the way they are land that the style transforms onto the tiles (`--atlas-map-onto` and `data-moving` in
 * map.css): so shapes with any number of points can move, and the browser animates them by itself. Where less motion is
 * asked for nothing runs, and `settle` is called at once. A reader who turns round on the way calls this again: the
 * transitions go back from where they are, and only the last call finds that nothing runs any more.
 * @param {HTMLElement} root of the map @param {SVGSVGElement} canvas @param {Place[]} places
 * @param {Form} form @param {() => void} settle */
export function travel(root, canvas, places, form, settle) {
  const running = () => canvas.getAnimations({ subtree: true });
  if (root.dataset.moving === "false") {
    dress(places, "land");
    carry(places);
    root.dataset.moving = "ready"; // tiles are land transformed now, not yet in motion
    running(); // asking makes the style take effect, so that the motion begins from there
  }
  Object.assign(root.dataset, { form, moving: true });
  const arrive = () => {
    if (running().length === 0) settle();
  };
  const runs = running();
  if (runs.length === 0) settle();
  else Promise.allSettled(runs.map((run) => run.finished)).then(arrive);
}

/** Tell the style how the land of each place, which must be on screen, comes to lie where its tile does.
 * @param {Place[]} places */
function carry(places) {
  const boxes = places.map(({ path }) => path.getBBox()); // all before the first is touched: one layout
  places.forEach(({ path, bubble, forms: { land, tiles } }, i) => {
    if (!tiles) return;
    path.style.setProperty("--atlas-map-onto", ontoTile(boxes[i], tiles));
    bubble.style.setProperty("--atlas-map-onto", `translate(${tiles.x - land.x}px, ${tiles.y - land.y}px)`);
  });
}

/** The transformation of a box onto a tile. @param {DOMRect} box @param {Tile} tile */
function ontoTile(box, { x, y, side }) {
  const [wide, tall] = [side / (box.width || 1), side / (box.height || 1)];
  const [left, top] = [x - side / 2 - box.x * wide, y - side / 2 - box.y * tall];
  return `matrix(${wide}, 0, 0, ${tall}, ${left}, ${top})`;
}
