"""Import: from the file that an office has to the new number on the map, and back again."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from scripts.corpus.books import xlsx
from tests.deliveries import rows
from tests.journeys.importing import UMEA, choose, confirm, heading, inhabitants, send
from tests.journeys.serving import serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def delivery(published_delivery, tmp_path_factory):
    return published_delivery.copy(tmp_path_factory.mktemp("import"))


@pytest.fixture(scope="module")
def address(delivery):
    yield from serve(delivery, "desk")


def test_an_excel_table_with_a_title_comes_to_the_map_and_can_be_taken_back(
    visit, delivery, address
):
    before = inhabitants(delivery, UMEA, "2025")
    atlas = visit(address).open("import")
    send(
        atlas,
        "Indikatorer",
        "folkmängd från statistiken.csv",
        "Folkmängd 31 december\n\nindicator_id;Kommun;year;value\npopulation;2480 Umeå;2025;140 001\n",
    )
    moves = atlas.card("moves")
    expect(moves).to_contain_text("Folkmängd")
    expect(moves).to_contain_text("140 001")
    assert inhabitants(delivery, UMEA, "2025") == before, "nothing changes before it is published"

    note = atlas.page.get_by_role("textbox", name="Anteckning till historiken")
    note.fill("ny folkmängd, fråga 090-12 34 56")
    atlas.page.get_by_role("button", name="Publicera", exact=True).click()
    expect(atlas.page.get_by_text("Den sparas som: ny folkmängd, fråga …")).to_be_visible()
    expect(moves).to_have_count(0)
    expect(atlas.card("moved")).to_contain_text("140 001")
    assert inhabitants(delivery, UMEA, "2025") == "140001"
    atlas.open("map", matt="population")
    expect(atlas.area(UMEA)).to_have_attribute("data-value", "140001")

    atlas.go("history")
    newest = atlas.card("history").locator("tbody tr").first
    expect(newest).to_contain_text("ny folkmängd, fråga …")
    expect(newest).to_contain_text("visas nu")
    atlas.page.get_by_role("button", name="Återställ").first.click()
    expect(newest).to_contain_text("återställt")
    assert inhabitants(delivery, UMEA, "2025") == before
    atlas.open("map", matt="population")
    expect(atlas.area(UMEA)).to_have_attribute("data-value", before)
    atlas.open("about")
    expect(atlas.card("revisions")).to_contain_text("inläst och publicerat")


def test_a_refused_row_is_named_corrected_in_the_page_and_published(visit, delivery, address):
    text = (delivery.data / "targets.csv").read_text("utf-8").splitlines()[0]
    atlas = visit(address).open("import")
    send(
        atlas,
        "Mål",
        "mål.csv",
        f"{text}\nparticipants,,hundra,2023-04-30,styrgruppens beslut\n",
        "utf-8",
    )
    expect(heading(atlas)).to_contain_text("togs inte emot")
    expect(atlas.card("findings")).to_contain_text("aaaaaa")
    expect(atlas.card("findings")).not_to_contain_text("hundra")
    expect(atlas.page.get_by_role("button", name="Publicera", exact=True)).to_have_count(0)

    atlas.page.get_by_text("Rätta raderna här", exact=True).click()
    expect(atlas.page.get_by_text("Rader som inte togs emot")).to_be_visible()
    grid = atlas.page.get_by_test_id("stDataFrame")
    expect(grid).to_be_visible()
    column = text.split(",").index("value") + 2  # after the file and the row
    cell = grid.locator(f"td[aria-colindex='{column + 1}']").first
    expect(cell).to_have_text("hundra")
    box = grid.bounding_box()
    atlas.page.mouse.click(box["x"] + 90, box["y"] + 52)
    for _ in range(len(text.split(",")) + 1):
        atlas.page.keyboard.press("ArrowLeft")
    for _ in range(column):
        atlas.page.keyboard.press("ArrowRight")
    atlas.page.keyboard.press("Enter")  # opens the cell
    editor = atlas.page.locator(".gdg-clip-region textarea, .gdg-input")
    expect(editor.first).to_be_visible()
    editor.first.fill("100")
    atlas.page.keyboard.press("Enter")  # and at once, as on a browser that is busy:
    atlas.page.get_by_role("button", name="Kontrollera igen").evaluate("(one) => one.click()")
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    atlas.page.get_by_role("button", name="Publicera", exact=True).click()
    expect(atlas.page.get_by_role("button", name="Publicera", exact=True)).to_have_count(0)
    assert [row["value"] for row in rows(delivery.data / "targets.csv")] == ["100"]
    atlas.open("overview")
    expect(atlas.page.locator('.atlas-figure[data-key="participants"]')).to_contain_text("mål 100")


def becomes(atlas, heading: str, column: str) -> None:
    """Say which column of the contract a column of the file is, by keyboard."""
    choose(atlas, atlas.page.get_by_role("combobox", name=heading, exact=True), column)


def stands_still(control) -> None:
    """Wait until a control has rested for half a second: a fold grows while it opens, and a press on what
    moves away between down and up is a press on nothing."""
    stood, since = None, time.monotonic()
    while time.monotonic() - since < 0.5:
        place = control.bounding_box()
        if place != stood:
            stood, since = place, time.monotonic()
        control.page.wait_for_timeout(50)


def test_columns_of_a_workbook_are_chosen_once_and_a_loss_is_confirmed_by_typing(
    visit, delivery, address
):
    titles = ["Vad", "Siffra", "Senast", "Beslut"]
    lines = [
        ["participants", "40", "2023-04-30", "styrgruppen"],
        ["organisations", "20", "2023-04-30", "styrgruppen"],
    ]
    atlas = visit(address).open("import")
    publish = atlas.page.get_by_role("button", name="Publicera", exact=True)
    send(atlas, "Mål", "mål.xlsx", xlsx(("Mål", [titles, *lines])))
    expect(heading(atlas)).to_contain_text("togs inte emot")
    expect(publish).to_have_count(0)
    expect(atlas.card("dialect")).to_contain_text("xlsx")
    expect(atlas.page.get_by_role("combobox", name="Senast")).to_have_value("Senast")
    for title, column in (("Vad", "Mått"), ("Siffra", "Värde"), ("Beslut", "Källa")):
        becomes(atlas, title, column)
    again = atlas.page.get_by_role("button", name="Läs om med dessa val")
    stands_still(again)
    again.click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 2 rader.")
    confirm(atlas, publish)  # if the target that another journey has left would go
    publish.click()
    expect(publish).to_have_count(0)
    kept = [(row["measure"], row["value"]) for row in rows(delivery.data / "targets.csv")]
    assert kept == [("participants", "40"), ("organisations", "20")]

    # the choice is remembered for the next file of that shape; one of two rows would vanish
    atlas.open("import")
    send(atlas, "Mål", "nya mål.xlsx", xlsx(("Mål", [titles, lines[0]])))
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    expect(atlas.notices).to_contain_text("50 procent av raderna skulle försvinna")
    expect(publish).to_be_disabled()
    sure = atlas.page.get_by_label("Skriv JA")
    sure.fill("ja")
    sure.press("Enter")
    expect(publish).to_be_disabled()
    assert len(rows(delivery.data / "targets.csv")) == 2
    confirm(atlas, publish)
    how = atlas.page.get_by_text("Så här tolkades filen")
    how.click()
    # When the answer to the word is whole and the fold stands open, and once: a reading is a process of its
    # own and takes its time on a busy machine; a second press would wait, and start a second reading.
    page = atlas.page.get_by_test_id("stApp")
    expect(page).to_have_attribute("data-test-script-state", "notRunning")
    stands_still(again)
    again.click()
    # another reading, another loss: it is asked anew
    expect(publish).to_be_disabled(timeout=180_000)
    expect(sure).to_have_value("")
    confirm(atlas, publish)
    publish.click()
    expect(publish).to_have_count(0)
    assert [row["measure"] for row in rows(delivery.data / "targets.csv")] == ["participants"]


def test_the_place_for_files_speaks_swedish(visit, address):
    atlas = visit(address).open("import")
    place = atlas.page.get_by_test_id("stFileUploaderDropzone")
    expect(place).to_contain_text("Välj filer")
    expect(place).to_contain_text("Högst 25 MB per fil")
    expect(place).not_to_contain_text("Upload")


def test_boundaries_are_shown_before_they_are_used(visit, delivery, address):
    atlas = visit(address).open("import")
    choose(atlas, atlas.page.locator(".st-key-kind input"), "Kommungränser")
    parts = [delivery.folder / "geo" / f"municipalities.{part}" for part in ("shp", "shx", "dbf")]
    atlas.page.locator('[class*="st-key-files-boundaries"] input').set_input_files(parts)
    atlas.page.get_by_role("button", name="Läs in och jämför").click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd")
    atlas.page.get_by_text("Så här tolkades filen").click()
    expect(atlas.card("layer")).to_contain_text("EPSG:3006")
    expect(atlas.card("layer")).to_contain_text("koordinaternas läge")
    picture = atlas.page.get_by_role("img", name="Så här ser gränserna ut: 15 områden")
    expect(picture.locator("path")).to_have_count(15)


def test_a_personal_number_is_refused_and_never_shown(visit, address):
    atlas = visit(address).open("import")
    send(atlas, "Mål", "mål.csv", "measure,value\nparticipants,20121212-1212\n", "utf-8")
    expect(heading(atlas)).to_contain_text("togs inte emot")
    expect(atlas.page.get_by_text("1212-1212")).to_have_count(0)
    assert "20121212" not in atlas.page.content()


def test_files_that_are_too_much_together_are_refused_in_words_and_the_others_stay(
    visit, address, tmp_path
):
    for name in ("a.csv", "b.csv", "c.csv"):  # 72 MB, where 60 is the most
        (tmp_path / name).write_bytes(b"x" * 24_000_000)
    atlas = visit(address).open("import")
    answered = []

    def heard(answer):
        if answer.request.method == "PUT":
            answered.append(answer.status)

    atlas.page.on("response", heard)
    atlas.page.locator('[class*="st-key-files-"] input').set_input_files(list(tmp_path.iterdir()))
    refused = atlas.page.get_by_test_id("stFileChip").get_by_role("alert")
    expect(refused).to_have_count(1)
    expect(refused).to_have_text(
        "Det finns inte plats för filen. Ta bort en annan fil, eller försök igen senare."
    )
    expect(atlas.page.get_by_test_id("stFileChip")).to_have_count(3)
    expect(atlas.page.get_by_role("button", name="Läs in och jämför")).to_be_enabled()
    while len(answered) < 3:  # the others may be on their way still
        atlas.page.wait_for_event("response")
    assert sorted(answered) == [204, 204, 413]
