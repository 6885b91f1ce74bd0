/** Maps side by side, as on their page: two years, two measures, or every year small. */

/** @import { Chose, Compared, Scene, SlideMaps } from "../../types" */

import * as compared from "../../map/compare.js";
import { chosenOn, mounted } from "./map.js";

/** @param {HTMLElement} host @param {SlideMaps} figure @param {string} heading @param {Chose} chose */
export function draw(host, { compared: data }, heading, chose) {
  const [first] = data.mode === "measures" ? data.scenes : [data.scene];
  return mounted(host, compared, (selected) => withChosen(data, selected), first, chose);
}

/** The same maps with these places chosen on each. @param {Compared} data @param {string[]} selected
 * @returns {Compared} */
function withChosen(data, selected) {
  const dressed = (/** @type {Scene} */ scene) => chosenOn(scene, selected);
  return data.mode === "measures"
    ? { ...data, scenes: data.scenes.map(dressed) }
    : { ...data, scene: dressed(data.scene) };
}
