/** Key figures: a label, a large value, and the lines that go with it. Together they fill the slide. */

/** @import { DrawnFigure, SlideKeyFigures } from "../../types" */

import { make } from "../../lib/dom.js";
import { fit } from "../fit.js";

/** @param {HTMLElement} host @param {SlideKeyFigures} figure @returns {DrawnFigure} */
export function draw(host, { items }) {
  host.append(
    ...items.map(({ label, value, lines }) =>
      make(
        "dl",
        "",
        make("dt", "", label),
        make("dd", "atlas-slide-value", value),
        ...lines.map((line) => make("dd", "atlas-slide-line", line)),
      ),
    ),
  );
  return { leave: fit(host) };
}
