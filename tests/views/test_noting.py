"""The field for a note: whoever writes it is told what will not be kept, before and after."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

CHANGED = (
    "Ur anteckningen tas det bort som ser ut som ett personnummer, en e-postadress "
    "eller ett telefonnummer."
)


@pytest.fixture
def page():
    """A page of nothing but a note and a button that stores it."""

    def script():
        import streamlit as st

        from atlas.views import noting
        from atlas.words import Words

        words = Words("sv")
        note = noting.field(words, "note")
        if st.button("Spara"):
            noting.tell(words, note)

    return AppTest.from_function(script).run()


def test_who_writes_a_phone_number_is_told_before_and_after_it_is_stored(page):
    page.text_input[0].set_value(" Eva *070-123 45 67* ringde ").run()
    said = f"{CHANGED} Den sparas som: Eva \\*…\\* ringde"
    assert [warning.value for warning in page.warning] == [said]
    assert len(page.toast) == 0
    page.button[0].click().run()
    assert [toast.value for toast in page.toast] == [said]


def test_nothing_is_said_of_a_note_that_is_kept_whole(page):
    page.text_input[0].set_value("rättat 2022-06-13, 1 234 567 rader").run()
    page.button[0].click().run()
    assert (len(page.warning), len(page.toast)) == (0, 0)


def test_the_field_says_what_does_not_belong_there(page):
    assert page.text_input[0].help.startswith("Skriv inga namn.")
