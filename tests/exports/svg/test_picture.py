"""Pictures of figures whose numbers can be checked by head, and of texts that are long, odd or hostile."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from atlas.exports.svg import Head, letters, picture
from atlas.exports.svg.drawing import wrapped
from atlas.figures.spec import Line, Lines, Row, Rows, Spot, Spots
from tests.exports.svg.seen import faults, read

LONG = "En mycket lång benämning på en grupp av kommuner i inlandet och vid kusten " * 4
WORD = "Kommunalförbundssamverkansavtalsförhandling" * 4
HEAD = Head(
    "Deltagare: flest i Umeå", "personer · Länet · 2022", "Källa: egna uppgifter · Exempeldata"
)
BARS = Rows(
    (
        Row("Umeå", text="20", bar=20.0, look="strong"),
        Row("Skellefteå", text="10", bar=10.0, reach=(6.0, 14.0)),
        Row("Åsele", sign=".."),
        Row("Länet", text="30", dot=30.0, look="beside"),
    ),
    (0.0, 40.0),
    ((0.0, "0"), (20.0, "20"), (40.0, "40")),
    legend=(("reach", "Intervall"), ("sign", ".. skyddat tal")),
)
PARTS = Rows(
    (Row("Alfa", parts=((30.0, "30", "", (25.0, 35.0)), (1.0, "omkring 1", "", None))),),
    (0.0, 40.0),
    ((0.0, "0"),),
    parts=(("Slutfört", "#0B5270", "#FFFFFF"), ("Avbrutet", "#ED9245", "#10212A")),
)
P, Q = (2020.0, 10.0, ""), (2022.0, 20.0, "")
YEARS = Lines(
    (
        Line("Umeå", "strong", (P, None, Q), "Umeå 20", broken=((0, ".."), (2, ".."))),
        Line("Riket", "beside-0", ((2020.0, 20.0, ""), (2022.0, 20.0, "")), "Riket 20"),
        Line("Åsele", "quiet", ((2020.0, 20.0, ""), (2022.0, 19.9, "")), "Åsele"),
        Line("Malå", "strong", (None, None), "Malå: skyddat tal"),
    ),
    (2020.0, 2022.0),
    (0.0, 30.0),
    ((0.0, "0"), (30.0, "30")),
    ((2020.0, "2020"), (2022.0, "2022")),
    axis="År",
    breaks=((2021.0, "Ny metod"), (2021.2, "Nytt register")),
    events=((2021.5, "Kursen började"),),
)  # fmt: skip
SPOTS = Spots(
    (
        Spot("Umeå", 5.0, 5.0, "", (3.0, 7.0), "strong"),
        Spot("Vännäs", 5.1, 5.0, ""),
        Spot("Malå", 9.9, 9.9, ""),
    ),
    (0.0, 10.0),
    (0.0, 10.0),
    ((0.0, "0"), (10.0, "10")),
    ((0.0, "0"), (10.0, "10")),
    "Andel med lång utbildning, procent",
    "Deltagare per 10 000",
)
ALL = {"bars": BARS, "parts": PARTS, "years": YEARS, "spots": SPOTS}


def rect(seen, fill):
    return [s for s in seen.shapes if s.get("fill") == fill and s.tag.endswith("rect")]


@pytest.mark.parametrize("width", [480, 800, 1200, 1920])
@pytest.mark.parametrize("kind", ALL)
def test_it_is_whole_at_any_width(kind, width):
    seen = read(picture(HEAD, ALL[kind], width))
    assert seen.width == width
    assert faults(seen) == []
    assert {HEAD.title, HEAD.subject} <= set(seen.words) or width < 800
    assert HEAD.source in seen.told


def test_it_is_refused_where_there_is_no_room_for_texts():
    with pytest.raises(ValueError, match="at least 480 px wide"):
        picture(HEAD, BARS, 300)


def test_bars_are_as_long_as_their_numbers():
    """20 is twice as long as 10, and the two begin at the same place."""
    seen = read(picture(HEAD, BARS))
    [twenty], [ten] = rect(seen, "#B4530A"), rect(seen, "#1F7F9C")
    assert float(twenty.get("width")) == pytest.approx(2 * float(ten.get("width")), abs=0.02)
    assert twenty.get("x") == ten.get("x")
    assert {"20", "10", "..", "30", ".. skyddat tal", "Intervall"} <= set(seen.words)


def test_the_number_of_a_part_without_room_stands_below():
    assert {"30", "Avbrutet omkring 1", "Slutfört", "Avbrutet"} <= set(
        read(picture(HEAD, PARTS)).words
    )


def test_what_an_event_is_stands_below_its_row():
    rows = (Row("Händelser", events=((10.0, "3 juni 2022: start"), (20.0, "1 maj 2023: slut"))),)
    seen = read(picture(HEAD, replace(BARS, rows=rows)))
    assert "3 juni 2022: start · 1 maj 2023: slut" in seen.words


def test_no_line_leads_over_a_gap_and_who_has_no_point_is_named_above():
    seen = read(picture(HEAD, YEARS))
    strong = [s.get("d") for s in seen.shapes if s.get("stroke") == "#B4530A"]
    assert [len(re.findall("[ML]", d)) for d in strong if d] == [2]
    assert [len(re.findall("M", d)) for d in strong if d] == [2], "two points and a gap: no line"
    assert {"Malå: skyddat tal", "Ny metod", "Nytt register", "År", "Umeå 20"} <= set(seen.words)
    tops = {text: box[1] for text, box in seen.texts}
    assert tops["Malå: skyddat tal"] < tops["30"]


def test_names_of_lines_that_end_at_one_place_make_room_for_each_other():
    names = ("Umeå 20", "Skellefteå 20", "Lycksele 20")
    lines = tuple(Line(name, "strong", (P, Q), name) for name in names)
    seen = read(picture(HEAD, replace(YEARS, lines=lines)))
    assert faults(seen) == []
    assert set(names) <= set(seen.words)


def test_a_spot_has_its_name_and_one_without_room_none():
    crowd = tuple(Spot("Skellefteå", 5.0 + i / 100, 5.0, "") for i in range(12))
    assert "Malå" in read(picture(HEAD, SPOTS)).words
    seen = read(picture(HEAD, replace(SPOTS, spots=crowd)))
    assert 0 < seen.words.count("Skellefteå") < 12
    assert faults(seen) == []


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("text", [LONG, WORD], ids=["many words", "one word"])
def test_long_texts_are_wrapped_and_not_cut(kind, text):
    """In the head and at the foot, and as the name of a row, a line or an axis."""
    head = Head(text, text, text, "EXAKT_internt", text, text)
    figure = ALL[kind]
    if isinstance(figure, Rows):
        rows = tuple(replace(row, label=text, note=text) for row in figure.rows)
        figure = replace(figure, rows=rows, legend=(("dot", text), ("ring", "Kort")))
    elif isinstance(figure, Lines):
        lines = tuple(replace(line, end=text[:120]) for line in figure.lines)
        figure = replace(figure, lines=lines, axis=text)
    else:
        figure = replace(figure, axis=text, side=text)
    seen = read(picture(head, figure))
    assert faults(seen) == []
    said = "".join(seen.words).replace(" ", "")
    assert said.count(text.replace(" ", "")) >= 4


def test_text_is_never_markup_and_signs_without_a_shape_are_left_out():
    odd = 'A<b> & "c" \x00\x0b\u202e\ud800d\ufffe\n</svg>'
    seen = read(picture(Head(odd, odd, odd, odd, odd, odd), BARS))
    assert seen.words[0] == 'A<b> & "c" d </svg>'
    assert seen.title == 'A<b> & "c" d </svg>: A<b> & "c" d </svg>'


def test_a_sign_that_the_font_lacks_is_a_box_and_still_said():
    seen = read(picture(replace(HEAD, title="Ö 中"), BARS))
    (text, box), *_ = seen.texts
    assert text == "Ö 中"
    assert box[2] - box[0] > letters.wide("Ö ", 28, True)


def test_nothing_is_empty_and_nothing_is_fetched():
    content = picture(HEAD, replace(BARS, rows=())).decode()
    head, figure = [HEAD.title, HEAD.subject], ["Intervall", ".. skyddat tal", "0", "20", "40"]
    assert read(content.encode()).words == [*head, *figure, HEAD.source]
    assert not re.search(r'style=|class=|font-family|<text|href="(?!#)|url\(', content)
    used, known = (
        set(re.findall(p, content)) for p in ('xlink:href="#([^"]*)"', '<path id="([^"]*)"')
    )
    assert used == known


def test_letters_are_as_wide_as_the_font_says_and_stand_as_close():
    """An *n* is 542 thousandths of its size in the font; *V* and *ä* stand closer than alone."""
    assert letters.wide("nn", 1000) == 2 * letters.wide("n", 1000)
    apart = letters.wide("V", 100) + letters.wide("ä", 100)
    assert letters.wide("Vä", 100) < apart
    assert letters.wide("Umeå", 10, bold=True) > letters.wide("Umeå", 10)


def test_a_word_wider_than_its_room_is_broken_and_no_letter_is_lost():
    lines = wrapped("Ett " + WORD, 100, 14)
    assert "".join(lines) == "Ett" + WORD
    assert all(letters.wide(line, 14) <= 100 for line in lines)


def test_what_stands_outside_or_on_another_is_seen_as_a_fault():
    """These tests can fail: a text that is moved is found."""
    content = picture(HEAD, BARS).decode()
    first = re.search(r'transform="translate\(40 [\d.]+\) scale', content)
    assert first
    for place, fault in (
        ("translate(1190 60) scale", "is cut"),
        ("translate(40 105) scale", "lies on"),
    ):
        moved = content.replace(first[0], f'transform="{place}', 1)
        assert any(fault in one for one in faults(read(moved.encode())))
