/** @import { CardFoot, Desk, Drawing, Words } from "../../types" */

import { make } from "../../lib/dom.js";
import * as pictures from "../../lib/picture.js";
import * as tabled from "../tabled.js";
import { addButton } from "./add.js";
import { cardFoot } from "./foot.js";
import { grid } from "./grid.js";
import { cardHead } from "./head.js";
import { menu } from "./menu.js";
import { tabs } from "./tabs.js";

const SAID_MS = 4000;

const TABLES = ["csv", "xlsx"]; // the kinds of files that hold its table

/**
 * A card around a figure: its takeaway, what and when, the figure with the same values as a table behind a tab,
 * a sentence and the source. What can be done with it is one menu, and a button that puts it on the deck.
 * @param {Desk} desk @param {"chart" | "map" | "list"} kind of the figure
 * @param {HTMLElement} figure @param {() => void} [explore] opens the figure in large
 * @param {readonly string[]} [formats] of the pictures that can be had of it
 * @returns {Drawing<CardFoot>}
 */
export function card(desk, kind, figure, explore, formats = pictures.FORMATS) {
  /** @type {CardFoot} */ let part;
  /** @type {Words} */ let words = {};
  let staged = false; // whether it can be a slide
  const table = grid();
  const seen = make("div", "atlas-panel", figure);
  const values = make("div", "atlas-panel", table.element);
  const switcher = tabs({ [kind]: seen, table: values }, (name) => tabled.turn(part.key, name === "table"));
  const add = addButton(desk, () => part.key);
  const more = menu();
  const said = sayer();
  const [head, foot] = [
    cardHead(desk.heading, add.element, switcher.element, more.element, said.element),
    cardFoot(),
  ];
  const element = make("section", "atlas-card atlas-frame", head.element, seen, values, foot.element);

  /** Have the figure as a picture, which the server writes. @param {string} format */
  async function keep(format) {
    try {
      await pictures.give(format, written(desk, part.key));
      if (format === "copy") said.say(words.copied);
    } catch (error) {
      console.error(error);
      said.say(words.failed);
    }
  }

  /** What the menu offers. */
  function items() {
    const served = staged ? [...TABLES, "pptx"] : TABLES;
    const tables = served.map((name) => ({ name, act: () => void more.wait(desk.save(part.key, name)) }));
    const pictured = formats.map((name) => ({ name, act: () => void more.wait(keep(name)) }));
    const all = [...(explore ? [{ name: "explore", act: explore }] : []), ...tables, ...pictured];
    return all.map((one) => ({ ...one, text: words[one.name] }));
  }

  function turned() {
    const tabledNow = Boolean(part.table) && tabled.isTabled(part.key);
    /** @type {Record<string, string>} */
    const texts = part.table ? { [kind]: words[kind], table: words.table } : { [kind]: words[kind] };
    switcher.update(tabledNow ? "table" : kind, texts, part.title);
    if (part.table && tabledNow) table.update(part.table, part.title);
  }
  const unfollow = tabled.follow(() => part && turned());

  return {
    element,
    update(next, now) {
      [part, words, staged] = [next, now.words, now.staged];
      element.dataset.key = part.key;
      head.update(part, now);
      foot.update(part, now);
      add.update(now, part.title);
      more.update(now.words.more.replace("{title}", part.title), items());
      turned();
    },
    leave() {
      unfollow();
      more.leave();
      said.leave();
    },
  };
}

/** The picture of a card as the server writes it. @param {Desk} desk @param {string} key
 * @returns {Promise<pictures.Named>} */
function written(desk, key) {
  return new Promise((came, missed) => {
    const saved = desk.save(key, "svg", (blob, name) => came({ blob, name }));
    void saved.then(() => missed(new Error("the picture did not come")));
  });
}

/** A place beside the menu where it is said how it went, for a moment. */
function sayer() {
  const element = make("span", "atlas-said");
  element.setAttribute("role", "status");
  let waiting = 0;
  return {
    element,
    /** @param {string} sentence */
    say(sentence) {
      element.textContent = sentence;
      clearTimeout(waiting);
      waiting = setTimeout(() => (element.textContent = ""), SAID_MS);
    },
    leave: () => clearTimeout(waiting),
  };
}
