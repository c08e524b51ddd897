"""What is read of OpenDocument texts and RTF documents: whole ones and hostile ones."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from authors.sources.errors import Unreadable
from authors.sources.extraction.limits import ExtractionLimits
from authors.sources.extraction.reading import read_source
from authors.sources.extraction.sandbox import read_in_sandbox
from authors.sources.tests.files import LIFE, WALK, opendocument_of, rich_text_of, zipped

LIMITS = ExtractionLimits()
SMALL = ExtractionLimits(seconds=2.0)


def told(data: bytes) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_source(data, LIMITS).blocks]


def test_an_opendocument_text_gives_headings_paragraphs_lists_and_tables() -> None:
    data = opendocument_of(
        "<text:tracked-changes><text:p>Deleted words.</text:p></text:tracked-changes>"
        "<text:table-of-content><text:p>Contents 1</text:p></text:table-of-content>"
        '<text:h text:outline-level="1">Early years</text:h>'
        f"<text:p>{LIFE[:40]}<text:span>{LIFE[40:60]}</text:span>{LIFE[60:]}"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note></text:p>"
        '<text:p text:style-name="P7">She<text:s text:c="900000000"/>said<text:tab/>so.</text:p>'
        "<text:section><text:list><text:list-item><text:p>One glacier</text:p></text:list-item></text:list>"
        "</text:section>"
        "<table:table><table:table-row><table:table-cell><text:p>Born</text:p></table:table-cell>"
        "<table:table-cell><text:p>1856</text:p></table:table-cell></table:table-row></table:table>",
        title="A Life",
        author="Jo Miller",
    )

    text = read_source(data, LIMITS)

    assert (text.format, text.title, text.authors) == ("odt", "A Life", ("Jo Miller",))
    assert told(data) == [
        ("heading", "Early years"),
        ("prose", LIFE),
        ("quotation", "She said so."),
        ("list", "One glacier"),
        ("table", "Born: 1856"),
    ]


def test_a_locked_opendocument_text_is_told_to_be_locked() -> None:
    manifest = b"<manifest><encryption-data/></manifest>"
    mimetype = b"application/vnd.oasis.opendocument.text"
    data = zipped({"mimetype": mimetype, "content.xml": b"\x07", "META-INF/manifest.xml": manifest})

    with pytest.raises(Unreadable, match="locked"):
        read_source(data, LIMITS)


def _with_entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{"".join(f"&e{n - 1};" for _ in range(10))}">' for n in range(1, 9))
    prolog = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "words and words">{lines}]>'
    return _replaced(opendocument_of("<text:p>&e8;</text:p>"), prolog)


def _replaced(data: bytes, prolog: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["content.xml"] = prolog.encode() + files["content.xml"].removeprefix(b'<?xml version="1.0"?>')
    return zipped(files)


@pytest.mark.parametrize(
    "data",
    [
        _with_entities(),
        opendocument_of("<text:section>" * 5_000 + "<text:p>deep</text:p>" + "</text:section>" * 5_000),
        opendocument_of("<text:p>cut off"),
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b" " * 30 * 2**20}),
    ],
    ids=["entities", "deep", "broken", "bomb"],
)
def test_a_hostile_opendocument_text_is_refused_and_costs_little(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_in_sandbox(data, SMALL)


def test_no_file_of_the_machine_is_read_into_an_opendocument_text() -> None:
    prolog = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY own SYSTEM "file:///etc/hostname">]>'
    data = _replaced(opendocument_of(f"<text:p>{LIFE}</text:p><text:p>&own;</text:p>"), prolog)

    assert told(data) == [("prose", LIFE)]


def test_rich_text_gives_headings_and_paragraphs_in_its_encoding() -> None:
    data = rich_text_of(
        r"\s7 Early years",
        rf"{LIFE[:30]}{{\b {LIFE[30:]}}}",
        r"K\'e9sm\'e1rk \u8211? Ke\u382\'9emarok, \u-10179?\u-8696? \ldblquote there\rdblquote",
        r"Seen{\v hidden}{\*\bkmkstart x}{\footnote A note.\par}{\deleted gone}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt  a link}}.",
        r"\intbl Born\cell 1856\cell\row\pard\ls1 One glacier",
        head=r"{\info{\title A Life}{\author Jo Miller}}{\pict\pngblip 89504e47}{\header Running head\par}",
    )

    text = read_source(data, LIMITS)

    assert (text.format, text.title, text.authors) == ("rtf", "A Life", ("Jo Miller",))
    assert told(data) == [
        ("heading", "Early years"),
        ("prose", LIFE),
        ("prose", "Késmárk – Kežmarok, \U0001f608 “there”"),
        ("prose", "Seen a link."),
        ("table", "Born: 1856"),
        ("list", "One glacier"),
    ]


def test_bytes_of_a_rich_text_that_are_none_of_its_words_are_passed_over() -> None:
    inside = rich_text_of(LIFE, r"before {\object\bin12 }}}}{{{{\par }after", WALK)

    assert told(inside) == [("prose", LIFE), ("prose", "before after"), ("prose", WALK)]


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1" + b"{" * 3_000_000,
        b"{\\rtf1\\bin2147483647 ",
        b"{\\rtf1 " + b"\\u99999999999 " * 200,
        b"{\\rtf1}",
    ],
    ids=["deep", "bytes that are not there", "numbers that are none", "empty"],
)
def test_a_hostile_rich_text_is_refused_and_costs_little(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_in_sandbox(data, SMALL)
