/**
 * A sheet: parts of a page, drawn from plain data, top to bottom. A change repaints what differs. How a part
 * is drawn stands in parts/; here is what all of them share.
 *
 * What the reader asks for is an address: the parameters of the view that is wanted. All sheets of a
 * page share it, and a wish stands until the server has answered it, so quick choices are not lost.
 */

/** @import { Address, Asker, Desk, FromSheet, Mounted, Sheet } from "../types" */

import { make } from "../lib/dom.js";
import { Shared } from "../lib/draw.js";
import * as address from "../shell/address.js";
import * as tab from "../shell/tab.js";
import { createAnnouncer } from "./announcer.js";
import { DRAWERS } from "./parts.js";
import { ahead, reply } from "./replies.js";
import { createSlots } from "./slots.js";

/** The view that is wanted, as parameters in one order, so that equal ones look alike. */
const view = new Shared("view", /** @type {Address} */ ({}));
const sorted = (/** @type {Address} */ wanted) => Object.fromEntries(Object.entries(wanted).sort());
const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a) === JSON.stringify(b);

/** @type {WeakMap<HTMLElement, ReturnType<typeof createSheet>>} */
const sheets = new WeakMap();

/** @param {Mounted<Sheet, FromSheet>} args */
export function mount(args) {
  const { parentElement } = args;
  let sheet = sheets.get(parentElement);
  if (!sheet) sheets.set(parentElement, (sheet = createSheet(parentElement)));
  sheet.receive(args);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  sheets.get(parentElement)?.leave();
  sheets.delete(parentElement);
}

/** @param {HTMLElement} parent */
function createSheet(parent) {
  const root = make("div", "atlas-sheet");
  const announcer = createAnnouncer();
  parent.append(root, announcer.element);
  const slots = createSlots(root, DRAWERS);
  /** @type {Mounted<Sheet, FromSheet>} */ let now;
  let saved = 0;
  let counted = 0; // of the views that were put on the deck from here
  /** @type {Asker | null} */ let pressed = null; // the button that asked for the last one
  let replied = false; // whether the shown view came by a reply, of which the server has not heard
  /** @type {Desk} */
  const desk = {
    words: {},
    staged: false,
    heading: "h2",
    view,
    slots: (host) => createSlots(host, DRAWERS),
    /** Put a card on the deck, or the page's own answer (""). */
    add(key, asker) {
      pressed = asker;
      now.setTriggerValue("add", { card: key, view: view.value, stamp: Date.now() });
    },
    /** Ask for a view that differs from the wanted one in these parameters; "" drops one. */
    ask(changes) {
      const wanted = differing(changes);
      if (same(wanted, view.value)) return;
      view.value = wanted;
      if (now.data.replies) listen(wanted); // first, so that the reply is under way meanwhile
      address.write(wanted, now.data.parameters);
      paint();
      if (!now.data.replies) tell();
    },
    /** Have the view ready that differs from the wanted one in these parameters: it may be asked for next. */
    expect(changes) {
      if (now.data.replies) ahead(now.data.replies, differing(changes));
    },
    /** A file comes from the server; of a picture that is made here it is told where it must know. */
    save(key, kind) {
      if (kind === "csv" || now.data.exact)
        now.setTriggerValue("save", { card: key, kind, view: view.value });
    },
  };

  /** The wanted view with other values of these parameters; "" drops one. @param {Address} changes */
  function differing(changes) {
    const wanted = sorted({ ...view.value, ...changes });
    for (const name of Object.keys(wanted)) if (!wanted[name]) delete wanted[name];
    return wanted;
  }

  /** Ask the server for a run of the page in the wanted view. */
  function tell() {
    view.tell((_, wanted) => now.setStateValue("view", { view: wanted, stamp: Date.now() + Math.random() }));
  }

  /** Show the reply for a view, if it is still wanted when it comes; without a reply ask for a run.
   * @param {Address} wanted */
  function listen(wanted) {
    reply(now.data.replies, wanted).then(
      (data) => {
        if (!same(wanted, view.value)) return;
        now = { ...now, data };
        view.value = sorted(data.address);
        replied = true;
        paint();
      },
      () => same(wanted, view.value) && tell(),
    );
  }

  /** The reader walks their history, or to another page: what the address says is wanted from now on. */
  function walked() {
    view.value = sorted(address.read(now.data.parameters));
    paint();
    // the server, too, hears of it; but what it says is not told anew where it says what it said last
    if (now.data.replies && !same(view.value, sorted(now.data.address))) listen(view.value);
  }
  addEventListener("popstate", walked);

  /** Whether the server shows another view than the wanted one; the language is the server's to say.
   * @param {Sheet} said */
  function stale(said) {
    const silent = (/** @type {Address} */ of) => sorted({ ...of, lang: "" });
    return !same(silent(said.address), silent(view.value));
  }

  function paint() {
    desk.words = now.data.words;
    desk.staged = now.data.staged;
    slots.paint(now.data.parts, desk);
    // whichever way it came: while another view is wanted there is nothing to tell
    const shown = sorted(now.data.address);
    if (same(shown, view.value)) announcer.hear(shown, now.data.parts);
  }

  return {
    /** @param {Mounted<Sheet, FromSheet>} args */
    receive(args) {
      if (replied && stale(args.data)) {
        // a run for another reason, such as a switch in the head, in the view that the server last heard of
        now = { ...args, data: now.data };
        tell();
        return;
      }
      replied = false;
      now = args;
      view.receive(sorted(args.data.address));
      const { file, added } = args.data;
      if (added && added.number !== counted) {
        counted = added.number;
        tab.keep(added.deck);
        pressed?.said(added.said);
      }
      if (file && file.number !== saved) {
        saved = file.number;
        download(file);
      }
      paint();
    },
    leave() {
      removeEventListener("popstate", walked);
      announcer.leave();
      slots.leave();
    },
  };
}

/** @param {{name: string, text: string}} file */
function download({ name, text }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
