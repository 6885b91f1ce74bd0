/**
 * A sheet: parts of a page, drawn from plain data, top to bottom. A change repaints what differs. How a part
 * is drawn stands in parts/, which view is wanted in wanted.js; here is how the two come together.
 */

/** @import { Address, Asker, Desk, FromSheet, Mounted, Sheet, Taker } from "../types" */

import { make, set } from "../lib/dom.js";
import { download } from "../lib/download.js";
import * as address from "../shell/address.js";
import * as tab from "../shell/tab.js";
import { createAnnouncer } from "./announcer.js";
import { DRAWERS } from "./parts.js";
import { ahead, reply } from "./replies.js";
import { createSlots } from "./slots.js";
import { differing, same, sorted, stale, view } from "./wanted.js";

/** @type {Record<string, string>} by the ending of a name */
const TYPES = {
  csv: "text/csv;charset=utf-8",
  json: "application/json;charset=utf-8",
  svg: "image/svg+xml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
};

/** @type {WeakMap<HTMLElement, LiveSheet>} */
const sheets = new WeakMap();

/** @param {Mounted<Sheet, FromSheet>} args */
export function mount(args) {
  const { parentElement } = args;
  let sheet = sheets.get(parentElement);
  if (!sheet) sheets.set(parentElement, (sheet = new LiveSheet(parentElement, args)));
  sheet.receive(args);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  sheets.get(parentElement)?.leave();
  sheets.delete(parentElement);
}

class LiveSheet {
  #announcer = createAnnouncer();
  #slots;
  /** @type {Mounted<Sheet, FromSheet>} what the server said last, by a run or a reply */ #now;
  #saved = 0; // files that were given from here
  /** @type {{card: string, kind: string, take: Taker, came: () => void}[]} who waits for a file */ #waiting =
    [];
  #root = make("div", "atlas-sheet");
  #counted = 0; // views that were put on the deck from here
  #replied = false; // whether the shown view came by a reply, of which the server has not heard
  /** @type {Asker | null} the button that asked for the last view on the deck */ #asker = null;
  /** @type {Desk} what the parts are given */ #desk;

  /** @param {HTMLElement} parent @param {Mounted<Sheet, FromSheet>} args */
  constructor(parent, args) {
    const root = this.#root;
    parent.append(root, this.#announcer.element);
    this.#slots = createSlots(root, DRAWERS);
    this.#now = args;
    this.#desk = {
      words: {},
      staged: false,
      heading: "h2",
      view,
      slots: (host) => createSlots(host, DRAWERS),
      ask: (changes) => this.#ask(differing(changes)),
      expect: (changes) => this.#expect(differing(changes)),
      add: (key, asker) => this.#add(key, asker),
      save: (key, kind, take = download) => this.#save(key, kind, take),
    };
    addEventListener("popstate", this.#walked);
  }

  /** The server has run the page. @param {Mounted<Sheet, FromSheet>} args */
  receive(args) {
    if (this.#replied && stale(args.data)) {
      // a run for another reason, such as a switch in the head, in the view that the server last heard of
      this.#now = { ...args, data: this.#now.data };
      this.#tell();
      return;
    }
    this.#replied = false;
    this.#now = args;
    view.receive(sorted(args.data.address));
    this.#take(args.data);
    this.#paint();
  }

  leave() {
    removeEventListener("popstate", this.#walked);
    this.#announcer.leave();
    this.#slots.leave();
  }

  /** What a press has brought: a view on the deck, a file. Each is taken once. @param {Sheet} data */
  #take({ added, file }) {
    if (added && added.number !== this.#counted) {
      this.#counted = added.number;
      tab.keep(added.deck);
      this.#asker?.said(added.said);
    }
    if (file && file.number !== this.#saved) {
      this.#saved = file.number;
      const waiting = this.#waiting.splice(0);
      const asker = waiting.find(({ card, kind }) => card === file.card && kind === file.kind);
      const take = asker?.take ?? download;
      take(new Blob([bytesOf(file.content)], { type: typeOf(file.name) }), file.name);
      for (const { came } of waiting) came();
    }
  }

  #paint() {
    const { data } = this.#now;
    this.#desk.words = data.words;
    this.#desk.staged = data.staged;
    this.#slots.paint(data.parts, this.#desk);
    set(this.#root, { "aria-busy": stale(data) });
    // whichever way it came: while another view is wanted there is nothing to tell
    const shown = sorted(data.address);
    if (same(shown, view.value)) this.#announcer.hear(shown, data.parts);
  }

  /** @param {Address} wanted */
  #ask(wanted) {
    if (same(wanted, view.value)) return;
    const { replies, parameters } = this.#now.data;
    view.value = wanted;
    if (replies) this.#listen(replies, wanted); // first, so that the reply is under way meanwhile
    address.write(wanted, parameters);
    this.#paint();
    if (!replies) this.#tell();
  }

  /** Have a view ready: it may be asked for next. @param {Address} wanted */
  #expect(wanted) {
    const { replies } = this.#now.data;
    if (replies) ahead(replies, wanted);
  }

  /** Ask the server for a run of the page in the wanted view. */
  #tell() {
    const { setStateValue } = this.#now;
    view.tell((_, wanted) => setStateValue("view", { view: wanted, stamp: Date.now() + Math.random() }));
  }

  /** Show the reply for a view, if it is still wanted when it comes; without a reply ask for a run.
   * @param {string} replies where they are had @param {Address} wanted */
  #listen(replies, wanted) {
    reply(replies, wanted).then(
      (data) => {
        if (!same(wanted, view.value)) return;
        this.#now = { ...this.#now, data };
        view.value = sorted(data.address);
        this.#replied = true;
        this.#paint();
      },
      () => same(wanted, view.value) && this.#tell(),
    );
  }

  /** The reader walks their history, or to another page: what the address says is wanted from now on. */
  #walked = () => {
    const { replies, parameters, address: told } = this.#now.data;
    view.value = sorted(address.read(parameters));
    this.#paint();
    // the server, too, hears of it; but what it says is not told anew where it says what it said last
    if (replies && !same(view.value, sorted(told))) this.#listen(replies, view.value);
  };

  /** Put a card on the deck, or the page's own answer (""). @param {string} key @param {Asker} asker */
  #add(key, asker) {
    this.#asker = asker;
    this.#now.setTriggerValue("add", { card: key, view: view.value, stamp: Date.now() });
  }

  /** Have a file from the server. @param {string} card @param {string} kind @param {Taker} take what is done with it
   * @returns {Promise<void>} kept when the file has come */
  #save(card, kind, take) {
    this.#now.setTriggerValue("save", { card, kind, view: view.value });
    return new Promise((came) => this.#waiting.push({ card, kind, take, came }));
  }
}

/** The type of a file of the server's. @param {string} name */
const typeOf = (name) => TYPES[name.slice(name.lastIndexOf(".") + 1)];

/** @param {string} content in base64 */
const bytesOf = (content) => Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));
