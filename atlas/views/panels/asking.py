"""What a file does not say, asked of whoever imports it: which sheet, which group of people, which period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.ingest.dimensions import SUM
from atlas.ingest.sheets import ALL
from atlas.views.escape import escape
from atlas.views.run.visit import Here

if TYPE_CHECKING:
    from atlas.publish.intake import Candidate, Source

LONGEST = 40  # characters of a period
NEEDED = ("rows_needed", "rows_needed_unnamed")  # then the rows that stand can only be kept
ONLY_NEW = ("only_new_rows", "mostly_new_rows", "only_new_rows_untold", *NEEDED)
QUESTIONS = (
    "sheet_unsaid",
    "indicator_unsaid",
    "dimensions_unsaid",
    "period_unsaid",
    "value_column",
    *ONLY_NEW,
)


def only_questions(candidate: Candidate) -> bool:
    """Whether a file was not taken only because something is to be answered here."""
    report = candidate.report
    return not candidate.accepted and bool(report["findings"]) and not others(report)


def others(report: Any) -> list[Any]:
    """The findings that are not asked about here."""
    offered = bool(_dimensions(report))
    return [
        finding
        for finding in report["findings"]
        if finding["rule"] not in QUESTIONS or (finding["rule"] == "value_column" and not offered)
    ]


def form(here: Here, candidate: Candidate, source: Source) -> Source | None:
    """The questions, with the likely answers. Returns the source with the answers once they are given."""
    words, report = here.words, candidate.report
    rules = {finding["rule"] for finding in report["findings"]}
    of_indicator, of_period = "indicator_unsaid" in rules, "period_unsaid" in rules
    dimensions, sheets = _dimensions(report), _sheets(report)
    only_new = next((f for f in report["findings"] if f["rule"] in ONLY_NEW), None)
    others = of_indicator or of_period or sheets or only_new
    if all(of["chosen"] for of in dimensions) and not others:
        return None
    add = source.add
    with st.container(border=True, key="asking"):
        options = dict(source.options)
        if sheets:
            options["sheet"] = _sheet(here, sheets)
        answers = _groups(here, dimensions)
        options = _with_groups(options, answers)
        if of_indicator:
            options["indicator"] = _indicator(here)
            options.pop("mapping", None)  # it was made without the indicator
        if of_period:
            suggested = next((f["suggested"] for f in report["files"] if f.get("suggested")), "")
            options["year"] = st.text_input(
                words("intake.which_period"),
                suggested,
                key="asked-year",
                help=words("intake.year_help"),
                max_chars=LONGEST,
            ).strip()
        if only_new:
            add = _way(here, only_new)
        asked = {"sheet": bool(sheets), "indicator": of_indicator, "year": of_period}
        wanted = [name for name, is_asked in asked.items() if is_asked]
        whole = all(answers.values()) and all(options[name] for name in wanted)
        whole = whole and not (only_new and add is None)
        if not st.button(words("intake.answer"), type="primary", disabled=not whole, key="answer"):
            return None
    return replace(source, options=options, add=add)


def answered(here: Here, candidate: Candidate) -> None:
    """What was chosen of the files: the sheets, the groups, and how many rows are of others."""
    words, report = here.words, candidate.report
    told = _of_sheets(here, report)
    chosen = [
        f"{of['header']}: {group_name(here, of['chosen'])}".removeprefix(": ")
        for of in _dimensions(report)
        if of["chosen"]
    ]
    if chosen:
        told.append(words("intake.read_as", groups=", ".join(chosen)))
    aside = sum(read.get("set_aside", 0) for read in report["files"])
    if aside:
        told.append(words("intake.set_aside", n=words.number(aside)))
    if told:
        st.info(escape(" ".join(told)))


def _of_sheets(here: Here, report: Any) -> list[str]:
    """Which sheets were read, where a workbook has others, and how many numbers are shown as per cent."""
    words, files = here.words, report["files"]
    told = []
    others = {n["why"] for read in files for n in read.get("account", {}).get("named", ())}
    sheets = [read["dialect"]["sheet"] for read in files if read["dialect"].get("sheet")]
    if len(sheets) > len(report["uploads"]) or others & {"sheet", "hidden_sheet"}:
        many = "of_sheets" if len(sheets) > 1 else "of_sheet"
        told.append(words(f"intake.{many}", sheets=words.listed(sheets)))
    percent = sum(read.get("percent", 0) for read in files)
    if percent:
        told.append(words("intake.percent", n=words.number(percent)))
    return told


def _sheets(report: Any) -> list[str]:
    """The sheets between which is to be chosen."""
    return next((f["sheets"] for f in report["files"] if f.get("sheets")), [])


def _sheet(here: Here, sheets: list[str]) -> str | None:
    """The chosen sheet; all of them are, where each has a period for its name."""
    words = here.words
    number = words.number(len(sheets) - 1)
    return st.selectbox(
        words("intake.which_sheet"),
        sheets,
        index=0 if sheets[0] == ALL else None,
        format_func=lambda s: words("intake.all_sheets", n=number) if s == ALL else s,
        placeholder=words("intake.one_sheet"),
        key="asked-sheet",
    )


def _dimensions(report: Any) -> list[Any]:
    """What the first file that is divided at all is divided by."""
    return next((f["dimensions"] for f in report["files"] if f.get("dimensions")), [])


def _groups(here: Here, dimensions: list[Any]) -> dict[str, str | None]:
    """The chosen group of each dimension; ``None`` where none is."""
    words = here.words
    if not dimensions:
        return {}
    names = [of["header"] or words("intake.of_columns").casefold() for of in dimensions]
    st.markdown(f"**{escape(words('intake.divided', by=words.listed(names)))}**")
    st.caption(words("intake.divided_text"))
    answers: dict[str, str | None] = {}
    for at, (of, column) in enumerate(
        zip(dimensions, st.columns(max(2, len(names))), strict=False)
    ):
        groups = [*of["groups"], *([SUM] if of["sums"] else [])]
        likely = of["chosen"] or of["total"]
        name, count = of["header"] or words("intake.of_columns"), words.number(len(of["groups"]))
        with column:
            answers[of["header"]] = st.selectbox(
                words("intake.groups", name=name, n=count),
                groups,
                index=groups.index(likely) if likely in groups else None,
                format_func=lambda group: group_name(here, group),
                placeholder=words("intake.group"),
                key=f"group-{at}",
            )
    return answers


def _indicator(here: Here) -> str | None:
    words = here.words
    measures = {m.id: m.name(words.language) for m in here.data.catalogue.indicators()}
    return st.selectbox(
        words("intake.which_indicator"),
        list(measures),
        index=None,
        format_func=measures.__getitem__,
        placeholder=words("intake.one_indicator"),
        key="asked-indicator",
    )


def _way(here: Here, asked: Any) -> bool | None:
    """Whether the rows that stand are kept, of a file that has only new ones or lacks some that others rest
    on; ``None`` while that is open."""
    words = here.words
    if asked["rule"] in NEEDED:
        told = words(f"intake.{asked['rule']}", **{k: asked[k] for k in ("came", "expected")})
        st.markdown(f"**{escape(told)}**")
        st.markdown(words("intake.needed_way"))
        return True
    numbers = {key: words.number(int(asked[key])) for key in ("came", "expected") if asked[key]}
    ways = {True: words("intake.add_new"), False: words("intake.replace_old")}
    told = words(f"intake.{asked['rule']}", **numbers)
    st.markdown(f"**{escape(told)}**")
    return st.radio(
        words("intake.only_new_way"),
        list(ways),
        index=None,
        format_func=ways.__getitem__,
        key="asked-way",
    )


def group_name(here: Here, group: str) -> str:
    """What a group is called: the sum of all has a word."""
    return here.words("intake.sum") if group == SUM else group


def _with_groups(options: dict[str, Any], answers: dict[str, str | None]) -> dict[str, Any]:
    where = {header: group for header, group in answers.items() if header and group}
    if where:
        options["where"] = {**options.get("where", {}), **where}
    if answers.get(""):
        options["value_column"] = answers[""]
        options.pop("mapping", None)  # it was made without these columns
    return options
