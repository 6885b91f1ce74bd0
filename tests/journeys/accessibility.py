"""What axe finds wrong on a page, and in which themes it is asked; and what a screen reader is told."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

THEMES = {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 26, 33)"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# of the others those that we keep: headings in order, one main, names that hold what is seen, large targets
MORE = (
    "heading-order", "landmark-main-is-top-level", "landmark-no-duplicate-main",
    "label-content-name-mismatch", "target-size",
)  # fmt: skip

# all that was ever put into a place whose changes are read aloud, from before the page's own scripts ran
LISTEN = """
window.told = [];
new MutationObserver((records) => {
  for (const { target, addedNodes } of records)
    if (target instanceof Element && target.closest(".atlas-announced"))
      for (const node of addedNodes) window.told.push(node.textContent);
}).observe(document, { childList: true, subtree: true });
"""


def violations(page) -> list[str]:
    """Every broken rule with the elements that break it."""
    asked = {"type": "tag", "values": TAGS}
    rules = {rule: {"enabled": True} for rule in MORE}
    # of what passes it need not tell the places: that took half of its time
    options = {"runOnly": asked, "rules": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']}\n    {node['html'][:200]}\n"
        f"    {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
