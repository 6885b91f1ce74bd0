"""A presentation: it opens, says what it rests on, is read in order, and is the same each time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pptx
import pytest
from openxml_audit import validate_pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from atlas.decks import Deck, Slide
from atlas.errors import ExactRefused
from atlas.exports import slides as plain
from atlas.exports.pptx import presentation
from atlas.figures.spec import Row, Rows
from atlas.views import slide_files
from atlas.words import Words
from tests.exports.pptx import made as making

SV = Words("sv")
RELATIONSHIPS = re.compile(r'<Relationship [^>]*?Target="([^"]*)"[^>]*?>')


def one(*slides: plain.Slide) -> bytes:
    day = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
    return presentation.encode(SV, plain.Presentation("Prov", "Atlasen", "sv", day, slides))


def said(content: plain.Content, **more) -> plain.Slide:
    return plain.Slide("Rubrik", "Mening", content, ("Filter", "Källa"), **more)


def test_every_card_is_a_slide_between_title_and_end(made):
    assert len(made.told.slides) > 45
    kinds = {type(slide.content).__name__ for slide in made.told.slides}
    assert kinds == {"Chart", "Maps", "Table", "Facts", "Cover"}
    assert (made.opened.slide_width, made.opened.slide_height) == (12_191_695, 6_858_000)
    for told, slide in making.pairs(made):
        assert slide.shapes.title.text_frame.text == told.title != ""


def test_it_is_valid_by_the_schemas_of_open_xml(made, tmp_path):
    path = tmp_path / "made.pptx"
    path.write_bytes(made.content)
    assert [str(error) for error in validate_pptx(path).errors] == []


@pytest.mark.parametrize("name", ["counted", "odd", "hollow"])
def test_every_programme_makes_a_valid_file_also_an_empty_one(request, tmp_path, name):
    path = tmp_path / "made.pptx"
    path.write_bytes(making.filed(request.getfixturevalue(name).public, "sv").content)
    assert [str(error) for error in validate_pptx(path).errors] == []


def test_a_file_that_is_not_valid_is_told(tmp_path):
    path = tmp_path / "broken.pptx"
    content = one(said(plain.Text("Text")))
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(path, "w") as taken:
        for name in given.namelist():
            part = given.read(name)
            if name == "ppt/slides/slide1.xml":
                part = part.replace(b"<p:nvPr>", b"<p:nvPr><p:wrong/>", 1)
            taken.writestr(name, part)
    assert validate_pptx(path).errors


def test_shapes_have_ids_of_their_own_and_every_part_is_known(made):
    with zipfile.ZipFile(io.BytesIO(made.content)) as parts:
        names = set(parts.namelist())
        assert len(names) == len(parts.namelist())
        types = parts.read("[Content_Types].xml").decode()
        for name in names - {"[Content_Types].xml"}:
            assert f'"/{name}"' in types or f'Extension="{name.rpartition(".")[2]}"' in types, name
        links = 0
        for name in names:
            if not name.endswith(".rels"):
                ids = re.findall(r'<p:cNvPr id="(\d+)"', parts.read(name).decode("latin-1"))
                assert len(ids) == len(set(ids)), name
                continue
            for target, whole in (
                (found[1], found[0]) for found in RELATIONSHIPS.finditer(parts.read(name).decode())
            ):
                outside = 'TargetMode="External"' in whole
                assert outside == target.startswith(f"{making.HOST}/"), (name, target)
                links += outside
    assert links == len(made.told.slides) - 2  # each view, and neither title nor end


def test_what_is_read_stands_in_order_and_every_shape_says_what_it_is(made):
    for told, slide in making.pairs(made):
        shapes = list(slide.shapes)
        assert shapes[0] == slide.shapes.title
        assert shapes[-1].placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER
        assert shapes[-2].text_frame.text.startswith("\n".join(told.caption))
        for shape in making.shapes_in(shapes):
            assert shape.name
            if not shape.is_placeholder:
                assert shape._element._nvXxPr.cNvPr.get("descr"), (told.title, shape.name)


def test_sample_data_are_told_beside_every_title_and_what_numbers_rest_on_in_the_notes(made):
    words = made.words
    marks = {slide.mark for slide in made.told.slides}
    elsewhere = words("card.sample_elsewhere")
    assert marks == {words("head.sample"), elsewhere[0].upper() + elsewhere[1:]}
    for told, slide in making.pairs(made):
        assert list(slide.shapes)[1].text_frame.text == told.mark
        if isinstance(told.content, plain.Cover):
            continue
        notes = slide.notes_slide.notes_text_frame.text
        assert words("card.source", source="")[:5] in notes
        if words("card.protected") in told.caption[1]:
            assert words("export.protected", k="5", n="4")[:30] in notes
    measured = [s for s in made.told.slides if any("Definition: " in n for n in s.notes)]
    assert len(measured) > 10


def test_all_text_is_said_to_be_in_its_language(made):
    tag = {"sv": "sv-SE", "en": "en-GB"}[made.words.language]
    with zipfile.ZipFile(io.BytesIO(made.content)) as parts:
        for name in parts.namelist():
            if name.startswith("ppt/slides/slide"):
                assert set(re.findall(r' lang="([^"]*)"', parts.read(name).decode())) == {tag}
                assert "<a:r><a:t>" not in parts.read(name).decode()


def test_each_place_is_a_shape_with_its_name_and_value(made, shipped):
    told, slide = next((t, s) for t, s in making.pairs(made) if isinstance(t.content, plain.Maps))
    group = next(s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP)
    land = [s for s in group.shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    assert len(land) == len(shipped.public.codes) == 15
    described = {s._element._nvXxPr.cNvPr.get("descr") for s in land}
    whole = group._element._nvXxPr.cNvPr.get("descr")
    assert all(text in whole for text in described)
    scene = told.content.maps[0].scene
    umea = scene["values"][scene["period"]][scene["codes"].index("2480")]
    assert any(
        text.startswith(f"Umeå: {made.words.number(umea, scene['decimals'])}") for text in described
    )


def test_the_same_deck_gives_the_same_bytes(shipped, made):
    again = making.filed(shipped.public, made.words.language)
    assert again.content == made.content
    with zipfile.ZipFile(io.BytesIO(made.content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {presentation.EPOCH}


def test_no_file_is_made_of_exact_numbers(counted):
    with pytest.raises(ExactRefused):
        slide_files.pptx(counted.exact, Deck(slides=(Slide("overview"),)), "")


def test_exact_numbers_would_be_told_beside_the_title():
    slide = pptx.Presentation(
        io.BytesIO(one(said(plain.Text("Text"), mark="EXAKT_internt")))
    ).slides[0]
    assert list(slide.shapes)[1].text_frame.text == "EXAKT_internt"


def test_without_an_address_nothing_leads_out():
    with zipfile.ZipFile(io.BytesIO(one(said(plain.Text("Text"))))) as parts:
        assert not [n for n in parts.namelist() if b"External" in parts.read(n)]


def test_a_text_that_begins_like_a_formula_is_a_text():
    rows = Rows((Row("=1+1", bar=5.0), Row("@b", bar=7.0)), (0.0, 7.0), ((0.0, "0"), (5.0, "5")))
    table = plain.Table(("+c", "-d"), (("=1+1", "5"), ("@b", "7")))
    content = one(said(plain.Chart(rows, table)))
    frame = making.chart_of(pptx.Presentation(io.BytesIO(content)).slides[0])
    with zipfile.ZipFile(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)) as book:
        sheets = [book.read(n).decode() for n in book.namelist() if "worksheets/sheet" in n]
    assert len(sheets) == 2
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    drawn, told = making.sheets(frame)
    assert [row[0] for row in drawn[1:]] == ["=1+1", "@b"]
    assert told == [["+c", "-d"], ["=1+1", 5.0], ["@b", 7.0]]


def test_the_file_of_one_view_has_neither_title_nor_end(shipped):
    view = Slide("map", (), "map")
    deck = Deck("", "sv", shipped.public.id, (view,))
    file = pptx.Presentation(io.BytesIO(slide_files.pptx(shipped.public, deck, "", covers=False)))
    assert len(file.slides) == 1
