"""What is written down: declared fields, one line each, and nothing like a personal number."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas import journal
from atlas.errors import BrokenSnapshot
from tests.deliveries import ROOT

NOON = dt.datetime(2024, 3, 1, 12, 0, tzinfo=dt.UTC)
# well-known examples, and numbers made up after the same form
NUMBERS = [
    "640823-3234",
    "19640823-3234",
    "6408233234",
    "196408233234",
    "640823+3234",
    "640823 3234",
    "640823–3234",
    "19640823 - 3234",
    "1964-08-23-3234",
    "640883-3231",  # coordination number: day + 60
    "19701063-2391",
    "197010632391",
    "640823-T234",  # interim number
    "20010101-0101",
]
INNOCENT = [
    "participants.csv row 7, column enrolled_on",
    "20240301T120000-1a2b3c4d",
    "2024-03-01T12:00:00+00:00",
    "2480",
    "642313-3234",  # there is no month 23
    "640899-3234",  # nor a day 99, with 60 or without
    "2022-06-13–2022-06-20",  # days from and to
    "1234567",
    "127.0.0.1:8501",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_anything_like_a_personal_number_is_taken_out(number):
    for text in (number, f"id {number}.", f"p{number}x", f'"{number}"'):
        assert journal.scrubbed(text) == text.replace(number, "[personal number]")


@pytest.mark.parametrize("text", INNOCENT)
def test_other_numbers_stay(text):
    assert journal.scrubbed(text) == text


def test_a_line_says_who_where_when_and_what_and_nothing_else(tmp_path):
    journal.record(tmp_path, who="anna", page="map", action="view_exact", when=NOON)
    journal.record(tmp_path, who="bo", page="cohorts", action="export_exact", when=NOON)
    lines = (tmp_path / "log" / "access.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"when": "2024-03-01T12:00:00+00:00", "who": "anna", "page": "map", "action": "view_exact"},
        {
            "when": "2024-03-01T12:00:00+00:00",
            "who": "bo",
            "page": "cohorts",
            "action": "export_exact",
        },
    ]
    assert journal.entries(tmp_path, journal.ACCESS) == [json.loads(line) for line in lines]


def test_a_field_that_is_not_declared_cannot_be_written(tmp_path):
    with pytest.raises(TypeError):
        journal.record(tmp_path, who="anna", page="map", action="view_exact", value="12")
    assert journal.entries(tmp_path, journal.ACCESS) == []


def test_the_book_is_for_its_owner_only(tmp_path):
    journal.record(tmp_path, who="anna", page="map", action="view_exact")
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "log" / "access.jsonl").stat().st_mode & 0o777 == 0o600


def test_no_entry_can_break_into_a_second_line_or_carry_a_number(tmp_path):
    journal.record(tmp_path, who='a"\n{"who": "b"}', page="x" * 5000, action="640823-3234")
    (entry,) = journal.entries(tmp_path, journal.ACCESS)
    assert entry["who"] == 'a"\n{"who": "b"}'
    assert (len(entry["page"]), entry["action"]) == (200, "[personal number]")


def test_many_at_once_each_get_their_line(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda i: journal.record(tmp_path, who=str(i), page="map", action="view_exact"),
                range(200),
            )
        )
    assert {int(e["who"]) for e in journal.entries(tmp_path, journal.ACCESS)} == set(range(200))


# --- the application log ----------------------------------------------------------------------------


@pytest.fixture
def heard():
    """What the process logs while the journal listens."""
    factory, logger = logging.getLogRecordFactory(), logging.getLogger("atlas")
    before = logger.handlers, logger.level, logger.propagate
    stream = io.StringIO()
    journal.listen(stream, logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.setLogRecordFactory(factory)
    logger.handlers, logger.level, logger.propagate = before


def test_a_record_is_a_line_with_its_fields(heard):
    logging.getLogger("atlas.serve").info("opened %s", "20240301T120000-1a2b3c4d")
    (line,) = heard()
    assert set(line) == {"when", "level", "logger", "event"}
    assert (line["level"], line["logger"]) == ("info", "atlas.serve")
    assert line["event"] == "opened 20240301T120000-1a2b3c4d"


def test_a_number_in_an_argument_is_taken_out(heard):
    logging.getLogger("atlas.serve").warning("row %s of %s", 3, "19640823-3234")
    assert heard()[0]["event"] == "row 3 of [personal number]"


def test_an_error_is_its_kind_and_place_and_never_its_message(heard):
    try:
        raise ValueError("Canary Canarysson, 640823-3234")
    except ValueError:
        logging.getLogger("atlas.serve").exception("a page failed")
    (line,) = heard()
    assert line["error"].startswith("ValueError (test_journal.py:")
    assert "Canary" not in json.dumps(line)


def test_an_error_among_the_words_loses_its_message_too(heard):
    logging.getLogger("atlas.serve").warning("row %d: %s", 3, ValueError("Canary Canarysson"))
    logging.getLogger("atlas.serve").warning(ValueError("Canary Canarysson"))
    logging.getLogger("atlas.serve").warning("%(what)s", {"what": "640823-3234"})
    assert [line["event"] for line in heard()] == [
        "row 3: ValueError",
        "ValueError",
        "[personal number]",
    ]


def test_our_own_errors_keep_what_they_say(heard):
    try:
        raise BrokenSnapshot("snapshot 20240301 cannot be read")
    except BrokenSnapshot:
        logging.getLogger("atlas.serve").exception("no page")
    assert "snapshot 20240301 cannot be read" in heard()[0]["error"]


def test_the_logs_of_other_libraries_are_scrubbed_too(heard):
    stream = io.StringIO()
    other = logging.getLogger("somebody.else")
    handler = logging.StreamHandler(stream)
    other.addHandler(handler)
    try:
        raise KeyError("640823-3234")
    except KeyError:
        other.exception("failed for %s", "640823-3234")
    finally:
        other.removeHandler(handler)
    said = stream.getvalue()
    assert said.startswith("failed for [personal number]\nKeyError (")
    assert "640823" not in said


def test_nothing_listens_until_it_is_told_to():
    code = "import logging, atlas.journal; print(logging.getLogRecordFactory().__name__)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.stdout == "LogRecord\n"
