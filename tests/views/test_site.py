"""The site: pages in the order of their links, found by their addresses, seen by those they name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas import roles
from atlas.errors import DeclarationError
from atlas.views import access, panels, site
from atlas.views.page import EVERYONE, Page
from atlas.views.sheet import Beside, below, beside

START = Page(address="", order=10, name="start")
NEXT = Page(address="nasta", order=20, name="next")
DECLARED = list(site.pages().values())
FRAMED = [page for page in DECLARED if page.window is None]


def named(page):
    return page.name


def placed(some):
    """The panels of a page one by one."""
    for panel in some:
        if isinstance(panel, Beside):
            yield from placed(panel.panels)
        else:
            yield panel


def test_links_stand_in_the_order_that_pages_declare_whatever_the_files_are_called():
    assert list(site.listed([NEXT, START])) == ["start", "next"]
    assert list(site.listed([NEXT, START, replace(NEXT, address="mer", order=15, name="x")])) == [
        "start",
        "x",
        "next",
    ]


def test_two_pages_with_one_address_are_refused_and_so_is_a_site_without_a_start_page():
    with pytest.raises(DeclarationError, match=r"pages/\w+.py: another page has the same address"):
        site.listed([START, NEXT, replace(NEXT, name="again")])
    with pytest.raises(DeclarationError, match="nothing is the start page"):
        site.listed([NEXT])


def test_a_path_leads_to_its_page_and_any_other_to_the_start_page():
    assert site.at("kohorter") is site.page("cohorts")
    assert site.at("") is site.at("nowhere") is site.page("overview")


@pytest.mark.parametrize("page", FRAMED, ids=named)
def test_every_page_gives_its_answer_one_place(page):
    assert list(placed(page.panels)).count(panels.answer) == 1
    assert list(placed(page.laid)).count(page.answered) == 1
    assert panels.answer not in placed(page.laid)


@pytest.mark.parametrize("page", DECLARED, ids=named)
def test_a_page_is_either_laid_out_or_fills_the_window(page):
    assert bool(page.panels) == (page.window is None)


def test_the_stage_has_first_what_a_page_says_and_then_the_rest_of_it():
    one, two, three = (lambda _: None for _ in range(3))
    shown = Page(
        address="",
        order=1,
        panels=(beside((1, panels.answer), (1, below(one, two))), panels.history_book, three),
        stage=(three,),
    )
    assert shown.staged == (three, one, two)
    assert replace(shown, stage=()).staged == ()


def test_what_is_of_use_to_a_room_can_be_staged_and_what_staff_work_with_cannot():
    assert site.staged()[0] == "overview"
    assert not {"present", "import", "history", "access"} & set(site.staged())


@pytest.fixture
def may(monkeypatch):
    """Whether a role may do something on a page with these viewers that ``roles.toml`` does not name."""

    def asked(role, action, viewers):
        new = replace(NEXT, viewers=viewers)
        monkeypatch.setattr(site, "pages", lambda: {"next": new})
        return access.Viewer(role).may("next", action)

    return asked


@pytest.mark.parametrize("role", roles.ROLES)
def test_a_page_that_names_no_viewers_is_seen_by_nobody(may, role):
    assert not any(may(role, action, frozenset()) for action in roles.ACTIONS)


@pytest.mark.parametrize("role", roles.ROLES)
def test_viewers_see_a_page_and_take_its_files_and_never_exact_numbers(may, role):
    assert {a for a in roles.ACTIONS if may(role, a, EVERYONE)} == {"view", "export"}
    assert not may(role, roles.VIEW, EVERYONE - {role})


def test_where_the_matrix_names_a_page_it_decides_alone(tmp_path):
    everywhere = "".join(f"{role} = []\n" for role in roles.ROLES)
    (tmp_path / "roles.toml").write_text(f"[next]\n{everywhere}", "utf-8")
    assert not roles.may(tmp_path, "public", "next", roles.VIEW, EVERYONE)
    assert roles.may(tmp_path, "public", "other", roles.VIEW, EVERYONE)


def test_where_the_matrix_cannot_be_read_nobody_sees_any_page(tmp_path):
    assert not roles.may(tmp_path, "public", "next", roles.VIEW, EVERYONE)
    (tmp_path / "roles.toml").write_text("[next", "utf-8")
    assert not roles.may(tmp_path, "public", "next", roles.VIEW, EVERYONE)
