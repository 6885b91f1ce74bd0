/** A screen that does not go dark while slides are shown. Where the browser cannot, nothing is said of it. */

/** Keep the screen awake from now on. @returns {() => void} no longer */
export function keptAwake() {
  /** @type {WakeLockSentinel | undefined} */ let lock;
  let over = false;

  /** Asked for anew whenever the page is seen again: the browser takes it back when it is not. */
  async function ask() {
    if (document.visibilityState !== "visible") return;
    try {
      const given = await navigator.wakeLock.request("screen");
      if (over) given.release();
      else lock = given;
    } catch {
      /* an old browser, an address without https, a battery that is low: the screen does as it is set to */
    }
  }
  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", ask);
    lock?.release();
  };
}
