"""The statement of accessibility that the law asks of a digital public service: how far it is met, what is
not and why, whom to tell, who watches, and how it was tested."""

from __future__ import annotations

from importlib.metadata import version
from urllib.parse import urlencode

from atlas import __version__
from atlas.conformance import Fault, assessment
from atlas.region import LANGUAGES
from atlas.theme import THEMES
from atlas.views import site
from atlas.views.page import Said
from atlas.views.parts.types import Link, TextItem
from atlas.views.run import assets, visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

PAGE = "accessibility"


def statement_answer(here: Here) -> Said:
    """Who stands behind the atlas, and how far it complies."""
    words, made = here.words, assessment()
    return Said(
        words(
            f"statement.status_{made.status}",
            owner=_owner(here),
            product=here.data.region.text("product.title", words.language),
            n=len(made.faults),
        )
    )


def statement_contact(here: Here) -> Part:
    """Whom to tell of a fault, or that nobody has said so yet; and who watches that the law is met."""
    words, region = here.words, here.data.region
    contact = region.text("accessibility.contact", words.language)
    text = words(
        "statement.contact" if contact else "statement.no_contact",
        owner=_owner(here),
        contact=contact,
    )
    told: TextItem = {"text": text}
    if contact and region.accessibility_url:
        told["link"] = {"url": region.accessibility_url, "label": words("statement.contact_link")}
    supervised: TextItem = {
        "text": words("statement.supervision"),
        "link": {"url": assessment().supervision, "label": words("statement.supervision_link")},
    }
    return _text(here, "contact", [told, supervised])


def statement_faults(here: Here) -> Part:
    """Every known fault: what it is and why, what helps meanwhile, and which rule it breaks where."""
    items = [_fault(here, fault) for fault in assessment().faults]
    return _text(here, "faults", [*items, {"text": here.words("statement.exceptions")}])


def statement_tests(here: Here) -> Part:
    """How it was tested, by whom and when; and of which edition of the atlas this is said."""
    words, made = here.words, assessment()
    pages = [page.name for page in site.pages().values() if page.window is None]
    runs = len(pages) * len(LANGUAGES) * len(THEMES)
    edition = words(
        "statement.edition",
        version=__version__,
        framework=version("streamlit"),
        published=words.date(here.data.published_at.date()),
    )
    dates = words(
        "statement.dates",
        assessed=words.date(made.assessed_on),
        updated=words.date(made.updated_on),
    )
    return _text(
        here,
        "tests",
        [
            {"text": words("statement.method")},
            {
                "text": words(
                    "statement.runs",
                    runs=words.number(runs),
                    n=words.number(len(pages)),
                    languages=words.number(len(LANGUAGES)),
                    themes=words.number(len(THEMES)),
                    pages=words.listed(words(f"page.{page}") for page in pages),
                )
            },
            {"text": words("statement.untested")},
            {"text": dates, "small": edition},
        ],
    )


def link(here: Here) -> Link:
    """The link to the statement, which keeps the view."""
    query = urlencode(visit.link(here), safe=",")
    address = f"{assets.base()}{site.page(PAGE).address}"
    return {"url": f"{address}?{query}" if query else address, "label": here.words(f"page.{PAGE}")}


def _fault(here: Here, fault: Fault) -> TextItem:
    words = here.words
    where = words.listed(words(f"page.{page}") for page in fault.pages)
    return {
        "strong": words(f"statement.fault.{fault.name}.title"),
        "text": words(f"statement.fault.{fault.name}.text"),
        "small": words("statement.where", criteria=", ".join(fault.criteria), pages=where),
    }


def _owner(here: Here) -> str:
    return here.data.region.text("project.owner", here.words.language)


def _text(here: Here, key: str, items: list[TextItem]) -> Part:
    return Part(
        {"kind": "text", "key": key, "title": here.words(f"statement.{key}_title"), "items": items}
    )
