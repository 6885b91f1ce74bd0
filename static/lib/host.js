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

/** Where the framework writes English texts of its own, beside those in attributes: its open lists, the
 * place for files, the link over the page and the tip of a broken file. It has no setting for any. */
export const NAMED_BY_THE_FRAMEWORK =
  '[role="listbox"] *, [data-testid$="Dropdown"] *, [data-testid="stFileUploader"] section p, ' +
  '[data-testid="stFileUploaderDropzoneInstructions"] span, [data-testid="stSkipToContent"], ' +
  '[data-testid="stFileChip"] [role="alert"], [data-testid="stTooltipErrorContent"]';

/** How the framework's message begins of an address that it does not know. */
export const NO_SUCH_PAGE = "Page not found";

/** Press the button of the framework's dialogs that begin with a text: it has no other way to close them.
 * @param {string} beginning */
export function closeDialog(beginning) {
  for (const dialog of document.querySelectorAll('[data-testid="stDialog"], [role="dialog"]')) {
    if (dialog.textContent.trim().startsWith(beginning)) dialog.querySelector("button")?.click();
  }
}

/** Put the head of the page before its `main`, in the frame that holds it: what stands within is part of the page's
 * content, which the framework's link past the menu leads to. The framework has an empty head of its own there, which
 * is no landmark beside ours. @param {HTMLElement} element */
export function putBeforeMain(element) {
  document.querySelector('[data-testid="stHeader"]')?.setAttribute("role", "presentation");
  const main = document.getElementById("stMain");
  if (main && main.previousSibling !== element) main.before(element);
}

/** The framework's page when the server has told all that it has to tell of it, and nothing old is left on it. */
export const AT_REST =
  '[data-testid="stApp"][data-test-script-state="notRunning"]:not(:has([data-stale="true"]))';

/** What stands in the place of a part whose own script the framework still fetches. */
export const EMPTY_PLACE = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]';
