/**
 * The stage: one slide over the whole window, driven by keys, buttons or a click on the map.
 *
 * All slides come ready-made with the first message. The slide, and those beside it, stand drawn in
 * the page; a change only shows another one, so it neither waits for the server nor needs it. Which
 * slide is shown stands in the address. Text is only ever set as text.
 */

/** @import { Mounted, Notes, Play, Tell } from "../types" */
/** @import { Act } from "./controls.js" */

import { explore, isExploring, stopExploring } from "../figures/explore.js";
import { make, wear, write } from "../lib/dom.js";
import * as projector from "../shell/projector.js";
import { askedSlide, writeSlide } from "./address.js";
import { undisturbed } from "./connection.js";
import { createControls } from "./controls.js";
import { createBlack, createHelp, createTyped } from "./covers.js";
import { commands, keysOf } from "./keys.js";
import { createNeighbours } from "./neighbours.js";
import { createNews } from "./news.js";
import { createNotes } from "./notes.js";
import { followSwipes } from "./swipe.js";

await wear(new URL("stage.css", import.meta.url));

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

/** @param {HTMLElement} parent */
function createStage(parent) {
  /** @type {Play} */ let data;
  /** @type {Tell} */ let tell;
  let at = 0;
  let drawn = "";

  const root = make("main", "atlas-stage");
  root.tabIndex = -1;
  const [slides, black, help, typed] = [
    createNeighbours(root),
    createBlack(root),
    createHelp(root),
    createTyped(),
  ];
  const controls = createControls(root, (name) => ACTS[name]());
  const news = createNews(() => tell("move", Date.now()));
  const nothing = make("p", "atlas-stage-nothing");
  const said = make("p", "atlas-unseen");
  said.setAttribute("role", "status");
  root.append(
    slides.element,
    nothing,
    news.element,
    controls.element,
    typed.element,
    help.element,
    black.element,
    said,
  );
  nothing.hidden = true;
  parent.append(root);

  const figure = () => data.slides[at].figure;
  const place = () => filled(data.words.position, { n: at + 1, total: data.slides.length });
  /** @returns {Notes} */
  const told = () => ({ slides: data.slides, at, words: data.words, lang: data.lang, sent: data.sent });

  /** @type {Record<Act, () => unknown>} */
  const ACTS = {
    previous: () => go(at - 1),
    next: () => go(at + 1),
    fullscreen: () =>
      (document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen()
      ).catch(() => {}),
    black: () => black.cover(!black.isOn()),
    notes: () => notes.open(told()) || write(said, data.words.blocked),
    projector: () => projector.set(!projector.isOn()),
    explore: enlarge,
    help: () => (help.isOpen() ? help.close() : help.open(data.words)),
    leave: () => tell("leave", Date.now()),
  };
  /** Show a slide; the ends hold. @param {number} wanted counted from 0 */
  function go(wanted) {
    const next = Math.max(0, Math.min(wanted, data.slides.length - 1));
    if (next === at && slides.at(at)) return;
    slides.at(at)?.close();
    at = next;
    paint();
    write(said, `${place()}: ${data.slides[at].heading}`);
  }

  function paint() {
    if (!data.slides.length) return;
    slides.show(at, data);
    const chart = figure().kind === "chart";
    controls.update({ at, total: data.slides.length, place: place(), chart });
    root.dataset.slide = String(at + 1);
    writeSlide(at + 1);
    notes.update(told());
    requestAnimationFrame(() => setTimeout(() => slides.prepare(at, data))); // when the reader has their slide
  }

  /** Open the chart of the slide to look into it. */
  function enlarge() {
    const shown = figure();
    if (shown.kind !== "chart") return;
    const { heading, sentence, caption } = data.slides[at];
    explore(shown.figure, { title: heading, sentence, lines: caption }, data.explore);
  }

  /** Esc closes the uppermost of what is open; the presentation itself last. */
  function escape() {
    if (stopExploring()) return;
    if (black.isOn()) black.cover(false);
    else if (help.isOpen()) help.close();
    else if (typed.isOpen()) typed.clear();
    else if (slides.at(at)?.close()) root.focus({ preventScroll: true });
    else if (document.fullscreenElement) document.exitFullscreen();
    else ACTS.leave();
  }

  const ready = () => Boolean(data?.slides.length);
  const does = commands(ACTS, { go, end: () => data.slides.length - 1, escape, typed, black });
  const onKey = keysOf(root, { ready, explored: isExploring, typed: typed.isOpen, does });
  const notes = createNotes(onKey);
  addEventListener("keydown", onKey, true);
  followSwipes(root, (step) => ready() && go(at + step));
  const disturbed = undisturbed();

  return {
    /** @param {Play} next @param {Tell} trigger */
    receive(next, trigger) {
      tell = trigger;
      const first = !data;
      data = next;
      root.lang = data.lang;
      root.setAttribute("aria-label", `${data.words.label}: ${data.title}`);
      help.element.setAttribute("aria-label", data.words.help);
      controls.name(data.words);
      news.update(data);
      write(nothing, data.nothing);
      nothing.hidden = data.slides.length > 0;
      const key = JSON.stringify([data.slides, data.sent]);
      if (key !== drawn) {
        slides.clear();
        drawn = key;
        at = Math.max(0, Math.min(askedSlide(), data.slides.length) - 1);
        paint();
      }
      if (first) root.focus({ preventScroll: true });
    },
    leave() {
      removeEventListener("keydown", onKey, true);
      disturbed();
      stopExploring();
      controls.leave();
      typed.clear();
      slides.clear();
      notes.close();
      root.remove();
      if (document.fullscreenElement) document.exitFullscreen();
    },
  };
}

/** @param {string} text with {slots} @param {Record<string, number>} values */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
