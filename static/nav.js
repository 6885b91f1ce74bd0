/**
 * The links to the pages. They carry the view of the moment, so that a link opened in a new tab shows
 * the same; a plain press changes the page without a new visit.
 *
 * @typedef {{brand: string, label: string, projector: string, shown: string, base: string, parameters: string[],
 *   links: {name: string, title: string, address: string}[]}} Nav
 */

import { button } from "./dom.js";
import * as projector from "./projector.js";

/** @param {{parentElement: HTMLElement, data: Nav, setTriggerValue: Function}} part */
export function mount({ parentElement, data, setTriggerValue }) {
  let root = parentElement.querySelector("nav.atlas-nav");
  if (!root) {
    root = document.createElement("nav");
    root.className = "atlas-nav";
    const lamp = button("atlas-button", "◐");
    const lit = () => lamp.setAttribute("aria-pressed", String(projector.isOn()));
    lamp.addEventListener("click", () => projector.set(!projector.isOn()));
    projector.follow(lit);
    lit();
    root.append(document.createElement("span"), document.createElement("ul"), lamp);
    parentElement.append(root);
    // how wide the links are is known when style and letters have come
    new ResizeObserver(() => reveal(root)).observe(root.children[1]);
    document.fonts.ready.then(() => reveal(root));
    for (const type of ["pointerover", "focusin", "pointerdown", "contextmenu"]) {
      root.addEventListener(type, () => address(root));
    }
    root.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (!link || elsewhere) return;
      event.preventDefault();
      if (link.getAttribute("aria-current") !== "page") root.go("go", link.dataset.name);
    });
  }
  root.go = setTriggerValue;
  root.data = data;
  root.setAttribute("aria-label", data.label);
  const [brand, list, lamp] = root.children;
  lamp.title = data.projector;
  lamp.setAttribute("aria-label", data.projector);
  brand.textContent = data.brand;
  while (list.children.length > data.links.length) list.lastChild.remove(); // a right that is gone
  data.links.forEach(({ name, title }, i) => {
    let link = list.children[i]?.firstChild;
    if (!link) {
      link = document.createElement("a");
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    link.dataset.name = name;
    link.textContent = title;
    if (name === data.shown) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  address(root);
  reveal(root);
}

/** On a narrow screen the links are scrolled sideways: the page that is shown is among those seen. */
function reveal(root) {
  const list = root.children[1];
  const here = list.querySelector("[aria-current]");
  if (here) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}

/** Write the view of the moment into the links. */
function address(root) {
  const { links, base, parameters } = root.data;
  const now = new URLSearchParams(location.search);
  const kept = new URLSearchParams(
    parameters.flatMap((name) => (now.has(name) ? [[name, now.get(name)]] : [])),
  );
  const query = kept.size ? `?${kept.toString().replaceAll("%2C", ",")}` : "";
  root.querySelectorAll("a").forEach((link, i) => {
    const href = `${base}${links[i].address}${query}`;
    if (link.getAttribute("href") !== href) link.setAttribute("href", href);
  });
}
