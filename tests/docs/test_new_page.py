"""A page is one file and its words: the one that CONTRIBUTING.md shows is added to a copy of the atlas, and
nothing else in it is changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.deliveries import DATA, ROOT

BLOCK = re.compile(r"^```(?:python|toml)\n# (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FUNNEL = "funnel"


def shown() -> dict[str, str]:
    """The files of the recipe in CONTRIBUTING.md, by path."""
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return dict(BLOCK.findall(recipe))


def add_words(text: str, words: str) -> str:
    """A file of texts with some more of them, each under its heading."""
    for table, more in tomllib.loads(words).items():
        lines = "".join(f"{key} = {json.dumps(said)}\n" for key, said in more.items())
        assert text.count(f"\n[{table}]\n") == 1
        text = text.replace(f"\n[{table}]\n", f"\n[{table}]\n{lines}")
    return text


@pytest.fixture(scope="module")
def seen(tmp_path_factory, counted):
    """What a copy of the atlas with the page shows."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in ("atlas", "pages", "static", ".streamlit"):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, copy / folder, ignore=skipped)
    shutil.copyfile(ROOT / "app.py", copy / "app.py")
    (copy / "data").mkdir()
    for declared in DATA.glob("*.toml"):
        shutil.copy(declared, copy / "data")
    for path, text in shown().items():
        at = copy / path
        at.write_text(add_words(at.read_text("utf-8"), text) if at.exists() else text, "utf-8")
    # the copy's own code comes first; the tests are ours
    around = {"ATLAS_STORE": str(counted.store), "PYTHONPATH": f"{copy}{os.pathsep}{ROOT}"}
    kept = {k: v for k, v in os.environ.items() if k not in ("ATLAS_DATA", "ATLAS_MODE")}
    ran = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "docs" / "new_page.py"), "modules"],
        cwd=copy,
        env=kept | around,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout)


def test_the_recipe_is_one_file_and_its_words():
    assert list(shown()) == ["pages/modules.py", "atlas/texts/sv.toml", "atlas/texts/en.toml"]


def test_its_link_stands_in_the_head_where_its_order_says(seen):
    titles = [title for title, _ in seen["links"]]
    assert titles[3:6] == ["Kohorter", "Moduler", "Indikatorer"]
    assert ["Moduler", "moduler"] in seen["links"]
    assert "Tillgänglighetsredogörelse" not in titles  # the foot leads there


def test_its_address_leads_to_its_title_its_answer_and_its_panels(seen):
    assert seen["sv"]["title"] == "Moduler"
    assert seen["sv"]["text"] == "Så långt har deltagarna kommit i utbildningen."
    assert seen["sv"]["cards"] == [FUNNEL]
    assert (seen["en"]["title"], seen["en"]["text"]) == (
        "Modules",
        "This is how far the participants have come in the training.",
    )
    assert seen["start"]["title"] == "Översikt"


def test_its_views_can_be_put_in_a_presentation_and_are_played(seen):
    assert seen["sv"]["staged"] is True
    _, whole, card, _ = seen["played"]
    assert whole[:2] == ["Moduler", "Så långt har deltagarna kommit i utbildningen."]
    assert card[0] != "Moduler"
    assert whole[2] == card[2] != "gone"


def test_it_is_not_there_for_who_may_not_see_it(seen):
    assert [title for title, _ in seen["refused"]["links"]] == [
        title for title, _ in seen["links"] if title != "Moduler"
    ]
    assert seen["refused"]["page"] == seen["start"]


def test_its_views_are_not_played_to_who_may_not_see_it_neither_kept_ones_nor_those_of_a_link(seen):
    assert seen["refused"]["kept"]["slides"] == seen["refused"]["linked"]["slides"] == []
    assert seen["refused"]["kept"]["nothing"] == "Ingen presentation ännu"
    assert seen["refused"]["linked"]["nothing"].startswith("Vy 1: den sidan kan inte visas.")
