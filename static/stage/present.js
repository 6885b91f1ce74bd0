/**
 * The stage: one slide over the whole window, driven by keys, buttons or a click on the map.
 *
 * All slides come ready-made with the first message. The slide, and those beside it, stand drawn in
 * the page; a change only shows another one, so it neither waits for the server nor needs it. Which
 * slide is shown stands in the address. Text is only ever set as text.
 *
 * @typedef {"previous" | "next" | "fullscreen" | "black" | "notes" | "projector" | "help" | "leave"} Act
 */

/** @import { Mounted, Notes, Play, Tell } from "../types" */

import { HIDDEN, button, make, svg, wear, write } from "../lib/dom.js";
import { createNotes } from "./notes.js";
import * as projector from "../shell/projector.js";
import * as drawers from "./slide.js";

await wear(new URL("present.css", import.meta.url));

const PREPARED = 2; // slides on either side that stand drawn
const LINGER_MS = 2500; // the buttons stay so long after the pointer has moved
const TYPED_MS = 3000; // a number waits so long for Enter
const SWIPE = 60; // px sideways that a finger must go
/** @type {Record<Act, string>} */
const ICONS = {
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  black: "M4 5h16v14H4z",
  notes: "M5 4h14v16H5zM8 9h8M8 13h8M8 17h5",
  projector: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18v18",
  help: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.5M12 18.5v.1",
  leave: "M6 6l12 12M18 6L6 18",
};
const KEYS = [
  "next",
  "previous",
  "home",
  "end",
  "number",
  "fullscreen",
  "black",
  "notes",
  "projector",
  "map",
  "swipe",
  "help",
  "escape",
];

/** @type {WeakMap<HTMLElement, ReturnType<typeof createStage>>} */
const stages = new WeakMap();

/** @param {Mounted<Play>} args */
export function mount(args) {
  let stage = stages.get(args.parentElement);
  if (!stage) stages.set(args.parentElement, (stage = createStage(args.parentElement)));
  stage.receive(args.data, args.setTriggerValue);
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  stages.get(parentElement)?.leave();
  stages.delete(parentElement);
}

/** The framework tells of a lost connection over the page, which then takes neither click nor Tab, also
 * where its message is not seen. The stage needs no connection: the message is closed. */
const undisturbed = new MutationObserver(() => {
  /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stDialog"] button'))?.click();
});

/** The names of a record's entries. @template {string} Name @param {Record<Name, unknown>} record */
const names = (record) => /** @type {Name[]} */ (Object.keys(record));

/** @param {string} d @param {boolean} filled */
function icon(d, filled) {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", class: filled ? "atlas-filled" : "", ...HIDDEN },
    svg("path", { d }),
  );
}

/** @param {HTMLElement} parent */
function createStage(parent) {
  /** @type {Play} */ let data;
  /** @type {Tell} */ let tell;
  let at = 0;
  let drawn = "";
  let typed = "";
  let timer = 0;
  let typing = 0;
  /** @type {number[] | null} */ let finger = null; // where it came down
  /** @type {Map<number, ReturnType<typeof drawers.create>>} */ const standing = new Map();

  const show = make("div", "atlas-stage-slides");
  const bar = make("div", "atlas-stage-controls");
  bar.setAttribute("role", "toolbar");
  const position = make("span", "atlas-stage-position");
  const buttons = /** @type {Record<Act, HTMLButtonElement>} */ (
    Object.fromEntries(names(ICONS).map((name) => [name, act(name)]))
  );
  const more = button("atlas-stage-newer");
  const notice = make("p", "atlas-stage-notice");
  const news = make("div", "atlas-stage-news", notice, more);
  const number = make("output", "atlas-stage-number");
  const black = make("div", "atlas-stage-black");
  const help = make("div", "atlas-stage-help");
  help.setAttribute("role", "dialog");
  help.tabIndex = -1;
  const said = make("p", "atlas-unseen");
  said.setAttribute("role", "status");
  const nothing = make("p", "atlas-stage-nothing");
  const root = make("main", "atlas-stage", show, nothing, news, bar, number, help, black, said);
  root.tabIndex = -1;
  const [before, after] = [buttons.previous, buttons.next];
  bar.append(
    before,
    position,
    after,
    buttons.fullscreen,
    buttons.black,
    buttons.notes,
    buttons.projector,
    buttons.help,
    buttons.leave,
  );
  for (const hidden of [black, help, number, news, nothing]) hidden.hidden = true;
  parent.append(root);
  const notes = createNotes(onKey);

  /** @type {Record<Act, () => unknown>} */
  const ACTS = {
    previous: () => go(at - 1),
    next: () => go(at + 1),
    fullscreen: () =>
      (document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen()
      ).catch(() => {}),
    black: () => cover(Boolean(black.hidden)),
    notes: () => notes.open(told()) || announce(data.words.blocked),
    projector: () => projector.set(!projector.isOn()),
    help: () => (help.hidden ? explain() : close()),
    leave: () => tell("leave", Date.now()),
  };

  /** @param {Act} name */
  function act(name) {
    const made = button("atlas-stage-button");
    made.append(icon(ICONS[name], name === "black"));
    made.dataset.act = name;
    made.addEventListener("click", () => {
      ACTS[name]();
      awake();
    });
    return made;
  }
  more.addEventListener("click", () => tell("move", Date.now()));
  black.addEventListener("click", () => cover(false));

  /** @returns {Notes} */
  const told = () => ({ slides: data.slides, at, words: data.words, lang: data.lang, sent: data.sent });

  /** Show a slide; the ends hold. @param {number} wanted counted from 0 */
  function go(wanted) {
    const next = Math.max(0, Math.min(wanted, data.slides.length - 1));
    if (next === at && standing.has(at)) return;
    standing.get(at)?.closeFacts();
    at = next;
    paint();
    announce(`${place()}: ${data.slides[at].heading}`);
  }

  function paint() {
    if (!data.slides.length) return;
    stand(at);
    for (const [i, slide] of standing) slide.show(i === at);
    write(position, `${at + 1} / ${data.slides.length}`);
    position.setAttribute("aria-label", place());
    before.disabled = at === 0;
    after.disabled = at === data.slides.length - 1;
    root.dataset.slide = String(at + 1);
    const query = new URLSearchParams(location.search);
    if (query.get("bild") !== String(at + 1)) {
      query.set("bild", String(at + 1));
      history.replaceState(history.state, "", `${location.pathname}?${query}`);
    }
    notes.update(told());
    requestAnimationFrame(() => setTimeout(prepare)); // when the reader has their slide
  }

  /** @param {number} i */
  function stand(i) {
    if (standing.has(i)) return;
    const slide = drawers.create(data.slides[i], data, root);
    standing.set(i, slide);
    show.append(slide.element);
  }

  /** Draw the neighbours, hidden, and let go of those that are far. */
  function prepare() {
    if (!root.isConnected) return;
    for (const [i, slide] of standing) {
      if (Math.abs(i - at) <= PREPARED) continue;
      slide.leave();
      standing.delete(i);
    }
    for (let i = at - PREPARED; i <= at + PREPARED; i++) {
      if (i < 0 || i >= data.slides.length) continue;
      stand(i);
      standing.get(i)?.show(i === at);
    }
    root.dataset.prepared = [...standing.keys()]
      .sort((a, b) => a - b)
      .map((i) => i + 1)
      .join(" ");
  }

  const place = () =>
    data.words.position.replace("{n}", String(at + 1)).replace("{total}", String(data.slides.length));
  const announce = (/** @type {string} */ text) => write(said, text);

  /** @param {boolean} on */
  function cover(on) {
    black.hidden = !on;
    if (!on) root.focus({ preventScroll: true });
  }

  function explain() {
    help.replaceChildren(
      make("h2", "", data.words.help),
      make("ul", "", ...KEYS.map((name) => make("li", "", data.words[`key_${name}`]))),
    );
    const shut = button("atlas-stage-button", data.words.close);
    shut.addEventListener("click", close);
    help.append(shut);
    help.hidden = false;
    help.focus();
  }

  function close() {
    help.hidden = true;
    root.focus({ preventScroll: true });
  }

  /** Esc closes the uppermost of what is open; the presentation itself last. */
  function escape() {
    if (!black.hidden) cover(false);
    else if (!help.hidden) close();
    else if (typed) type("");
    else if (standing.get(at)?.closeFacts()) root.focus({ preventScroll: true });
    else if (document.fullscreenElement) document.exitFullscreen();
    else ACTS.leave();
  }

  /** @param {string} text */
  function type(text) {
    typed = text;
    write(number, typed);
    number.hidden = !typed;
    clearTimeout(typing);
    if (typed) typing = setTimeout(() => type(""), TYPED_MS);
  }

  /** A key of the window or of the window with the notes. @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !data?.slides.length) return;
    const focus = /** @type {Element|null} */ (document.activeElement);
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const onButton = focus?.matches("button") && root.contains(focus);
    // who walks the map by keyboard keeps its keys; after a click they are the presentation's again
    const onMap = focus?.closest(".atlas-map") && focus.matches(":focus-visible");
    if (onMap && /^(Arrow.*|Home|End|Enter| )$/.test(pressed)) return;
    if (onButton && !typed && (pressed === " " || pressed === "Enter")) return;
    if (!handled(pressed)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Do what a key is for, if it is for something. @param {string} pressed */
  function handled(pressed) {
    if (/^\d$/.test(pressed)) return (type((typed + pressed).slice(-2)), true);
    if (pressed === "Enter") {
      if (!typed) return false;
      const wanted = Number(typed) - 1;
      return (type(""), cover(false), go(wanted), true);
    }
    /** @type {Record<string, () => unknown>} */
    const keys = {
      ArrowRight: ACTS.next,
      " ": ACTS.next,
      PageDown: ACTS.next,
      ArrowLeft: ACTS.previous,
      PageUp: ACTS.previous,
      Home: () => go(0),
      End: () => go(data.slides.length - 1),
      f: ACTS.fullscreen,
      b: ACTS.black,
      n: ACTS.notes,
      p: ACTS.projector,
      "?": ACTS.help,
      Escape: escape,
    };
    const does = keys[pressed];
    if (!does) return false;
    if (!black.hidden && !["b", "n", "Escape"].includes(pressed)) cover(false);
    does();
    return true;
  }

  /** A finger came down; one that moves a zoomed map or a slider, or one of several, turns no page.
   * @param {PointerEvent} event */
  function touch(event) {
    const moves = /** @type {Element} */ (event.target).closest(
      ".atlas-map[data-zoomed=true] .atlas-map-stage, input",
    );
    const alone = event.pointerType === "touch" && event.isPrimary && !moves;
    finger = alone ? [event.clientX, event.clientY] : null;
  }

  /** @param {PointerEvent} event */
  function swipe(event) {
    if (!finger || !data?.slides.length) return;
    const [sideways, down] = [event.clientX - finger[0], event.clientY - finger[1]];
    finger = null;
    if (Math.abs(sideways) >= Math.max(SWIPE, 2 * Math.abs(down))) go(sideways < 0 ? at + 1 : at - 1);
  }

  function awake() {
    root.dataset.awake = "true";
    clearTimeout(timer);
    timer = setTimeout(() => delete root.dataset.awake, LINGER_MS);
  }
  addEventListener("keydown", onKey, true);
  undisturbed.observe(document.body, { childList: true });
  for (const kind of ["pointermove", "pointerdown"]) root.addEventListener(kind, awake);
  root.addEventListener("pointerdown", touch);
  root.addEventListener("pointerup", swipe);
  root.addEventListener("pointercancel", () => {
    finger = null;
  }); // the browser scrolls with it

  return {
    /** @param {Play} next @param {Tell} trigger */
    receive(next, trigger) {
      tell = trigger;
      const first = !data;
      data = next;
      root.lang = data.lang;
      root.setAttribute("aria-label", `${data.words.label}: ${data.title}`);
      bar.setAttribute("aria-label", data.words.controls);
      help.setAttribute("aria-label", data.words.help);
      for (const name of names(buttons)) {
        buttons[name].title = data.words[name];
        buttons[name].setAttribute("aria-label", data.words[name]);
      }
      write(notice, data.notice);
      write(more, data.newer);
      more.hidden = !data.newer;
      news.hidden = !data.notice && !data.newer;
      write(nothing, data.nothing);
      nothing.hidden = data.slides.length > 0;
      const key = JSON.stringify([data.slides, data.sent]);
      if (key !== drawn) {
        for (const slide of standing.values()) slide.leave();
        standing.clear();
        drawn = key;
        const asked = Number(new URLSearchParams(location.search).get("bild") ?? 1) || 1;
        at = Math.max(0, Math.min(asked, data.slides.length) - 1);
        paint();
      }
      if (first) root.focus({ preventScroll: true });
    },
    leave() {
      removeEventListener("keydown", onKey, true);
      undisturbed.disconnect();
      clearTimeout(timer);
      clearTimeout(typing);
      for (const slide of standing.values()) slide.leave();
      notes.close();
      root.remove();
      if (document.fullscreenElement) document.exitFullscreen();
    },
  };
}
