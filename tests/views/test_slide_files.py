"""A deck as plain data for a writer of files: what each slide says, rests on and leads back to."""

from __future__ import annotations

from dataclasses import replace

from atlas.decks import Deck, Slide, from_link, to_link
from atlas.exports.slides import Chart, Cover, Maps, Table
from atlas.views import site, slide_files
from atlas.words import Words

SV = Words("sv")
HOST = "https://atlas.example"
CHART = Slide("participants", (("kommun", "2480"),), "by-municipality-participants")
SHARE = Slide("map", (("matt", "edu_postsec3plus_share"),), "map")
TABLE = Slide("municipality", (("kommun", "2481"),), "place-table")


def told(data, *views: Slide, **more):
    return slide_files.told(data, Deck("Möte", "sv", data.id, views), HOST, **more).slides


def test_each_view_is_a_slide_and_a_long_table_several(shipped):
    kinds = [type(slide.content) for slide in told(shipped.public, CHART, SHARE, TABLE)]
    assert kinds == [Cover, Chart, Maps, Table, Table, Cover]
    assert [type(s.content) for s in told(shipped.public, CHART, covers=False)] == [Chart]


def test_a_slide_leads_back_to_its_view_in_the_language_of_the_deck(shipped):
    _, chart, _ = told(shipped.public, CHART)
    assert chart.link == f"{HOST}/{site.page('participants').address}?kommun=2480&lang=sv"
    deck = Deck("Möte", "sv", shipped.public.id, (CHART,))
    for host in ("", "javascript:alert(1)//"):
        assert not any(s.link for s in slide_files.told(shipped.public, deck, host).slides)


def test_the_notes_hold_what_was_written_the_source_the_definition_and_the_protection(shipped):
    _, chart, _ = told(shipped.public, replace(CHART, notes="Hälsa välkommen"))
    notes = chart.notes
    assert notes[0] == "Hälsa välkommen"
    assert notes[1].startswith("Källa och underlag: Umeå · alla kohorter")
    assert notes[2].startswith("Definition: ")
    assert notes[-1] == SV("export.protected", k="5", n="4")
    _, share, _ = told(shipped.public, SHARE)
    assert "Definition: " in share.notes[1]
    assert SV("export.protected", k="5", n="4") not in share.notes


def test_a_map_of_another_measure_than_that_of_the_view_has_no_definition(shipped):
    chooser = Slide("compare", (("kommun", "2480,2481"),), "compare-chooser")
    for view, defined in ((SHARE, 1), (chooser, 0)):
        _, slide, _ = told(shipped.public, view)
        assert sum("Definition: " in note for note in slide.notes) == defined


def test_made_up_numbers_are_marked_aloud_and_published_ones_quietly(shipped):
    _, chart, share, _ = told(shipped.public, CHART, SHARE)
    assert (chart.mark, chart.quiet) == ("Exempeldata", False)
    assert (share.mark, share.quiet) == ("Publicerad statistik", True)


def test_texts_of_a_sender_are_told_as_such_on_every_slide(shipped):
    view = replace(CHART, heading="Egen")
    written = Deck("Möte", "sv", shipped.public.id, (view,))
    sent = from_link(to_link(written), site.staged())
    for deck, says in ((written, False), (sent, True)):
        _, chart, _ = slide_files.told(shipped.public, deck, HOST).slides
        assert (chart.caption[0] == SV("present.sent")) is says
