"""Every page as its script runs: title, answer, filters, address, and whose numbers are shown."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from atlas import ingest
from atlas.publish import snapshot
from atlas.views import host
from atlas.views.run.address import PARAMETERS
from atlas.words import NBSP
from tests.conftest import NOW
from tests.deliveries import DATA, GEO, OWNER, PERSON, ROOT, edit, empty, register, rows, small
from tests.turning import FRAMED, head, marks, see_exact, turn

TRAINED = "Organisationer med två eller fler utbildade"
HIDDEN = "13 av 15 kommuner visas inte, eftersom talen är små."
# the protected numbers of tests/deliveries.py: 5 people in Umeå, 5 in Lycksele, 5 organisations
ANSWERS = {
    "sv": {
        "overview": (
            "Översikt",
            (
                "Västerbottens län: omkring 10 deltagare från omkring 5 organisationer. "
                f"Av dem som började har omkring 50{NBSP}% (av omkring 10) slutfört."
            ),
        ),
        "map": (
            "Karta",
            "Deltagare, 2022–2023. Talen är för osäkra för att rangordna kommunerna. "
            "Länet: omkring 10 personer. " + HIDDEN,
        ),
        "participants": (
            "Deltagare",
            (
                "Västerbottens län: omkring 10 personer, omkring 5 organisationer och ett fåtal eller inga "
                "företag har deltagit i utbildningen."
            ),
        ),
        "cohorts": (
            "Kohorter",
            (
                "Västerbottens län: omkring 10 har börjat och omkring 5 har slutfört. "
                f"Av dem som började har omkring 50{NBSP}% (av omkring 10) slutfört."
            ),
        ),
        "indicators": (
            "Indikatorer",
            ("Publicerade indikatorer, efter tema: 27."),
        ),
        "compare": (
            "Jämför",
            "Välj upp till fem kommuner på rutkartan eller i filtret, så visas de sida vid sida",
        ),
        "own_index": ("Index", "Inget index är beslutat för regionen."),
        "municipality": (
            "Kommun",
            "Välj en kommun på rutkartan eller i filtret, så visas dess nyckeltal",
        ),
        "about": ("Om", "Atlasen visar programmet och dess sammanhang sida vid sida."),
        "accessibility": (
            "Tillgänglighetsredogörelse",
            "Region Västerbotten står bakom Innovationsatlas Västerbotten.",
        ),
    },
    "en": {
        "overview": (
            "Overview",
            "Västerbotten County: about 10 participants from about 5 organisations.",
        ),
        "map": ("Map", "Participants, 2022–2023. The numbers are too uncertain to rank"),
        "participants": (
            "Participants",
            "Västerbotten County: about 10 people, about 5 organisations and",
        ),
        "cohorts": (
            "Cohorts",
            "Västerbotten County: about 10 people have started and about 5 people have completed.",
        ),
        "indicators": (
            "Indicators",
            ("Published indicators, by theme: 27."),
        ),
        "compare": (
            "Compare",
            "Choose up to five municipalities on the tile map or in the filter, and they are shown",
        ),
        "own_index": ("Index", "No index has been decided for the region."),
        "municipality": (
            "Municipality",
            "Choose a municipality on the tile map or in the filter to see its key figures",
        ),
        "about": ("About", "The atlas shows the programme and its context side by side."),
        "accessibility": (
            "Accessibility statement",
            "Region Västerbotten is behind Innovation Atlas Västerbotten.",
        ),
    },
}


@pytest.fixture
def visit(monkeypatch, counted):
    """Open a page as a first-time viewer of the counted delivery (or another store).

    AppTest runs the front door of the start page once only; what is clicked is clicked elsewhere.
    """
    monkeypatch.setenv("ATLAS_STORE", str(counted.store))
    monkeypatch.delenv("ATLAS_MODE", raising=False)

    def opened(page="overview", store=None, **address):
        if store:
            monkeypatch.setenv("ATLAS_STORE", str(store))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        return app if page == "overview" else turn(app, page)

    return opened


def parts(app, kind=""):
    """What the page's own script is given to draw: every part (of a kind), those within others too."""

    def walk(some) -> Iterator[dict]:
        for part in some:
            yield part
            yield from walk(part.get("parts", []))

    given = [json.loads(element.proto.json)["scene"] for element in app.get("bidi_component")]
    found = [part for scene in given for part in walk(scene.get("parts", []))]
    return [part for part in found if kind in ("", part["kind"])]


def told(app):
    """All text of a page in order, without the signs that keep it from being taken for Markdown."""

    def texts(node) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        elif isinstance(node, list | dict):
            for inner in node.values() if isinstance(node, dict) else node:
                yield from texts(inner)

    return [text.value.replace("\\", "") for text in app.markdown] + list(texts(parts(app)))


def title(app):
    return [part["title"] for part in parts(app, "answer")]


def address(app):
    # the address is the browser's own; this is what it is told to write there
    given = [json.loads(element.proto.json)["scene"] for element in app.get("bidi_component")]
    (told,) = [scene["address"] for scene in given if "lang" in scene and "address" in scene]
    return told["wanted"]


def figures(app):
    return {i["label"]: i["value"] for part in parts(app, "key_figures") for i in part["items"]}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", ANSWERS["sv"])
def test_a_page_opens_with_its_title_and_its_answer(visit, page, language):
    app = visit(page, lang=language)
    heading, answer = ANSWERS[language][page]
    assert list(app.exception) == []
    assert title(app) == [heading]
    assert any(text.startswith(answer) for text in told(app)), told(app)


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("overview", "Lycksele: omkring 5 deltagare från ett fåtal eller inga organisationer."),
        ("map", "Deltagare, 2022–2023. Lycksele: omkring 5 personer. Talen är för osäkra"),
        (
            "participants",
            "Lycksele: omkring 5 personer, ett fåtal eller inga organisationer och ett fåtal eller inga",
        ),
        ("cohorts", "Lycksele: omkring 5 har börjat och ett fåtal eller inga har slutfört."),
        (
            "municipality",
            f"Lycksele hade 10{NBSP}000 invånare 2023. Deltagare i programmet: omkring 5.",
        ),
    ],
)
def test_a_chosen_municipality_changes_the_answer(visit, page, answer):
    app = visit(page, kommun="2481")
    assert any(text.startswith(answer) for text in told(app)), told(app)


def test_a_chosen_cohort_and_period_change_the_answer(visit):
    alfa = "Alfa, Västerbottens län: omkring 5 deltagare"
    assert any(text.startswith(alfa) for text in told(visit(kohort="alfa")))
    assert any("5 deltagare" in text for text in told(visit(period="2023")))


def test_a_chosen_measure_is_the_one_of_the_map(visit):
    answer = f"Folkmängd, 2022. Högst har Umeå (60{NBSP}000). Lägst har 14 kommuner (10{NBSP}000)."
    texts = told(visit("map", matt="population", ar="2022"))
    assert any(text.startswith(answer) for text in texts), texts


def test_the_address_goes_along_to_every_page(visit):
    app = visit(kommun="2481", kohort="alfa", lang="en")
    for page in FRAMED[1:]:
        turn(app, page)
        assert address(app) == {"kommun": "2481", "kohort": "alfa", "lang": "en"}


def test_an_old_copy_of_the_address_that_comes_with_a_press_changes_nothing(visit):
    app = visit("about", kommun="2481")
    app.query_params["kommun"] = "2480"
    app.run()
    assert address(app) == {"kommun": "2481"}


def test_a_step_in_the_browsers_history_is_followed(visit, monkeypatch):
    app = visit("about", kommun="2481")
    monkeypatch.setattr(host, "walked", lambda: True)
    app.query_params["kommun"] = "2480"
    app.run()
    assert address(app) == {"kommun": "2480"}


def test_what_an_address_cannot_mean_is_told_and_taken_away(visit):
    app = visit(kommun="2481,9999", matt="happiness")
    assert [w.value for w in app.warning] == [
        "Länken pekar på ett mått som inte finns. Sidans eget mått visas.",
        "Länken pekar på en kommun som inte finns. De andra den pekar på är valda.",
    ]
    assert address(app) == {"kommun": "2481"}


def test_where_no_place_is_left_the_whole_county_is_told_once(visit):
    app = visit(kommun="9999,8888")
    told = ["Länken pekar på en kommun som inte finns. Hela länet visas."]
    assert [w.value for w in app.warning] == told


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("parameter", [name for name in PARAMETERS if name != "lang"])
def test_what_is_ignored_is_told_without_the_name_of_its_parameter(visit, language, parameter):
    app = visit(**{parameter: "nonsense", "lang": language})
    (told,) = [w.value for w in app.warning]
    assert "nonsense" not in told
    assert told.startswith({"sv": "Länken ", "en": "The link "}[language])
    # kommun, kohort, period and med are words of the language, too
    assert not {"matt", "ar", "sedan", "vy", "jamfor", "likhet", "vikter"} & set(
        re.findall(r"\w+", told)
    )


def warnings(app):
    return [told.value for told in app.warning]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "{name} visas inte: högst 5 kommuner kan väljas på en gång."),
        ("en", "Not shown: {name}. At most 5 municipalities can be chosen at a time."),
    ],
)
def test_a_sixth_place_is_told_to_be_one_too_many(visit, counted, language, said):
    six = register()[:6]
    app = visit(kommun=",".join(six), lang=language)
    assert warnings(app) == [said.format(name=counted.public.names[six[5]])]
    assert address(app)["kommun"] == ",".join(six[:5])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Länken anger kommun mer än en gång. Allt som anges är valt."),
        ("en", "The link gives a municipality more than once. All that it gives is chosen."),
    ],
)
def test_places_of_a_parameter_that_comes_twice_are_all_chosen(visit, language, said):
    app = visit(kommun=["2481", "2480"], lang=language)
    assert warnings(app) == [said]
    assert address(app)["kommun"] == "2481,2480"
    assert "Lycksele" in parts(app, "answer")[0]["text"]
    assert "Umeå" in parts(app, "answer")[0]["text"]


def test_of_two_measures_the_last_counts_and_it_is_said(visit):
    app = visit(matt=["population", "started"])
    assert warnings(app) == ["Länken anger mått mer än en gång. Bara det sista gäller."]
    assert address(app) == {"matt": "started"}


@pytest.mark.parametrize(
    ("measure", "name"), [("participants", "Deltagare"), ("started", "Började")]
)
def test_a_measure_of_the_programme_among_the_indicators_is_told(visit, measure, name):
    app = visit("indicators", matt=measure)
    (told,) = [item["text"] for item in elsewhere(app)]
    assert told.startswith(
        f"”{name}” är programmets eget mått och visas på sidorna Deltagare och Karta."
    )


@pytest.mark.parametrize("address", [{}, {"matt": "population"}, {"matt": "new_enterprises"}])
def test_where_the_page_shows_what_was_asked_for_nothing_is_told(visit, address):
    assert elsewhere(visit("indicators", **address)) == []


def elsewhere(app):
    """What is said of a measure that the page does not show."""
    return [item for p in parts(app, "text") if p["key"] == "elsewhere" for item in p["items"]]


def test_a_filter_that_says_nothing_here_is_greyed(visit):
    (filters,) = parts(visit("indicators"), "filters")
    applying = {name: filters[name]["applies"] for name in ("places", "cohorts", "years")}
    assert applying == {"places": True, "cohorts": False, "years": True}
    assert "gäller inte på den här sidan" in filters["words"]["not_here_reason"]


def test_the_sample_is_marked_on_every_page(visit):
    app = visit()
    for page in FRAMED[1:]:
        assert "Exempeldata" in marks(app)
        turn(app, page)
    assert "Exempeldata" in marks(app)


# --- whose numbers -----------------------------------------------------------------------------


def test_the_public_has_no_way_to_exact_numbers(visit):
    app = visit("participants")
    assert head(app)["exact"] is None
    app.session_state["exact"] = True
    app.run()
    assert figures(app) == {
        "Deltagare": "10",
        "Organisationer": "5",
        "Företag": "..",
        TRAINED: "..",
    }


def test_a_desk_begins_with_protected_numbers(visit, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "desk")
    app = visit("participants")
    assert head(app)["exact"] is False
    assert figures(app) == {
        "Deltagare": "10",
        "Organisationer": "5",
        "Företag": "..",
        TRAINED: "..",
    }


def test_a_desk_may_switch_to_exact_numbers(visit, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "desk")
    app = visit("participants")
    see_exact(app)
    assert figures(app) == {"Deltagare": "11", "Organisationer": "7", "Företag": "3", TRAINED: "1"}
    assert "Exakta tal" in marks(app)


def test_exact_numbers_of_the_shipped_list_are_the_counts_of_its_rows(visit, monkeypatch, shipped):
    monkeypatch.setenv("ATLAS_MODE", "desk")
    app = visit("participants", store=shipped.store)
    see_exact(app)
    people = rows(DATA / "participants.csv")
    sectors = {row["organisation_id"]: row["sector"] for row in people}
    trained = Counter(row["organisation_id"] for row in people if row["status"] == "completed")
    assert figures(app) == {
        "Deltagare": str(len({row["participant_id"] for row in people})),
        "Organisationer": str(len(sectors)),
        "Företag": str(Counter(sectors.values())["enterprise"]),
        TRAINED: str(sum(n >= 2 for n in trained.values())),
    }


def test_a_link_never_carries_exact_numbers(visit, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "desk")
    app = visit("participants", kommun="2481")
    see_exact(app)
    assert address(app) == {"kommun": "2481"}


# --- a broken delivery -------------------------------------------------------------------------


def test_a_refused_delivery_leaves_the_old_numbers_with_the_reason(
    visit, run, monkeypatch, tmp_path
):
    data, store = small(tmp_path / "data"), tmp_path / "store"
    publish = ("publish", "--data", data, "--geo", GEO, "--store", store)
    assert run(*publish).code == 0
    edit(data / "participants.csv", "2403,man", "9999,man")
    assert run(*publish).code == 1
    app = visit("participants", store=store)
    assert figures(app)["Deltagare"] == "10"
    assert "En nyare leverans togs inte emot. Sidan visar" in app.error[0].value
    # a finding can hold a cell of a person: the public is told that there is something, not what nor how much
    assert not any("participants.csv" in text for text in told(app))
    monkeypatch.setenv("ATLAS_MODE", "desk")
    told_there = told(visit("participants", store=store))
    assert any("participants.csv rad 9, kolumn municipality_code" in t for t in told_there)


def test_a_new_delivery_shows_its_new_number(visit, run, tmp_path):
    data, store = small(tmp_path / "data"), tmp_path / "store"
    publish = ("publish", "--data", data, "--geo", GEO, "--store", store)
    run(*publish)
    app = visit("indicators", store=store, kommun="2480", matt="population")
    assert any(f"Umeå: 60{NBSP}000 personer" in text for text in told(app)), told(app)
    edit(data / "indicators.csv", "population,2480,2023,60000", "population,2480,2023,70000")
    run(*publish)
    app.run()
    assert any(f"Umeå: 70{NBSP}000 personer" in text for text in told(app)), told(app)


def test_without_a_snapshot_the_page_says_why(visit, monkeypatch, run, tmp_path):
    data, store = small(tmp_path / "data"), tmp_path / "store"
    (data / "surveys.csv").unlink()
    monkeypatch.setenv("ATLAS_MODE", "desk")
    run("publish", "--data", data, "--geo", GEO, "--store", store)
    app = visit(store=store)
    assert list(app.exception) == []
    assert [t.value for t in app.title] == ["Inget är publicerat ännu"]
    assert any("surveys.csv: filen saknas" in text for text in told(app))


def test_an_empty_programme_draws_every_page(visit, run, tmp_path):
    data, store = small(tmp_path / "data"), tmp_path / "store"
    empty(data)
    run("publish", "--data", data, "--geo", GEO, "--store", store)
    app = visit(store=store)
    for page in FRAMED[1:]:
        assert (list(app.exception), len(title(app))) == ([], 1), page
        turn(app, page)
    assert (list(app.exception), len(title(app))) == ([], 1)


# --- progress -----------------------------------------------------------------------------------------


def cards(app):
    """The cards around figures by key."""
    return {part["key"]: part for part in parts(app, "chart")}


def table(part):
    return [tuple(row) for row in part["table"]["rows"]]


def test_the_steps_of_everyone_who_started_and_completed(visit):
    card = cards(visit("cohorts"))["admission"]
    # published: 5 in alfa and 5 in beta
    assert table(card)[3:] == [
        ("Inskrivna", "10", "6–14"),
        ("Började", "10", "6–14"),
        ("Slutfört", "5", "1–9"),
    ]
    assert (
        f"Slutfört av dem som började: omkring 50{NBSP}% (av omkring 10). "
        "Av dem som slutfört eller avbrutit: skyddat tal. "
        f"Slutfört av alla inskrivna: omkring 50{NBSP}% (av omkring 10)."
    ) in card["sentence"]
    # those of beta are still there, so they are no loss
    assert card["sentence"].startswith("Några är ännu kvar i utbildningen.")


def test_cohorts_of_few_are_told_in_steps(visit):
    card = cards(visit("cohorts"))["retention"]
    assert card["sentence"] == (
        "Kohorter där färre än 10 kan följas får ingen kurva. "
        "Alfa: omkring 5 har börjat, .. har avbrutit, omkring 5 har slutfört. "
        "Beta: omkring 5 har börjat, .. har avbrutit, .. har slutfört."
    )
    assert table(card) == []


def test_that_no_target_is_set_is_told_among_the_targets_and_not_in_each_key_figure(visit):
    assert "Inget mål är satt för det som är valt." in told(visit("cohorts"))
    lines = [line for item in parts(visit(), "key_figures")[0]["items"] for line in item["lines"]]
    assert lines
    assert [line for line in lines if "mål" in line] == []


def test_who_is_missing_in_words_and_in_the_table(visit):
    card = cards(visit("participants"))["missing"]
    # 5 of 10 are shown of each: one of fourteen at least, 7 %, which is more than 5 % and less than 30 %
    assert card["sentence"].startswith(f"Lycksele har omkring 50{NBSP}% av deltagarna")
    assert card["title"] == "Vilka saknas?"
    rows = {row[0]: row[1:] for row in table(card)}
    assert rows["Umeå"] == (f"50{NBSP}%", "7–100", f"30,0{NBSP}%", "+20 procentenheter")
    assert rows["Bjurholm"] == ("..", "", f"5,0{NBSP}%", "")


def test_what_one_more_would_be(visit):
    card = cards(visit("participants"))["by-municipality-participants_per_10000"]
    assert "med 0,17 i Umeå" in card["note"]
    # no rank without how many they are: 5 of 60 000, and how many in Bjurholm is not told
    last = {row[0]: row[-2:] for row in table(card)}
    assert (last["Umeå"], last["Bjurholm"][0]) == (("5", "+0,17"), "..")


def test_the_list_for_follow_up_is_for_staff_alone(visit, monkeypatch):
    assert not [p for p in parts(visit("cohorts"), "table") if p["key"] == "follow-up"]
    monkeypatch.setenv("ATLAS_MODE", "desk")
    app = visit("cohorts")
    see_exact(app)
    (listed,) = [p for p in parts(app, "table") if p["key"] == "follow-up"]
    # p8 never began, and p1, p9, p10 and p11 of beta have been silent since the spring of 2023
    assert len(listed["rows"]) == 5
    assert listed["rows"][0][0] == "zq-person-8"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", ["overview", "participants", "cohorts"])
def test_an_empty_programme_says_what_is_missing_and_how_to_add_it(visit, hollow, page, language):
    app = visit(page, store=hollow.store, lang=language)
    assert list(app.exception) == []
    (missing,) = [p for p in parts(app, "text") if p["key"] == "empty"]
    files = [item.get("strong") for item in missing["items"]]
    assert files[1:4] == ["cohorts.csv", "participants.csv", "modules.csv"]
    assert "python -m atlas publish" in missing["items"][-1]["text"]
    assert parts(app, "key_figures") == []
    answer = {
        "sv": "Inga deltagare är inlästa ännu.",
        "en": "No participants have been delivered yet.",
    }
    assert [p["text"] for p in parts(app, "answer")] == [answer[language]]


@pytest.mark.parametrize("page", ["participants", "cohorts"])
@pytest.mark.parametrize("chosen", ["alfa", "gamma", "delta", "epsilon"])
def test_pages_stand_odd_cohorts(visit, odd, page, chosen):
    app = visit(page, store=odd.store, kohort=chosen)
    assert list(app.exception) == []
    assert len(cards(app)) > 5


def test_what_changed_since_last_time_is_a_link_to_its_view(visit, desk):
    snapshot.publish(ingest.read(desk.data, desk.geo).delivery, desk.store, NOW)
    path = desk.data / "participants.csv"
    line = "{0}n{1},beta,{2}n,2482,woman,leader,region,250+,completed,2023-01-01,2023-01-10,2023-06-01\n"
    more = "".join(line.format(PERSON, i, OWNER) for i in range(20))
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    later = NOW + dt.timedelta(days=7)
    snapshot.publish(ingest.read(desk.data, desk.geo).delivery, desk.store, later)
    app = visit(store=desk.store, kohort="beta", sedan=f"{NOW:%Y-%m-%d}")
    (since,) = [p for p in parts(app, "text") if p["key"] == "since"]
    links = [i["link"] for i in since["items"] if "link" in i]
    assert links[0]["label"] == "Deltagare: från omkring 5 till omkring 25 (omkring +20)."
    assert links[0]["url"] == f"/karta?kohort=beta&sedan={NOW:%Y-%m-%d}&matt=participants"
    turn(app, "cohorts")
    (picker,) = [p for p in parts(app, "picker") if p["key"] == "since_pick"]
    assert picker["groups"] == [["", [[f"{NOW:%Y-%m-%d}", "1 mars 2024"]]]]
    assert address(app) == {"kohort": "beta", "sedan": f"{NOW:%Y-%m-%d}"}


def test_the_first_publication_has_nothing_to_compare_with(visit):
    (since,) = [p for p in parts(visit(), "text") if p["key"] == "since"]
    assert since["items"] == [{"text": "Det finns ingen tidigare publicering att jämföra med."}]
