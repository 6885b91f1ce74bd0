"""Bytes to text: the four encodings that Swedish offices deliver in, recognised by rule.

The order is fixed: a byte order mark is decisive; in UTF-16 without one every other byte is NUL;
text that is valid UTF-8 is UTF-8, since no other text is valid by chance; the rest is cp1252 if every
byte has a meaning there. docs/decisions/0008-outside-files.md compares this with statistical
guessing.
"""

from __future__ import annotations

import re

from atlas.errors import FileRefused

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
UTF_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
ACCEPTED = "UTF-8, UTF-16, Windows-1252"
SAMPLE = 4096
MOSTLY = 0.4
# å ä ö of DOS and old Macintosh files, read as cp1252, become characters that no Swedish word contains
DOS_OR_MAC = re.compile(r"[A-Za-z][†„ŽŒŠ]|[A-Za-z][”™][A-Za-z]")
SWEDISH = re.compile(r"[åäöÅÄÖ]")
# å ä ö of UTF-8 that was read as cp1252 and saved again
TWICE = re.compile(r"Ã[¥¤¶…„–]")
LOST = "\ufffd"
LINE_BREAK = re.compile(r"\r\n|\r|\n")
# a cell in quotes, which may be the last and still open
QUOTED = re.compile(r'(?:(?<=[;,|\t\r\n])|\A)"(?:[^"]|"")*(?:"|\Z)')
# å ä ö é and their capitals in UTF-8; in cp1252 it would be Ã before a sign, which no Swedish word holds.
# Ä and Å before a dash or a fixed space (MALÅ–NORSJÖ) are words, so they are no sign of UTF-8.
UTF_8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")


def decode(content: bytes, file: str) -> tuple[str, str]:
    """The text of a file and its encoding (a Python codec name).

    Raises :class:`~atlas.errors.FileRefused` when no accepted encoding fits, the text holds NUL, or some of
    its characters were lost or changed already where it was made.
    """
    encoding = _encoding(content, file)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused(file, "text_encoding", expected=ACCEPTED) from None
    if "\x00" in text:
        raise FileRefused(file, "control_character")
    if encoding == "cp1252" and DOS_OR_MAC.search(text) and not SWEDISH.search(text):
        raise FileRefused(file, "text_encoding", expected=ACCEPTED)
    if encoding == "cp1252" and UTF_8_LETTER.search(content):
        raise FileRefused(file, "encodings_mixed", row=_row_of_first_break(content))
    for lost in (LOST, TWICE):
        found = re.search(lost, text)
        if found:
            raise FileRefused(file, "characters_lost", row=_row(text[: found.start()]))
    return text.removeprefix("\ufeff"), encoding


def _row_of_first_break(content: bytes) -> int:
    """The row of the first byte that is not UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as broken:
        return _row(content[: broken.start].decode("utf-8"))
    return 0


def _row(before: str) -> int:
    """The row that follows a text, as a spreadsheet counts them: a line break in a quoted cell is none."""
    return len(LINE_BREAK.findall(QUOTED.sub("", before))) + 1


def _encoding(content: bytes, file: str) -> str:
    if content.startswith(UTF_32):
        raise FileRefused(file, "text_encoding", expected=ACCEPTED)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    unmarked = _utf_16(content[:SAMPLE])
    if unmarked:
        return unmarked
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _utf_16(sample: bytes) -> str:
    """The codec of UTF-16 without a mark, or ``""``: in mostly Latin text every other byte is NUL."""
    pairs = len(sample) // 2
    if pairs < 4:
        return ""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        here = sample[start : 2 * pairs : 2].count(0)
        there = sample[1 - start : 2 * pairs : 2].count(0)
        if here > MOSTLY * pairs and there == 0:
            return encoding
    return ""
