/** Letters as large as all of a slide's figure has room with. */

const SIZES = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4]; // of the largest, from that one down

/**
 * Keep the letters of a figure as large as its box lets them be, also when the box changes. The style says what
 * `--atlas-fit` (1 is the largest) means for each kind, and where letters stop becoming smaller.
 * @param {HTMLElement} host whose content is to fit into it
 * @returns {() => void} no longer
 */
export function fit(host) {
  const room = () => host.scrollHeight <= host.clientHeight && host.scrollWidth <= host.clientWidth;
  const settle = () =>
    SIZES.find((size) => {
      host.style.setProperty("--atlas-fit", String(size));
      return room();
    });
  const watch = new ResizeObserver(settle);
  watch.observe(host);
  document.fonts.addEventListener("loadingdone", settle); // all texts are as wide as their letters
  return () => {
    watch.disconnect();
    document.fonts.removeEventListener("loadingdone", settle);
  };
}
