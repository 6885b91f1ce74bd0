/**
 * What is shown and said of an area: its class or bubble, its colour, and its value in words. A scene (of the year
 * that is shown) goes in, a portrait comes out; nothing here touches the page.
 */

/** @import { Scene } from "../types" */
/** @import { Look, Portrait } from "./types" */

import { numberOf, round, withUnit, wordOf } from "../lib/draw.js";

/** @type {Record<string, string>} */
const SILENT = { p: "protected", n: "not_applicable" }; // all else without a value is missing, never zero
const SMALLEST = 2; // px of a radius: more than nothing never looks like nothing

/** Of an area that has not been painted yet. @type {Portrait} */
export const BLANK = {
  value: null,
  key: "missing",
  said: "",
  short: "",
  interval: "",
  loose: false,
  fill: "",
  tint: "",
  radius: 0,
};

/** @param {Scene} scene @param {Look} look @param {number} i the area's place among the codes @returns {Portrait} */
export function portray(scene, look, i) {
  const letter = scene.status[scene.period]?.[i] ?? "m";
  const value = letter === "r" ? (scene.values[scene.period]?.[i] ?? null) : null;
  if (value === null) return silence(scene, look, SILENT[letter] ?? "missing", i);
  const said = withUnit(scene, value);
  const told = {
    value,
    said,
    short: scene.unit === "%" ? said : numberOf(scene, value),
    interval: intervalOf(scene, i),
    loose: false,
    // a hollow ring for zero; of a signed count, more has the first colour and less the second
    tint: value ? look.colors[value < 0 ? 1 : 0] : look.land,
  };
  if (scene.kind !== "count") {
    const key = classOf(scene, look, value);
    return { ...told, key, loose: isLoose(scene, look, i), fill: look.colors[key], radius: 0 };
  }
  const radius = value ? radiusOf(scene, look, value) : look.label * 0.66; // the ring has room for its 0
  return { ...told, key: value ? "bubble" : "zero", fill: look.land, radius };
}

/** An area without a value, and what is said instead.
 * @param {Scene} scene @param {Look} look @param {string} key why @param {number} i @returns {Portrait} */
function silence(scene, look, key, i) {
  const [said, short] = [wordOf(scene, `${key}_long`), wordOf(scene, key)];
  const interval = scene.instead?.[scene.period]?.[i] ?? "";
  const [fill, tint] = [look.paper, look.land];
  return { value: null, key, said, short, interval, loose: false, fill, tint, radius: 0 };
}

/** Between what a value could truly be. @param {Scene} scene @param {number} i */
function reachOf(scene, i) {
  return [scene.lower, scene.upper].map((series) => series?.[scene.period]?.[i] ?? null);
}

/** Whether a value could truly be of another class. @param {Scene} scene @param {Look} look @param {number} i */
function isLoose(scene, look, i) {
  const [lower, upper] = reachOf(scene, i);
  return lower !== null && upper !== null && classOf(scene, look, lower) !== classOf(scene, look, upper);
}

/** Between what a value could truly be, in words. @param {Scene} scene @param {number} i */
function intervalOf(scene, i) {
  const [lower, upper] = reachOf(scene, i);
  if (lower === null || upper === null) return "";
  const [from, to] = [numberOf(scene, lower), withUnit(scene, upper)];
  return wordOf(scene, "interval", { what: scene.interval, lower: from, upper: to });
}

/** What the classes lie around: the benchmark's value of the year, or 0. @param {Scene} scene */
export function pivotOf(scene) {
  return scene.pivot?.values[scene.period] ?? 0;
}

/** The number of a value's class. Classes are half-open, `[break, next break)`, but the last one is closed.
 * @param {Scene} scene @param {Look} look @param {number} value */
export function classOf(scene, look, value) {
  const away = round(value - pivotOf(scene));
  const passed = scene.breaks.slice(1, -1).filter((edge) => away >= edge).length;
  return Math.min(passed, look.colors.length - 1);
}

/** Px of a bubble's radius: its area follows the value. @param {Scene} scene @param {Look} look @param {number} value */
export function radiusOf(scene, look, value) {
  return Math.max(SMALLEST, look.bubble * Math.sqrt(Math.abs(value) / (scene.bubbleMax || 1)));
}
