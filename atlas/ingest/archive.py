"""A zip archive opened with care: nothing is unpacked to disk, and unpacked bytes are counted."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from atlas.errors import FileRefused
from atlas.ingest.limits import MOST_MEMBERS, MOST_UNPACKED, megabytes

BLOCK = 1 << 16
ENCRYPTED = 0x1


def members(content: bytes, file: str) -> dict[str, bytes]:
    """The content of every file of an archive, by name.

    Raises :class:`~atlas.errors.FileRefused` for too many members, a link, a name that leads out of
    the archive, a name that occurs twice, encryption, or more unpacked bytes than are allowed.
    """
    contents: dict[str, bytes] = {}
    room = MOST_UNPACKED
    with _opened(content, file) as archive:
        for member in _checked(archive, file):
            contents[member.filename] = _read(archive, member, room, file)
            room -= len(contents[member.filename])
    return contents


def _opened(content: bytes, file: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        raise FileRefused(file, "zip_broken") from None


def _checked(archive: zipfile.ZipFile, file: str) -> list[zipfile.ZipInfo]:
    every = archive.infolist()
    if len(every) > MOST_MEMBERS:
        raise FileRefused(file, "zip_members", str(len(every)), str(MOST_MEMBERS))
    names = [member.filename for member in every]
    if len(set(names)) < len(names) or "" in names:
        raise FileRefused(file, "zip_unsafe")
    for member in every:
        name = member.filename
        outside = (
            ".." in PurePosixPath(name).parts
            or name.startswith("/")
            or any(c in name for c in "\\:")
            or not name.isprintable()
        )
        if outside or stat.S_ISLNK(member.external_attr >> 16):
            raise FileRefused(file, "zip_unsafe")
        if member.flag_bits & ENCRYPTED:
            raise FileRefused(file, "zip_encrypted")
    return [member for member in every if not member.is_dir()]


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int, file: str) -> bytes:
    out = io.BytesIO()
    with _stream(archive, member, file) as stream:
        while block := _block(stream, file):
            if out.tell() + len(block) > room:
                raise _too_large(file)
            out.write(block)
    return out.getvalue()


def _stream(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> zipfile.ZipExtFile:
    try:
        return archive.open(member)  # type: ignore[return-value]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        raise FileRefused(file, "zip_broken") from None


def _block(stream: zipfile.ZipExtFile, file: str) -> bytes:
    try:
        return stream.read(BLOCK)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        raise FileRefused(file, "zip_broken") from None


def _too_large(file: str) -> FileRefused:
    return FileRefused(file, "zip_too_large", expected=megabytes(MOST_UNPACKED))
