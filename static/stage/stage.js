/**
 * The stage: one slide over the whole window, driven by keys, buttons or a click on the map.
 *
 * All slides come ready-made with the first message. The slide, and those beside it, stand drawn in
 * the page; a change only shows another one, so it neither waits for the server nor needs it. Which
 * slide is shown stands in the address. Text is only ever set as text.
 *
 * This file puts the parts together: what the presenter does comes in by keys.js, controls.js and swipe.js, changes
 * the state (state.js), and is shown by the view (view.js) and in the window with the notes (notes.js).
 */

/** @import { FromStage, Mounted, Play, Tell } from "../types" */
/** @import { Act } from "./controls.js" */

import { explore, isExploring, stopExploring } from "../figures/explore.js";
import { wear } from "../lib/dom.js";
import * as projector from "../shell/projector.js";
import { writeSlide } from "./address.js";
import { keptAwake } from "./awake.js";
import { undisturbed } from "./connection.js";
import { commands, keysOf } from "./keys.js";
import { createNotes } from "./notes.js";
import { State } from "./state.js";
import { followSwipes } from "./swipe.js";
import { View } from "./view.js";

await wear(new URL("stage.css", import.meta.url));

/** @type {WeakMap<HTMLElement, Stage>} */
const stages = new WeakMap();

/** @param {Mounted<Play, FromStage>} args */
export function mount(args) {
  const standing = stages.get(args.parentElement);
  const stage = standing ?? new Stage(args);
  stages.set(args.parentElement, stage);
  stage.receive(args);
  if (!standing) stage.focus();
}

/** @param {HTMLElement} parentElement */
export function unmount(parentElement) {
  stages.get(parentElement)?.leave();
  stages.delete(parentElement);
}

class Stage {
  /** @type {Tell<FromStage>} */ #tell = () => {};
  #state;
  #view = new View(
    (name) => this.#acts[name](),
    () => this.#tell("move", Date.now()),
  );
  /** @type {Record<Act | "start", () => unknown>} what buttons do, and the keys */
  #acts = {
    previous: () => this.#go(this.#state.at - 1),
    next: () => this.#go(this.#state.at + 1),
    fullscreen: turnFullscreen,
    start: () => document.fullscreenElement || turnFullscreen(),
    black: () => this.#view.black.cover(!this.#view.black.isOn()),
    notes: () => this.#openNotes(),
    projector: () => projector.set(!projector.isOn()),
    explore: () => this.#explore(),
    help: () => this.#turnHelp(),
    leave: () => this.#tell("leave", Date.now()),
  };
  #pressed = this.#keys();
  #notes = createNotes(this.#pressed);
  #disturbed = undisturbed();
  #sleepy = keptAwake();

  /** @param {Mounted<Play, FromStage>} first */
  constructor({ parentElement, data }) {
    this.#state = new State(data);
    parentElement.append(this.#view.root);
    addEventListener("keydown", this.#pressed, true);
    followSwipes(this.#view.root, (step) => this.#go(this.#state.at + step));
  }

  focus() {
    this.#view.focus();
  }

  /** @param {Mounted<Play, FromStage>} args */
  receive({ data, setTriggerValue }) {
    this.#tell = setTriggerValue;
    const others = this.#state.receive(data);
    this.#view.name(data);
    if (!others) return;
    this.#view.slides.clear();
    this.#paint();
  }

  leave() {
    removeEventListener("keydown", this.#pressed, true);
    this.#disturbed();
    this.#sleepy();
    stopExploring();
    this.#view.leave();
    this.#notes.close();
    if (document.fullscreenElement) document.exitFullscreen();
  }

  /** What a pressed key does, here and in the window with the notes. */
  #keys() {
    const { black, root, typed } = this.#view;
    const does = commands(this.#acts, {
      go: (at) => this.#go(at),
      end: () => this.#state.views,
      escape: () => this.#escape(),
      typed,
      black,
    });
    return keysOf(root, {
      ready: () => !this.#state.isEmpty,
      explored: isExploring,
      typed: typed.isOpen,
      does,
    });
  }

  /** Show a slide; the ends hold. @param {number} wanted */
  #go(wanted) {
    const [state, view] = [this.#state, this.#view];
    if (state.isEmpty) return;
    const next = state.within(wanted);
    if (next === state.at && view.slides.at(next)) return;
    view.slides.at(state.at)?.close();
    state.at = next;
    this.#paint();
    view.say(`${state.place}: ${state.slide.heading}`);
  }

  #paint() {
    const [state, view] = [this.#state, this.#view];
    if (state.isEmpty) return;
    view.show(state);
    writeSlide(state.at);
    this.#notes.update(state.notes);
    // when the reader has their slide
    requestAnimationFrame(() => setTimeout(() => view.slides.prepare(state.at, state.play)));
  }

  #openNotes() {
    if (!this.#notes.open(this.#state.notes)) this.#view.say(this.#state.play.words.blocked);
  }

  #turnHelp() {
    const { help } = this.#view;
    if (help.isOpen()) help.close();
    else help.open(this.#state.play.words);
  }

  /** Open the chart of the slide to look into it. */
  #explore() {
    const { heading, sentence, caption, figure } = this.#state.slide;
    if (figure.kind !== "chart") return;
    explore(figure.figure, { title: heading, sentence, lines: caption }, this.#state.play.explore);
  }

  /** Esc closes the uppermost of what is open; the presentation itself last. */
  #escape() {
    if (stopExploring() || this.#view.closeUppermost(this.#state.at)) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else this.#acts.leave();
  }
}

function turnFullscreen() {
  const turned = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  turned.catch(() => {}); // a browser that does not let it stays as it is
}
