"""Whatever happens to the live snapshot, the pages show the newest that can be read, and say so."""

from __future__ import annotations

import datetime as dt
import shutil
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from atlas import ingest
from atlas.publish import history, snapshot
from atlas.views.run import snapshots
from tests.conftest import NOW
from tests.deliveries import GEO, ROOT, edit, small
from tests.turning import FRAMED, marks, see_exact, turn

TOLD = {
    "sv": "Den senaste publiceringen kan inte läsas. "
    "Sidan visar den nyaste som kan läsas, publicerad 1 mars 2024",
    "en": "The latest publication cannot be read. "
    "The page shows the newest one that can, published 1 Mar 2024, 12:00.",
}


@pytest.fixture(scope="module")
def published_twice(tmp_path_factory):
    """A store with a snapshot of the first of March 2024, and the live one of a week later."""
    folder = tmp_path_factory.mktemp("twice")
    data, store = small(folder / "data"), folder / "store"
    first = snapshot.publish(ingest.read(data, GEO).delivery, store, NOW)
    edit(data / "indicators.csv", "population,2480,2023,60000", "population,2480,2023,70000")
    second = snapshot.publish(ingest.read(data, GEO).delivery, store, NOW + dt.timedelta(days=7))
    return SimpleNamespace(store=store, first=first.id, second=second.id)


@pytest.fixture
def twice(published_twice, tmp_path):
    """The same store as one's own, to be damaged: its folder and its two snapshots' folders."""
    store = tmp_path / "store"
    shutil.copytree(published_twice.store, store)
    folders = (
        store / "snapshots" / name for name in (published_twice.first, published_twice.second)
    )
    return store, *folders


@pytest.fixture
def visit(monkeypatch):
    """Open the start page of a store as a first-time viewer; AppTest runs it once only."""
    monkeypatch.delenv("ATLAS_MODE", raising=False)

    def opened(store, **address):
        monkeypatch.setenv("ATLAS_STORE", str(store))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return opened


def published(store):
    """What publishing would change: the snapshots, which one is live, and the history."""
    current = store / "CURRENT"
    return (
        sorted(path.name for path in (store / "snapshots").iterdir()),
        current.read_bytes() if current.exists() else None,
        (store / history.FILE).read_bytes(),
    )


def warned(app):
    assert list(app.exception) == []
    return [warning.value for warning in app.warning]


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def turned(path):
    """One bit in the middle of a file is another: most readers would not notice."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def garbled(path):
    path.write_bytes(b"\xff\x00[[[" * 20)


def gone(path):
    path.unlink()


DAMAGE = {
    "a table cut short": lambda live: cut(live / "public" / "enrolments.parquet"),
    "a table with a bit turned": lambda live: turned(live / "public" / "indicators.parquet"),
    "a table gone": lambda live: gone(live / "public" / "breaks.parquet"),
    "an empty table": lambda live: (live / "public" / "cohorts.parquet").write_bytes(b""),
    "no manifest": lambda live: gone(live / "manifest.json"),
    "a garbled manifest": lambda live: garbled(live / "manifest.json"),
    "a manifest that is a list": lambda live: (live / "manifest.json").write_text("[]"),
    "a manifest of another form": lambda live: edit(
        live / "manifest.json", '"form": ', '"form": 9'
    ),
    "no geometry": lambda live: gone(live / "public" / "geometry.json"),
    "a garbled geometry": lambda live: garbled(live / "public" / "geometry.json"),
    "no folder": shutil.rmtree,
    "an empty folder": lambda live: (shutil.rmtree(live), live.mkdir()),
} | {
    f"{name} {what.__name__}": lambda live, name=name, what=what: what(live / "public" / name)
    for name in snapshot.DECLARING
    for what in (gone, garbled)
}
LOST = {
    "gone": gone,
    "of garbage": lambda current: current.write_bytes(b"\xfe\xff\x00\x93" * 9),
    "empty": lambda current: current.write_bytes(b""),
    "of a snapshot that is not there": lambda current: current.write_text("20990101T000000-0a\n"),
    "out of the store": lambda current: current.write_text("../..\n"),
    "of itself": lambda current: current.write_text(".\n"),
    "a folder": lambda current: (current.unlink(), current.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_snapshot_gives_way_to_the_one_before(twice, visit, damage):
    store, first, live = twice
    DAMAGE[damage](live)
    before = published(store)
    for language, line in TOLD.items():
        app = visit(store, lang=language)
        (told,) = warned(app)
        assert told.startswith(line)
        assert any(first.name in caption.value for caption in app.caption)
    assert published(store) == before


def test_all_pages_are_those_of_the_one_before(twice, visit):
    store, first, live = twice
    cut(live / "public" / "enrolments.parquet")
    app = visit(store)
    for page in FRAMED[1:]:
        turn(app, page)
        assert any(told.startswith(TOLD["sv"]) for told in warned(app)), page
        assert any(first.name in caption.value for caption in app.caption), page


def test_each_public_table_is_missed_when_it_cannot_be_read(twice, visit):
    store, first, live = twice
    tables = sorted((live / "public").glob("*.parquet"))
    assert len(tables) > 10
    for table in tables:
        whole = table.read_bytes()
        cut(table)
        app = visit(store)
        assert len(warned(app)) == 1, table.name
        assert any(first.name in caption.value for caption in app.caption), table.name
        table.write_bytes(whole)
    # mended, it is shown again at the next click
    app = visit(store)
    assert warned(app) == []
    assert any(live.name in caption.value for caption in app.caption)


@pytest.mark.parametrize("how", LOST)
def test_without_knowing_which_is_live_the_newest_is_shown_and_nothing_published(twice, visit, how):
    store, _, live = twice
    LOST[how](store / "CURRENT")
    names = sorted(path.name for path in (store / "snapshots").iterdir())
    for language, line in (("sv", TOLD["sv"].split(".")[0]), ("en", TOLD["en"].split(".")[0])):
        app = visit(store, lang=language)
        (told,) = warned(app)
        assert told.startswith(line)
        assert any(live.name in caption.value for caption in app.caption)
    assert sorted(path.name for path in (store / "snapshots").iterdir()) == names


def test_a_mended_current_is_noticed_at_the_next_click(twice, visit):
    store, _, live = twice
    (store / "CURRENT").unlink()
    app = turn(visit(store), "about")
    assert len(warned(app)) == 1
    (store / "CURRENT").write_text(live.name + "\n")
    assert warned(app.run()) == []


def test_a_viewer_who_has_the_page_open_goes_on_with_the_one_before(twice, visit):
    store, first, live = twice
    app = turn(visit(store), "map")
    assert warned(app) == []
    shutil.rmtree(live)
    assert len(warned(app.run())) == 1
    assert any(first.name in caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("language", "title"),
    [("sv", "Det som är publicerat kan inte läsas"), ("en", "What is published cannot be read")],
)
def test_when_none_can_be_read_a_calm_page_says_so(twice, visit, language, title):
    store, first, live = twice
    cut(first / "public" / "enrolments.parquet")
    gone(live / "public" / "region.toml")
    before = published(store)
    app = visit(store, lang=language)
    assert warned(app) == []
    assert [t.value for t in app.title] == [title]
    assert "python -m atlas publish" in app.info[0].value
    assert published(store) == before


def test_an_empty_store_is_published_to_once_by_itself(visit, monkeypatch, tmp_path):
    data, store = small(tmp_path / "data"), tmp_path / "store"
    shutil.copy(ROOT / "data" / "roles.toml", data)
    snapshots._first_publish.clear()
    monkeypatch.setenv("ATLAS_DATA", str(data))
    monkeypatch.setenv("ATLAS_GEO", str(GEO))
    app = visit(store)
    assert warned(app) == []
    assert len(list((store / "snapshots").iterdir())) == 1
    turn(app, "about")
    assert len(list((store / "snapshots").iterdir())) == 1


# --- exact numbers ------------------------------------------------------------------------------


@pytest.fixture
def exactly(visit, monkeypatch):
    """The numbers of participants as staff see them who ask for exact ones: page and badges."""
    monkeypatch.setenv("ATLAS_MODE", "desk")

    def opened(store):
        app = turn(visit(store), "participants")
        return see_exact(app)

    return opened


def test_exact_numbers_are_of_the_snapshot_that_is_shown(twice, exactly):
    store, first, live = twice
    cut(live / "public" / "enrolments.parquet")
    app = exactly(store)
    assert len(warned(app)) == 1
    assert "Exakta tal" in marks(app)
    assert any(first.name in caption.value for caption in app.caption)


def test_where_exact_numbers_are_damaged_protected_ones_are_shown_and_a_line_says_so(
    twice, exactly
):
    store, _, live = twice
    cut(live / "exact" / "participants.parquet")
    app = exactly(store)
    assert warned(app) == ["De exakta talen kan inte läsas. Sidan visar skyddade tal."]
    assert "Exakta tal" not in marks(app)
    assert any(live.name in caption.value for caption in app.caption)
