/** The map of a page, in the size of the stage. */

/** @import { Chose, DrawnFigure, FromMap, SlideMap, Tell } from "../../types" */

import * as maps from "../../map/map.js";

/** @param {HTMLElement} host @param {SlideMap} figure @param {string} heading @param {Chose} chose */
export function draw(host, { scene }, heading, chose) {
  return mounted(host, maps, (selected) => ({ ...scene, selected }), scene.selected, chose);
}

/**
 * One map or several. The stage answers its map as the server would, so it needs no connection.
 * @template Data
 * @param {HTMLElement} host
 * @param {{mount(args: {parentElement: HTMLElement, data: Data, setStateValue: Tell<FromMap>}): void,
 *   unmount(host: HTMLElement): void}} module that draws them
 * @param {(selected: string[]) => Data} chosen what it draws when these places are chosen
 * @param {string[]} first chosen places @param {Chose} chose is told of others
 * @returns {DrawnFigure}
 */
export function mounted(host, module, chosen, first, chose) {
  let now = first;
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
  return {
    reset() {
      now = first;
      paint();
    },
    leave: () => module.unmount(host),
  };
}
