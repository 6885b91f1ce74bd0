/**
 * The links to the pages, in groups: what is read, what is presented, what staff manage. The last group is behind
 * a button of its own; where the screen is too narrow for the others, all are behind one that names the page shown.
 *
 * Links carry the view of the moment, so that one opened in a new tab shows the same; a plain press makes the
 * link's address the browser's own, and the page follows it as it follows "back", without a new visit.
 */

/** @import { Head, PageLink } from "../types" */

import { button, make, write } from "../lib/dom.js";
import { list } from "../lib/list.js";
import { walk } from "../lib/host.js";
import { opens } from "../lib/menu.js";
import { begin } from "./arrival.js";

const PHONE = matchMedia("(max-width: 640px)");
const MANAGE = "manage";

export function createPages() {
  /** @type {Head} */ let data;
  const groups = make("div", "atlas-groups");
  const opener = button("atlas-opener atlas-pages-opener");
  const element = make("nav", "atlas-nav", opener, groups);
  const manage = createGroup(MANAGE);
  const manageOpener = button("atlas-opener");
  const managed = make("div", "atlas-managed", manageOpener, manage.element);
  groups.append(managed);
  /** @type {Map<string, ReturnType<typeof createGroup>>} */
  const lists = new Map(); // of the other groups
  const leave = [opens(opener, groups), opens(manageOpener, manage.element)];
  let folded = false;
  let width = -1; // of the row when it was last looked at

  fold(true);
  for (const type of ["pointerover", "focusin", "pointerdown", "contextmenu"]) {
    element.addEventListener(type, address);
  }
  element.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere) return;
    event.preventDefault();
    for (const panel of [groups, manage.element]) if (panel.matches(":popover-open")) panel.hidePopover();
    if (link.getAttribute("aria-current") === "page") return;
    history.pushState(null, "", link.href);
    walk();
  });

  /** The reader went to another page that has a link here: by it, or by "back". */
  function turned() {
    const to = data.links.find((link) => `${data.base}${link.address}` === location.pathname);
    if (to && to.name !== data.shown) begin();
  }
  addEventListener("popstate", turned);

  /** Write the view of the moment into the links. */
  function address() {
    const now = new URLSearchParams(location.search);
    const kept = new URLSearchParams();
    for (const name of data.parameters) if (now.has(name)) kept.set(name, now.get(name) ?? "");
    const query = kept.size ? `?${kept.toString().replaceAll("%2C", ",")}` : "";
    const to = new Map(data.links.map((link) => [link.name, `${data.base}${link.address}${query}`]));
    for (const link of element.querySelectorAll("a")) {
      const href = to.get(link.dataset.name ?? "") ?? "";
      if (link.getAttribute("href") !== href) link.setAttribute("href", href);
    }
  }

  /** Put all links behind one button, or take them out again. @param {boolean} on */
  function fold(on) {
    if (on === folded) return;
    folded = on;
    element.dataset.folded = String(on);
    groups.popover = on ? "auto" : null;
    manage.element.popover = on ? null : "auto";
  }

  return {
    element,
    /** @param {Head} next */
    update(next) {
      data = next;
      width = -1; // other words may be wider
      const { words, links } = data;
      element.setAttribute("aria-label", words.pages);
      const here = links.find((link) => link.name === data.shown);
      write(opener, here?.title ?? words.pages);
      opener.setAttribute("aria-label", `${words.pages}: ${opener.textContent}`);
      write(manageOpener, words.manage);
      manageOpener.dataset.current = String(here?.group === MANAGE);
      for (const { group } of links) {
        if (group === MANAGE || lists.has(group)) continue;
        const made = createGroup(group);
        lists.set(group, made);
        managed.before(made.element);
      }
      const those = (/** @type {string} */ name) => links.filter((link) => link.group === name);
      lists.forEach((one, name) => one.update(those(name), data.shown));
      manage.update(those(MANAGE), data.shown);
      managed.hidden = !links.some((link) => link.group === MANAGE); // a right that is gone
      address();
    },
    /** Fold the links where the row that they stand in has no room for them. @param {HTMLElement} row */
    fit(row) {
      if (!row.isConnected || row.clientWidth === width) return;
      width = row.clientWidth;
      if (PHONE.matches) return fold(true);
      fold(false);
      fold(row.scrollWidth > row.clientWidth);
    },
    leave() {
      removeEventListener("popstate", turned);
      leave.forEach((close) => close());
    },
  };
}

/** A list of links. @param {string} group */
function createGroup(group) {
  const element = make("ul", "");
  element.dataset.group = group;
  const draw = list(
    element,
    (/** @type {PageLink} */ { name }) => name,
    () => {
      const link = make("a", "");
      return {
        element: make("li", "", link),
        /** @param {PageLink} to @param {string} shown */
        update({ name, title }, shown) {
          link.dataset.name = name;
          write(link, title);
          if (name === shown) link.setAttribute("aria-current", "page");
          else link.removeAttribute("aria-current");
        },
      };
    },
  );
  return { element, update: draw };
}
