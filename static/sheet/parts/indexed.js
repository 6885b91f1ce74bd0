/**
 * Sections with an index that stays in sight. It marks the section that is being read, and a press leads to one: the page
 * goes there, its heading has the focus, and the address names it.
 */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, set, wear, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import * as sectioned from "../sectioned.js";

await wear(new URL("../sections.css", import.meta.url));

const ARRIVAL_MS = 2000; // for so long a page that opens may still grow above the section that a link leads to
const READING_PX = 80; // below the index: a heading that has come so far up is of what is read

/** @typedef {{key: string, title: string}} Entry */

/** @param {Desk} desk @returns {Drawing<Parts["indexed"]>} */
export function create(desk) {
  const lines = make("ul", "");
  const index = make("nav", "atlas-index", lines);
  const body = make("div", "atlas-section-parts");
  const element = make("div", "atlas-indexed", index, body);
  const slots = desk.slots(body);
  let landing = sectioned.asked(); // the section that a link leads to, until the reader goes on
  let waiting = 0;
  /** @type {{key: string, top: number} | undefined} */ let pressed; // and where that left its section

  const draw = list(lines, (/** @type {Entry} */ entry) => entry.key, line);
  const sections = () => [
    .../** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("[data-section]")),
  ];
  const find = (/** @type {string} */ key) => sections().find((one) => one.dataset.section === key);
  const top = (/** @type {Element | undefined} */ of) => of?.getBoundingClientRect().top ?? 0;

  /** A line of the index. */
  function line() {
    const link = make("a", "");
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab opens the address
      event.preventDefault();
      landing = "";
      const key = link.dataset.to ?? "";
      sectioned.name(key);
      go(key);
    });
    return {
      element: make("li", "", link),
      /** @param {Entry} entry */
      update({ key, title }) {
        link.dataset.to = key;
        write(link, title);
        set(link, { href: sectioned.link(key) });
      },
    };
  }

  /** Go to a section, without a movement. @param {string} key */
  function go(key) {
    const section = find(key);
    if (!section) return;
    section.querySelector("h2")?.focus({ preventScroll: true });
    section.scrollIntoView({ block: "start", behavior: "instant" });
    pressed = { key, top: top(section) };
    mark();
  }

  /** Mark the section that is read: the one that was pressed, as long as it stands where that left it (the last ones of a
   * page may not come up to the index), or else the last one whose heading has come up. */
  function mark() {
    waiting = 0;
    if (pressed && Math.abs(top(find(pressed.key)) - pressed.top) > 2) pressed = undefined;
    const height = index.getBoundingClientRect().bottom + READING_PX;
    const read = pressed?.key ?? sections().findLast((one) => top(one) <= height)?.dataset.section;
    for (const link of lines.querySelectorAll("a")) {
      if (link.dataset.to !== read) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        set(link, { "aria-current": "location" });
        // where the index is wider than the screen, the mark stays in sight
        lines.scrollTo({ left: link.offsetLeft - lines.offsetLeft - 16, behavior: "instant" });
      }
    }
  }
  const follow = () => (waiting ||= requestAnimationFrame(mark));
  const stay = () => (landing = "");

  const grown = new ResizeObserver(() => (landing ? go(landing) : follow()));
  grown.observe(body);
  addEventListener("scroll", follow, { capture: true, passive: true });
  for (const type of ["wheel", "pointerdown", "keydown"])
    addEventListener(type, stay, { capture: true, passive: true });
  const patience = setTimeout(stay, ARRIVAL_MS);

  return {
    element,
    update(part, now) {
      set(index, { "aria-label": part.name });
      draw(part.parts.flatMap((one) => (one.kind === "section" ? [one] : [])));
      index.hidden = !lines.childElementCount;
      slots.paint(part.parts, now);
      follow();
    },
    leave() {
      grown.disconnect();
      removeEventListener("scroll", follow, true);
      for (const type of ["wheel", "pointerdown", "keydown"]) removeEventListener(type, stay, true);
      clearTimeout(patience);
      cancelAnimationFrame(waiting);
      slots.leave();
    },
  };
}
