/**
 * What we lean on in the framework beyond its documented interface, each with the reason.
 *
 * Seen in Streamlit 1.67. A test of `tests/views/test_host.py` stands behind each, and its name says what
 * no longer holds when the framework has changed. The server has its own list, `atlas/views/host.py`.
 */

/** Have the server run the page that the address names now, as "back" does. The framework follows the
 * browser's history by this event; a script that writes the address sends it itself. */
export function walk() {
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}
