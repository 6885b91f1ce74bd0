/**
 * The framework tells of a lost connection over the page, which then takes neither click nor Tab, also where
 * its message is not seen. The stage needs no connection: the message is closed.
 */

/** Close the framework's messages from now on. @returns {() => void} no longer */
export function undisturbed() {
  const watch = new MutationObserver(() => {
    /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stDialog"] button'))?.click();
  });
  watch.observe(document.body, { childList: true });
  return () => watch.disconnect();
}
