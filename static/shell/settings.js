/**
 * The menu of the head: language, projector, and where they are offered exact numbers and the login. The projector is
 * a matter of this tab alone. Of the rest the server is told what is wished for; it decides, and says what holds.
 */

/** @import { FromHead, Head, Tell } from "../types" */

import { button, html, make, write } from "../lib/dom.js";
import { icon } from "../lib/icon.js";
import { opens } from "../lib/menu.js";
import * as address from "./address.js";
import * as projector from "./projector.js";
import * as tab from "./tab.js";

let serial = 0;

export function createSettings() {
  /** @type {Head} */ let data;
  /** @type {Tell<FromHead>} */ let tell = () => {};
  const opener = button("atlas-icon-button atlas-settings-opener");
  opener.append(icon("settings"));
  const languages = make("div", "atlas-switch");
  languages.setAttribute("role", "radiogroup");
  const lamp = createSwitch("projector", (on) => projector.set(on));
  const exact = createSwitch("exact", (on) => tell("exact", on));
  const role = make("p", "atlas-quiet");
  const login = button("atlas-button");
  const panel = make("div", "atlas-list atlas-settings");
  panel.setAttribute("role", "group");
  panel.append(languages, lamp.element, exact.element, role, login);
  const leave = opens(opener, panel);

  languages.addEventListener("change", (event) => {
    const lang = /** @type {HTMLInputElement} */ (event.target).value;
    // first, so that a server that is just asked to read the address does not take the choice back
    address.write({ lang: lang === data.unsaid ? "" : lang }, ["lang"]);
    tell("language", lang);
  });
  login.addEventListener("click", () => {
    if (data.login === "logout") tab.forget(); // whoever uses this computer next finds no deck
    if (data.login) tell(data.login, true);
  });
  const lit = () => lamp.turn(projector.isOn());
  const unfollow = projector.follow(lit);

  return {
    element: make("div", "", opener, panel),
    /** @param {Head} next @param {Tell<FromHead>} how to tell the server */
    update(next, how) {
      [data, tell] = [next, how];
      const { words } = data;
      for (const named of [opener, panel]) named.setAttribute("aria-label", words.menu);
      opener.title = words.menu;
      languages.setAttribute("aria-label", words.language);
      if (!languages.children.length) languages.append(...data.languages.map(languageBox));
      for (const box of languages.querySelectorAll("input")) box.checked = box.value === data.lang;
      lamp.say(words.projector, words.projector_help);
      lit();
      exact.say(words.exact, words.exact_help);
      exact.turn(data.exact === true);
      exact.element.hidden = data.exact === null;
      role.hidden = !data.role;
      write(role, data.role && `${data.role}. ${words.login_help}`);
      login.hidden = !data.login;
      login.name = data.login;
      write(login, data.login && words[data.login]);
    },
    leave() {
      leave();
      unfollow();
    },
  };
}

/** A choice of language, named in that language itself. @param {string[]} language */
function languageBox([code, name]) {
  const box = html("input", { type: "radio", name: "atlas-language", value: code });
  const said = make("span", "", name);
  said.lang = code;
  return make("label", "", box, said);
}

/** A switch with its name and what it does. @param {string} name @param {(on: boolean) => void} turned */
function createSwitch(name, turned) {
  const id = `atlas-switch-${++serial}`;
  const box = html("input", { type: "checkbox", role: "switch", name, "aria-describedby": id });
  const said = make("span", "");
  const help = make("p", "atlas-quiet");
  help.id = id;
  box.addEventListener("change", () => turned(box.checked));
  return {
    element: make("div", "atlas-turn", make("label", "", box, said), help),
    /** @param {string} text @param {string} explained */
    say(text, explained) {
      write(said, text);
      write(help, explained);
    },
    /** @param {boolean} on */
    turn(on) {
      box.checked = on;
    },
  };
}
