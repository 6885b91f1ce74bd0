/** Which slide is shown stands in the address of the stage. */

/** The number of the slide that the address asks for: views are counted from 1, and 0 is the title. */
export const askedSlide = () => Number(new URLSearchParams(location.search).get("bild") ?? 0) || 0;

/** Write the number of the slide into the address: a reload opens it again. @param {number} number */
export function writeSlide(number) {
  const query = new URLSearchParams(location.search);
  if (query.get("bild") === String(number)) return;
  query.set("bild", String(number));
  history.replaceState(history.state, "", `${location.pathname}?${query}`);
}
