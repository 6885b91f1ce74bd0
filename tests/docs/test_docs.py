"""What the documents say can be done, shown or read is there."""

from __future__ import annotations

import argparse
import re
import shlex
import struct
import tomllib

import pytest

from atlas import __version__, catalogue
from atlas.__main__ import _parser
from atlas.views import site
from atlas.views.run.address import PARAMETERS
from tests.deliveries import DATA, ROOT

PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        DATA / "README.md",
        ROOT / "geo" / "README.md",
    ]
)
TEXTS = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in PAGES}
CODE = re.compile(
    r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL
)  # a block, or words in a line
LINES = [
    (name, line.split("  #")[0].strip())
    for name, text in TEXTS.items()
    for block, inline in CODE.findall(text)
    for line in (block or inline).splitlines()
]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
FOLDERS = "atlas|benchmarks|data|docs|geo|pages|scripts|static|tests"
PATH = re.compile(rf"(?<![\w/.])(?:{FOLDERS})/[\w./-]*\w/?")
# written while the atlas runs, and the page that a recipe adds
NOT_THERE = {"static/geo/", "pages/modules.py"}
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))
LARGEST = 250_000  # bytes
FILE = r"python (scripts/[\w/]+\.py)"
MODULE = r"python -m ((?:scripts|benchmarks)\.\w+)"


def commands(start):
    """What follows ``start`` in every line of code, with the page that it stands on."""
    pattern = re.compile(rf"(?:^|[ /]){re.escape(start)}(?: (.*))?$")
    return [(name, hit[1] or "") for name, line in LINES if (hit := pattern.search(line))]


def subcommands():
    parser = _parser()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action.choices
    raise AssertionError("the command line has no commands")


@pytest.mark.parametrize(("page", "words"), commands("make"))
def test_each_make_target_is_in_the_makefile(page, words):
    target = words.split()[0]
    assert re.search(rf"^{re.escape(target)}:", MAKEFILE, re.MULTILINE), f"{page}: make {words}"


@pytest.mark.parametrize(("page", "words"), commands("python -m atlas"))
def test_each_command_of_the_atlas_can_be_parsed(page, words):
    known = subcommands()
    given = shlex.split(words)
    if not given or given[0].startswith("-"):
        return
    assert given[0] in known, f"{page}: python -m atlas {words}"
    options = {o for action in known[given[0]]._actions for o in action.option_strings}
    assert {word for word in given if word.startswith("--")} <= options, f"{page}: {words}"


def test_the_readme_shows_every_command_of_the_atlas_and_both_ways_in():
    shown = {words.split()[0] for page, words in commands("python -m atlas") if page == "README.md"}
    assert shown == set(subcommands())
    targets = {words.split()[0] for page, words in commands("make") if page == "README.md"}
    assert {"run", "test"} <= targets


def test_programs_that_are_named_are_there():
    text = "\n".join(TEXTS.values())
    named = {*re.findall(FILE, text)}
    named |= {f"{module.replace('.', '/')}.py" for module in re.findall(MODULE, text)}
    assert {"benchmarks/run.py", "scripts/contract.py", "scripts/make_geo.py"} <= named
    assert [file for file in sorted(named) if not (ROOT / file).is_file()] == []


def test_measures_that_are_named_exist():
    known = set(catalogue.load(DATA).measures)
    named = {w.split()[1] for _, w in commands("python -m atlas") if w.startswith("values ")}
    named |= {m for text in TEXTS.values() for m in re.findall(r"\bmatt=(\w+)", text)}
    assert named - {"MEASURE"} <= known
    assert "participants" in named


def test_addresses_are_those_of_the_pages():
    known = {f"/{page.address}" for page in site.pages().values()}
    rows = re.findall(r"^\| [^|]+ / [^|]+ \| `(/\w*)` \|", TEXTS["README.md"], re.MULTILINE)
    assert set(rows) == known
    for path, query in re.findall(r"`(/\w*)\?([^`]+)`", TEXTS["README.md"]):
        assert path in known
        assert {part.split("=")[0] for part in query.split("&")} <= set(PARAMETERS)


def test_variables_are_read_by_the_code_and_those_read_are_told():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "atlas").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(ATLAS_\w+)\"", code))
    for name, text in TEXTS.items():
        if not name.startswith("docs/decisions"):
            assert set(re.findall(r"\bATLAS_[A-Z]+\b", text)) <= read, name
    assert set(re.findall(r"^\| `(ATLAS_\w+)`", TEXTS["README.md"], re.MULTILINE)) == read


@pytest.mark.parametrize("name", TEXTS)
def test_links_and_pictures_lead_somewhere(name):
    page = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", TEXTS[name]):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name}: {target}"
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), f"{name}: {target}"


def test_the_version_is_the_newest_that_the_changelog_tells():
    released = re.findall(
        r"^## \[(\d[\d.]*)\] - \d{4}-\d\d-\d\d$", TEXTS["CHANGELOG.md"], re.MULTILINE
    )
    assert __version__ == released[0]
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert declared["project"]["dynamic"] == ["version"]
    assert declared["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "atlas.__version__"}


def test_what_is_checked_before_a_commit_is_checked_by_make_test():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^ +entry: \.venv/bin/python (.+)$", hooks, re.MULTILINE)
    commands = MAKEFILE.replace("\\\n", "")
    assert len(entries) == hooks.count("- id: ") == hooks.count("language: system")
    assert [entry for entry in entries if f"$(PY) {entry}" not in commands] == []
    assert re.findall(r"repo: (.+)", hooks) == ["local"]


def test_files_and_folders_that_are_named_exist():
    # but for what was so once: a decision is not edited, nor is what a release changed
    named = {
        (name, path)
        for name, line in LINES
        if not name.startswith(("docs/decisions/0", "CHANGELOG"))
        for path in PATH.findall(line)
    }
    assert ("CONTRIBUTING.md", "atlas/views/host.py") in named
    assert [p for p in named if not (ROOT / p[1]).exists() and p[1] not in NOT_THERE] == []


def test_decisions_that_the_code_cites_are_those_it_names():
    cited = [
        (path.name, target)
        for path in [*(ROOT / "atlas").rglob("*.py"), *(ROOT / "static").rglob("*[!n].js")]
        for target in re.findall(r"docs/decisions/[\w./-]*\w", path.read_text(encoding="utf-8"))
    ]
    assert cited
    assert [cite for cite in cited if not (ROOT / cite[1]).is_file()] == []


def anchors(text):
    """The anchors that headings get: lower case, spaces as dashes, other marks gone."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_picture_is_shown_somewhere():
    assert {p.name for p in PICTURES} == {
        name for text in TEXTS.values() for name in re.findall(r"pictures/([\w-]+\.png)", text)
    }


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_pictures_are_small(picture):
    head = picture.read_bytes()[:24]
    assert struct.unpack(">II", head[16:24]) == (1280, 720)
    assert picture.stat().st_size <= LARGEST


@pytest.mark.parametrize(
    ("file", "heading"),
    [
        ("requirements.in", "To run"),
        ("requirements-dev.in", "To test and build"),
        ("requirements-bench.in", "To measure"),
    ],
)
def test_each_dependency_has_a_reason(file, heading):
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    wanted = {re.split(r"[=<>\[]", line)[0] for line in lines if re.match(r"\w", line)}
    part = TEXTS["docs/decisions/README.md"].split(f"**{heading}**")[1].split("\n**")[0]
    cells = re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE)[1:]
    assert {name for cell in cells for name in cell.split(", ")} == wanted


def test_the_measured_table_stands_between_its_marks():
    text = TEXTS["docs/performance.md"]
    measured = text.split("<!-- measured: begin -->")[1].split("<!-- measured: end -->")[0]
    for page in ("Overview", "Map", "Participants", "Cohorts", "Indicators", "Municipality"):
        assert f"| Atlas, {page} |" in measured
