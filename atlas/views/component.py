"""Our own browser components, mounted in the page. Their code is in ``static/`` and is fetched once; a
change only sends data."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from atlas.region import LANGUAGES
from atlas.views.parts.messages import HEARD, Message
from atlas.views.run import assets
from atlas.words import Words

# What to say when a script cannot be fetched is in the loader itself, in each language: then nothing else is
# there to say it. Some browsers retry a failed script only after the page was reloaded. The loader is sent
# with every message, so it is short.
LOADER = """
const known = new Map();
const WORDS = __WORDS__;
export default function (part) {
  const url = new URL(part.data.module, window.location.origin).href;
  const root = part.parentElement;
  known.set(root, part);
  import(url).then((module) => {
    const now = known.get(root);
    if (!now) return;
    module.mount({ ...now, parentElement: root, data: now.data.scene });
    faultIn(root)?.remove();
  }).catch((error) => {
    console.error(error);
    if (!faultIn(root)) root.append(fault());
  });
  return () => {
    if (root.isConnected) return;
    known.delete(root);
    import(url).then((module) => module.unmount?.(root)).catch((error) => console.error(error));
  };
}
const faultIn = (root) => root.querySelector(":scope > .atlas-fault[role=alert]");
function fault() {
  const { lost, reload } = WORDS[document.documentElement.lang] ?? Object.values(WORDS)[0];
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const said = make("p", { className: "atlas-fault", role: "alert", textContent: `${lost} ` });
  const again = { type: "button", className: "atlas-button", textContent: reload };
  said.append(make("button", { ...again, onclick: () => location.reload() }));
  return said;
}
"""


def mount(name: str, script: str, scene: Message, key: str, **on_change: Callable[[], None]) -> Any:
    """Mount the part ``name``, whose script exports ``mount`` (and ``unmount``), with its data.

    There is an ``on_<name>_change`` for each name under which it may say something
    (:data:`atlas.views.parts.messages.HEARD`); ``TypeError`` where one is missing, or one too many. Where the
    script cannot be fetched, or fails, a sentence in the reader's language stands in the part's place, with a
    button that loads the page anew.
    """
    names = HEARD[name].__annotations__ if name in HEARD else ()
    if set(on_change) != {f"on_{said}_change" for said in names}:
        raise TypeError(f"{name} says {sorted(names)}; listened to are {sorted(on_change)}")
    return _registered(name)(
        key=key, data={"module": assets.url(script), "scene": scene}, **on_change
    )


@lru_cache(maxsize=16)
def _registered(name: str) -> Any:
    return st.components.v2.component(f"atlas_{name}", js=loader(), html="", isolate_styles=False)


@lru_cache(maxsize=1)
def loader() -> str:
    """The script that fetches a part's own script, with what it says when that fails."""
    words = {language: Words(language).section("component") for language in LANGUAGES}
    return LOADER.replace("__WORDS__", json.dumps(words, ensure_ascii=False))
