/**
 * "Copy link": puts the address of this very view on the clipboard and says so.
 *
 * @typedef {{label: string, done: string}} Copy
 * @param {{parentElement: HTMLElement, data: Copy}} part
 */
export function mount({ parentElement, data }) {
  let button = parentElement.querySelector("button.atlas-copy");
  if (!button) {
    style();
    button = document.createElement("button");
    button.type = "button";
    button.className = "atlas-copy";
    const said = document.createElement("span");
    said.className = "atlas-copy-said";
    said.setAttribute("role", "status");
    parentElement.append(button, said);
    button.addEventListener("click", async () => {
      await copy(window.location.href);
      button.classList.add("done");
      button.textContent = said.textContent = button.dataset.done;
      setTimeout(() => {
        button.classList.remove("done");
        button.textContent = button.dataset.label;
        said.textContent = "";
      }, 2500);
    });
  }
  button.dataset.label = data.label;
  button.dataset.done = data.done;
  if (!button.classList.contains("done")) button.textContent = data.label;
}

/** The clipboard proper where the page may use it, else the old way by a selected field. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

function style() {
  if (document.getElementById("atlas-copy-style")) return;
  const sheet = document.createElement("style");
  sheet.id = "atlas-copy-style";
  sheet.textContent = `
    .atlas-copy { font: inherit; color: var(--st-text-color); background: var(--st-background-color);
      border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, 0.4rem);
      padding: 0.45rem 0.7rem; min-height: 2.5rem; width: 100%; cursor: pointer; white-space: nowrap; }
    .atlas-copy:hover, .atlas-copy:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
    .atlas-copy-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }`;
  document.head.append(sheet);
}
