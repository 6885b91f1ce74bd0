"""What a copy of the atlas with one page more shows of it, as JSON: run by test_new_page.py in the copy."""

from __future__ import annotations

import json
import sys

from streamlit.testing.v1 import AppTest

from atlas import decks, folders
from atlas.decks import Deck, Slide
from atlas.views import site
from atlas.views.run import visit
from tests.turning import turn

CARD = "funnel"
REFUSED = """
[{page}]
public = []
leader = []
staff = ["view"]
admin = ["view"]
"""


def scenes(app: AppTest) -> list[dict]:
    """What the page hands to the browser."""
    assert list(app.exception) == []
    return [json.loads(element.proto.json)["scene"] for element in app.get("bidi_component")]


def links(app: AppTest) -> list[list[str]]:
    """The links in the head: title and address."""
    (nav,) = (scene for scene in scenes(app) if "links" in scene)
    return [[link["title"], link["address"]] for link in nav["links"]]


def sheet(app: AppTest) -> dict:
    """The page's title and answer, the cards on it, and whether they can be put in a presentation."""
    (drawn,) = (scene for scene in scenes(app) if "parts" in scene)
    (answer,) = (part for part in drawn["parts"] if part["kind"] == "answer")
    cards = [part["key"] for part in drawn["parts"] if part["kind"] == "chart"]
    return {
        "title": answer["title"],
        "text": answer["text"],
        "cards": cards,
        "staged": drawn["staged"],
    }


def stage(app: AppTest) -> dict:
    """The slides that are played (heading, sentence, kind of figure), and what is said if there are none."""
    scene = next((scene for scene in scenes(app) if "slides" in scene), None)
    if scene is None:
        return {"slides": [], "nothing": app.title[0].value}
    slides = [[s["heading"], s["sentence"], s["figure"]["kind"]] for s in scene["slides"]]
    return {"slides": slides, "nothing": scene["nothing"]}


def main(page: str) -> None:
    """Look at the page in both languages, play it, and ask for it once it is for staff only."""
    app = AppTest.from_file(str(folders.ROOT / "app.py"), default_timeout=120).run()
    seen: dict = {"links": links(app), "start": sheet(app), "sv": sheet(turn(app, page))}

    views = (Slide(page), Slide(page, (), CARD))
    deck = decks.from_link(decks.to_link(Deck(slides=views)), site.staged())
    app.session_state[visit.KEY].deck = deck
    seen["played"] = stage(turn(app, "play"))["slides"]

    app = AppTest.from_file(str(folders.ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    seen["en"] = sheet(turn(app.run(), page))

    with (folders.data() / "roles.toml").open("a", encoding="utf-8") as matrix:
        matrix.write(REFUSED.format(page=page))
    app = AppTest.from_file(str(folders.ROOT / "app.py"), default_timeout=120).run()
    seen["refused"] = {"links": links(app), "page": sheet(turn(app, page))}
    app.session_state[visit.KEY].deck = deck
    seen["refused"]["kept"] = stage(turn(app, "play"))
    app = AppTest.from_file(str(folders.ROOT / "app.py"), default_timeout=120)
    app.query_params["lek"] = decks.to_link(deck)
    seen["refused"]["linked"] = stage(turn(app.run(), "play"))
    print(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
