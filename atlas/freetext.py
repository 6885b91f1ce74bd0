"""Free text: whatever in it identifies one person is refused in a cell, and removed from a note.

Three things can be recognised by their form: personal numbers (:mod:`atlas.errors`), e-mail addresses
and phone numbers. A name cannot, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from atlas.errors import PERSONAL_NUMBER, WITHHELD

EMAIL_ADDRESS = re.compile(
    r"""
    [^\s@＠,;<>()\[\]{}"]{1,64}                               # who
    \s?(?: [@＠] | [(\[{] \s? (?:at|snabel-?a) \s? [)\]}] )\s? # at
    (?: [\w-]+ \. )+ [^\W\d_] [\w-]+                          # where; the end is not a number
    """,
    re.VERBOSE | re.IGNORECASE,
)

# what may stand between two digits of a phone number: "070 - 123 45 67", "070.123.45.67"
SIGNS = r"[\s\u00ad\u200b\u2060()./\u2010-\u2015\u2212-]{1,3}"
# what may not follow it: an area code begins another number
ANOTHER = r"(?!0\d{1,3}[-/]\d)"
GAP = rf"(?:{SIGNS}{ANOTHER})?"
# fewer signs where no mobile code marks it as a number: with dots, times and dates would match, too
STEP = rf"(?:[\s\u00ad\u2010-\u2015\u2212-]{ANOTHER})?"
# the area codes of three digits; no code of four digits begins like these, and 08 is the only one of two
AREA = r"0(?:1[013689]|2[0136]|3[1356]|4[0246]|54|6[03]|90)"
# dates, not phone numbers: 08-12-2022, 08122022
DAY_FIRST = r"0\d[\s/-]?[01]\d[\s/-]?(?:19|20)\d\d(?!\d)"

PHONE_NUMBER = re.compile(
    rf"""
    # from abroad: +46 70 123 45 67, +46 (0)90 12 34 56, 004670…, +358 40 123 4567
    (?: [+＋]\s? | (?<![\d.,])00(?:\s(?=46))? )
    (?: 46 (?:{SIGNS})? (?: 0(?:{SIGNS})? )? (?: 7[02369] (?:{GAP}\d){{7}} | [1-9] (?:{GAP}\d){{6,8}} )
      | (?!46 | \d{{1,3}}\s(?:19|20)\d\d-\d\d-\d\d) [1-9] (?:{GAP}\d){{8,14}} )
    (?!\d)
    |
    # a mobile: 070-123 45 67, (070) 123 45 67, 0701234567, 46701234567
    (?<!\d) (?<!\d[.,]) \(? (?: 0\)? | 46 ) 7[02369] (?:{GAP}\d){{7}} (?!\d)
    |
    # an area code and a number: 090-12 34 56, (090) 12 34 56, 08-123 456 78, 0910 77 08 00
    (?<![A-ZÅÄÖ\d]) (?<!\d[.,:\u2013-])
    (?: (?<!\d\s) | (?!\d{{3}}\s\d{{3}}\s\d{{3}}(?!\d)) )     # 1 090 123 456 is an amount
    \(? (?!{DAY_FIRST}) (?: 08 | {AREA} | (?!08|{AREA}) 0[1-9]\d\d ) (?!\d) \)? \s?[\u2010-\u2015/-]?\s?
    [1-9]\d (?:{STEP}\d){{3,6}} (?!\d)
    |
    # the same in one piece: 090123456, 0812345678
    (?<!\w) (?<!\d[.,:\u2013-]) (?!{DAY_FIRST}) 0 (?: 8[1-9]\d{{5,7}} | [1-9]\d{{7,8}} ) (?!\w)
    """,
    re.VERBOSE,
)

# each under the name of the rule that a cell breaks by containing it
FORMS: Mapping[str, re.Pattern[str]] = {
    "personal_number": PERSONAL_NUMBER,
    "email_address": EMAIL_ADDRESS,
    "phone_number": PHONE_NUMBER,
}


def names_someone(text: str) -> bool:
    """Whether a text contains what looks like a personal number, an e-mail address or a phone number."""
    return any(form.search(text) for form in FORMS.values())


def kept(note: str) -> str:
    """What may be stored of a note: whatever identifies one person becomes ``…``, the rest stays as it was.

    The note is searched again until nothing is left: digits after a number and a comma ("070-…,090-…") might
    be its decimals, but are a number of their own once the first one is gone.
    """
    while names_someone(note):
        for form in FORMS.values():
            note = form.sub(WITHHELD, note)
    return note
