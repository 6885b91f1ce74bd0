/**
 * The links to the pages. They carry the view of the moment, so that a link opened in a new tab shows
 * the same; a plain press makes the link's address the browser's own, and the page follows it as it follows
 * "back", without a new visit.
 */

/** @import { Mounted, Nav } from "../types" */

import { button, make } from "../lib/dom.js";
import { walk } from "../lib/host.js";
import * as projector from "./projector.js";

/** @type {WeakMap<Element, ReturnType<typeof createNav>>} */
const navs = new WeakMap();

/** @param {Mounted<Nav>} part */
export function mount({ parentElement, data }) {
  const standing = parentElement.querySelector("nav.atlas-nav");
  let nav = standing && navs.get(standing);
  if (!nav) {
    nav = createNav();
    navs.set(nav.element, nav);
    parentElement.append(nav.element);
  }
  nav.update(data);
}

function createNav() {
  /** @type {Nav} */ let data;
  const brand = make("span", "");
  const list = make("ul", "");
  const lamp = button("atlas-button", "◐");
  const element = make("nav", "atlas-nav", brand, list, lamp);

  const lit = () => lamp.setAttribute("aria-pressed", String(projector.isOn()));
  lamp.addEventListener("click", () => projector.set(!projector.isOn()));
  projector.follow(lit);
  lit();
  // how wide the links are is known when style and letters have come
  new ResizeObserver(reveal).observe(list);
  document.fonts.ready.then(reveal);
  for (const type of ["pointerover", "focusin", "pointerdown", "contextmenu"]) {
    element.addEventListener(type, address);
  }
  element.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere) return;
    event.preventDefault();
    if (link.getAttribute("aria-current") === "page") return;
    history.pushState(null, "", link.href);
    walk();
  });

  /** On a narrow screen the links are scrolled sideways: the page that is shown is among those seen. */
  function reveal() {
    const here = /** @type {HTMLElement | null} */ (list.querySelector("[aria-current]"));
    if (!here) return;
    list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
  }

  /** Write the view of the moment into the links. */
  function address() {
    const now = new URLSearchParams(location.search);
    const kept = new URLSearchParams();
    for (const name of data.parameters) if (now.has(name)) kept.set(name, now.get(name) ?? "");
    const query = kept.size ? `?${kept.toString().replaceAll("%2C", ",")}` : "";
    list.querySelectorAll("a").forEach((link, i) => {
      const href = `${data.base}${data.links[i].address}${query}`;
      if (link.getAttribute("href") !== href) link.setAttribute("href", href);
    });
  }

  return {
    element,
    /** @param {Nav} next */
    update(next) {
      data = next;
      element.setAttribute("aria-label", data.label);
      lamp.title = data.projector;
      lamp.setAttribute("aria-label", data.projector);
      brand.textContent = data.brand;
      while (list.children.length > data.links.length) list.lastChild?.remove(); // a right that is gone
      data.links.forEach(({ name, title }, i) => {
        if (!list.children[i]) list.append(make("li", "", make("a", "")));
        const link = /** @type {HTMLAnchorElement} */ (list.children[i].firstChild);
        link.dataset.name = name;
        link.textContent = title;
        if (name === data.shown) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      });
      address();
      reveal();
    },
  };
}
