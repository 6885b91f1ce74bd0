/**
 * Which chart is open in large stands in the address: a link opens it when the page has drawn that chart, and
 * "back" closes it. The server neither reads this parameter nor writes it.
 */

import { stopExploring } from "../figures/explore.js";
import * as address from "../shell/address.js";

const NAME = "utforska";
const asked = () => address.read([NAME])[NAME] ?? "";

/** @typedef {(closed: () => void) => unknown} Open  opens a chart in large, and tells when it is closed */

/** @type {Map<string, Open>} the charts of the page by the key of their card */
const charts = new Map();
let waiting = asked(); // what the link asks for that led here
let shown = "";
let stepped = false; // whether "back" leads to the page without it

/** A chart that can be opened. @param {string} key @param {Open} opens */
export function offer(key, opens) {
  charts.set(key, opens);
  if (key !== waiting || key !== asked()) return;
  waiting = "";
  show(key, false);
}

/** A chart that is no longer on the page; another may stand there under its key by now.
 * @param {string} key @param {Open} opens */
export function withdraw(key, opens) {
  if (charts.get(key) !== opens) return;
  charts.delete(key);
  if (key === shown) stopExploring();
}

/** Open a chart as a step of its own, which "back" undoes. @param {string} key */
export function open(key) {
  address.write({ [NAME]: key }, [NAME]);
  show(key, true);
}

/** @param {string} key @param {boolean} step */
function show(key, step) {
  [shown, stepped] = [key, step];
  charts.get(key)?.(() => {
    shown = "";
    if (asked() !== key) return; // closed by "back"
    if (stepped) history.back();
    else address.write({}, [NAME], "replaceState");
  });
}

addEventListener("popstate", () => {
  const key = asked();
  if (shown && shown !== key) stopExploring();
  if (key && !shown && charts.has(key)) show(key, true);
});
