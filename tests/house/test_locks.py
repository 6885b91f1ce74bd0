"""The lock files: a version and the digests of its files for every package, and no install without them."""

from __future__ import annotations

import json
import re

import pytest

from tests.deliveries import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
PINNED = re.compile(r"[a-z0-9][a-z0-9-]*==[\w.]+( ; [^;]+)?")
DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# where a file would be had from is the business of the machine that installs
PLACE = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")


def locked(text: str) -> dict[str, list[str]]:
    """What a lock file asks for: each requirement with its options."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    told = "\n".join(lines).replace("\\\n", "")
    return {asked: options for asked, *options in map(parts, told.splitlines())}


def parts(line: str) -> list[str]:
    """A requirement and its options."""
    return [part.strip() for part in re.split(r"\s(?=--)", line)]


def faults(text: str) -> list[str]:
    """The requirements that are not pinned, or of which no file is known."""
    return [
        asked
        for asked, options in locked(text).items()
        if not PINNED.fullmatch(asked) or not options or not all(map(DIGEST.fullmatch, options))
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_to_a_version_and_to_its_files(name):
    text = (ROOT / name).read_text("utf-8")
    assert len(locked(text)) > 20
    assert faults(text) == []
    assert not PLACE.search(text)


def test_a_package_without_a_version_or_a_digest_is_found():
    digest = f"--hash=sha256:{'0a' * 32}"
    good = (
        f"numpy==2.4.0 ; python_version < '3.14' \\\n    {digest} \\\n    {digest}\n    # via x\n"
    )
    assert faults(good) == []
    assert faults(f"{good}pandas==3.1.0\n") == ["pandas==3.1.0"]
    assert faults(f"{good}pandas>=3 \\\n    {digest}\n") == ["pandas>=3"]
    assert faults(f"{good}pandas==3.1.0 \\\n    {digest[:-1]}\n") == ["pandas==3.1.0"]


def test_the_recipes_install_from_every_lock_file_and_only_with_digests():
    assert re.search(r"^INSTALL\s*:=.* install --require-hashes$", MAKEFILE, re.MULTILINE)
    assert re.search(
        r"^LOCK\s*:=.* --generate-hashes .* --no-emit-index-url ", MAKEFILE, re.MULTILINE
    )
    others = re.findall(r"\binstall --(?!require-hashes)", MAKEFILE)
    assert others == re.findall(r"\binstall --(?=package-lock-only )", MAKEFILE), "no other way in"
    assert re.findall(r"\$\(INSTALL\) (.+)$", MAKEFILE, re.MULTILINE) == [
        f"-r {name}" for name in LOCKS
    ]


# --- what checks the scripts: installed by npm, for the tests only ------------------------------------

CHECKERS = json.loads((ROOT / "package.json").read_text("utf-8"))
NODE_LOCK = (ROOT / "package-lock.json").read_text("utf-8")


def test_every_checker_is_pinned_and_nothing_of_them_belongs_to_the_atlas():
    asked = CHECKERS["devDependencies"]
    assert asked
    assert [v for v in asked.values() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []
    assert "dependencies" not in CHECKERS
    assert json.loads(NODE_LOCK)["packages"][""]["devDependencies"] == asked


def test_the_lock_of_the_checkers_has_a_digest_of_each_and_names_no_registry():
    own, *packages = json.loads(NODE_LOCK)["packages"].items()
    assert own[0] == ""
    assert len(packages) > 50
    for name, package in packages:
        assert package["integrity"].startswith("sha512-"), name
        assert package["dev"], name
        assert "resolved" not in package, name
    kept = (ROOT / ".npmrc").read_text("utf-8").splitlines()
    assert "omit-lockfile-registry-resolved=true" in kept
    assert not any(PLACE.search(line) for line in kept)


def test_the_checkers_are_installed_from_their_lock_alone():
    commands = [line.strip() for line in re.findall(r"^\t@?(npm [^>|\n]*)", MAKEFILE, re.MULTILINE)]
    assert commands == [
        "npm install --package-lock-only --ignore-scripts",
        "npm ci --ignore-scripts --loglevel=error",
    ]


def test_the_copy_of_plotly_is_the_one_that_is_locked():
    package = ROOT / "node_modules" / "plotly.js-basic-dist-min"
    assert package.is_dir(), "run 'make test' once: it installs what is locked"
    for ours, theirs in (
        ("plotly-basic.min.js", "plotly-basic.min.js"),
        ("plotly-basic.LICENSE", "LICENSE"),
    ):
        assert (ROOT / "static" / "lib" / ours).read_bytes() == (package / theirs).read_bytes(), (
            ours
        )
