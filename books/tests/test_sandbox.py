"""Reading a file in a process of its own: what comes back, and what a killer file costs."""

from __future__ import annotations

import json
import runpy
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

import pytest

import vividpages.settings
from books import steps
from books.epub import EpubError, NotAZip, NoText, ReadingLimits, TooLarge, read_epub, sandbox
from books.epub.sandbox import read_in_sandbox
from books.limits import sandbox_limits
from books.making import jobs_of
from books.manuscript import CoverImage, Manuscript, ManuscriptChapter, Mark, Paragraph
from books.models import VividPage
from books.tests import sandbox_programs
from books.tests.epubs import Line, build, chapter, page
from books.tests.uploads import read_upload
from jobs.pipelines import UnitRejected
from sandbox.child import LENGTH
from sandbox.process import OutOfTime, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User

MEGABYTE = 1024 * 1024


def read(epub: bytes) -> Manuscript:
    """Read in the sandbox, within the limits of the settings."""
    return read_in_sandbox(epub, sandbox_limits())


def ordinary() -> bytes:
    pages = {"one.xhtml": chapter("One", "“Ça va, Émile?”", "東京の夜"), "two.xhtml": chapter("Two") + "<hr/>"}
    item = '<item id="cover" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>'
    lines = [Line("Part", "", [Line("One", "one.xhtml"), Line("Two", "two.xhtml")])]
    return build(pages, lines=lines, manifest=item, files={"OEBPS/c.jpg": b"\xff\xd8\xff\x00"}).getvalue()


def endless() -> bytes:
    """Make a file within every limit whose one page takes seconds and hundreds of megabytes."""
    return build({"one.xhtml": page("".join(f"<p>{n}</p>" for n in range(500_000)))}).getvalue()


def with_one_page_too_many() -> bytes:
    """Make a book whose second page does not fit into a small memory, and whose first does."""
    swollen = "".join(f"<b id='{n}'/>" for n in range(700_000))
    return build({"one.xhtml": chapter("One"), "two.xhtml": page(swollen)}).getvalue()


def run(monkeypatch: pytest.MonkeyPatch, function: Callable[[str], object]) -> None:
    """Have another program run in place of the one that reads a file."""
    monkeypatch.setattr(sandbox, "PROGRAM", Program(function.__module__, function.__name__))


@pytest.fixture
def _without_a_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read where the system refuses to limit memory, as macOS does."""
    run(monkeypatch, sandbox_programs.read_where_memory_cannot_be_limited)


def test_a_book_comes_back_as_it_was_read() -> None:
    assert read(ordinary()) == read_epub(BytesIO(ordinary()))


def test_a_novel_comes_back_as_it_was_read(shared_data: Path) -> None:
    novel = (shared_data / "novels" / "frankenstein.epub").read_bytes()

    assert read(novel) == read_epub(BytesIO(novel))


@pytest.mark.parametrize(
    ("epub", "kind"),
    [
        (b"%PDF-1.7 and so on", NotAZip),
        (build({"one.xhtml": page('<p><img src="a.jpg" alt=""/></p>')}).getvalue(), NoText),
        (build({}).getvalue(), EpubError),
    ],
    ids=["no archive", "no words", "no pages"],
)
def test_an_error_comes_back_as_it_was_raised(epub: Any, kind: Any) -> None:
    with pytest.raises(EpubError) as here:
        read_epub(BytesIO(epub))
    with pytest.raises(kind) as there:
        read(epub)

    assert (type(there.value), str(there.value)) == (type(here.value), str(here.value))


def test_a_file_that_takes_too_much_memory_is_stopped(settings: Settings) -> None:
    settings.EPUB_MEMORY_BYTES = 128 * MEGABYTE
    with pytest.raises(TooLarge, match="more memory than"):
        read(endless())


def test_a_book_never_comes_without_the_page_that_did_not_fit_into_memory(settings: Settings) -> None:
    settings.EPUB_MEMORY_BYTES = 200 * MEGABYTE
    with pytest.raises(TooLarge, match="more memory than"):
        read(with_one_page_too_many())


def test_a_file_that_takes_too_long_is_stopped(settings: Settings) -> None:
    settings.EPUB_SECONDS = 0.4
    with pytest.raises(TooLarge, match="more time than"):
        read(endless())


def test_a_child_that_nobody_stops_ends_with_its_time() -> None:
    spinning = Program(sandbox_programs.__name__, sandbox_programs.read_for_ever.__name__)
    limits = json.dumps(asdict(replace(sandbox_limits(), seconds=0.5)))
    with pytest.raises(OutOfTime), answer_of(spinning, limits, given=ordinary(), seconds=600):
        pass


@pytest.mark.usefixtures("_without_a_limit_of_memory")
def test_where_memory_cannot_be_limited_books_are_read_all_the_same() -> None:
    assert read(ordinary()).title == "A Book"


@pytest.mark.usefixtures("_without_a_limit_of_memory")
def test_where_memory_cannot_be_limited_time_still_is(settings: Settings) -> None:
    settings.EPUB_SECONDS = 0.4
    with pytest.raises(TooLarge, match="more time than"):
        read(endless())


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        (sandbox_programs.be_killed, "more memory than"),
        (sandbox_programs.crash, "could not be read"),
        (sandbox_programs.end, "could not be read"),
    ],
    ids=["for want of memory", "by its own fault", "by itself"],
)
def test_a_killed_child_costs_one_sentence(
    monkeypatch: pytest.MonkeyPatch, program: Callable[[str], object], sentence: str
) -> None:
    run(monkeypatch, program)
    with pytest.raises(EpubError, match=sentence):
        read(ordinary())


def test_pictures_cross_as_they_are_and_each_file_once() -> None:
    (red, blue) = (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 900, b"GIF89a" + b"\xff" * 10)
    body = '<p>One.</p><p><img src="r.png" alt="red"/></p><p>Two.</p><img src="b.gif"/><p>Three.</p><img src="r.png"/>'
    epub = build({"one.xhtml": page(f"<h2>One</h2>{body}")}, files={"OEBPS/r.png": red, "OEBPS/b.gif": blue}).getvalue()

    pictures = read(epub).chapters[0].pictures

    assert [(picture.after, picture.data) for picture in pictures] == [(1, red), (2, blue), (3, red)]
    assert pictures[0].data is pictures[2].data


@contextmanager
def file_of(content: bytes) -> Iterator[IO[bytes]]:
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        yield file


def answered(answer: object, *files: bytes) -> AbstractContextManager[IO[bytes]]:
    """Open a file with an answer; one that is no text is written in JSON."""
    text = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
    return file_of(LENGTH.pack(len(text)) + text + b"".join(files))


PARAGRAPH = {"text": "Wind.", "marks": [{"start": 0, "end": 4, "kind": "strong"}]}
COVER = {"data": "0", "media_type": "image/jpeg"}
BOOK = {"title": "A", "authors": ["Ann"], "language": "en", "chapters": [{"title": "One", "paragraphs": [PARAGRAPH]}]}
JPEG = b"\xff\xd8\xff"


def test_an_answer_of_the_right_form_is_a_book() -> None:
    one = ManuscriptChapter("One", (Paragraph("Wind.", marks=(Mark(0, 4, "strong"),)),))
    answer = {"manuscript": BOOK | {"cover": COVER}, "file_sizes": [3]}

    with answered(answer, JPEG) as file:
        assert sandbox.read_answer(file) == Manuscript(
            "A", ("Ann",), "en", (one,), cover=CoverImage(JPEG, "image/jpeg")
        )


def of_paragraph(**fields: object) -> dict[str, object]:
    """Return a book whose only paragraph has these fields."""
    return {"manuscript": BOOK | {"chapters": [{"title": "One", "paragraphs": [PARAGRAPH | fields]}]}}


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no JSON",
        "3",
        "[]",
        "{}",
        {"error": 3, "message": ""},
        {"manuscript": None},
        {"manuscript": 3},
        pytest.param("[" * 100_000, id="nested"),
        {"manuscript": BOOK | {"title": 3}},
        {"manuscript": BOOK | {"authors": "Ann"}},
        {"manuscript": BOOK | {"authors": [None]}},
        {"manuscript": {"title": "A"}},
        of_paragraph(kind="script"),
        of_paragraph(kind=["prose"]),
        of_paragraph(marks=[{"start": 0, "end": "4", "kind": "strong"}]),
        of_paragraph(marks=[{"start": 0, "end": 4, "kind": "script"}]),
        {"manuscript": BOOK | {"cover": COVER}},
        {"manuscript": BOOK | {"cover": COVER}, "file_sizes": [4]},
        {"manuscript": BOOK | {"cover": COVER}, "file_sizes": [-1]},
        {"manuscript": BOOK | {"cover": COVER | {"data": "one"}}, "file_sizes": [3]},
        {"manuscript": BOOK | {"cover": COVER | {"data": "1"}}, "file_sizes": [3]},
    ],
)
def test_an_answer_of_another_form_is_no_book(answer: Any) -> None:
    with answered(answer, JPEG) as file, pytest.raises(EpubError, match="could not be read"):
        sandbox.read_answer(file)


@pytest.mark.parametrize("content", [b"", b"\0\0", LENGTH.pack(2**60) + b"{}"])
def test_an_answer_that_is_cut_short_is_no_book(content: bytes) -> None:
    with file_of(content) as file, pytest.raises(EpubError, match="could not be read"):
        sandbox.read_answer(file)


def test_the_child_is_told_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    run(monkeypatch, sandbox_programs.tell_environment)
    with pytest.raises(EpubError) as told:
        read(b"")

    assert "hush" not in str(told.value)


def test_the_child_starts_without_django(monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, sandbox_programs.tell_modules)
    with pytest.raises(EpubError) as told:
        read(b"")

    assert "lxml.etree" in str(told.value).split()
    assert {"django", "pydantic"}.isdisjoint(str(told.value).split())


def test_a_limit_of_the_settings_holds(settings: Settings) -> None:
    settings.EPUB_LIMITS = {"entries": 2}
    with pytest.raises(TooLarge, match="more than 2 files"):
        read(ordinary())


@pytest.mark.parametrize(
    ("variable", "limit"),
    [
        ("MAX_UPLOAD_BYTES", "archive"),
        ("EPUB_ENTRIES", "entries"),
        ("EPUB_INFLATED_BYTES", "inflated"),
        ("EPUB_ENTRY_BYTES", "entry"),
        ("EPUB_RATIO", "ratio"),
        ("EPUB_TEXT_BYTES", "text"),
        ("EPUB_MARKUP", "markup"),
        ("EPUB_BLOCKS", "blocks"),
        ("EPUB_LETTERS", "letters"),
        ("EPUB_CHAPTERS", "chapters"),
        ("EPUB_CHAPTER", "chapter"),
        ("EPUB_CHAPTER_PARAGRAPHS", "chapter_paragraphs"),
        ("EPUB_PARAGRAPH", "paragraph"),
        ("EPUB_TITLE", "title"),
        ("EPUB_NAME", "name"),
        ("EPUB_AUTHORS", "authors"),
        ("EPUB_DESCRIPTION", "description"),
        ("EPUB_CAPTION", "caption"),
        ("EPUB_LABEL", "label"),
        ("EPUB_PICTURES", "pictures"),
        ("EPUB_PICTURE_BYTES", "picture"),
        ("EPUB_ALL_PICTURES_BYTES", "all_pictures"),
    ],
)
def test_a_limit_is_set_from_the_environment(monkeypatch: pytest.MonkeyPatch, variable: str, limit: str) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://not-used/none")
    monkeypatch.setenv(variable, "7")
    given = runpy.run_path(vividpages.settings.__file__)["EPUB_LIMITS"]

    assert getattr(ReadingLimits(**given), limit) == 7


def test_a_killer_file_costs_its_job_one_sentence(settings: Settings) -> None:
    settings.EPUB_SECONDS = 0.4
    with pytest.raises(UnitRejected, match="more time than"):
        steps.ReadBook().call(endless())


def test_a_killer_file_costs_its_reader_one_sentence(settings: Settings, reader: User) -> None:
    settings.EPUB_SECONDS = 0.4
    vividpage = read_upload(reader, BytesIO(endless()))

    assert vividpage.status == VividPage.Status.UNREADABLE
    assert "more time than" in jobs_of(vividpage).get().reason
