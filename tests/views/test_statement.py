"""The statement of accessibility says what the law asks, and nothing of its tests that is not tested."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from importlib.metadata import version

import pytest

from atlas import region
from atlas.conformance import Assessment, Fault, assessment
from atlas.errors import DeclarationError
from atlas.views import panels, site
from atlas.views.panels import statement
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words, texts
from tests.journeys.accessibility import THEMES
from tests.journeys.pages import ROOMS

DAY = dt.date(2026, 1, 2)


def view(data, language="sv"):
    return Here(data, read({"lang": language}, data)[0], Words(language))


def told(panel, data, language="sv"):
    items = panel(view(data, language)).content["items"]
    return " ".join(
        str(part)
        for item in items
        for part in (item.get("strong", ""), item["text"], item.get("small", ""))
    )


def with_contact(data, **contact):
    declared = {**data.region.declared, "accessibility": contact}
    link = contact.get("contact_url", "")
    return replace(data, region=replace(data.region, declared=declared, accessibility_url=link))


def test_who_stands_behind_it_and_how_far_it_complies(counted):
    said = panels.statement_answer(view(counted.public)).text
    assert said.startswith("Region Västerbotten står bakom Innovationsatlas Västerbotten.")
    assert "delvis förenlig" in said
    assert f"{len(assessment().faults)} brister" in said


def test_without_a_known_fault_it_complies_fully():
    fault = Fault("pictures", ("1.1.1",), ("map",))
    assert Assessment(DAY, DAY, "", ()).status == "full"
    assert Assessment(DAY, DAY, "", (fault,)).status == "partial"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_fault_has_its_words_its_rule_and_its_pages(counted, language):
    said = told(panels.statement_faults, counted.public, language)
    for fault in assessment().faults:
        assert set(fault.pages) <= set(site.pages())
        assert all(re.fullmatch(r"[1-4]\.\d\.\d\d?", criterion) for criterion in fault.criteria)
        assert texts(language)[f"statement.fault.{fault.name}.title"] in said
        assert ", ".join(fault.criteria) in said
    described = {k.split(".")[2] for k in texts(language) if k.startswith("statement.fault.")}
    assert described == {fault.name for fault in assessment().faults}


@pytest.mark.parametrize(
    ("language", "says"), [("sv", "är ännu inte ifyllt"), ("en", "has not been filled in")]
)
def test_where_nobody_has_said_whom_to_tell_it_says_so(counted, language, says):
    assert says in told(panels.statement_contact, counted.public, language)


def test_whom_to_tell_is_a_setting_of_the_owner(counted):
    data = with_contact(
        counted.public,
        contact_sv="brev till A",
        contact_en="letters to B",
        contact_url="mailto:a@b.se",
    )
    assert "brev till A" in told(panels.statement_contact, data)
    assert "letters to B" in told(panels.statement_contact, data, "en")
    first = panels.statement_contact(view(data)).content["items"][0]
    assert first["link"]["url"] == "mailto:a@b.se"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://a.se", "a.se", 1])
def test_a_contact_that_nobody_should_follow_is_refused(tmp_path, link):
    shipped = (region.Path("data") / region.FILE).read_text("utf-8")
    text = shipped.replace("[accessibility]\n", f"[accessibility]\ncontact_url = {link!r}\n")
    (tmp_path / region.FILE).write_text(text, "utf-8")
    with pytest.raises(DeclarationError, match="contact_url"):
        region.load(tmp_path)


def test_the_authority_and_its_form_are_named(counted):
    contact = panels.statement_contact(view(counted.public)).content["items"][-1]
    assert "Digg" in contact["text"]
    assert contact["link"]["url"] == assessment().supervision


def test_it_says_of_the_tests_what_they_are(counted):
    # the pages, languages and themes of tests/journeys/test_accessibility.py
    framed = {name for name, page in site.pages().items() if page.window is None}
    assert framed == set(ROOMS)
    assert set(THEMES) == set(statement.THEMES)
    said = told(panels.statement_tests, counted.public)
    assert f"{len(ROOMS)} sidor × 2 språk × 2 teman, {len(ROOMS) * 4} körningar" in said
    assert all(room.sv in said for room in ROOMS.values())
    assert f"Streamlit {version('streamlit')}" in said
    assert "1 mars 2024" in said  # when the numbers were published
    assert view(counted.public).words.date(assessment().assessed_on) in said


def test_the_page_about_the_atlas_leads_to_it_in_the_same_view(counted):
    here = Here(
        counted.public, read({"kommun": "2480", "lang": "en"}, counted.public)[0], Words("en")
    )
    link = panels.accessibility(here).content["items"][0]["link"]
    assert link == {
        "url": "/tillganglighet?lang=en&kommun=2480",
        "label": "Accessibility statement",
    }
