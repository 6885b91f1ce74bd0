/**
 * The decks that tabs of this browser have kept, one for each tab, so that a closed tab's deck is not lost.
 *
 * A tab holds a lock of its own name as long as it is open. So a new tab knows which decks are those of closed tabs,
 * may take up one of them, and never writes over the deck of a tab that is open. After a week a deck is deleted, and all of them
 * when the reader logs out: others may use the same computer. Where the browser has no locks (an address without https, an old one), or keeps
 * nothing, there are no such decks. A private window has a store of its own, which goes with it.
 */

const PREFIX = "atlas-deck-of-"; // and the name of the tab
const TAB = "atlas-tab";
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const LEAVING_MS = 500; // a page that is loaded anew has its lock back by then

/** @type {Promise<string> | undefined} the name of this tab; "" where decks cannot be kept */
let mine;

/** Keep the deck of this tab, or forget it when there is none. @param {string} deck */
export async function keep(deck) {
  const name = await tab();
  if (!name) return;
  const key = PREFIX + name;
  if (deck) quietly(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), deck })));
  else quietly(() => localStorage.removeItem(key));
}

/** Forget the decks of all tabs: who has used this browser leaves it. */
export function forgetAll() {
  const keys = quietly(() => Object.keys(localStorage)) ?? [];
  for (const key of keys) if (key.startsWith(PREFIX)) quietly(() => localStorage.removeItem(key));
}

/** The latest deck of a tab that is closed, which is this tab's from now on. @returns {Promise<string>} or "" */
export async function takeUp() {
  const name = await tab();
  if (!name) return "";
  for (const { key, deck } of decks()) {
    if (key === PREFIX + name || !(await held(key))) continue;
    await keep(deck);
    quietly(() => localStorage.removeItem(key));
    return deck;
  }
  return "";
}

/** The name of this tab, which outlives a reload; a copy of a tab gets another one. */
function tab() {
  mine ??= (async () => {
    const before = quietly(() => sessionStorage.getItem(TAB)) ?? "";
    for (const name of [before, before, crypto.randomUUID?.() ?? ""]) {
      if (name && (await held(PREFIX + name))) {
        quietly(() => sessionStorage.setItem(TAB, name));
        return name;
      }
      if (before) await new Promise((done) => setTimeout(done, LEAVING_MS));
    }
    return "";
  })();
  return mine;
}

/** Hold the lock of a deck until this page is left. @param {string} key @returns {Promise<boolean>} whether it was free */
function held(key) {
  return new Promise((done) => {
    const asked = navigator.locks?.request(key, { ifAvailable: true }, (lock) => {
      done(Boolean(lock));
      return lock && new Promise(() => {});
    });
    if (asked) asked.catch(() => done(false));
    else done(false);
  });
}

/** All kept decks, the latest first; those that are too old are deleted. */
function decks() {
  const keys = quietly(() => Object.keys(localStorage)) ?? [];
  const all = keys.filter((key) => key.startsWith(PREFIX)).map((key) => ({ key, ...read(key) }));
  const old = Date.now() - WEEK_MS;
  for (const { key } of all.filter(({ at }) => at < old)) quietly(() => localStorage.removeItem(key));
  return all.filter(({ at }) => at >= old).sort((a, b) => b.at - a.at);
}

/** @param {string} key @returns {{at: number, deck: string}} */
function read(key) {
  const { at, deck } = quietly(() => JSON.parse(localStorage.getItem(key) ?? "")) ?? {};
  return { at: Number(at) || 0, deck: String(deck ?? "") };
}

/** What a store gives; nothing where the browser has none. @template T @param {() => T} use @returns {T | undefined} */
function quietly(use) {
  try {
    return use();
  } catch {
    return undefined;
  }
}
