/**
 * The rows of a table in the order that its reader wants. They are ordered by the texts of their cells and by nothing
 * else, so an order tells no more than the cells do: those with a sign instead of a number stand last whichever
 * way the others run, and by name among themselves, and so do rows that are equal.
 */

/** @import { Table } from "../../types" */

/** A column, and which way its rows run. @typedef {{column: number, falling: boolean}} Order */

const SIGNS = ["..", "-", "–", ".", ""]; // protected, missing (twice), not applicable, nothing: groups in this order
const NAMED = "▸ "; // before the name of a chosen place
const NUMBER = /^([+-]?\d[\d.,]*)(?:–[+-]?\d[\d.,]*)?(.*)$/; // the first of two ends counts; then a unit

/** What a cell says as a number, and in which unit; nothing where it begins with none.
 * @param {string} cell @param {string} lang @returns {{value: number, unit: string} | undefined} */
function numberIn(cell, lang) {
  const found = NUMBER.exec(cell.replace(/[\s\u00a0\u202f]/g, "").replaceAll("\u2212", "-"));
  if (!found) return undefined;
  const digits = lang === "sv" ? found[1].replace(",", ".") : found[1].replaceAll(",", "");
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : { value, unit: found[2] };
}

/** The numbers of a column, one a row, and `undefined` for a sign; nothing of a column that holds other texts.
 * @param {string[][]} rows @param {number} column @param {string} lang @returns {(number | undefined)[] | undefined} */
export function numbersOf(rows, column, lang) {
  const cells = rows.map((row) => row[column]);
  const told = cells.map((cell) => (SIGNS.includes(cell) ? undefined : numberIn(cell, lang)));
  const units = told.flatMap((number) => (number ? [number.unit] : []));
  const shortest = units.reduce((a, b) => (a.length <= b.length ? a : b), units[0] ?? "");
  const alike = units.every((unit) => (shortest ? unit.startsWith(shortest) : !unit)); // person, personer
  const complete = told.every((number, i) => number || SIGNS.includes(cells[i]));
  return units.length && alike && complete ? told.map((number) => number?.value) : undefined;
}

/** The rows as one wants them. @param {Table} table @param {Order} order @param {string} lang */
export function sorted({ rows }, { column, falling }, lang) {
  const names = new Intl.Collator(lang, { numeric: true });
  const numbers = numbersOf(rows, column, lang);
  const text = (/** @type {number} */ at, /** @type {number} */ of) => rows[at][of].replace(NAMED, "");
  const sign = (/** @type {number} */ at) => SIGNS.indexOf(rows[at][column]);
  const way = falling ? -1 : 1;
  const compare = (/** @type {number} */ a, /** @type {number} */ b) => {
    if (sign(a) !== sign(b)) return sign(a) - sign(b); // -1 where it is none
    const [one, other] = [numbers?.[a], numbers?.[b]];
    if (sign(a) >= 0) return 0;
    if (one === undefined || other === undefined)
      return way * names.compare(text(a, column), text(b, column));
    return way * (one - other);
  };
  const order = rows.map((_, at) => at);
  return order.sort((a, b) => compare(a, b) || names.compare(text(a, 0), text(b, 0))).map((at) => rows[at]);
}
