/**
 * Other views of the page that is shown, had from the server without a run of the page. What was fetched is
 * kept, so that a view one comes back to is there at once; views that may be chosen next are fetched ahead,
 * one by one, while nothing else is to be done.
 *
 * A reply never says anything else than a run would (atlas/views/replies.py). Where there is none, for whatever
 * reason, the caller asks for a run.
 */

/** @import { Address, Sheet } from "../types" */

const KEPT = 60; // views; the oldest goes first
const AHEAD = 8; // views that wait to be fetched; what is pointed at last is likelier than what was before

/** @type {Map<string, Promise<Sheet>>} */
const replies = new Map();
/** @type {string[]} */
const waiting = [];
let busy = false; // whether one is fetched ahead
let wished = 0; // replies that the reader waits for: nothing is fetched ahead meanwhile

/** The reply for a view. @param {string} from where they are had @param {Address} view */
export function reply(from, view) {
  const coming = fetched(urlOf(from, view));
  const over = () => {
    wished -= 1;
    soon();
  };
  wished += 1;
  coming.then(over, over);
  return coming;
}

/** Fetch the reply for a view that may be chosen next, unless its reader pays for what is sent.
 * @param {string} from where they are had @param {Address} view */
export function ahead(from, view) {
  const url = urlOf(from, view);
  const { connection } = /** @type {{connection?: {saveData: boolean}}} */ (navigator);
  if (replies.has(url) || waiting.includes(url) || connection?.saveData) return;
  waiting.push(url);
  if (waiting.length > AHEAD) waiting.shift();
  soon();
}

/** Go on when the browser has nothing else to do. */
const soon = () => (window.requestIdleCallback ?? setTimeout)(next);

/** Let all go that is kept: for who measures what a view costs that the browser does not hold. */
export function forget() {
  waiting.length = 0;
  replies.clear();
}

function next() {
  const url = busy || wished ? undefined : waiting.pop();
  if (!url) return;
  busy = true;
  const over = () => {
    busy = false;
    soon();
  };
  fetched(url).then(over, over);
}

/** @param {string} url */
function fetched(url) {
  const kept = replies.get(url);
  if (kept) return kept;
  const coming = get(url);
  replies.set(url, coming);
  coming.catch(() => replies.delete(url)); // the next wish tries again
  if (replies.size > KEPT) replies.delete([...replies.keys()][0]);
  return coming;
}

/** @param {string} url @returns {Promise<Sheet>} */
async function get(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} for a view`);
  return answer.json();
}

/** @param {string} from @param {Address} view */
function urlOf(from, view) {
  return `${from}&${new URLSearchParams(view)}`;
}
