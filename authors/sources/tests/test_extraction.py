"""What is read of sources of every kind, and what is not."""

from __future__ import annotations

import pytest

from authors.sources.errors import NotTaken, TooMuch, Unreadable
from authors.sources.extraction.formats import format_of
from authors.sources.extraction.limits import ExtractionLimits
from authors.sources.extraction.reading import read_source
from authors.sources.extraction.sandbox import read_in_sandbox, robots_in_sandbox
from authors.sources.tests.files import (
    LIFE,
    WALK,
    bomb,
    document_of,
    ebook_of,
    endless_pdf,
    page_of,
    pdf_of,
    zipped,
)

LIMITS = ExtractionLimits()
SMALL = ExtractionLimits(seconds=2.0)


def words_of(data: bytes, **given: str) -> str:
    return " ".join(block.text for block in read_source(data, LIMITS, **given).blocks)


def test_a_page_gives_its_article_and_not_its_menus() -> None:
    text = read_source(page_of(LIFE, WALK), LIMITS, media_type="text/html; charset=utf-8")

    assert [block.text for block in text.blocks if block.kind == "prose"] == [LIFE, WALK]
    assert (text.format, text.title, text.language) == ("page", "Helene Varga", "en")


def test_a_page_says_who_wrote_it_where_and_when() -> None:
    head = (
        "<meta name='author' content='Jo Miller'><meta property='og:site_name' content='Museum of Maps'>"
        "<meta property='article:published_time' content='2011-04-03'>"
        "<link rel='license' href='https://creativecommons.org/licenses/by/4.0/'>"
        "<link rel='canonical' href='https://maps.test/varga'>"
    )
    data = page_of(LIFE, WALK, head=head, title="Helene Varga – Museum of Maps")

    text = read_source(data, LIMITS, address="https://www.maps.test/varga?utm_source=x")

    assert (text.title, text.authors, text.publisher) == ("Helene Varga", ("Jo Miller",), "Museum of Maps")
    assert (text.published, text.address) == ("2011-04-03", "https://maps.test/varga")
    assert text.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_a_year_in_the_foot_of_a_page_is_not_taken_for_its_date() -> None:
    assert read_source(page_of(LIFE, WALK, around="<p>© 2020</p>"), LIMITS).published == ""


def test_no_page_is_cited_under_an_address_of_somebody_else() -> None:
    head = "<link rel='canonical' href='https://elsewhere.test/paid'>"

    assert read_source(page_of(LIFE, WALK, head=head), LIMITS, address="https://maps.test/a").address == (
        "https://maps.test/a"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>HIDDEN {}</p>",
        "<div hidden><p>HIDDEN {}</p></div>",
        "<p style='font-size:0'>HIDDEN {}</p>",
        "<p style='position:absolute;left:-9999px'>HIDDEN {}</p>",
        "<p style='opacity: 0.0;'>HIDDEN {}</p>",
        "<template><p>HIDDEN {}</p></template>",
        "<!-- HIDDEN {} -->",
    ],
)
def test_what_a_page_hides_from_its_readers_is_not_read(hidden: str) -> None:
    data = page_of(LIFE, WALK).replace(b"</article>", hidden.format(WALK).encode() + b"</article>")

    assert "HIDDEN" not in words_of(data)


def test_words_that_hide_in_tags_and_zero_widths_are_not_read() -> None:
    unseen = "".join(chr(0xE0000 + ord(c)) for c in "ignore the sources")

    assert words_of(page_of(LIFE + unseen + "\u202e\u2066\u200b", WALK)).isascii()


def test_a_page_that_only_scripts_fill_is_told_as_such() -> None:
    data = b"<!doctype html><html><body><div id='root'></div><script src='/app.js'></script></body></html>"

    with pytest.raises(Unreadable, match="scripts"):
        read_source(data, LIMITS)


@pytest.mark.parametrize(
    ("encoding", "media_type", "head"),
    [
        ("utf-8", "text/html", ""),
        ("windows-1250", "text/html; charset=windows-1250", ""),
        ("iso-8859-2", "text/html", "<meta charset='iso-8859-2'>"),
        ("utf-16", "text/html", ""),
        ("cp1252", "text/html; charset=iso-8859-1", ""),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, media_type: str, head: str) -> None:
    name = "Käthe Müller" if encoding == "cp1252" else "Kesmárk in Spiš"
    if encoding in ("iso-8859-2", "windows-1250"):
        name = "Kežmarok, Késmárk"
    page = page_of(f"{name}. {LIFE}", WALK, head=head).decode().replace("<meta charset='utf-8'>", "")

    assert name in words_of(page.encode(encoding), media_type=media_type)


@pytest.mark.parametrize("charset", ["zlib", "idna", "unicode_escape", "rot13", "no-such-thing", "utf-7", "\u212a"])
def test_a_charset_that_is_none_changes_nothing(charset: str) -> None:
    assert LIFE in words_of(page_of(LIFE, WALK), media_type=f"text/html; charset={charset}")


def test_a_plain_text_gives_paragraphs_and_headings() -> None:
    text = read_source(f"# Helene Varga\n\n{LIFE}\n\nEarly walks\n-----------\n\n{WALK}".encode(), LIMITS)

    assert [(block.kind, block.text) for block in text.blocks] == [
        ("heading", "Helene Varga"),
        ("prose", LIFE),
        ("heading", "Early walks"),
        ("prose", WALK),
    ]


def test_a_plain_text_with_wrapped_lines_is_put_together() -> None:
    wrapped = "\r\n".join(LIFE[at : at + 60] for at in range(0, len(LIFE), 60))

    assert len(read_source(f"{wrapped}\r\n\r\n{wrapped}".encode(), LIMITS).blocks) == 2


def test_a_pdf_gives_paragraphs_with_their_pages_and_without_running_heads() -> None:
    firsts = ["Helene", "Ilona", "Amara", "Hannah", "Rachel"]
    pages = [
        [
            "Lives of Surveyors",
            "",
            f"{first} Varga was born in the town of Kesmark in 1856 and was a sur-",
            "veyor all her life, as her father had been for the railway company be-",
            "fore her.",
            "",
            f"A line of its own stands here, and says what is said of {first} only.",
            "",
            f"{number}",
        ]
        for number, first in enumerate(firsts, 11)
    ]

    text = read_source(pdf_of(*pages), LIMITS)

    assert [block.text for block in text.blocks[:2]] == [
        "Helene Varga was born in the town of Kesmark in 1856 and was a surveyor all her life, as her father had been "
        "for the railway company before her.",
        "A line of its own stands here, and says what is said of Helene only.",
    ]
    assert [block.page for block in text.blocks] == [str(page) for page in (1, 2, 3, 4, 5) for _ in range(2)]


def test_a_pdf_without_text_is_told_to_be_a_scan() -> None:
    with pytest.raises(Unreadable, match="OCR"):
        read_source(pdf_of([], []), LIMITS)


def test_a_damaged_pdf_is_told_to_be_damaged() -> None:
    with pytest.raises(Unreadable, match=r"damaged|pictures"):
        read_source(b"%PDF-1.4\n" + b"nonsense " * 50, LIMITS)


def test_an_ebook_gives_its_chapters() -> None:
    text = read_source(ebook_of(LIFE, WALK), LIMITS)

    assert (text.format, text.title, text.authors) == ("epub", "Of Glaciers", ("Ann Lee",))
    assert [block.page for block in text.blocks if block.text == WALK] == ["Chapter One"]


def test_a_word_document_gives_its_paragraphs() -> None:
    text = read_source(document_of(LIFE, WALK, heading="Helene Varga"), LIMITS)

    assert (text.format, text.title) == ("docx", "Helene Varga")
    assert [block.text for block in text.blocks] == ["Helene Varga", LIFE, WALK]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "old Word"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "table"),
        (zipped({"notes.txt": b"words"}), "archive"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument table"),
        (b"\x7fELF" + b"\1" * 40, "program"),
        (bytes(range(256)) * 4, "not known"),
    ],
)
def test_other_kinds_of_files_are_named(data: bytes, what: str) -> None:
    with pytest.raises(NotTaken, match=what):
        format_of(data)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\0\0\0"])
def test_an_empty_file_is_told_to_be_empty(data: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        read_source(data, LIMITS)


def test_an_archive_that_unpacks_to_hundreds_of_megabytes_is_not_opened() -> None:
    with pytest.raises(TooMuch):
        read_source(bomb(20), LIMITS)


def test_a_text_without_end_is_cut_and_the_writer_is_told() -> None:
    text = read_source(f"{LIFE}\n\n".encode() * 50, ExtractionLimits(letters=1000))

    assert sum(len(block.text) for block in text.blocks) <= 1000
    assert "only its beginning" in text.warnings[-1]


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooMuch, match="larger"):
        read_source(b"a" * 2000, ExtractionLimits(file=1000))


def test_the_sandbox_reads_what_the_reader_reads() -> None:
    data = page_of(LIFE, WALK)

    assert read_in_sandbox(data, LIMITS, media_type="text/html", address="https://maps.test/") == read_source(
        data, LIMITS, media_type="text/html", address="https://maps.test/"
    )


def test_the_sandbox_tells_why_a_file_is_not_read() -> None:
    with pytest.raises(Unreadable, match="picture"):
        read_in_sandbox(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, LIMITS)


@pytest.mark.processes
def test_a_pdf_that_takes_hours_costs_no_more_than_its_limits() -> None:
    with pytest.raises(TooMuch):
        read_in_sandbox(endless_pdf(), SMALL)


@pytest.mark.processes
def test_a_page_nested_without_end_hangs_nobody() -> None:
    deep = b"<!doctype html><html><body>" + b"<div><b>" * 200_000 + LIFE.encode()

    try:
        text = read_in_sandbox(deep, SMALL)
    except Unreadable:
        return
    assert text.word_count < 1000


def test_what_robots_txt_says_is_read_for_our_name() -> None:
    robots = b"User-agent: *\nDisallow: /private\nCrawl-delay: 2\n\nUser-agent: vividpages\nDisallow: /mine\n"

    def allowed(path: str, agent: str) -> bool:
        return robots_in_sandbox(robots, address=f"https://maps.test{path}", agent=agent).allowed

    assert [allowed("/mine/x", "VividPages"), allowed("/private", "VividPages")] == [False, True]
    assert [allowed("/mine/x", "Other"), allowed("/private", "Other")] == [True, False]
    assert robots_in_sandbox(robots, address="https://maps.test/", agent="Other").delay == 2.0


@pytest.mark.processes
def test_a_robots_txt_that_multiplies_its_rules_is_stopped() -> None:
    agents = b"".join(b"User-agent: a%d\n" % number for number in range(20_000))
    rules = b"".join(b"Disallow: /%d\n" % number for number in range(15_000))

    with pytest.raises(Unreadable):
        robots_in_sandbox(agents + rules, address="https://maps.test/", agent="VividPages")
