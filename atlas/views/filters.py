"""The one filter row: municipality, cohort, period; what is chosen as badges that can be taken away."""

from __future__ import annotations

import streamlit as st

from atlas.measures.selection import Selection
from atlas.views import component, session
from atlas.views.escape import escape
from atlas.views.front import COHORT, MUNICIPALITY, PERIOD, Room
from atlas.views.session import Here
from atlas.views.state import MOST_MUNICIPALITIES, span
from atlas.words import collation

WIDTHS = [3, 3, 1, 1, 1.2]


def row(here: Here, room: Room) -> None:
    """Draw the row. Filters that say nothing on this page stand there greyed, with the reason."""
    with st.container(key="filters"):
        places, cohorts, begin, end, copy = st.columns(WIDTHS, vertical_alignment="bottom")
        with places:
            _municipalities(here, MUNICIPALITY in room.filters)
        with cohorts:
            _cohorts(here, COHORT in room.filters)
        with begin:
            _year(here, "from", PERIOD in room.filters)
        with end:
            _year(here, "to", PERIOD in room.filters)
        with copy:
            component.mount(
                "copy", "copy.js",
                {"label": here.words("filter.copy"), "done": here.words("filter.copied")}, "copy",
            )  # fmt: skip
        _badges(here)


def cohort_name(here: Here, cohort: str) -> str:
    """What a cohort is called in the view's language."""
    return here.data.cohort_names[cohort, here.words.language]


def _municipalities(here: Here, applies: bool) -> None:
    st.session_state["kommun_filter"] = list(here.state.selection.municipalities)

    def changed() -> None:
        chosen = tuple(st.session_state["kommun_filter"])
        session.change(session.state().choose(municipalities=chosen))

    st.multiselect(
        _label(here, "municipality", applies),
        sorted(here.data.codes, key=lambda code: collation(here.name(code))),
        format_func=here.name,
        key="kommun_filter",
        on_change=changed,
        max_selections=MOST_MUNICIPALITIES,
        placeholder=here.words("filter.all_municipalities"),
        select_all=False,
        disabled=not applies,
        help=_reason(here, applies),
    )


def _cohorts(here: Here, applies: bool) -> None:
    st.session_state["kohort_filter"] = list(here.state.selection.cohorts)

    def changed() -> None:
        chosen = tuple(st.session_state["kohort_filter"])
        session.change(session.state().choose(cohorts=chosen))

    st.multiselect(
        _label(here, "cohort", applies),
        here.data["cohorts"]["cohort_id"].tolist(),
        format_func=lambda cohort: cohort_name(here, cohort),
        key="kohort_filter",
        on_change=changed,
        placeholder=here.words("filter.all_cohorts"),
        select_all=False,
        disabled=not applies,
        help=_reason(here, applies),
    )


def _year(here: Here, side: str, applies: bool) -> None:
    """One end of the period. Only years that leave the period at least one year long can be chosen."""
    whole = span(here.data)
    first, last = here.state.selection.years or whole
    key = f"year_{side}"
    begins = side == "from"
    st.session_state[key] = first if begins else last

    def changed() -> None:
        chosen = (st.session_state[key], last) if begins else (first, st.session_state[key])
        session.change(session.state().choose(years=None if chosen == whole else chosen))

    st.selectbox(
        _label(here, side, applies),
        list(range(whole[0], last + 1) if begins else range(first, whole[1] + 1)),
        key=key,
        on_change=changed,
        disabled=not applies,
        help=_reason(here, applies),
    )


def _label(here: Here, name: str, applies: bool) -> str:
    label = here.words(f"filter.{name}")
    return label if applies else here.words("filter.not_here", label=label)


def _reason(here: Here, applies: bool) -> str | None:
    return None if applies else here.words("filter.not_here_reason")


def _badges(here: Here) -> None:
    chosen = here.state.selection
    shown = [(code, here.name(code), Selection((code,))) for code in chosen.municipalities]
    shown += [(c, cohort_name(here, c), Selection((), (c,))) for c in chosen.cohorts]
    if chosen.years:
        first, last = chosen.years
        shown.append(("period", f"{first}–{last}", Selection(years=chosen.years)))
    if not shown:
        return
    with st.container(horizontal=True, gap="small", key="chosen"):
        for key, label, part in shown:
            st.button(
                f"{escape(label)} ✕",
                key=f"remove-{key}",
                help=here.words("filter.remove", name=label),
                on_click=_remove,
                args=(part,),
            )
        if len(shown) > 1:
            st.button(
                here.words("filter.clear"),
                key="remove-all",
                type="tertiary",
                on_click=_remove,
                args=(chosen,),
            )


def _remove(part: Selection) -> None:
    """Take a part of the selection away."""
    now = session.state()
    chosen = now.selection
    session.change(
        now.choose(
            municipalities=tuple(c for c in chosen.municipalities if c not in part.municipalities),
            cohorts=tuple(c for c in chosen.cohorts if c not in part.cohorts),
            years=None if part.years else chosen.years,
        )
    )
