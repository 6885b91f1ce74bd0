"""The fields of a boundary layer: which holds the codes, which the names, and in which letters."""

from __future__ import annotations

import io
import json

import pytest
import shapefile

from atlas.ingest import layer, places

SQUARES = {"2480": "Umeå", "2418": "Malå"}
PLACES = places.Places(
    municipalities=frozenset(SQUARES),
    county="24",
    country="00",
    exact={name.casefold(): code for code, name in SQUARES.items()},
    folded={places.fold(name): code for code, name in SQUARES.items()},
    names=SQUARES,
    counties=frozenset({"24", "25"}),
)


def square(at):
    x, y = 700_000 + 1000 * at, 7_100_000
    return [[x, y], [x, y + 1000], [x + 1000, y + 1000], [x + 1000, y], [x, y]]


def read(properties):
    """A layer with a square kilometre for each of these properties."""
    features = [
        {
            "type": "Feature",
            "properties": of,
            "geometry": {"type": "Polygon", "coordinates": [square(at)]},
        }
        for at, of in enumerate(properties)
    ]
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    document = {"type": "FeatureCollection", "crs": named, "features": features}
    content = json.dumps(document).encode()
    found = layer.read([("k.geojson", content)], PLACES, "EPSG:3006", {})
    return dict(zip(found.areas["code"], found.areas["name"], strict=True))


@pytest.mark.parametrize(
    "of",
    [
        lambda code, name: {"code": code, "name": name},
        lambda code, name: {"LANKOD": "24", "KOMKOD": code[2:], "KOMNAMN": name},
        lambda code, name: {"kommun": name},
        lambda code, name: {"kommunkod": code},
        lambda code, name: {"code": code, "name": code},
        lambda code, name: {"code": code, "name": ""},
        lambda code, name: {"objektid": "7", "lan": "24", "x": f"{code} {name}"},
    ],
)
def test_areas_keep_their_names_whatever_the_fields(of):
    found = read([of(code, name) for code, name in SQUARES.items()])
    assert {code: name.removeprefix(f"{code} ") for code, name in found.items()} == SQUARES


def test_another_name_than_that_of_the_register_is_taken_in():
    assert read([{"code": "2480", "name": "Umeå"}, {"code": "2418", "name": "Malåträsk"}]) == {
        "2480": "Umeå",
        "2418": "Malåträsk",
    }


def dbf(*texts, encoding="utf-8", wide=5):
    """A table with one field of so many bytes."""
    out = io.BytesIO()
    others = {"shp": io.BytesIO(), "shx": io.BytesIO()}
    with shapefile.Writer(dbf=out, encoding=encoding, **others) as writer:
        writer.field("name", "C", wide)
        for text in texts:
            writer.null()
            writer.record(text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "cpg", "found"),
    [
        (dbf("Umeå"), b"", ("utf-8", "strict")),
        (dbf("Umeå", encoding="cp1252"), b"", ("cp1252", "replace")),
        (dbf("Åsele", encoding="cp1252"), b"UTF-8", ("cp1252", "replace")),
        # of "Malå" in UTF-8 the field holds four bytes of five
        (dbf("MalÃ", encoding="cp1252", wide=4), b"UTF-8", ("utf-8", "ignore")),
        (dbf("MalÃ", encoding="cp1252", wide=4), b"", ("cp1252", "replace")),
    ],
    ids=["valid", "undeclared", "declared wrongly", "cut", "cut and undeclared"],
)
def test_what_is_declared_is_believed_where_the_bytes_can_be_so(content, cpg, found):
    assert layer._encoding({".dbf": content, ".cpg": cpg}) == found
