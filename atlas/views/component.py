"""Our own browser parts, mounted in the page. The code lies in ``static/`` and is fetched once;
what travels with a change is data."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from atlas.views.run import assets

LOADER = """
const known = new Map();
export default function (part) {
  const url = new URL(part.data.module, window.location.origin).href;
  const root = part.parentElement;
  known.set(root, part);
  import(url).then((module) => {
    const now = known.get(root);
    if (now) module.mount({ ...now, parentElement: root, data: now.data.scene });
  });
  return () => {
    if (root.isConnected) return;
    known.delete(root);
    import(url).then((module) => module.unmount && module.unmount(root));
  };
}
"""


def mount(
    name: str, script: str, scene: dict[str, Any], key: str, **on_change: Callable[[], None]
) -> Any:
    """Mount the part ``name``, whose script exports ``mount`` (and ``unmount``), with its data.

    ``on_<state>_change`` callbacks name the states that the script may report.
    """
    return _registered(name)(
        key=key, data={"module": assets.url(script), "scene": scene}, **on_change
    )


@lru_cache(maxsize=16)
def _registered(name: str) -> Any:
    return st.components.v2.component(f"atlas_{name}", js=LOADER, html="", isolate_styles=False)
