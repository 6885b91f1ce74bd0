/**
 * How the map looks in the page that it stands in. Colours are the page's own; since areas, patterns and
 * inks are mixed from them here, they are read again whenever the page changes its theme. Sizes follow the room.
 */

/** @import { Scene } from "../types" */
/** @import { Look } from "./types" */
/** @import { State } from "./state.js" */
/** @import { View } from "./view.js" */
/** Colours and font of a page, and how large the slide or the window is (see roomOf).
 * @typedef {{paper: string, ink: string, font: string, room: number}} Surroundings */

import { clamp, luminance, measureText, mix } from "../lib/draw.js";

const DARK = 0.2; // a page whose luminance is below this is dark
const NARROW = 440; // px of a stage on which text is as small as can be read

/** What the page that a map stands in gives it. To ask for it makes the browser lay out the page at once.
 * @param {HTMLElement} stage @returns {Surroundings} */
export function surroundingsOf(stage) {
  const { backgroundColor: paper, color: ink, fontFamily: font } = getComputedStyle(stage);
  return { paper, ink, font, room: roomOf(stage) };
}

/** @param {Surroundings} surroundings @param {State} state @param {View} view that fits the stage @returns {Look} */
export function lookOf({ paper, ink, font, room }, state, view) {
  const dark = luminance(paper) < DARK;
  return {
    paper,
    font,
    dark,
    land: mix(paper, ink, 0.08),
    line: mix(paper, ink, 0.45),
    colors: colorsOf(state.scene, dark),
    ...sizesOf(state, view, font, room),
  };
}

/** A colour for each class that the breaks leave; counts have no breaks, and all of theirs.
 * @param {Scene} scene @param {boolean} dark */
function colorsOf({ kind, breaks, colors, colorsDark }, dark) {
  const all = dark ? colorsDark : colors;
  return kind === "count" ? all : all.slice(0, Math.max(1, breaks.length - 1));
}

/** How large the slide is that the map stands on, which may be a slide in small, as a share of 1920 by 1080; without
 * one, how large the window is. @param {HTMLElement} stage */
function roomOf(stage) {
  const slide = stage.closest(".atlas-slide");
  const [wide, tall] = slide ? [slide.clientWidth, slide.clientHeight] : [innerWidth, innerHeight];
  return Math.min(wide / 1920, tall / 1080);
}

/** Px of names and values, and of the largest bubble.
 * @param {State} state @param {View} view @param {string} font @param {number} room of the slide */
function sizesOf({ scene, places, drawn }, { width, height, whole }, font, room) {
  const { projector } = scene;
  const small = Math.min(width, height);
  let label = width < NARROW ? 11.5 : clamp(small / 45, 14, 18);
  // before a room: as large as the other words of a slide, which is laid out on 1920 by 1080
  if (projector) label = clamp(24 * room, label * 1.3, 32);
  let bubble = clamp(small * 0.075, 16, 64);
  if (drawn === "tiles") {
    // the longest name fits on its tile, and a bubble between a name and a value
    const side = (places[0].forms.tiles?.side ?? 0) / whole;
    const longest = Math.max(...places.map(({ name }) => measure(font, name).width));
    label = clamp(label, 9.5, (side - 4) / longest);
    bubble = clamp(bubble, 8, side / 2 - label * 1.5);
  }
  const value = clamp(10.5, label * (projector ? 1 : 0.86), label);
  return { label, value, bubble };
}

/** The size of a text on the map for each px of its font (see measureText). @param {string} font @param {string} text */
export function measure(font, text) {
  return measureText(text, `600 100px ${font}`);
}
