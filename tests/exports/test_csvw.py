"""The description of a CSV file, read as a program would read it: every cell is understood."""

from __future__ import annotations

import csv
import io
import json

import pytest

from atlas.exports import csv as files
from atlas.exports import csvw, filed
from atlas.measures.registry import values
from atlas.measures.selection import Selection
from atlas.words import Words


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("measure", ["edu_phd_share", "population", "bankruptcies"])
def test_by_its_description_alone_a_file_is_read(shipped, measure, language):
    words, data = Words(language), shipped.public
    made = values(data, measure, Selection())
    told = json.loads(csvw.metadata(words, data, made))
    text = files.encode(words, filed.of_values(words, data, made)).decode("utf-8-sig")
    dialect, columns = told["dialect"], told["tableSchema"]["columns"]
    lines = list(csv.reader(io.StringIO(text), delimiter=dialect["delimiter"]))[
        dialect["skipRows"] :
    ]
    assert lines[0] == [column["titles"] for column in columns]
    numbers = [column for column in columns if isinstance(column["datatype"], dict)]
    assert [column["name"] for column in numbers] == ["value", "lower", "upper"]
    keys = set()
    for line in lines[1:]:
        row = dict(zip([column["name"] for column in columns], line, strict=True))
        keys.add(tuple(row[name] for name in told["tableSchema"]["primaryKey"]))
        for column in numbers:
            cell = row[column["name"]]
            if cell not in column["null"]:
                float(cell.replace(column["datatype"]["format"]["decimalChar"], "."))
    assert len(keys) == len(lines) - 1
    assert told["url"] == filed.file_name(data, measure, "csv")
