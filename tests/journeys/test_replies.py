"""A choice is answered without a run of the page; and all that needs one knows which view is looked at."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.journeys.pages import agreed
from tests.journeys.saving import saved

pytestmark = pytest.mark.browser

UMEA, LYCKSELE = "2480", "2481"
COHORT = "riv-umea-2022"


class Traffic:
    """What a tab says to the atlas: messages of runs, and questions for replies."""

    def __init__(self, page):
        self.messages, self.questions = 0, []
        page.on("websocket", lambda line: line.on("framesent", self._count))
        page.on("request", self._keep)

    def _count(self, _):
        self.messages += 1

    def _keep(self, request):
        if "/svar/" in request.url:
            self.questions.append(request.url.partition("&")[2])


@agreed
def shows(atlas, name: str) -> None:
    """The answer speaks of a place."""
    expect(atlas.answer).to_contain_text(f"{name}: ")


def test_a_choice_is_one_question_and_no_message_and_a_view_that_is_held_is_neither(visit, public):
    atlas = visit(public)
    traffic = Traffic(atlas.page)
    atlas.open("participants")
    before = traffic.messages
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows(atlas, "Lycksele")
    atlas.badge(LYCKSELE).click()
    expect(atlas.answer).not_to_contain_text("Lycksele: ")
    asked = list(traffic.questions)
    assert asked.count(f"kommun={LYCKSELE}") == 1
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows(atlas, "Lycksele")
    assert traffic.questions.count(f"kommun={LYCKSELE}") == 1, "it is held"
    assert traffic.messages == before


def test_back_and_forth_show_the_view_of_the_address(visit, public):
    atlas = visit(public).open("participants")
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows(atlas, "Lycksele")
    atlas.badge(LYCKSELE).click()
    expect(atlas.answer).not_to_contain_text("Lycksele: ")
    atlas.choose_by_mouse("kommun", "Umeå")
    shows(atlas, "Umeå")
    atlas.page.go_back()
    expect(atlas.answer).not_to_contain_text("Umeå: ")
    assert atlas.query == {}
    atlas.page.go_back()
    shows(atlas, "Lycksele")
    assert atlas.query == {"kommun": LYCKSELE}
    atlas.page.go_forward()
    expect(atlas.answer).not_to_contain_text("Lycksele: ")


def test_a_reply_does_not_wait_until_the_browser_has_confirmed_its_head(visit, public):
    atlas = visit(public).open("overview")
    kept_open = """async ([address, times]) => {
      const taken = [];
      for (let at = 0; at < times; at++) {
        const start = performance.now();
        await (await fetch(address, { cache: "no-store" })).arrayBuffer();
        taken.push(performance.now() - start);
      }
      return taken;
    }"""
    traffic = Traffic(atlas.page)
    with atlas.page.expect_response(lambda answer: "/svar/" in answer.url) as coming:
        atlas.choose_by_mouse("kommun", "Lycksele")
    assert traffic.questions
    taken = atlas.page.evaluate(kept_open, [coming.value.url, 20])
    # the first ones of a connection never wait; later ones waited 44 ms each, and the fastest tells
    assert min(taken[10:]) < 30, taken


def test_a_file_is_of_the_view_that_is_looked_at(visit, public):
    atlas = visit(public).open("cohorts")
    atlas.choose_by_mouse("kohort", "Umeå 2022")
    expect(atlas.answer).to_contain_text("Umeå 2022")
    _, content = saved(atlas.card("states"), "csv")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    told = [line[0] for line in lines if len(line) > 2]
    assert "Umeå 2022" in told
    assert not {"Skellefteå 2022", "Lycksele 2022"} & set(told)


def test_a_slide_is_of_the_view_that_is_looked_at(visit, public):
    atlas = visit(public).open("map")
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows(atlas, "Lycksele")
    atlas.page.get_by_role("button", name="+ Presentation").first.click()
    expect(atlas.page.get_by_role("status").filter(has_text="1 vy i presentationen")).to_have_count(
        1
    )
    kept = atlas.page.evaluate("JSON.stringify({...sessionStorage})")
    assert LYCKSELE in kept


def test_another_language_keeps_the_choice_that_only_the_browser_knew(visit, public):
    atlas = visit(public).open("participants")
    atlas.choose_by_mouse("kohort", "Umeå 2022")
    expect(atlas.answer).to_contain_text("Umeå 2022")
    atlas.speak("en")
    atlas.rest("participants", "en")
    expect(atlas.answer).to_contain_text("Umeå 2022, Västerbotten County: about")
    assert atlas.query == {"kohort": COHORT, "lang": "en"}
    atlas.choose_by_mouse("kommun", "Lycksele")
    expect(atlas.answer).to_contain_text("Umeå 2022, Lycksele: few or no people")


def test_exact_numbers_are_of_the_view_and_each_choice_of_them_is_a_run(visit, desk):
    atlas = visit(desk)
    traffic = Traffic(atlas.page)
    atlas.open("map")
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows(atlas, "Lycksele")
    atlas.see_exact()
    expect(atlas.numbers).to_contain_text("Exakta tal")
    atlas.rest("map")
    shows(atlas, "Lycksele")
    assert atlas.query == {"kommun": LYCKSELE}
    traffic.questions.clear()
    atlas.choose_by_mouse("kommun", "Umeå")
    shows(atlas, "Umeå")
    assert traffic.questions == []


def test_without_a_reply_the_page_is_run(visit, public):
    atlas = visit(public).open("participants")
    atlas.page.route("**/svar/**", lambda route: route.abort())
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows(atlas, "Lycksele")
    atlas.page.unroute("**/svar/**")
    atlas.choose_by_mouse("kommun", "Umeå")
    shows(atlas, "Umeå")


def test_a_new_snapshot_is_gone_on_to_with_the_choice_that_finds_it(visit, own_delivery, own_desk):
    atlas = visit(own_desk).open("participants")
    old = atlas.page.locator(".st-key-footer").inner_text()
    table = own_delivery.data / "targets.csv"
    table.write_text(table.read_text("utf-8").replace("styr", "Styr"), "utf-8")
    (own_delivery.data / "events.csv").touch()
    done = own_delivery.publish()
    assert done.returncode == 0, done.stdout + done.stderr
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows(atlas, "Lycksele")
    expect(atlas.page.locator(".st-key-footer")).not_to_have_text(old)
