"""Every page and every kind of slide has a contact sheet, and a sheet lays out what it is given."""

from __future__ import annotations

from PIL import Image

from atlas.views import site, slides
from scripts.contact_sheets import GAP, PAGES, SIZES, SLIDES, TALL, laid_out, sheets


def test_every_page_has_a_sheet():
    shown = {path.split("?")[0] for path in PAGES.values()}
    assert {page.address for page in site.pages().values() if page.address != "visa"} <= shown


def test_every_kind_of_figure_fills_a_slide_on_a_sheet(shipped):
    drawn = {slides.content(shipped.public, "sv", s)["figure"]["kind"] for s in SLIDES.values()}
    assert drawn == {"key_figures", "map", "maps", "cohorts", "chart", "table"}


def test_each_sheet_is_of_both_languages():
    for sheet in sheets():
        assert list(sheet.addresses) == ["sv", "en"]
        assert all("lang=" in address for address in sheet.addresses.values())
    assert (320, 640) in SIZES


def test_screens_stand_in_rows_of_one_height():
    row = [Image.new("RGB", (2 * TALL, TALL), "red"), Image.new("RGB", (TALL, 2 * TALL), "blue")]
    sheet = laid_out([row, row])
    assert sheet.size == (2 * TALL + TALL // 2 + 3 * GAP, 2 * TALL + 3 * GAP)
    assert sheet.getpixel((GAP + 1, GAP + 1)) == (255, 0, 0)
    assert sheet.getpixel((2 * GAP + 2 * TALL + 1, 2 * GAP + TALL + 1)) == (0, 0, 255)
