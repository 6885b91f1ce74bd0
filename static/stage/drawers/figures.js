/** Key figures: a label, a large value, and the lines that go with it. */

/** @import { SlideKeyFigures } from "../../types" */

import { make } from "../../lib/dom.js";

/** @param {HTMLElement} host @param {SlideKeyFigures} figure */
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
}
