/** @import { Desk, Drawing, Part, Slots } from "../types" */

/**
 * Places for parts in a row; a place keeps its elements while the same part stands there.
 * @param {HTMLElement} host
 * @param {Record<string, (desk: Desk) => Drawing<any>>} drawers a drawer for each kind of part
 * @returns {Slots}
 */
export function createSlots(host, drawers) {
  /** @type {(Drawing<any> & {name: string, part?: Part, said?: string})[]} */
  let standing = [];
  return {
    paint(parts, desk) {
      standing.slice(parts.length).forEach((gone) => (gone.leave?.(), gone.element.remove()));
      standing = parts.map((part, i) => {
        const name = `${part.kind} ${part.key ?? ""}`;
        let place = standing[i];
        if (place?.name !== name) {
          const fresh = { name, ...drawers[part.kind](desk) };
          if (place) {
            place.leave?.();
            place.element.replaceWith(fresh.element);
          } else host.append(fresh.element);
          place = fresh;
        }
        // what says the same as before is left alone; the filters show the view that is wanted
        const said = part === place.part ? place.said : JSON.stringify(part);
        if (said !== place.said || part.kind === "filters") place.update(part, desk);
        Object.assign(place, { part, said });
        return place;
      });
    },
    leave: () => standing.forEach((place) => place.leave?.()),
  };
}
