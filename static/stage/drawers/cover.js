/** The first and the last slide of a deck: facts of the project, each under its name, beside the land it is about. */

/** @import { DrawnFigure, Geometry, SlideCover } from "../../types" */

import { HIDDEN, make, set, svg } from "../../lib/dom.js";
import { fetchGeometry } from "../../map/geography.js";
import { fit } from "../fit.js";

/** @param {HTMLElement} host @param {SlideCover} figure @returns {DrawnFigure} */
export function draw(host, { told, shapes }) {
  const land = /** @type {SVGSVGElement} */ (svg("svg", { class: "atlas-cover-land", ...HIDDEN }));
  host.append(
    ...told.map(([name, value]) => make("dl", "", make("dt", "", name), make("dd", "", value))),
    land,
  );
  fetchGeometry(shapes).then((geometry) => geometry && outline(land, geometry)); // without it the facts still stand
  return { leave: fit(host) };
}

/** The outlines of all areas: a sign of where, not a map to be read.
 * @param {SVGSVGElement} land @param {Geometry} geometry */
function outline(land, { viewBox, areas, outline: whole }) {
  set(land, { viewBox: viewBox.join(" ") });
  land.replaceChildren(
    svg("path", { class: "atlas-cover-areas", d: areas.map(({ d }) => d).join("") }),
    svg("path", { class: "atlas-cover-outline", d: whole }),
  );
}
