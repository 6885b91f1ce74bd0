"""The front door's parts: which pages a viewer may enter, what is told above and below them."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from atlas import roles
from atlas.contract import Finding
from atlas.views import access, component, head, room, site
from atlas.views.escape import escape
from atlas.views.run import assets, snapshots, visit
from atlas.views.run.address import MOST_MUNICIPALITIES, TOO_MANY, UNKNOWN, Ignored
from atlas.views.run.visit import Here
from atlas.words import Words


def dress() -> None:
    """What every run sets once: a wide page, no side bar."""
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")


def entries(here: Here) -> dict[str, Any]:
    """The pages that this viewer may see by name, titled in the language, with the name of the atlas; the
    first is the start page. Any other is not there, also for who knows its address."""
    viewer, words = access.viewer(), here.words
    product = here.data.region.text("product.title", words.language)
    return {
        page.name: site.entry(
            page, f"{words(f'page.{page.name}')} · {product}", partial(room.draw, page)
        )
        for page in site.pages().values()
        if viewer.may(page.name, roles.VIEW)
    }


def speak(words: Words) -> None:
    """Give the page its language: ``<html lang>``, and the names of the framework's own controls; and
    tell the browser what its address should be."""
    component.mount(
        "shell",
        "shell/shell.js",
        {
            "lang": words.language,
            "styles": [assets.url(style) for style in assets.JOINED[assets.STYLE]],
            "words": words.section("framework"),
            "address": visit.to_browser(),
        },
        "shell",
    )


def notices(here: Here, ignored: list[Ignored], pages: dict[str, Any]) -> None:
    """What a reader must know before the figures: a strange address, a snapshot that stands in for
    one that cannot be read, a refused delivery."""
    words = here.words
    if _asked() not in {site.page(name).address for name in pages}:
        st.warning(words("head.no_page"))
    for said in said_of_address(here, ignored):
        st.warning(said)
    if here.data.stands_in:
        st.warning(words("head.stands_in", date=words.moment(here.data.published_at)))
    if access.wants_exact(visit.shown_page()) and not here.data.exact:
        st.warning(words("head.exact_broken"))
    refused = snapshots.rejected()
    if refused:
        # how many findings there are is a number of rows: it is for who may mend them
        st.error(words("head.refused", date=words.moment(here.data.published_at)))
        if _may_correct():
            with st.expander(words("head.findings"), expanded=access.is_desk()):
                _findings(words, refused)


def said_of_address(here: Here, ignored: list[Ignored]) -> list[str]:
    """What does not count in an address, and what is shown instead. No value of it is repeated, but the names
    of known places, and no parameter by its name: anyone can write an address, and few read one."""
    words = here.words
    said = [_sentence(here, part) for part in ignored if part.why != TOO_MANY]
    over = [here.name(part.value) for part in ignored if part.why == TOO_MANY]
    if over:
        most = words.number(MOST_MUNICIPALITIES)
        said.append(words("head.ignored_too_many", names=words.listed(over), most=most))
    return list(dict.fromkeys(said))


def _sentence(here: Here, part: Ignored) -> str:
    words, chosen = here.words, here.state.selection
    if part.why != UNKNOWN:
        what = words(f"ignored.name.{part.parameter}")
        return words(f"head.ignored_{part.why}", what=what)
    left = {"kommun": chosen.municipalities, "kohort": chosen.cohorts}.get(part.parameter)
    return words(f"ignored.{part.parameter}_some" if left else f"ignored.{part.parameter}")


def _may_correct() -> bool:
    """Whether the viewer may publish. A finding can hold a date or a place of a row about a person,
    so the public is told that there are some, and not which."""
    return access.viewer().may("import", roles.PUBLISH)


def _asked() -> str:
    """The page that the address names, without where the server hands out the start page."""
    path = urlsplit(str(st.context.url or "")).path
    return path.removeprefix(assets.base().rstrip("/")).strip("/")


def nothing(words: Words) -> None:
    """The page when there is no snapshot, or none that can be read: why, or how to make one."""
    empty = snapshots.nothing_was_published()
    st.title(words("head.nothing" if empty else "head.none_readable"), anchor=False)
    refused = snapshots.rejected()
    if refused and empty:
        st.error(words("head.refused_first"))
        if _may_correct():
            _findings(words, refused)
    st.info(words("head.how_to_publish"))


def foot(here: Here, pages: dict[str, Any]) -> None:
    """The last lines of every page: what it rests on, when it was published, and the way to those pages that
    the head has no link to."""
    words, data = here.words, here.data
    # how many rows a list of people has is an exact count of them, and not in the public manifest
    rows = sum(f.get("rows", 0) for f in data.manifest["files"])
    with st.container(key="footer"):
        parts = [
            words("foot.published", date=words.moment(data.published_at)),
            words(
                "foot.rows" if data.exact else "foot.rows_told",
                files=str(len(data.manifest["files"])),
                rows=words.number(rows),
            ),
            words("foot.snapshot", id=data.id),
        ]
        if data.people_as_of.date() != data.published_at.date():
            parts.append(words("foot.people", date=words.moment(data.people_as_of)))
        if not data.exact:
            parts.append(head.rounded(words, data))
        if data.synthetic:
            parts.append(words("export.sample"))
        st.caption(" · ".join(parts))
        for page in site.pages().values():
            if page.name in pages and not page.linked:
                title = words(f"page.{page.name}")
                st.page_link(pages[page.name], label=title, query_params=visit.link(here))


def _findings(words: Words, refused: Any) -> None:
    shown = [Finding.from_stored(f).sentence(words) for f in refused["findings"]]
    st.markdown("\n".join(f"- {escape(line)}" for line in shown))
    if refused["total"] > len(shown):
        n = words.number(refused["total"] - len(shown))
        st.markdown(words("head.more_findings", n=n))
