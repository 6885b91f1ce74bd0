/**
 * The page's language, where the framework does not speak it: `<html lang>`, and the names of its own
 * controls ("Clear all", "Open", "Help for …"), which have no setting.
 *
 * `words` maps the framework's English to the page's language; a `*` stands for the rest of the name.
 * An empty map (an English page) puts the originals back.
 *
 * The style of the page comes with the page itself where our own server writes it; else from here.
 *
 * The framework tells "Page not found", in English and over the page: of an address that is not there,
 * which the page says in its own words, and also of one that is, to the first visitor of a server started
 * with `streamlit run app.py`, which knows no address before. So the message is taken away.
 */

/** @import { Mounted, Shell } from "../types" */

import { wear } from "../lib/dom.js";
import { NAMED_BY_THE_FRAMEWORK, NO_SUCH_PAGE, closeDialog } from "../lib/host.js";
import { hear } from "./address.js";

const ATTRIBUTES = ["aria-label", "title", "placeholder"];
const NAMED = ATTRIBUTES.map((attribute) => `[${attribute}]`).join();
/** @type {WeakMap<Element, Record<string, {from: string, to: string}>>} */
const changed = new WeakMap();
/** @type {Shell["words"]} */
let words = {};
/** @type {MutationObserver | null} */
let observer = null;
let waiting = false;
/** @type {Set<Element>} new in the page */
const fresh = new Set();
/** @type {Set<Element>} with another name than before */
const renewed = new Set();

/** @param {Mounted<Shell>} part */
export function mount({ data }) {
  document.documentElement.lang = data.lang;
  dress(data.styles);
  hear(data.address);
  closeDialog(NO_SUCH_PAGE);
  if (words === data.words || JSON.stringify(words) === JSON.stringify(data.words)) return;
  words = data.words;
  if (!observer) {
    observer = new MutationObserver(soon);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
  }
  rename(document.body);
}

/** Our styles stand last in the page, after whatever the framework adds to its head; before them, what they name. A
 * server of our own has written them into the page, as one.
 * @param {string[]} addresses */
function dress(addresses) {
  if (document.getElementById("atlas-style")) return;
  void wear(new URL("../tokens.css", new URL(addresses[0], location.href)));
  for (const address of addresses) {
    const link = document.createElement("link");
    if (address === addresses[0]) link.id = "atlas-style";
    link.rel = "stylesheet";
    link.href = address;
    document.body.append(link);
  }
}

/** Only what is new or renamed is looked at, once, when the browser is about to paint. Of what is renamed only its own
 * name has changed, not all that it holds.
 * @param {MutationRecord[]} records */
function soon(records) {
  for (const { type, target, addedNodes } of records) {
    if (type === "attributes") renewed.add(/** @type {Element} */ (target));
    else for (const node of addedNodes) if (node instanceof Element) fresh.add(node);
  }
  if (waiting || !(fresh.size + renewed.size)) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    for (const element of fresh) if (element.isConnected) rename(element);
    for (const element of renewed) named(element);
    fresh.clear();
    renewed.clear();
  });
}

/** @param {Element} root */
function rename(root) {
  named(root);
  for (const element of root.querySelectorAll(NAMED)) named(element);
  for (const element of root.querySelectorAll(NAMED_BY_THE_FRAMEWORK))
    if (!element.children.length) text(element);
}

/** @param {Element} element */
function named(element) {
  for (const attribute of ATTRIBUTES) if (element.hasAttribute(attribute)) one(element, attribute);
}

/** @param {Element} element @param {string} attribute */
function one(element, attribute) {
  const wanted = renamed(element, attribute, element.getAttribute(attribute) ?? "");
  if (wanted) element.setAttribute(attribute, wanted);
}

/** @param {Element} element */
function text(element) {
  const wanted = renamed(element, "text", element.textContent.trim());
  if (wanted) element.textContent = wanted;
}

/** What is to stand there instead of what does; "" where that is right.
 * @param {Element} element @param {string} where @param {string} now */
function renamed(element, where, now) {
  const all = changed.get(element) || {};
  const before = all[where];
  const original = before && before.to === now ? before.from : now;
  const wanted = translate(original);
  if (wanted === now) return "";
  changed.set(element, { ...all, [where]: { from: original, to: wanted } });
  return wanted;
}

/** @param {string} english @returns {string} */
function translate(english) {
  if (words[english]) return words[english];
  for (const [pattern, to] of Object.entries(words)) {
    if (pattern.endsWith("*") && english.startsWith(pattern.slice(0, -1))) {
      return to.replace("*", english.slice(pattern.length - 1));
    }
  }
  return english;
}
