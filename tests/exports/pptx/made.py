"""A deck of every card that can be on a slide, as a file, and how what is in it is read."""

from __future__ import annotations

import io
from types import SimpleNamespace

from pptx import Presentation
from python_calamine import CalamineWorkbook

from atlas.decks import Deck, Slide
from atlas.exports.pptx import presentation
from atlas.views import site, slide_files, slides
from atlas.words import Words

# a share, a count, one that is told by quarter, one with gaps between its years
MEASURES = ("edu_postsec3plus_share", "population", "unemployment_rate", "grp_per_capita")
KEYS = ("ranking", "trend", "indicator-map")
HOST = "https://atlas.example"
UMEA = (("kommun", "2480"),)
MAPS = (
    Slide("map", (("matt", "edu_postsec3plus_share"),), "map"),
    Slide("map", (("jamfor", "years"), ("matt", "edu_postsec3plus_share")), "map-years"),
    Slide("map", (("jamfor", "measures"),), "map-measures"),
    Slide("map", (("jamfor", "all"), ("matt", "edu_postsec3plus_share")), "map-all"),
    Slide("map", (("vy", "groups"),)),
    *(Slide("indicators", (("matt", name),), key) for name in MEASURES for key in KEYS),
)


def every_card(data, language: str) -> Deck:
    """Every card of every page, for one place, and maps beside each other."""
    views = []
    for page in site.staged():
        here, _ = slides.view(data, language, Slide(page, UMEA))
        keys = dict.fromkeys(shown.key for shown in slides.staged(here, site.page(page)))
        views += [Slide(page, UMEA, key) for key in keys]
    return Deck("Alla kort", language, data.id, (*views, *MAPS))


def filed(data, language: str) -> SimpleNamespace:
    """The deck as it is told to the writer, as bytes, and opened again."""
    told = slide_files.told(data, every_card(data, language), HOST)
    content = presentation.encode(Words(language), told)
    return SimpleNamespace(
        words=Words(language), told=told, content=content, opened=Presentation(io.BytesIO(content))
    )


def pairs(made):
    """Each slide as it was told, and as it stands in the file."""
    return list(zip(made.told.slides, made.opened.slides, strict=True))


def chart_of(slide):
    """The chart of a slide."""
    return next(shape for shape in slide.shapes if shape.has_chart)


def sheets(frame) -> list[list[list[object]]]:
    """The sheets of a chart's workbook: what is drawn, and the page's table."""
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)
    )
    return [book.get_sheet_by_index(at).to_python(skip_empty_area=False) for at in (0, 1)]


def shapes_in(shapes):
    """All shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from shapes_in(shape.shapes)
