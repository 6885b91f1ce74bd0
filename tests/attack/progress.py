"""What the attacker reads off the cards of progress: steps, shares, curves, answers and employers.

Every number of people or organisations there is declared with whom it counts; a share with the whole and
the part that it gives back; a curve must be what the numbers beside it say, and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from atlas.measures import admission, gender, surveys
from atlas.measures.selection import Selection
from tests.attack.places import everywhere
from tests.publish.selections import ENROLLED, REPLIES, STATUSES, nonempty

if TYPE_CHECKING:
    from tests.attack.readers import Attacker

Box = dict[str, Any]
# cards whose rows count people or organisations
CARDS = (
    "admission", "gender-steps", "sector-size", "missing", "aligned", "retention", "times", "survey-",
    "attendance",
)  # fmt: skip
TABLES = ("targets", "groups", "response", "losses")
TEXTS = ("targets", "since", "definitions", "empty")
# cards whose horizontal axis is per cent, weeks or scores, and those that count nobody
SCALED = (
    "gender-steps",
    "missing",
    "aligned",
    "retention",
    "times",
    "survey-",
    "attendance",
)
WEEKLY = ("aligned", "retention")
NOBODY = ("calendar",)
# phrases with numbers that count nobody: limits, weeks, scales, and how far from a target
HARMLESS = (
    "gender.within", "gender.outside", "gender.unsure", "headline.of_chosen", "headline.each_chosen",
    "gender.note", "gap.hidden", "gap_enterprises.hidden", "losses.hidden",
    "survey.unit", "survey.note", "survey.takeaway_after", "survey.takeaway_followup",
    "survey.few", "times.few", "retention.few", "density.one_more",
    "pace.pace_above", "pace.pace_below", "pace.outcome_above", "pace.outcome_below",
)  # fmt: skip
# how a completion rate begins, and what it is a share of
WHOLES = {
    "admission.completion_rate": "started",
    "admission.completion_of_ended": "ended",
    "admission.completion_of_enrolled": "enrolments",
    "answer.share": "started",
    "completion.n": "started",
    "completion.n_about": "started",
    "completion.ended": "ended",
}
ALONE = ("completion.n", "completion.n_about")  # without the rate
COUNT = r"\d+(?:[\u00a0\u202f,]\d{3})*"
HALF_YEAR = 26
WAVES = ("before", "after", "followup")
FURTHER = {"applied": ("not_admitted", "not_enrolled"), "admitted": ("not_enrolled",)}
TAKEN = {
    "enrolled": STATUSES,
    "started": STATUSES[1:],
    "completed": ("completed",),
    "ended": ("completed", "withdrawn"),
}


class ProgressReader:
    """The part of a :class:`~tests.attack.readers.View` that knows the cards of progress."""

    attacker: Attacker
    values: set[int]
    selection: Selection
    words: Any
    data: Any
    here: Any
    count: Callable[[str], int | None]
    number: Callable[[str], float | None]
    tell: Callable[..., None]
    where: Callable[..., str]
    stack: Callable[..., None]

    def progress(self, key: str, rows: list[list[str]]) -> bool:
        """Read the rows of a card or table, if it is one of progress."""
        name = re.sub(r"-(after|followup)$", "", key)
        reader = getattr(self, f"_rows_{name.replace('-', '_')}", None)
        if reader:
            reader(rows, key)
        return bool(reader)

    # ---- who

    def of_cohorts(self, cohorts: Iterable[str] | None = None) -> Box:
        mine = self.attacker.within(self.selection) if cohorts is None else list(cohorts)
        return {"municipality": everywhere(self.data), "cohort": mine}

    def course(self, statuses: Iterable[str], least: int = 0) -> list[tuple[str, int]]:
        return [c for c in self.attacker.courses if c[0] in statuses and c[1] >= least]

    def step(self, step: str) -> Box:
        """Whoever came to a step after being enrolled."""
        box: Box = {"course": self.course(TAKEN[step])}
        return box | ({"started": [True]} if step in ("started", "ended") else {})

    def people(self, where: str, value: int | None, **box: Any) -> None:
        """Write down a count of people with its whole box."""
        if value is not None:
            self.tell(where, "people", value, everywhere(self.data), **box)

    def rate(self, where: str, text: str, whole: Box, part: Box, kind: str = "people") -> None:
        """A share in whole per cent: what it gives back of a whole that is told."""
        percent = self.number(text) if re.match(r"\d", text.strip()) else None
        if percent is not None:
            self.attacker.shares.append((kind, self.where(where), percent, whole, part))
            self.attacker.read += 1

    def cohort(self, name: str) -> list[str]:
        """The cohort of a name; all of them where it is the name of the whole."""
        ids = {
            n: c for (c, lang), n in self.data.cohort_names.items() if lang == self.words.language
        }
        if name == self.words("times.whole"):
            return self.attacker.within(self.selection)
        return [ids[name]]

    # ---- the cards

    def _rows_admission(self, rows: list[list[str]], key: str) -> None:
        told = dict(zip(admission.STEPS, (self.count(row[1]) for row in rows), strict=True))
        self.values.add(told.pop("places") or 0)  # places are no people
        for step, value in told.items():
            further = FURTHER.get(step, ())
            box = self.step(step) if step in TAKEN else {}
            self.people(
                f"{key} {step}", value, **self.of_cohorts(), admission=[ENROLLED, *further], **box
            )
        known = [v for v in told.values() if v is not None]
        self.values |= {a - b for a in known for b in known}  # nested, which are compared anyway
        done, wide = self.step("completed"), self.of_cohorts()
        sentence = self.here_sentence(key)
        for measure, step in (
            ("completion_rate", "started"),
            ("completion_of_ended", "ended"),
            ("completion_of_enrolled", "enrolled"),
        ):
            start = self.words(f"admission.{measure}", share="|").split("|")[0]
            share = sentence.partition(start)[2]
            started = {"started": [True]} if step != "enrolled" else {}
            self.rate(key, share, wide | self.step(step), wide | done | started)

    def _rows_losses(self, rows: list[list[str]], key: str) -> None:
        """Cohorts, and how many of those who started from each place have completed."""
        names = {self.words(f"losses.{n}"): n for n in ("started", "completed", "withdrawn")}
        taken = {**TAKEN, "withdrawn": ("withdrawn",)}
        started = {"started": [True]}
        modules = self.data["modules"]
        before = dict(zip(modules[f"name_{self.words.language}"], modules["position"], strict=True))
        part = self.shown.part(key)  # type: ignore[attr-defined]
        columns = part["columns"] if "columns" in part else part["figure"]["columns"]
        for row in rows:
            told = dict(zip(columns, row, strict=True))
            name = told.pop(self.words("filter.cohort"))
            wide = self.of_cohorts(self.cohort(name))
            applied = [ENROLLED, *FURTHER["applied"]]
            number = self.count(told.pop(self.words("losses.applied")))
            self.people(f"{key} {name} applied", number, **wide, admission=applied)
            for column, state in names.items():
                box = wide | started | {"course": self.course(taken[state])}
                self.people(f"{key} {name} {state}", self.count(told.pop(column)), **box)
            whole, part = (
                wide | started | {"course": self.course(taken[s])} for s in ("started", "completed")
            )
            self.rate(f"{key} {name}", told.pop(self.words("losses.completion_rate")), whole, part)
            drop = told.pop(self.words("losses.module"))
            for module, position in before.items():
                start = self.words("losses.before", name=module, n="")
                if drop.startswith(start):
                    last = [c for c in self.attacker.courses if c[1] == int(position) - 1]
                    lost = self.count(drop.removeprefix(start))
                    self.people(f"{key} {name} {module}", lost, **wide, **started, course=last)
            of = re.escape(self.words("losses.of", n="N", total="T"))
            of = of.replace("N", r"(\S+)").replace("T", r"(\S+)")
            for place, cell in told.items():
                there = {"municipality": self.codes[place.removeprefix("▸ ")]}  # type: ignore[attr-defined]
                found = re.fullmatch(of, cell.removeprefix("▼ "))
                assert found or cell == "..", f"the attack cannot read the loss {cell!r}"
                for state, text in zip(
                    ("completed", "started"), found.groups() if found else (), strict=False
                ):
                    box = wide | started | there | {"course": self.course(taken[state])}
                    self.people(f"{key} {name} {place} {state}", self.count(text), **box)

    def here_sentence(self, key: str) -> str:
        """The sentence of a card, its numbers without "about"."""
        told = self.shown.part(key).get("sentence", "")  # type: ignore[attr-defined]
        return str(self.bluntly(told))  # type: ignore[attr-defined]

    def _rows_gender_steps(self, rows: list[list[str]], key: str) -> None:
        for step, (_, women, men, share) in zip(gender.STEPS, rows, strict=True):
            if step not in TAKEN:
                assert (women, men) == ("-", "-"), "applied and admitted have no gender"
                continue
            box = self.of_cohorts() | self.step(step)
            told = {"woman": self.count(women) or 0, "man": self.count(men) or 0}
            for chosen in nonempty(told):
                number = sum(told[c] for c in chosen)
                self.people(f"{key} {step} {sorted(chosen)}", number, **box, gender=chosen)
            both = box | {"gender": ["woman", "man"]}
            self.rate(f"{key} {step}", share, both, box | {"gender": ["woman"]})

    def _rows_sector_size(self, rows: list[list[str]], key: str) -> None:
        fields = self.data.contract["participants"]
        sizes = [*fields["size_class"].enum, "unknown"]
        told = {
            (sector, size): self.count(cell) or 0
            for sector, row in zip(fields["sector"].enum, rows, strict=True)
            for size, cell in zip(sizes, row[1:], strict=False)
        }
        sectors, those = ({at[i] for at in told} for i in (0, 1))
        for some in nonempty(sorted(sectors)):
            for many in nonempty(sorted(those)):
                number = sum(n for (a, b), n in told.items() if a in some and b in many)
                self.owners(
                    f"{key} {sorted(some)} {sorted(many)}", number, sector=some, size_class=many
                )

    def owners(self, where: str, number: int | None, **box: Any) -> None:
        """Write down a count of organisations: of the county and the whole project."""
        if "sector" in box:
            box["enterprise"] = sorted({s == "enterprise" for s in box["sector"]})
        if number is not None:
            every = {"municipality": everywhere(self.data), "cohort": self.attacker.cohorts}
            self.tell(
                where, "organisations", number, everywhere(self.data), Selection(), **every, **box
            )

    def _rows_missing(self, rows: list[list[str]], key: str) -> None:
        for row in rows:
            self.of_everyone(f"{key} {row[0]}", row[1], self.codes[row[0]])  # type: ignore[attr-defined]

    def _rows_missing_enterprises(self, rows: list[list[str]], key: str) -> None:
        wide = self.selection.everywhere()
        for row in rows:
            places = self.codes[row[0]]  # type: ignore[attr-defined]
            whole = self.attacker.who("enterprises", self.data.codes, wide)
            part = whole | {"municipality": places}
            self.rate(f"{key} {row[0]}", row[1], whole, part, "organisations")

    def _rows_groups(self, rows: list[list[str]], key: str) -> None:
        register = self.data["register"]
        names = register[f"group_{self.words.language}"]
        for group, _, people, share, _ in rows:
            members = register.loc[names == group, "code"].tolist()
            assert members, f"no group is called {group}"
            wide = self.selection.everywhere()
            # of all people those whose first place is one of these
            every = self.attacker.who("participants", self.data.codes, wide)
            there = every | {"municipality": members}
            self.tell(f"{key} {group}", "participants", self.count(people), members, wide, **there)
            self.of_everyone(f"{key} {group}", share, members)

    def of_everyone(self, where: str, share: str, places: list[str]) -> None:
        """The share that some places have of all participants."""
        wide = self.selection.everywhere()
        whole = self.attacker.who("participants", self.data.codes, wide)
        self.rate(where, share, whole, whole | {"municipality": places})

    def _rows_aligned(self, rows: list[list[str]], key: str) -> None:
        modules = self.data["modules"]
        names = dict(zip(modules[f"name_{self.words.language}"], modules["position"], strict=True))
        for cohort, _, module, share in rows:
            if module == self.words("aligned.start"):
                continue
            started = self.of_cohorts(self.cohort(cohort)) | {"started": [True]}
            came = {"course": self.course(STATUSES[1:], int(names[module]))}
            self.rate(
                f"{key} {cohort} {module}",
                share,
                started | {"course": self.course(STATUSES[1:])},
                started | came,
            )

    def _rows_retention(self, rows: list[list[str]], key: str) -> None:
        names = {
            name
            for (_, lang), name in self.data.cohort_names.items()
            if lang == self.words.language
        }
        for name in names:  # too few for a curve: their states stand in words
            steps = {
                state: rf"(?P<{state}>\S+?)" for state in ("started", "withdrawn", "completed")
            }
            said = re.escape(
                self.words("retention.steps", name=name, **{s: f"<{s}>" for s in steps})
            )
            for state, number in steps.items():
                said = said.replace(re.escape(f"<{state}>"), number)
            if found := re.search(said, self.here_sentence(key)):
                told = {state: self.count(found[state]) or 0 for state in steps}
                self.stack(f"{key} in words", *self.cohort(name), told, everywhere(self.data))
        curve: dict[str, tuple[float, float]] = {}
        for cohort, week, at_risk, left, completed, share in rows:
            mine = self.of_cohorts(self.cohort(cohort)) | {"started": [True]}
            when, there = self.count(week) or 0, self.count(at_risk) or 0
            # whose last day is not recorded has a half-year of its own, and is in no row
            halves = [h for h in self.attacker.halves if h >= 0 and (h + 1) * HALF_YEAR >= when]
            self.people(f"{key} {cohort} {when}", there, **mine, half_year=halves)
            ended = {"withdrawn": self.count(left) or 0, "completed": self.count(completed) or 0}
            for status, number in ended.items():
                if number:
                    self.people(
                        f"{key} {cohort} {when} {status}",
                        number,
                        **mine,
                        half_year=[when // HALF_YEAR - 1],
                        course=self.course([status]),
                    )
            within, gone = curve.get(cohort, (1.0, 0.0))
            gone += within * ended["withdrawn"] / there
            curve[cohort] = (within * (1 - sum(ended.values()) / there), gone)
            told = self.number(share)
            if told is not None and re.match(r"\d", share) and int(told) != round(100 * (1 - gone)):
                self.attacker.loose.append(f"{self.where(key)} {cohort} {when}: {share}")

    def _rows_times(self, rows: list[list[str]], key: str) -> None:
        for name, median, middle, n in rows:
            weeks = [median, *middle.split("–")] if middle else []
            assert all((self.number(w) or 0) % 1 == 0 for w in weeks), "weeks are told whole"
            self.values |= {self.count(w) or 0 for w in weeks}
            self.people(
                f"{key} {name}",
                self.count(n),
                **self.of_cohorts(self.cohort(name)),
                started=[True],
                course=self.course(["completed"]),
                half_year=[h for h in self.attacker.halves if h >= 0],
            )

    def _rows_survey(self, rows: list[list[str]], key: str) -> None:
        wave = key.rpartition("-")[2]
        # a mean of some chosen cohorts is of those that may be told of
        told = self.data["scores"]
        mine = self.attacker.within(self.selection)
        if set(mine) != set(self.attacker.cohorts):
            told = set(told.loc[told["wave"] == wave, "cohort_id"])
            mine = [c for c in mine if c in told]
        both = [r for r in REPLIES if r[0] and r[WAVES.index(wave)]]
        for area, before, now, change, n in rows:
            assert all(
                re.fullmatch(r"[+−-]?\d[.,]\d|\.\.|-|0", m) for m in (before, now, change)
            ), "scores are told with one decimal"
            self.people(f"{key} {area}", self.count(n), **self.of_cohorts(mine), reply=both)

    def _rows_attendance(self, rows: list[list[str]], key: str) -> None:
        for cohort, session, _, present, recorded, share in rows:
            axis = f"attended_{session.partition('.')[0]}"
            mine = self.of_cohorts(self.cohort(cohort))
            there, known = mine | {axis: ["yes"]}, mine | {axis: ["yes", "no"]}
            self.people(f"{key} {cohort} {session}", self.count(present), **there)
            self.people(f"{key} {cohort} {session} known", self.count(recorded), **known)
            self.rate(f"{key} {cohort} {session}", share, known, there)

    def _rows_response(self, rows: list[list[str]], key: str) -> None:
        for wave, row in zip(surveys.WAVES, rows, strict=True):
            asked, replies = self.asked(wave)
            cells = dict(
                zip(("asked", "answered", "silent", "rate", "paired"), row[1:], strict=True)
            )
            for name, those in replies.items():
                self.people(f"{key} {wave} {name}", self.count(cells[name]), **asked, reply=those)
            self.rate(f"{key} {wave}", cells["rate"], asked, asked | {"reply": replies["answered"]})

    def asked(self, wave: str) -> tuple[Box, dict[str, Any]]:
        """Who was asked at a wave, and which replies each number of them has."""
        at = surveys.WAVES.index(wave)
        asked = self.of_cohorts() | {"started": [True]}
        asked["course"] = self.course(STATUSES[1:] if wave == "before" else ["completed"])
        return asked, {
            "asked": REPLIES,
            "answered": [r for r in REPLIES if r[at]],
            "silent": [r for r in REPLIES if not r[at]],
            "paired": [r for r in REPLIES if r[at] and r[0]],
        }

    def in_words(self, key: str, text: str) -> None:
        """The counts that the sentence of a card of progress tells."""
        if key == "admission":
            self.wholes(key, text, self.selection.everywhere())
        if key.startswith("survey-"):
            self.answered(key, text)

    def answered(self, key: str, text: str) -> None:
        """How many answered, as the sentence of a survey tells it."""
        gaps = {name: f"<{name}>" for name in ("paired", "answered", "asked", "rate")}
        said = re.escape(self.words("survey.answered", **gaps))
        for name in gaps:
            said = said.replace(f"<{name}>", rf"(?P<{name}>\S+?(?:\u00a0%)?)")
        found = re.search(said, text)
        asked, replies = self.asked(key.rpartition("-")[2])
        for name, those in replies.items() if found else ():
            if name in gaps and found:
                self.people(f"{key} {name}", self.count(found[name]), **asked, reply=those)

    def _rows_targets(self, rows: list[list[str]], key: str) -> None:
        names = {m.name(self.words.language): m.id for m in self.data.catalogue.programme()}
        for name, scope, actual, *_ in rows:
            whole = scope == self.words("pace.whole")
            of = self.selection if whole else Selection(cohorts=tuple(self.cohort(scope)))
            self.amount(f"{key} {name}", names[name], actual, of)

    # ---- measures and sentences

    def wholes(self, where: str, text: str, selection: Selection) -> None:
        """The numbers that completion rates are shares of, where they stand beside them."""
        places = list(selection.municipalities) or everywhere(self.data)
        # "77 % (n = 22)", or of protected numbers "77 % (of 20)"
        between = [
            re.escape(self.words(phrase, share="|", n="#").strip("|").partition("#")[0])
            for phrase in ("completion.with_n", "completion.with_about")
        ]
        for phrase, whole in WHOLES.items():
            start = self.words(phrase, share="|", n="|").partition("|")[0]
            share = "" if phrase in ALONE else rf"[^(]*?(?:{'|'.join(between)})"
            found = re.search(rf"{re.escape(start)}{share}({COUNT})", text)
            if found:
                self.tell(where, whole, self.count(found[1]), places, selection)

    def amount(
        self, where: str, measure: str, text: str, selection: Selection | None = None
    ) -> None:
        """An amount of a measure under the selection: a count, or a share of two counts."""
        selection = selection or self.selection
        places = list(selection.municipalities) or everywhere(self.data)
        declared = self.data.catalogue[measure].declared
        if "whole" in declared:
            part, whole = (
                self.attacker.who(declared[side], places, selection) for side in ("part", "whole")
            )
            self.rate(where, text, whole, part)
        elif "per" not in declared:
            self.tell(where, measure, self.count(text), places, selection)

    def since(self, part: dict[str, Any], k: int) -> None:
        """What changed: the number that stands now is one of this view, and the one before is told only
        where they are so far apart that nobody in between can be pointed out."""
        measures = {m.name(self.words.language): m.id for m in self.data.catalogue.programme()}
        for item in part["items"]:
            said = item["link"]["label"] if "link" in item else ""
            name = next(
                (n for n in sorted(measures, key=len, reverse=True) if said.startswith(n)), ""
            )
            if not name:
                continue
            amounts = [self.count(n) or 0 for n in re.findall(r"\d[\d\u00a0]*", said[len(name) :])]
            if "whole" in self.data.catalogue[measures[name]].declared:
                continue  # shares, each told by its own publication
            if len(amounts) > 1 and 1 <= abs(amounts[0] - amounts[1]) < k:
                self.attacker.loose.append(f"{self.where('since')} {said}")
