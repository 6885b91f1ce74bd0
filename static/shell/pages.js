/**
 * The links to the pages, in groups: what is read, what is presented, what staff manage. The last group is behind
 * a button of its own; where the screen is too narrow for the others, all are behind one that names the page shown.
 *
 * Links carry the view of the moment, so that one opened in a new tab shows the same; a plain press makes the
 * link's address the browser's own, and the page follows it as it follows "back", without a new visit.
 */

/** @import { Head, PageLink } from "../types" */

import { make, write } from "../lib/dom.js";
import { list } from "../lib/list.js";
import { go, plain } from "../lib/links.js";
import { opens } from "../lib/menu.js";
import { createOpener } from "../lib/opener.js";
import { begin } from "./arrival.js";

const PHONE = matchMedia("(max-width: 640px)");
const MANAGE = "manage";

export function createPages() {
  /** @type {Head} */ let data;
  const { element: opener, update: tell } = createOpener("atlas-opener atlas-pages-opener");
  const manage = createManaged();
  const groups = make("div", "atlas-groups", manage.element);
  const element = make("nav", "atlas-nav", opener, groups);
  /** @type {Map<string, ReturnType<typeof createGroup>>} */
  const lists = new Map(); // of the groups that are not managed
  const close = opens(opener, groups);
  const folding = createFolding(element, groups, manage.panel);

  for (const type of ["pointerover", "focusin", "pointerdown", "contextmenu"])
    element.addEventListener(type, () => carry(element, data));
  element.addEventListener("click", (event) => {
    const link = pressed(event);
    if (!link) return;
    for (const panel of [groups, manage.panel]) if (panel.matches(":popover-open")) panel.hidePopover();
    if (link.getAttribute("aria-current") === "page") return;
    go(link.href);
  });

  /** The reader went to another page that has a link here: by it, or by "back". */
  function turned() {
    const to = data.links.find((link) => `${data.base}${link.address}` === location.pathname);
    if (to && to.name !== data.shown) begin();
  }
  addEventListener("popstate", turned);

  /** The links of a group. @param {string} group */
  function listOf(group) {
    const known = lists.get(group);
    if (known) return known;
    const made = createGroup(group);
    lists.set(group, made);
    manage.element.before(made.element);
    return made;
  }

  return {
    element,
    /** @param {Head} next */
    update(next) {
      data = next;
      folding.forget(); // other words may be wider
      const { words, links, shown } = data;
      const here = links.find((link) => link.name === shown);
      element.setAttribute("aria-label", words.pages);
      tell(here?.title ?? words.pages);
      opener.setAttribute("aria-label", `${words.pages}: ${opener.textContent}`);
      for (const { group } of links) if (group !== MANAGE) listOf(group);
      const those = (/** @type {string} */ name) => links.filter((link) => link.group === name);
      lists.forEach((one, name) => one.update(those(name), shown));
      manage.update(words.manage, those(MANAGE), shown);
      carry(element, data);
    },
    fit: folding.fit,
    leave() {
      removeEventListener("popstate", turned);
      close();
      manage.leave();
    },
  };
}

/** All links behind one button, where the row that they stand in has no room for them.
 * @param {HTMLElement} element @param {HTMLElement} groups @param {HTMLElement} managed */
function createFolding(element, groups, managed) {
  let folded = false;
  let width = -1; // of the row when it was last looked at

  /** @param {boolean} on */
  function fold(on) {
    if (on === folded) return;
    folded = on;
    element.dataset.folded = String(on);
    groups.popover = on ? "auto" : null;
    managed.popover = on ? null : "auto";
  }

  fold(true);
  return {
    /** Look again, also where the row is as wide as it was. */
    forget() {
      width = -1;
    },
    /** @param {HTMLElement} row */
    fit(row) {
      if (!row.isConnected || row.clientWidth === width) return;
      width = row.clientWidth;
      if (PHONE.matches) return fold(true);
      fold(false);
      fold(row.scrollWidth > row.clientWidth);
    },
  };
}

/** The link that a plain press is on. @param {MouseEvent} event */
function pressed(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link || !plain(event)) return null;
  event.preventDefault();
  return link;
}

/** Write the view of the moment into the links. @param {HTMLElement} element @param {Head} data */
function carry(element, { base, links, parameters }) {
  const now = new URLSearchParams(location.search);
  const kept = new URLSearchParams();
  for (const name of parameters) if (now.has(name)) kept.set(name, now.get(name) ?? "");
  const query = kept.size ? `?${kept.toString().replaceAll("%2C", ",")}` : "";
  const to = new Map(links.map((link) => [link.name, `${base}${link.address}${query}`]));
  for (const link of element.querySelectorAll("a")) {
    const href = to.get(link.dataset.name ?? "") ?? "";
    if (link.getAttribute("href") !== href) link.setAttribute("href", href);
  }
}

/** The links that staff have, behind a button. */
function createManaged() {
  const links = createGroup(MANAGE);
  const { element: opener, update: tell } = createOpener("atlas-opener");
  const element = make("div", "atlas-managed", opener, links.element);
  return {
    element,
    panel: links.element,
    /** @param {string} name @param {PageLink[]} to @param {string} shown */
    update(name, to, shown) {
      tell(name);
      opener.dataset.current = String(to.some((link) => link.name === shown));
      links.update(to, shown);
      element.hidden = !to.length; // a right that is gone
    },
    leave: opens(opener, links.element),
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
