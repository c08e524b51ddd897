"""Ways to damage a good book at random: its bytes, its entries, its markup."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from books.tests.epubs import zipped

if TYPE_CHECKING:
    from random import Random

TOKENS = (
    b"<",
    b">",
    b"</",
    b"/>",
    b"&",
    b"&#0;",
    b"&#x110000;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE x [",
    b"<?xml",
    b'"',
    b"'",
    b"=",
    b"#",
    b"%",
    b"%2e%2e/",
    b"%ff",
    b"../",
    b"\\",
    b"//",
    b"://",
    b"file:///",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xf0\x9f\xa6\x8a",
    b"PK\x01\x02",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"<p>",
    b"</p>",
    b"<hr/>",
    b"<br/>",
    b"<svg>",
    b"<table><tr>",
    b'<a href="#x">',
    b"<h1>",
    b"xmlns=",
    b"xml:base=",
    b'epub:type="toc"',
    b'encoding="utf-16"',
    b'encoding="idna"',
    b"2147483648",
    b"-1",
    b"1e999",
    b"[" * 50,
    b"<div>" * 300,
    b"<i a='" * 50,
    b"margin-top: 9e9em",
    b".a{",
    b"}",
    b"\n\n",
    b"\xc2\xa0",
    b"\xe2\x80\xae",
)
"""What means something to a parser, or should not be there."""
TAG = re.compile(rb"<[^<>]*>")
VALUE = re.compile(rb'"[^"<>]*"')
DIRECTORY = b"PK\x01\x02"
"""Where the files of an archive end. Without what comes then they are found by their headers."""
ELEMENTS = (b"p", b"ol", b"nav", b"svg", b"sup", b"body", b"item", b"spine", b"x:y")
NAMES = (
    "META-INF/container.xml",
    "META-INF/encryption.xml",
    "mimetype",
    " ",
    "/",
    "..",
    "a" * 300,
    "OEBPS/ONE.XHTML",
    "../../x",
    "é",
    "\u202ex",
    "con:1",
)

Changes = Sequence[tuple[float, bytes, int]]


def edited(data: bytes, changes: Changes) -> bytes:
    """Change bytes: at which share of the length, what to put there, how much it replaces."""
    for share, put, leave in changes:
        at = int(share * len(data))
        data = data[:at] + put + data[at + leave :]
    return data


def damaged(book: bytes, random: Random) -> bytes:
    """Return a book with one to six things wrong with it: in the archive's bytes, or within and among its entries."""
    if random.random() < 0.25:
        end = len(book) if random.random() < 0.5 else book.index(DIRECTORY)
        return _bytes(book[:end], random)
    with zipfile.ZipFile(BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randint(1, 6)):
        if not files:
            break
        name = random.choice(list(files))
        change = random.choice((_bytes, _cut, _markup, _markup, _markup, _value))
        if random.random() < 0.2:
            _entries(files, name, random)
        else:
            files[name] = change(files[name], random)
    return zipped(files).getvalue()


def _bytes(data: bytes, random: Random) -> bytes:
    changes = [
        (
            random.random(),
            random.choice((*TOKENS, random.randbytes(random.randint(0, 9)))),
            random.choice((0, 1, 4, 90)),
        )
        for _ in range(random.randint(1, 6))
    ]
    return edited(data, changes)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _markup(data: bytes, random: Random) -> bytes:
    """Leave out, double, multiply, move, rename or turn round one or two tags."""
    tags = [match.span() for match in TAG.finditer(data)]
    if len(tags) < 2:
        return _bytes(data, random)
    (start, end), (other, last) = sorted(random.sample(tags, 2))
    piece = data[start:end]
    return random.choice(
        (
            data[:start] + data[end:],
            data[:start] + data[other:],
            data[:end] + data[start:other] * random.choice((1, 5, 60)) + data[end:],
            data[:start] + piece * random.choice((2, 50, 400)) + data[end:],
            data[:start] + data[end:other] + piece + data[other:],
            data[:start] + data[other:last] + data[end:other] + piece + data[last:],
            data[:start] + b"<" + random.choice(ELEMENTS) + b">" + data[end:],
            data[:start] + piece.upper() + data[end:],
        )
    )


def _value(data: bytes, random: Random) -> bytes:
    """Give one attribute another value, perhaps that of another attribute."""
    values = [match.span() for match in VALUE.finditer(data)]
    if not values:
        return _bytes(data, random)
    start, end = random.choice(values)
    other = data[slice(*random.choice(values))]
    new = random.choice((other, b'""', b'"' + random.choice(TOKENS) + b'"', b'"' + other[1:-1] * 99 + b'"'))
    return data[:start] + new + data[end:]


def _entries(files: dict[str, bytes], name: str, random: Random) -> None:
    """Take an entry away, empty it, rename it, or give it the content of another."""
    other = random.choice(list(files))
    choice = random.randrange(4)
    if choice == 0:
        del files[name]
    elif choice == 1:
        files[name] = b""
    elif choice == 2:
        files[random.choice(NAMES)] = files.pop(name)
    else:
        files[name], files[other] = files[other], files[name]
