/**
 * The head of every page: its name, the links to the pages, whose numbers these are, one menu, and below them the
 * row in which a page puts its filters. It stands before the page's `main`, so that the link past the menu leads
 * past all of it, and stays while the page scrolls.
 */

/** @import { FromHead, Head, Mark, Mounted, Tell } from "../types" */

import { make, write } from "../lib/dom.js";
import { list } from "../lib/list.js";
import { putBeforeMain } from "../lib/host.js";
import { filterRow } from "./filter-row.js";
import { createPages } from "./pages.js";
import { createSettings } from "./settings.js";

/** @type {WeakMap<HTMLElement, ReturnType<typeof createHead>>} */
const heads = new WeakMap();

/** @param {Mounted<Head, FromHead>} part */
export function mount({ parentElement, data, setTriggerValue }) {
  let head = heads.get(parentElement);
  if (!head) heads.set(parentElement, (head = createHead()));
  head.update(data, setTriggerValue);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  heads.get(parentElement)?.leave();
  heads.delete(parentElement);
}

function createHead() {
  const brand = make("p", "atlas-brand");
  const pages = createPages();
  const marks = make("ul", "atlas-marks");
  const settings = createSettings();
  const row = make("div", "atlas-head-row", brand, pages.element, marks, settings.element);
  const element = make("header", "atlas-head", row, filterRow);
  const mark = list(
    marks,
    (/** @type {Mark} */ { kind }) => kind,
    () => {
      const said = make("li", "");
      return {
        element: said,
        /** @param {Mark} one */
        update({ text, help, kind }) {
          said.dataset.kind = kind;
          said.title = help;
          write(said, text);
        },
      };
    },
  );
  const fit = () => pages.fit(row);
  const measured = new ResizeObserver(fit);
  measured.observe(row);
  document.fonts.ready.then(fit); // how wide the links are is known when the letters have come

  return {
    /** @param {Head} data @param {Tell<FromHead>} tell */
    update(data, tell) {
      putBeforeMain(element);
      write(brand, data.brand);
      mark(data.marks);
      pages.update(data);
      settings.update(data, tell);
      filterRow.setAttribute("aria-label", data.words.filters);
      fit();
    },
    leave() {
      measured.disconnect();
      pages.leave();
      settings.leave();
      element.remove();
    },
  };
}
