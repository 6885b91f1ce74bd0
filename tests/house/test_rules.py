"""The rules of the house: short files, a library without a region, and nothing from outside."""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from functools import cache

import pytest

from tests.deliveries import DATA, GEO, ROOT, rows

LIBRARY = sorted((ROOT / "atlas").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
FRONT = [ROOT / "app.py", ROOT / "asgi.py", *PAGES]
AROUND = [*sorted((ROOT / "scripts").glob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
DECLARED = sorted((ROOT / "atlas").rglob("*.toml"))
# our own: what others wrote comes packed
SCRIPTS = sorted(set((ROOT / "static").rglob("*.js")) - set((ROOT / "static").rglob("*.min.js")))
COUNTY = "24"


def name(path):
    return str(path.relative_to(ROOT))


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=name)


@cache
def text(path):
    return path.read_text(encoding="utf-8")


@cache
def tree(path):
    return ast.parse(text(path))


def strings(path):
    """Every text in a Python file, documentation included, with its line."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def imported(path):
    """The top names of the packages that a file imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def region_words():
    """What only the data may know: codes and names of places, the region's names, its cohorts."""
    with (GEO / "municipalities.dbf").open("rb") as file:
        layer = file.read().decode("utf-8", "replace")
    register = rows(DATA / "groups.csv")
    declared = tomllib.loads(text(DATA / "region.toml"))
    words = {row["municipality_code"] for row in register}
    words |= set(re.findall(r"[A-ZÅÄÖ][a-zåäöé]{3,}", layer))
    words |= {declared["name_sv"], declared["county_name_sv"], declared["county_name_en"]}
    words |= {declared["project"][key] for key in ("short", "owner", "partner")}
    words |= {cohort["id"] for cohort in declared["sample"]["cohorts"]}
    return sorted(words)


WORDS = region_words()
REGION = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, WORDS)) + r")(?!\w)")


def test_the_words_of_the_region_are_known_to_these_rules():
    assert {"2480", "Umeå", "Åsele", "Storuman", "Västerbotten", "riv-umea-2022"} <= set(WORDS)
    assert REGION.search("i Umeå.")


@each(LIBRARY)
def test_the_library_knows_no_region(path):
    # texts and comments: an example names a region as well as a setting does
    told = [*strings(path), *enumerate(text(path).splitlines(), start=1)]
    found = [(line, REGION.search(s).group()) for line, s in told if REGION.search(s)]
    assert found == []
    assert [line for line, s in strings(path) if s == COUNTY] == []


@each([*LIBRARY, *FRONT])
def test_the_library_names_no_indicator(path):
    # but for the population, which rates per inhabitant are of and which stands on every slide of a map
    indicators = tomllib.loads(text(DATA / "indicators.toml")).keys() - {
        "themes",
        "dimensions",
        "population",
    }
    assert [(line, s) for line, s in strings(path) if s in indicators] == []


@each(DECLARED)
def test_the_librarys_own_texts_know_no_region(path):
    assert REGION.findall(text(path)) == []
    assert f'"{COUNTY}"' not in text(path)


@each(PAGES)
def test_a_page_has_sixty_lines_at_most(path):
    assert len(text(path).splitlines()) <= 60


@each([*LIBRARY, *FRONT, *AROUND])
def test_a_module_has_four_hundred_lines_at_most(path):
    assert len(text(path).splitlines()) <= 400


@each(PAGES)
def test_a_page_is_a_table_of_contents(path):
    documentation, *lines = tree(path).body
    assert isinstance(documentation, ast.Expr)
    assert imported(path) == {"atlas"}
    # what it imports, and then one declaration
    kinds = [type(line) for line in lines]
    assert kinds == [ast.ImportFrom] * (len(kinds) - 1) + [ast.Assign]
    assert ast.unparse(lines[-1]).startswith("PAGE = Page(")


@each([*LIBRARY, *FRONT, *AROUND])
def test_no_file_bends_the_search_path(path):
    touched = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "path"
        and getattr(node.value, "id", "") == "sys"
    ]
    assert touched == []


@each([*LIBRARY, *FRONT])
def test_no_page_lets_html_through(path):
    passed = [
        k.arg for node in ast.walk(tree(path)) if isinstance(node, ast.Call) for k in node.keywords
    ]
    assert "unsafe_allow_html" not in passed


@each(SCRIPTS)
def test_no_script_of_ours_writes_html_from_data(path):
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text(path))
        == []
    )


@each([*LIBRARY, *FRONT, *SCRIPTS])
def test_no_address_of_another_host_stands_in_the_code(path):
    # names of XML languages look like addresses and are never fetched
    outside = re.findall(r"https?://(?!www\.w3\.org/|127\.0\.0\.1|localhost)[\w.-]+", text(path))
    assert outside == []


def test_nothing_is_called_utils():
    names = {path.stem for path in [*LIBRARY, *AROUND]} | {p.parent.name for p in LIBRARY}
    assert {n for n in names if re.search(r"util|helper|misc|common", n)} == set()


def test_what_tests_share_lies_in_no_module_of_tests():
    # who reads one file of tests need not know another, and a file can be taken out or split
    shared = [
        (name(path), node.module)
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and re.search(r"(^|\.)test_\w+$", node.module or "")
        and (node.module or "").startswith("tests")
    ]
    assert shared == []


# what of the framework takes a file, sound or picture from a browser
TAKING = {"file_uploader", "camera_input", "audio_input", "chat_input"}


@each([*LIBRARY, *FRONT])
def test_files_are_taken_by_invitation_only(path):
    drawn = {last_name(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    assert drawn & TAKING == ({"file_uploader"} if path.name == "uploads.py" else set())


# --- what is cached for everyone never asks who is looking ----------------------------------------

CACHING = {"cache_resource", "cache_data", "lru_cache", "cache"}
VIEWER = {"user", "session_state", "context", "query_params"}
ASKING = {
    "here",
    "state",
    "viewer",
    "is_desk",
    "wants_exact",
    "shown_page",
    "look",
    "again",
    "current",
}


def last_name(node):
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "attr", getattr(node, "id", ""))


def cached(path):
    """The functions of a file that are remembered for all viewers."""
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and CACHING & {last_name(decorator) for decorator in node.decorator_list}
    ]


def viewer_asked(function):
    """Where a function asks for the viewer."""
    return [
        node.lineno
        for node in ast.walk(function)
        if (
            isinstance(node, ast.Attribute)
            and node.attr in VIEWER
            and last_name(node.value) == "st"
        )
        or (isinstance(node, ast.Call) and last_name(node) in ASKING)
    ]


def test_there_are_cached_functions_to_look_at():
    names = {f.name for path in LIBRARY for f in cached(path)}
    assert {"_public", "_exact", "_values", "texts"} <= names


@each([*LIBRARY, *FRONT])
def test_a_function_cached_for_all_never_asks_who_is_looking(path):
    assert [(f.name, viewer_asked(f)) for f in cached(path) if viewer_asked(f)] == []


@pytest.mark.parametrize(
    "body", ["st.session_state['x']", "st.user.name", "access.viewer()", "here()"]
)
def test_that_rule_sees_a_function_that_does_ask(body):
    (function,) = ast.parse(f"def f():\n    return {body}").body
    assert viewer_asked(function) == [2]


def test_the_shipped_tables_are_plain_csv():
    for path in DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            widths = {len(row) for row in csv.reader(file)}
        assert len(widths) == 1, path.name
