"""region.toml: the settings of a region, and what is said when one is wrong."""

from __future__ import annotations

import datetime as dt

import pytest

from atlas import region
from atlas.errors import DeclarationError
from tests.deliveries import DATA, edit, small


@pytest.fixture
def folder(tmp_path):
    return small(tmp_path)


def test_the_settings_are_read():
    here = region.load(DATA)
    assert (here.county_code, here.country_code, here.k) == ("24", "00", 5)
    assert here.crs == "EPSG:3006"
    assert (here.project_starts, here.project_ends) == (dt.date(2020, 1, 1), dt.date(2023, 4, 30))


def test_a_text_is_looked_up_in_its_language():
    here = region.load(DATA)
    assert here.text("product.title", "sv") == "Innovationsatlas Västerbotten"
    assert here.text("product.title", "en") == "Innovation Atlas Västerbotten"
    assert here.text("project.short", "en") == "RIV"
    assert here.text("project.nothing", "sv") == ""


def test_county_and_country_have_names():
    here = region.load(DATA)
    assert [here.benchmark_name(c, "en") for c in here.benchmark_codes()] == [
        "The county",
        "Sweden",
    ]


@pytest.mark.parametrize("k", [3, 5, 10])
def test_k_may_be(folder, k):
    edit(folder / "region.toml", "k = 5", f"k = {k}")
    assert region.load(folder).k == k


@pytest.mark.parametrize("k", [0, 1, 2, 4, -5])
def test_k_may_not_be(folder, k):
    edit(folder / "region.toml", "k = 5", f"k = {k}")
    with pytest.raises(DeclarationError, match="accepted: 3, 5 or 10"):
        region.load(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('county_code = "24"', "", "county_code"),
        ('default_language = "sv"', 'default_language = "fi"', "sv or en"),
        ("opens_on = 2005", 'opens_on = "soon"', "accepted: a year in digits"),
        ("starts_on = 2020-01-01", 'starts_on = "soon"', "wrong form"),
        ('name_sv = "V', "name_sv = V", "not valid TOML"),
    ],
)
def test_a_setting_that_is_wrong_is_named(folder, old, new, said):
    edit(folder / "region.toml", old, new)
    with pytest.raises(DeclarationError, match=said):
        region.load(folder)


def test_the_layout_of_tiles_is_read_as_a_picture(folder):
    assert region.load(folder).tiles["2462"] == (0, 2)
    assert region.load(folder).tiles["2482"] == (4, 0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["",     "2422"', '["2422", "2422"', "2422 twice"),
        ('["",     "2422"', '[2462,   "2422"', "rows of codes"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(folder, old, new, said):
    edit(folder / "region.toml", old, new)
    with pytest.raises(DeclarationError, match=said):
        region.load(folder)


ANCESTORS = 'frame_ancestors = ["self"]'


def test_only_our_own_pages_may_frame_ours_unless_declared(folder):
    assert region.load(folder).frame_ancestors == ("'self'",)
    edit(folder / "region.toml", ANCESTORS, "")
    assert region.load(folder).frame_ancestors == ("'self'",)


@pytest.mark.parametrize(
    ("declared", "named"),
    [
        ('["none"]', ("'none'",)),
        ('["self", "https://www.example.org"]', ("'self'", "https://www.example.org")),
        ('["https://intranet.example.org:8443"]', ("https://intranet.example.org:8443",)),
    ],
)
def test_who_may_frame_the_pages_is_declared(folder, declared, named):
    edit(folder / "region.toml", ANCESTORS, f"frame_ancestors = {declared}")
    assert region.load(folder).frame_ancestors == named


@pytest.mark.parametrize(
    "declared",
    [
        '"self"', "[]", '["*"]', '["none", "self"]', '["http://example.org"]', '["https://*"]',
        '["https://example.org; script-src *"]', '["https://example.org/path"]', "[1]",
        '["https://example.org\\r\\nx: y"]',
    ],
)  # fmt: skip
def test_nobody_gets_into_the_policy_by_the_declaration(folder, declared):
    edit(folder / "region.toml", ANCESTORS, f"frame_ancestors = {declared}")
    with pytest.raises(DeclarationError, match=r"embedding\.frame_ancestors: accepted"):
        region.load(folder)


def test_a_region_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DeclarationError, match=r"region\.toml: the file is missing"):
        region.load(tmp_path)
