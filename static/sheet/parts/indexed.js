/**
 * Sections with an index that stays in sight. It marks the section that is being read, and a press leads to one: the page
 * goes there, its heading has the focus, and the address names it.
 */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, set, wear, write } from "../../lib/dom.js";
import { plain } from "../../lib/links.js";
import { list } from "../../lib/list.js";
import * as sectioned from "../sectioned.js";

await wear(new URL("../sections.css", import.meta.url));

const ARRIVAL_MS = 2000; // for so long a page that opens may still grow above the section that a link leads to
const OPEN = "*"; // in place of a section: the row that a link has opened
const READING_PX = 80; // below the index: a heading that has come so far up is of what is read

/** @typedef {{key: string, title: string}} Entry */

/** @param {Desk} desk @returns {Drawing<Parts["indexed"]>} */
export function create(desk) {
  const body = make("div", "atlas-section-parts");
  const slots = desk.slots(body);
  const index = createIndex((key) => {
    stay();
    sectioned.name(key);
    go(key);
  });
  const element = make("div", "atlas-indexed", index.element, body);
  let landing = sectioned.asked() || OPEN; // what a link leads to, until the reader goes on
  let waiting = 0;
  /** @type {{key: string, top: number} | undefined} */ let pressed; // and where that left its section

  const sections = () => [
    .../** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("[data-section]")),
  ];
  const find = (/** @type {string} */ key) => sections().find((one) => one.dataset.section === key);

  /** Go to a section, without a movement; where there is none, to the row that is open. @param {string} key */
  function go(key) {
    const section = find(key);
    if (!section) return toOpen(body);
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
    const height = index.element.getBoundingClientRect().bottom + READING_PX;
    index.mark(pressed?.key ?? sections().findLast((one) => top(one) <= height)?.dataset.section);
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
      index.update(
        part.name,
        part.parts.flatMap((one) => (one.kind === "section" ? [one] : [])),
      );
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

/** Go to the row that is open, where one is. @param {HTMLElement} of */
const toOpen = (of) =>
  of.querySelector("[data-lands=true]")?.scrollIntoView({ block: "start", behavior: "instant" });

/** How far below the top of the window something stands. @param {Element | undefined} of */
const top = (of) => of?.getBoundingClientRect().top ?? 0;

/** The links to the sections, with a mark at the one that is read. @param {(key: string) => void} go when one is pressed */
function createIndex(go) {
  const lines = make("ul", "");
  const element = make("nav", "atlas-index", lines);
  const draw = list(
    lines,
    (/** @type {Entry} */ entry) => entry.key,
    () => line(go),
  );
  return {
    element,
    /** @param {string} name of the index @param {Entry[]} entries */
    update(name, entries) {
      set(element, { "aria-label": name });
      draw(entries);
      element.hidden = !lines.childElementCount;
    },
    /** @param {string | undefined} read the section that is read */
    mark(read) {
      for (const link of lines.querySelectorAll("a")) {
        if (link.dataset.to !== read) link.removeAttribute("aria-current");
        else if (!link.hasAttribute("aria-current")) {
          set(link, { "aria-current": "location" });
          // where the index is wider than the screen, the mark stays in sight
          lines.scrollTo({ left: link.offsetLeft - lines.offsetLeft - 16, behavior: "instant" });
        }
      }
    },
  };
}

/** A line of the index. @param {(key: string) => void} go when it is pressed */
function line(go) {
  const link = make("a", "");
  link.addEventListener("click", (event) => {
    if (!plain(event)) return;
    event.preventDefault();
    go(link.dataset.to ?? "");
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
