/** Lists of things on a page that come, go and change places. */

/**
 * Draw a list of things; a thing keeps its elements while it is in the list.
 * @template Item
 * @template {unknown[]} Rest
 * @param {HTMLElement} host
 * @param {(item: Item, at: number) => unknown} keyOf
 * @param {(item: Item) => {element: HTMLElement, update: (item: Item, ...rest: Rest) => void}} create
 * @param {number} [before] how many elements stand before them in the host, and stay
 * @returns {(items: Item[], ...rest: Rest) => void}
 */
export function list(host, keyOf, create, before = 0) {
  let standing = new Map();
  return (items, ...rest) => {
    const keys = items.map(keyOf);
    // what has gone leaves first, so that what stays need not be moved: what is moved loses the focus
    for (const [key, place] of standing) if (!keys.includes(key)) place.element.remove();
    const next = new Map();
    items.forEach((item, i) => {
      const place = standing.get(keys[i]) ?? create(item);
      const there = host.children[before + i];
      next.set(keys[i], place);
      if (there !== place.element) host.insertBefore(place.element, there ?? null);
      place.update(item, ...rest);
    });
    standing = next;
  };
}
