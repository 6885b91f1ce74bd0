/**
 * The address bar. It belongs to the browser: nothing but the scripts of the page writes a view into it,
 * and the server reads it when a visit begins and when the reader walks their history.
 *
 * A choice stands in the address before the server has heard of it, so an answer that comes late never
 * puts an old address back. What the server has to say of the address it tells with each run of a whole
 * page, and it is written here: parameters that were changed there (the language, by a control of the
 * framework), and an address in other words that the server has read and understood, as long as it still
 * stands there. Where the address is that of another view for no such reason, the server has missed it, and is
 * asked to read it.
 *
 * @typedef {Record<string, string>} Values  of parameters; one that is not there has none
 */

/** @import { KnownAddress } from "../types" */

import { walk } from "../lib/host.js";

let run = ""; // the last one that was heard of: the framework tells each more than once
let turnedAt = "";
let missed = ""; // that the server was last asked to read
let written = new URLSearchParams(location.search); // as the reader or we left it

addEventListener("popstate", () => {
  written = new URLSearchParams(location.search);
});

/** Write the values of these parameters into the address and leave the others alone: as a step that
 * "back" undoes (`pushState`), or in place of the present one (`replaceState`).
 * @param {Values} values @param {string[]} parameters @param {"pushState" | "replaceState"} how */
export function write(values, parameters, how = "pushState") {
  const query = new URLSearchParams(location.search);
  for (const name of parameters) {
    if (values[name]) query.set(name, values[name]);
    else query.delete(name);
  }
  history[how](null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
  written = query;
}

/** The value of each of these parameters that stands in the address.
 * @param {string[]} parameters @returns {Values} */
export function read(parameters) {
  const query = new URLSearchParams(location.search);
  /** @type {Values} */ const values = {};
  for (const name of parameters) values[name] = query.get(name) ?? "";
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}

/** Hear what the server says of the address. @param {KnownAddress} told */
export function hear(told) {
  if (told.run === run) return;
  run = told.run;
  undo(told.parameters);
  if (told.turnedAt !== turnedAt) {
    turnedAt = told.turnedAt;
    turn(told.turned);
  }
  const stands = (/** @type {string} */ name) => written.getAll(name).join("&");
  if (told.parameters.every((name) => stands(name) === (told.wanted[name] ?? ""))) missed = "";
  // the reader may have gone on since the server read the address: then another run will tell of where they are
  else if (told.read === checksum(told.parameters)) write(told.wanted, told.parameters, "replaceState");
  else if (missed !== location.href) {
    missed = location.href; // once: what cannot be agreed on is not asked for again
    walk();
  }
}

/** Adler-32 of these parameters as they stand in the address: the twin of `checksum` in atlas/views/run/visit.py.
 * @param {string[]} parameters */
function checksum(parameters) {
  const lines = parameters.map((name) => `${name}=${written.getAll(name).join("&")}`);
  let [a, b] = [1, 0];
  for (const byte of new TextEncoder().encode(lines.join("\n"))) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** Write what the server has changed, where it does not stand there yet. @param {Values} changes */
function turn(changes) {
  const names = Object.keys(changes);
  const now = read(names);
  if (names.some((name) => (now[name] ?? "") !== changes[name])) write(changes, names);
}

/** Where the framework opens a page, it writes the path with its copy of the parameters, which may be an
 * old one: those of the view are put back. @param {string[]} parameters */
function undo(parameters) {
  const now = new URLSearchParams(location.search);
  if (parameters.every((name) => now.get(name) === written.get(name))) return;
  write(Object.fromEntries(written), parameters, "replaceState");
}
