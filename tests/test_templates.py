"""Every text, run over nought, one, two, many, protected, missing and a span: none says "1 kommuner".

A text that counts writes both forms: ``{n} {n:kommun|kommuner}``. So what stands right after a placeholder
is one of those, or a word that is the same after one and many. Those are listed here, each by its text.
"""

from __future__ import annotations

import re
import string

import pytest

from atlas.words import NBSP, Words, texts

LANGUAGES = ("sv", "en")
COUNTS = ("0", "1", "2", f"1{NBSP}234", "..", "-", "few or no", "1,0", "1–2")

# Texts that a number stands in which is never less than two, whatever is counted.
NEVER_ONE = {
    "deck.refused.address", "deck.refused.size", "deck.refused.text_length", "deck.refused.link_length",
    "head.ignored_too_many", "headline.of_chosen", "headline.each_chosen",
    "finding.rule.cell_too_long", "map.crowded", "map_of_groups.crowded", "reach.definition",
    "statement.runs", "spine.refused", "spine.said", "spine.said_neither", "alike.under", "moves.times",
    "import.moved.times",
}  # fmt: skip
# What may stand right after a placeholder: words that are no nouns, or alike for one and many.
ALIKE = {
    "sv": "ansvarar att av blad bland borta deltagare efter fel finns från får för före företag går hade "
    "har i invånare kan km kvadratkilometer ligger men mer mot och om per procent på pågick rad saknas "
    "sedan ska skulle slutfört som startar står så tal tas till tycks under vardera visas ändrades är "
    "över överlappar",
    "en": "above after against ahead among and appears are as asked at before behind below but by can "
    "cannot changed chosen completed each from gets gone had has have if in is km mean more must new of "
    "off on only or overlap per ran row seem shown since square started starts the to who withdrew "
    "would",
}

CHOICE = re.compile(r"\{(\w+):([^|{}]+)\|([^|{}]+)\}")
COUNTED = re.compile(r"\{(\w+)\} (\w+)")


def every(language):
    return [(key, text) for key, text in texts(language).items() if "{" in text]


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_both_forms_or_is_alike(language):
    alike = set(ALIKE[language].split())
    wrong = [
        (key, found.group())
        for key, text in every(language)
        for found in COUNTED.finditer(text)
        if key not in NEVER_ONE and found.group(2) not in alike
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_forms_differ_and_go_with_a_number_of_the_text(language):
    for key, text in every(language):
        for name, one, other in CHOICE.findall(text):
            assert one != other, key
            assert "{" + name + "}" in text, key


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_over_every_count(language, count):
    words = Words(language)
    for key, text in every(language):
        forms = CHOICE.findall(text)
        said = words(key, **dict.fromkeys(placeholders(text), count))
        assert "{" not in said, key
        for _, one, other in forms:
            right, wrong = (one, other) if count == "1" else (other, one)
            assert right in said, (key, said)
            assert not re.search(rf"(?<!\w){re.escape(f'{count} {wrong}')}(?!\w)", said), (
                key,
                said,
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_counts_as_one_however_it_comes(language):
    words = Words(language)
    said = {
        "sv": ("1 kommun", "0 kommuner", "2 kommuner", ".. kommuner"),
        "en": ("1 municipality", "0 municipalities", "2 municipalities", ".. municipalities"),
    }[language]
    assert tuple(words("sentence.several", n=n) for n in ("1", 0, 2, "..")) == said
    assert words("sentence.several", n=1) == said[0]
