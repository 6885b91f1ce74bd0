"""``index.toml``: what may stand in it, what is refused with which words, and how it reaches a reader."""

from __future__ import annotations

import shutil

import pytest

from atlas import catalogue, composites, ingest, warehouse
from atlas.errors import DeclarationError, IndexRefused
from atlas.publish import snapshot
from tests.conftest import NOW
from tests.deliveries import DATA, GEO, edit, small

FILE = "index.toml"


@pytest.fixture
def folder(tmp_path):
    """The shipped declarations, to be changed."""
    for name in (FILE, "indicators.toml"):
        shutil.copyfile(DATA / name, tmp_path / name)
    return tmp_path


def load(folder):
    return composites.own.load(folder, catalogue.load(folder))


def test_the_shipped_index_takes_directions_from_the_indicators():
    own = load(DATA)
    directions = {each.id: each.direction for each in own.spec.indicators}
    known = catalogue.load(DATA).measures
    assert directions == {name: known[name].direction for name in directions}
    assert directions["unemployment_rate_bas_20_64"] == "lower"
    assert own.weights == {"skills": 25, "research": 25, "enterprise": 25, "work": 25}
    assert own.spec.missing == 0.2
    for preset in own.presets:
        assert sum(preset.weights.values()) == 100
        assert preset.title("sv") != preset.title("en")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_shipped_index_has_words_in_both_languages(language):
    own = load(DATA)
    title = own.text("index", "title", language)
    assert "{region}" in title
    for node in (*own.weights, "index"):
        assert own.text(node, "title", language)
    for indicator in own.spec.indicators:
        assert own.text(indicator.id, "why", language)
    assert "RIS" not in title
    assert own.text("index", "is_not", language)


def test_a_flipped_declaration_flips_the_direction(folder):
    text = (folder / "indicators.toml").read_text("utf-8")
    begin = text.index("[edu_phd_share]")
    at = text.index('direction = "higher"', begin)
    turned = text[:at] + text[at:].replace('"higher"', '"lower"', 1)
    (folder / "indicators.toml").write_text(turned, "utf-8")
    directions = {each.id: each.direction for each in load(folder).spec.indicators}
    assert directions["edu_phd_share"] == "lower"


def test_without_the_file_there_is_no_index(tmp_path):
    shutil.copyfile(DATA / "indicators.toml", tmp_path / "indicators.toml")
    assert load(tmp_path) is None


PHD = "[indicators.edu_phd_share]"
POSTSEC = "[indicators.edu_postsec3plus_share]"
RESEARCH = '[groups.research]\nparent = "index"\nweight = 25'
WRONG = {
    "weights that sum to nothing": (
        [("weight = 25", "weight = 0")],
        ["weights under index", "they sum to 0", "accepted: a sum above 0"],
    ),
    "weights that are no hundred": (
        [(RESEARCH, RESEARCH.replace("25", "20"))],
        ["weights under index", "research 20", "accepted: whole numbers that sum to 100"],
    ),
    "a cycle": (
        [(RESEARCH, RESEARCH.replace('"index"', '"research"'))],
        ["groups", "a cycle research > research", "accepted: a tree"],
    ),
    "an unknown indicator": (
        [(PHD, "[indicators.patents]")],
        ["indicators.patents", "no such indicator", "accepted: an id of indicators.toml"],
    ),
    "a number of the programme": (
        [(PHD, "[indicators.completion_rate]")],
        ["indicators.completion_rate", "no such indicator"],
    ),
    "an indicator without direction": (
        [(PHD, "[indicators.out_commuter_share]")],
        ["indicators.out_commuter_share", "direction = none", "with a direction"],
    ),
    "a count": (
        [(PHD, "[indicators.bankruptcies]")],
        ["indicators.bankruptcies", "kind = count", "accepted: a rate or an index"],
    ),
    "one of the county alone": (
        [(PHD, "[indicators.rd_business_per_inhabitant]")],
        ["indicators.rd_business_per_inhabitant", "level = county"],
    ),
    "a direction declared twice": (
        [(PHD, PHD + '\ndirection = "lower"')],
        ["indicators.edu_phd_share", "the key direction", "the one of indicators.toml"],
    ),
    "an unknown key": (
        [(PHD, PHD + "\nfactor = 2")],
        ["indicators.edu_phd_share", "the key factor", "denominator"],
    ),
    "an unknown parent": (
        [(PHD + '\nparent = "research"', PHD + '\nparent = "reserch"')],
        ["parent of edu_phd_share", "reserch", "accepted: a declared group"],
    ),
    "a preset that forgets a theme": (
        [("skills = 55, research = 15,", "skills = 70,")],
        ["presets.skills", "accepted: skills, research, enterprise, work"],
    ),
    "a preset that is no hundred": (
        [("skills = 55,", "skills = 50,")],
        ["presets.skills", "skills 50", "sum to 100"],
    ),
    "two presets of one name": (
        [('id = "work"', 'id = "skills"')],
        ["presets.skills", "the id twice", "an id of its own"],
    ),
    "a theme without a title": (
        [('title_sv = "Kompetens"\n', "")],
        ["skills", "no words", "accepted: title"],
    ),
    "a mean whose parts do not add up": (
        [("[outliers]", '[aggregation]\nmethod = "geometric"\n\n[outliers]')],
        ["aggregation", "accepted: arithmetic"],
    ),
    "a scale that is no 0-100": (
        [('method = "min_max"\nlower = 0', 'method = "z_score"\nlower = 0')],
        ["normalisation", "z_score", "accepted: min_max or goalposts from 0 to 100"],
    ),
    "a theme whose parts do not add up": (
        [(RESEARCH, RESEARCH + '\nmethod = "geometric"')],
        ["aggregation", "accepted: arithmetic"],
    ),
    "a scale that ends elsewhere": (
        [("upper = 100", "upper = 10")],
        ["normalisation", "min_max from 0 to 10 ", "from 0 to 100"],
    ),
    "an indicator under no theme": (
        [(f'{POSTSEC}\nparent = "skills"', f'{POSTSEC}\nparent = "index"')],
        ["index", "an indicator right under it", "put it under a theme"],
    ),
    "a preset without a title": (
        [('title_sv = "Arbete tyngst"\n', "")],
        ["presets.work", "no words", "accepted: title"],
    ),
    "nothing on what it is not": (
        [("is_not_sv = ", "why_sv = ")],
        ["index", "no words", "is_not of the index"],
    ),
    "a preset of halves": (
        [("skills = 55, research = 15,", "skills = 54.5, research = 15.5,")],
        ["presets.skills", "skills 54.5", "whole numbers"],
    ),
    "a preset below nothing": (
        [("skills = 55, research = 15,", "skills = 85, research = -15,")],
        ["presets.skills", "research -15", "whole numbers"],
    ),
    "a preset whose weights are a text": (
        [("{ skills = 55, research = 15, enterprise = 15, work = 15 }", '"skills"')],
        ["presets", "id, title and weights"],
    ),
    "no indicators": (
        [("[indicators.", "[notes_sv.")],
        ["indicators", "nothing", "write [indicators.ID]"],
    ),
    "places without a range": (
        [("draws = 2000", "draws = 0")],
        ["uncertainty.draws", "accepted: 100 or more"],
    ),
    "a preset that is not a number": (
        [("skills = 55,", "skills = nan,")],
        ["presets.skills", "nan"],
    ),
    "a preset without end": ([("skills = 55,", "skills = inf,")], ["presets.skills", "inf"]),
    "presets that are no list": (
        [("[[presets]]", "[[notes_sv]]"), ("missing = 0.2", "missing = 0.2\npresets = 3")],
        ["presets", "3", "accepted: a list"],
    ),
    "scales that are no list": (
        [('["min_max", "z_score", "rank"]', '"rank"')],
        ["uncertainty normalisations", "'rank'", "accepted: a list"],
    ),
    "a group that no municipality is of": (
        [("[outliers]", '[imputation]\nmethod = "group_mean"\ngroup = "kind"\n\n[outliers]')],
        ["imputation.group", "kind", "the mean of all"],
    ),
    "a denominator": (
        [(PHD, PHD + '\ndenominator = "population"')],
        ["indicators.edu_phd_share.denominator", "population"],
    ),
    "a draw without goalposts": (
        [('"z_score", "rank"]', '"goalposts"]')],
        ["indicators.edu_postsec3plus_share", "no goalposts"],
    ),
    "no TOML": ([("missing = 0.2", "missing = ")], ["not valid TOML"]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_sound_index_is_told_by_key_with_what_is_accepted(folder, wrong):
    changes, says = WRONG[wrong]
    for old, new in changes:
        text = (folder / FILE).read_text("utf-8")
        assert old in text
        (folder / FILE).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(DeclarationError) as told:
        load(folder)
    assert told.value.file == FILE
    for part in says:
        assert part in told.value.problem


def test_weights_of_a_view_take_the_place_of_the_declared_ones():
    own = load(DATA)
    moved = own.weighted({"skills": 70, "work": 0})
    assert {g.id: g.weight for g in moved.groups if g.id in own.weights} == {
        "skills": 70, "research": 25, "enterprise": 25, "work": 0,
    }  # fmt: skip
    with pytest.raises(IndexRefused, match="sum to 0"):
        own.weighted(dict.fromkeys(own.weights, 0))


def test_an_index_is_refused_with_the_delivery_and_the_live_snapshot_stays(run, tmp_path):
    data, store = small(tmp_path / "data"), tmp_path / "store"
    publish = ("publish", "--data", data, "--geo", GEO, "--store", store)
    assert run(*publish).code == 0
    live = (store / "CURRENT").read_text("utf-8")
    shutil.copyfile(DATA / FILE, data / FILE)
    edit(data / FILE, PHD, "[indicators.patents]")
    told = run(*publish)
    assert told.code == 1
    assert "index.toml" in told.out + told.err
    assert "indicators.patents" in told.out + told.err
    assert (store / "CURRENT").read_text("utf-8") == live


def test_an_indicator_without_any_figure_is_refused_by_name(tmp_path):
    data = small(tmp_path / "data")
    shutil.copyfile(DATA / FILE, data / FILE)
    told = [finding.actual for finding in ingest.read(data, GEO).findings]
    # of these the small delivery has no rows
    assert any("indicators.edu_phd_share: missing for every municipality" in text for text in told)
    assert not any("indicators.edu_postsec3plus_share" in text for text in told)


def test_the_index_travels_in_the_snapshot_and_counts_as_a_file_of_the_delivery(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    with_index = ingest.read(data, GEO).delivery
    assert FILE in [receipt.name for receipt in with_index.files]
    made = snapshot.publish(with_index, tmp_path / "store", NOW)
    assert (made.folder / "public" / FILE).read_bytes() == (DATA / FILE).read_bytes()
    assert warehouse.open_public(tmp_path / "store").index.weights["skills"] == 25
    (data / FILE).unlink()
    without = ingest.read(data, GEO).delivery
    assert without.fingerprint != with_index.fingerprint
