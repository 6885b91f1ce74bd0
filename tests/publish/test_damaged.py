"""Publishing and going back when the live snapshot is damaged: both work, and end it."""

from __future__ import annotations

import pytest

from atlas import warehouse
from atlas.errors import BrokenSnapshot
from atlas.publish import history, seal
from atlas.publish import store as stores
from tests.deliveries import edit

pytestmark = pytest.mark.usefixtures("tables_once")


@pytest.fixture
def folders(desk):
    return ("--data", desk.data, "--geo", desk.geo, "--store", desk.store)


@pytest.fixture
def live(run, desk, folders):
    """The live one of two snapshots."""
    assert run("publish", *folders).code == 0
    edit(desk.data / "region.toml", '"RIV"', '"RIV 2"')
    assert run("publish", *folders).code == 0
    return stores.current(desk.store)


def cut(path):
    path.write_bytes(path.read_bytes()[:-9])


DAMAGE = {
    "table": lambda live: cut(live.folder / "public" / "enrolments.parquet"),
    "texts": lambda live: cut(live.folder / "public" / "region.toml"),
    "manifest": lambda live: cut(live.folder / "manifest.json"),
    "exact table": lambda live: (live.folder / "exact" / "participants.parquet").unlink(),
    "pointer": lambda live: (live.folder.parents[1] / "CURRENT").write_bytes(b"\xff\xfe"),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("more", [(), ("--if-changed",)])
def test_publish_makes_a_new_snapshot(run, desk, folders, live, damage, more):
    DAMAGE[damage](live)
    told = run("publish", *folders, *more)
    assert told.code == 0, told.err
    made = stores.current(desk.store)
    assert told.out.splitlines()[-1] == made.id not in (live.id, "")
    shown = warehouse.open_public(desk.store)
    assert (shown.id, shown.stands_in) == (made.id, False)
    assert warehouse.exact(desk.store, "staff").id == made.id


def test_without_damage_nothing_is_published_where_nothing_changed(run, folders, live):
    assert run("publish", *folders, "--if-changed").out.split() == [live.id]


@pytest.mark.parametrize("damage", DAMAGE)
def test_going_back_works(run, desk, folders, live, damage):
    first = min(path.name for path in live.folder.parent.iterdir())
    DAMAGE[damage](live)
    told = run("rollback", first, *folders)
    assert told.code == 0, told.err
    shown = warehouse.open_public(desk.store)
    assert (shown.id, shown.stands_in) == (first, False)
    assert '"RIV"' in (desk.data / "region.toml").read_text("utf-8")


# of rounded cells, too: the next publication builds on what was shown, and would round the same people anew
@pytest.mark.parametrize("part", ["public", "rounded", "exact"])
def test_nobody_goes_back_to_a_damaged_one(run, desk, folders, live, part):
    first = min(live.folder.parent.iterdir())
    table = next(path for path in sorted((first / part).iterdir()) if path.suffix == ".parquet")
    table.unlink() if part == "exact" else cut(table)
    before = (desk.data / "region.toml").read_text("utf-8")
    told = run("rollback", first.name, *folders)
    assert (told.code, stores.current(desk.store).id) == (1, live.id)
    assert f"{table.name} is gone or damaged" in told.err
    assert [line["act"] for line in history.read(desk.store)] == ["publish", "publish"]
    assert (desk.data / "region.toml").read_text("utf-8") == before
    assert warehouse.open_public(desk.store).id == live.id


def test_the_command_line_says_whose_values_it_prints(run, desk, live):
    cut(live.folder / "public" / "enrolments.parquet")
    told = run("values", "population", "--store", desk.store)
    assert told.code == 0
    first = min(path.name for path in live.folder.parent.iterdir())
    assert told.err == f"atlas: the live snapshot cannot be read; these are of {first}\n"


def test_a_digest_of_exact_rows_is_nowhere_in_the_seal(live):
    sealed = seal.digests(live.folder)
    assert live.manifest[seal.KEY] == sealed
    # what was rounded may be known as it is: it is what is told
    assert {name.split("/")[0] for name, digest in sealed.items() if digest} == {
        "public",
        "rounded",
    }
    assert sealed["exact/participants.parquet"] == ""


def test_a_snapshot_made_without_a_seal_is_read_as_it_is(live):
    manifest = {k: v for k, v in live.manifest.items() if k != seal.KEY}
    seal.check(live.folder, manifest, "public")
    (live.folder / "public" / "breaks.parquet").unlink()
    with pytest.raises(BrokenSnapshot, match=r"public/breaks\.parquet"):
        seal.check(live.folder, live.manifest, "public")
    seal.check(live.folder, manifest, "public")
