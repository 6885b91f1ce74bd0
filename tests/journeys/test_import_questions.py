"""A typical export is brought in with at most one question: which sheet, which group, which period."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from scripts.corpus.answers import dataset, text
from scripts.corpus.books import Broken, Tab, xlsx
from tests.deliveries import rows
from tests.journeys.importing import KINDS, UMEA, choose, heading, inhabitants

pytestmark = pytest.mark.browser

BY_GENDER = (
    "Folkmängd efter region, kön och år\n\nregion;kön;2025\n"
    "2480 Umeå;män;70 001\n2480 Umeå;kvinnor;70 002\n2480 Umeå;totalt;140 003\n"
)


def bring(
    atlas, name: str, content: str | bytes, indicator: str = "Folkmängd", period: str = ""
) -> None:
    """Choose what it is and the file, say which indicator and period it has, press the button."""
    choose(atlas, atlas.page.locator(".st-key-kind input"), "Indikatorer")
    held = content if isinstance(content, bytes) else content.encode()
    sent = {"name": name, "mimeType": "application/octet-stream", "buffer": held}
    atlas.page.locator('[class*="st-key-files-indicators"] input').set_input_files(sent)
    if indicator:
        choose(atlas, atlas.page.locator(".st-key-which input"), indicator)
    if period:
        said = atlas.page.get_by_role("textbox", name="Period (om filen")
        said.fill(period)
        said.press("Tab")
    atlas.page.get_by_role("button", name="Läs in och jämför").click()


def answers(atlas):
    return atlas.page.get_by_role("button", name="Läs in med svaren")


def group(atlas, name: str):
    return atlas.page.locator(".st-key-asking").get_by_role("combobox", name=name)


def test_a_table_by_gender_asks_with_everybody_chosen(visit, own_delivery, own_desk):
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.csv", BY_GENDER, indicator="")
    expect(heading(atlas)).to_contain_text("Filen behöver svar")
    expect(heading(atlas)).to_be_focused()
    asked = atlas.page.locator(".st-key-asking")
    expect(asked).to_contain_text("Filen delar upp på kön")
    expect(group(atlas, "kön (3 grupper)")).to_have_value("totalt")
    expect(answers(atlas)).to_be_disabled()
    choose(atlas, group(atlas, "Vilken indikator innehåller filen?"), "Folkmängd")
    # the question is the whole answer: no list of rows whose key already stands
    expect(atlas.card("findings")).to_have_count(0)
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    expect(atlas.page.get_by_text("Läst som kön: totalt.")).to_be_visible()
    expect(atlas.page.get_by_text("2 rader av andra grupper läses inte.")).to_be_visible()
    expect(atlas.card("moves")).to_contain_text("140 003")
    atlas.page.get_by_role("button", name="Publicera", exact=True).click()
    expect(heading(atlas)).to_contain_text("Publicerat")
    assert inhabitants(own_delivery, UMEA, "2025") == "140003"


def test_an_answer_of_a_service_is_added_up_over_its_ages(visit, own_desk):
    spans = {
        "Region": ("region", {UMEA: "Umeå"}),
        "Alder": ("ålder", {"0-19": "0-19 år", "20-64": "20-64 år", "65+": "65+ år"}),
        "Tid": ("år", {"2025": "2025"}),
    }
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.json", text(dataset(spans, [30_000, 80_000, 30_005])))
    expect(heading(atlas)).to_contain_text("Filen behöver svar")
    expect(answers(atlas)).to_be_disabled()  # no group has everybody: nothing is guessed
    choose(atlas, group(atlas, "ålder (3 grupper)"), "Summan av alla grupper")
    expect(answers(atlas)).to_be_enabled()
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    expect(atlas.page.get_by_text("Läst som ålder: Summan av alla grupper.")).to_be_visible()
    expect(atlas.card("moves")).to_contain_text("140 005")


def test_groups_in_columns_under_a_header_of_two_rows_are_asked_for(visit, own_desk):
    atlas = visit(own_desk).open("import")
    header = "Kommun;2024;;;2025;;\n;män;kvinnor;totalt;män;kvinnor;totalt\n"
    bring(atlas, "folk.csv", header + "Umeå;1;2;140 006;3;4;140 007\n")
    expect(heading(atlas)).to_contain_text("Filen behöver svar")
    expect(group(atlas, "Kolumner (3 grupper)")).to_have_value("totalt")
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 2 rader.")
    expect(atlas.card("moves")).to_contain_text("140 006")
    expect(atlas.card("moves")).to_contain_text("140 007")


def test_the_period_that_the_title_has_is_offered(visit, own_desk):
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.csv", "Folkmängd 31 december 2025\n\nKommun;Antal\nUmeå;140 008\n")
    expect(heading(atlas)).to_contain_text("Filen behöver svar")
    period = atlas.page.get_by_role("textbox", name="Vilken period gäller värdena?")
    expect(period).to_have_value("2025")
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    moves = atlas.card("moves")
    expect(moves).to_contain_text("140 008")
    expect(moves).to_contain_text("2025")


def test_the_period_can_be_said_beforehand(visit, own_desk):
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.csv", "Kommun;Antal\nUmeå;140 009\n", period="2025")
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    expect(atlas.card("moves")).to_contain_text("140 009")


READ_ME = ("Läs mig", [["Om tabellen", None], ["Kommun", "Kommunens namn"]])


def test_a_workbook_that_begins_with_instructions_is_read_where_the_table_is(
    visit, own_delivery, own_desk
):
    table = [["Kommun", "gammalt", "2025"], ["Umeå", 1, 140_010], ["Åsele", 2, 2_700]]
    book = xlsx(READ_ME, Tab("Data", table, hidden_rows=(3,), hidden_columns=(2,)))
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.xlsx", book)
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    expect(atlas.page.get_by_text("Läst från bladet Data.")).to_be_visible()
    left = atlas.card("named")
    for told in (
        "bladet Läs mig: 3 celler",
        "dolda rader (3): 3 celler",
        "dolda kolumner (B): 2 celler",
    ):
        expect(left).to_contain_text(told)
    expect(atlas.card("moves")).to_contain_text("140 010")
    atlas.page.get_by_role("button", name="Publicera", exact=True).click()
    expect(heading(atlas)).to_contain_text("Publicerat")
    assert inhabitants(own_delivery, UMEA, "2025") == "140010"


def test_a_workbook_with_a_sheet_a_year_asks_with_all_of_them_chosen(visit, own_delivery, own_desk):
    def of(number: int) -> list[list[object]]:
        return [["Kommun", "Antal"], ["Umeå", number], ["Åsele", 2_700]]

    book = xlsx(READ_ME, ("2024", of(140_011)), ("2025", of(140_012)))
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.xlsx", book)
    expect(heading(atlas)).to_contain_text("Filen behöver svar")
    expect(heading(atlas)).to_be_focused()
    sheet = group(atlas, "Vilket blad i arbetsboken gäller det?")
    expect(sheet).to_have_value("Alla 2 blad, med bladets namn som period")
    # the period is each sheet's name: it is no question beside it, and nothing is an error
    expect(atlas.page.get_by_role("textbox", name="Vilken period gäller värdena?")).to_have_count(0)
    expect(atlas.card("findings")).to_have_count(0)
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 4 rader.")
    expect(atlas.page.get_by_text("Läst från bladen 2024 och 2025.")).to_be_visible()
    moves = atlas.card("moves")
    expect(moves).to_contain_text("140 011")
    expect(moves).to_contain_text("140 012")
    atlas.page.get_by_role("button", name="Publicera", exact=True).click()
    expect(heading(atlas)).to_contain_text("Publicerat")
    assert inhabitants(own_delivery, UMEA, "2024") == "140011"
    assert inhabitants(own_delivery, UMEA, "2025") == "140012"


def test_a_cell_with_an_error_is_named_as_excel_names_it(visit, own_desk):
    table = [["Kommun", "2025"], ["Umeå", 140_013], ["Åsele", Broken("#DIV/0!")]]
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.xlsx", xlsx(("Data", table)))
    expect(heading(atlas)).to_contain_text("Filen togs inte emot: 1 fel.")
    expect(atlas.card("findings")).to_contain_text("cellen B3 har felet #DIV/0! och inget värde")


def programme(atlas, kind: str, name: str, content: str) -> None:
    """Choose a table of the programme and its file, press the button."""
    choose(atlas, atlas.page.locator(".st-key-kind input"), kind)
    sent = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    key = f'[class*="st-key-files-{KINDS[kind]}"] input'
    atlas.page.locator(key).set_input_files(sent)
    atlas.page.get_by_role("button", name="Läs in och jämför").click()


def test_a_file_of_one_new_module_asks_whether_it_is_added(visit, own_delivery, own_desk):
    table = own_delivery.data / "modules.csv"
    header, *before = table.read_text("utf-8").splitlines()
    count = len(before)
    columns = header.split(",")
    new = {"module_id": "ny", "position": str(count + 1), "name_sv": "Ny", "name_en": "New"}
    atlas = visit(own_desk).open("import")
    line = ",".join(new.get(column, "") for column in columns)
    programme(atlas, "Moduler", "nya.csv", f"{header}\n{line}\n")
    expect(heading(atlas)).to_contain_text("Filen behöver svar")
    asked = atlas.page.locator(".st-key-asking")
    expect(asked).to_contain_text(
        f"Filen har 1 ny rad och ingen av de {count} rader som redan finns"
    )
    # neither is chosen, and there is no list of sessions whose module is gone
    expect(answers(atlas)).to_be_disabled()
    expect(atlas.card("findings")).to_have_count(0)
    asked.get_by_text("De behålls, och de nya läggs till").click()
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    atlas.page.get_by_role("button", name="Publicera", exact=True).click()
    expect(heading(atlas)).to_contain_text("Publicerat")
    assert [row["module_id"] for row in rows(table)].count("ny") == 1
    assert len(rows(table)) == count + 1


def test_how_many_cohorts_stand_is_not_told_on_a_page_of_protected_numbers(
    visit, own_delivery, own_desk
):
    header, first, *_ = (own_delivery.data / "cohorts.csv").read_text("utf-8").splitlines()
    _, rest = first.split(",", 1)
    atlas = visit(own_desk).open("import")
    programme(atlas, "Kohorter", "nya.csv", f"{header}\nny-kohort,{rest}\n")
    asked = atlas.page.locator(".st-key-asking")
    expect(asked).to_contain_text("Filen har nya rader och knappt någon av dem som redan finns")


def test_columns_of_another_indicator_are_taken_over_by_one_press(visit, own_desk):
    header = "Kommun;år;A;B\nUmeå;2025;1;"
    atlas = visit(own_desk).open("import")
    bring(atlas, "en.csv", header + "140 011\n")
    choose(atlas, group(atlas, "Kolumner (2 grupper)"), "B")
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    atlas.page.get_by_role("button", name="Publicera", exact=True).click()
    expect(heading(atlas)).to_contain_text("Publicerat")
    atlas = visit(own_desk).open("import")
    bring(atlas, "två.csv", header + "7\n", indicator="Bruttoregionprodukt per invånare")
    offered = atlas.page.locator(".st-key-otherwise")
    expect(offered).to_contain_text("En fil med samma kolumner har lästs för Folkmängd")
    expect(answers(atlas)).to_be_disabled()  # nothing is chosen for it unasked
    atlas.page.get_by_role("button", name="Läs den här filen så").click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    expect(offered).to_have_count(0)


def test_what_a_killed_import_left_is_put_right_before_the_page_compares(
    visit, own_delivery, own_desk
):
    table = own_delivery.data / "targets.csv"
    whole = table.read_bytes()
    store = own_delivery.folder / "store"
    room = store / ".incoming-killed"
    (room / "before").mkdir(parents=True)
    (room / "before" / "0").write_bytes(whole)
    note = {
        "live": (store / "CURRENT").read_text("ascii").strip(),
        "room": str(room),
        "steps": [[str(table), str(room / "before" / "0")]],
    }
    (store / "under-way.json").write_text(json.dumps(note), "utf-8")
    table.write_text("half done", "utf-8")
    (own_delivery.data / ".participants.csv-1").write_text("people", "utf-8")
    atlas = visit(own_desk).open("import")
    bring(atlas, "folk.csv", "Kommun;2025\nUmeå;140 012\n")
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    assert table.read_bytes() == whole
    assert not room.exists()
    assert not list(own_delivery.data.glob(".*"))


def test_rows_that_others_rest_on_are_kept_with_one_answer(visit, own_delivery, own_desk):
    before = rows(own_delivery.data / "modules.csv")
    atlas = visit(own_desk).open("import")
    lines = [",".join(before[0]), *(",".join(row.values()) for row in before[:2])]
    lines[1] = lines[1].replace(before[0]["name_sv"], "Grunderna")
    programme(atlas, "Moduler", "moduler.csv", "\n".join(lines) + "\n")
    expect(heading(atlas)).to_contain_text("Filen behöver svar")
    asked = atlas.page.locator(".st-key-asking")
    expect(asked).to_contain_text(f"Filen saknar rader ({before[2]['module_id']}, ")
    expect(asked).not_to_contain_text("--")  # what to write on a command line is no answer here
    expect(atlas.card("findings")).to_have_count(0)
    answers(atlas).click()
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 2 rader.")
    publish = atlas.page.get_by_role("button", name="Publicera", exact=True)
    publish.click()
    expect(heading(atlas)).to_contain_text("Publicerat")
    after = rows(own_delivery.data / "modules.csv")
    assert [row["name_sv"] for row in after] == [
        "Grunderna",
        *(row["name_sv"] for row in before[1:]),
    ]
