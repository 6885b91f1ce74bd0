/** The map of a page, in the size of the stage. */

/** @import { Chose, DrawnFigure, FromMap, Scene, SlideMap, Tell } from "../../types" */

import * as maps from "../../map/map.js";

/** @param {HTMLElement} host @param {SlideMap} figure @param {string} heading @param {Chose} chose */
export function draw(host, { scene }, heading, chose) {
  return mounted(host, maps, (selected) => chosenOn(scene, selected), scene, chose);
}

/** A scene with these places chosen: on the stage a place that is chosen is told of.
 * @param {Scene} scene @param {string[]} selected @returns {Scene} */
export function chosenOn({ opened: _, ...scene }, selected) {
  return { ...scene, selected };
}

/**
 * One map or several. The stage answers its map as the server would, so it needs no connection.
 * @template Data
 * @param {HTMLElement} host
 * @param {{mount(args: {parentElement: HTMLElement, data: Data, setStateValue: Tell<FromMap>}): void,
 *   unmount(host: HTMLElement): void}} module that draws them
 * @param {(selected: string[]) => Data} chosen what it draws when these places are chosen
 * @param {Scene} first as its view has it: a place that is open there is told of from the beginning
 * @param {Chose} chose is told of others
 * @returns {DrawnFigure}
 */
export function mounted(host, module, chosen, first, chose) {
  let now = first.opened ? [first.opened] : first.selected;
  const paint = () =>
    module.mount({
      parentElement: host,
      data: chosen(now),
      setStateValue(name, value) {
        if (name !== "selected") return;
        now = /** @type {string[]} */ (value);
        paint(); // agreed, so that another choice of ours is news to the map
        chose(now);
      },
    });
  paint();
  if (first.opened) chose(now);
  return {
    reset() {
      now = first.selected;
      paint();
    },
    leave: () => module.unmount(host),
  };
}
