"""Reading a file in a process of its own: what comes back, and what a killer file costs."""

from __future__ import annotations

import json
import runpy
import subprocess
from io import BytesIO

import pytest

import vividpages.settings
from books import sandbox, steps
from books.epub import EpubError, NotAZip, NoText, ReadingLimits, TooLarge, read_epub
from books.making import jobs_of
from books.manuscript import CoverImage, Manuscript, ManuscriptChapter, Mark, Paragraph
from books.models import VividPage
from books.sandbox import read_in_sandbox
from books.tests.epubs import Line, build, chapter, page
from books.tests.uploads import read_upload
from jobs.pipelines import UnitRejected

MEGABYTE = 1024 * 1024


def ordinary() -> bytes:
    pages = {"one.xhtml": chapter("One", "“Ça va, Émile?”", "東京の夜"), "two.xhtml": chapter("Two") + "<hr/>"}
    item = '<item id="cover" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>'
    lines = [Line("Part", "", [Line("One", "one.xhtml"), Line("Two", "two.xhtml")])]
    return build(pages, lines=lines, manifest=item, files={"OEBPS/c.jpg": b"\xff\xd8\xff\x00"}).getvalue()


def endless() -> bytes:
    """Within every limit of a file; its one page takes seconds and hundreds of megabytes."""
    return build({"one.xhtml": page("".join(f"<p>{n}</p>" for n in range(500_000)))}).getvalue()


def with_one_page_too_many() -> bytes:
    """Its second page does not fit into a small memory, its first does."""
    swollen = "".join(f"<b id='{n}'/>" for n in range(700_000))
    return build({"one.xhtml": chapter("One"), "two.xhtml": page(swollen)}).getvalue()


@pytest.fixture
def _without_a_limit_of_memory(monkeypatch):
    """A child whose system refuses to limit its memory, as macOS does."""
    refuse = (
        "import resource; set_it = resource.setrlimit\n"
        "def refuse(kind, limits):\n"
        "    if kind == resource.RLIMIT_AS: raise ValueError('current limit exceeds maximum limit')\n"
        "    set_it(kind, limits)\n"
        "resource.setrlimit = refuse\n"
    )
    monkeypatch.setattr(sandbox, "PROGRAM", refuse + sandbox.PROGRAM)


def test_a_book_comes_back_as_it_was_read():
    assert read_in_sandbox(ordinary()) == read_epub(BytesIO(ordinary()))


def test_a_novel_comes_back_as_it_was_read(shared_data):
    novel = (shared_data / "novels" / "frankenstein.epub").read_bytes()

    assert read_in_sandbox(novel) == read_epub(BytesIO(novel))


@pytest.mark.parametrize(
    ("epub", "kind"), [
        (b"%PDF-1.7 and so on", NotAZip),
        (build({"one.xhtml": page('<p><img src="a.jpg" alt=""/></p>')}).getvalue(), NoText),
        (build({}).getvalue(), EpubError),
    ], ids=["no archive", "no words", "no pages"],
)  # fmt: skip
def test_an_error_comes_back_as_it_was_raised(epub, kind):
    with pytest.raises(EpubError) as here:
        read_epub(BytesIO(epub))
    with pytest.raises(kind) as there:
        read_in_sandbox(epub)

    assert (type(there.value), str(there.value)) == (type(here.value), str(here.value))


def test_a_file_that_takes_too_much_memory_is_stopped(settings):
    settings.EPUB_MEMORY_BYTES = 128 * MEGABYTE
    with pytest.raises(TooLarge, match="more memory than"):
        read_in_sandbox(endless())


def test_a_book_never_comes_without_the_page_that_did_not_fit_into_memory(settings):
    settings.EPUB_MEMORY_BYTES = 200 * MEGABYTE
    with pytest.raises(TooLarge, match="more memory than"):
        read_in_sandbox(with_one_page_too_many())


def test_a_file_that_takes_too_long_is_stopped(settings):
    settings.EPUB_SECONDS = 0.4
    with pytest.raises(TooLarge, match="more time than"):
        read_in_sandbox(endless())


def test_a_child_that_nobody_stops_ends_with_its_time(settings, monkeypatch):
    settings.EPUB_SECONDS = 0.5
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *given, **options: run(*given, **(options | {"timeout": 30})))
    start, _, answering = sandbox.PROGRAM.partition("sandbox.answer")
    spin = "def spin(*_, **__):\n    while True: pass\n"
    monkeypatch.setattr(sandbox, "PROGRAM", f"{spin}{start}sandbox.read_epub = spin; sandbox.answer{answering}")
    with pytest.raises(TooLarge, match="more time than"):
        read_in_sandbox(ordinary())


@pytest.mark.usefixtures("_without_a_limit_of_memory")
def test_where_memory_cannot_be_limited_books_are_read_all_the_same():
    assert read_in_sandbox(ordinary()).title == "A Book"


@pytest.mark.usefixtures("_without_a_limit_of_memory")
def test_where_memory_cannot_be_limited_time_still_is(settings):
    settings.EPUB_SECONDS = 0.4
    with pytest.raises(TooLarge, match="more time than"):
        read_in_sandbox(endless())


@pytest.mark.parametrize(
    ("program", "sentence"), [
        ("import os; os.kill(os.getpid(), 9)", "more memory than"),
        ("import os; os.kill(os.getpid(), 11)", "could not be read"),
        ("raise SystemExit(3)", "could not be read"),
    ], ids=["for want of memory", "by its own fault", "by itself"],
)  # fmt: skip
def test_a_killed_child_costs_one_sentence(monkeypatch, program, sentence):
    monkeypatch.setattr(sandbox, "PROGRAM", program)
    with pytest.raises(EpubError, match=sentence):
        read_in_sandbox(ordinary())


CHAPTER_TOLD = ["One", [["Wind.", "prose", [[0, 4, "strong"]], []]], "body", "", [], []]
TOLD = ["A", ["Ann"], "en", [CHAPTER_TOLD], "", "", "", [], ["/9j/", "image/jpeg"], []]


def test_an_answer_of_the_right_form_is_a_book():
    one = ManuscriptChapter("One", (Paragraph("Wind.", marks=(Mark(0, 4, "strong"),)),))

    assert sandbox._book_of(json.dumps({"book": TOLD}).encode()) == Manuscript(
        "A", ("Ann",), "en", (one,), cover=CoverImage(b"\xff\xd8\xff", "image/jpeg")
    )


@pytest.mark.parametrize("told", [
    "", "no JSON", "3", "[]", "{}", '{"error": 3, "message": ""}', '{"error": "NotAZip"}', '{"book": null}',
    pytest.param("[" * 100_000, id="nested"), *(
        json.dumps({"book": book}) for book in (
            TOLD[:-1], [*TOLD, "me"], [3, *TOLD[1:]], ["A", "Ann", *TOLD[2:]], ["A", [None], *TOLD[2:]],
            [*TOLD[:3], [["One", [["Wind.", "script", [], []]], "body", "", [], []]], *TOLD[4:]],
            [*TOLD[:3], [["One", [["Wind.", ["prose"], [], []]], "body", "", [], []]], *TOLD[4:]],
            [*TOLD[:3], [["One", [["Wind.", "prose", [[0, "4", "strong"]], []]], "body", "", [], []]], *TOLD[4:]],
            [*TOLD[:3], [["One", [["Wind.", "prose", [[0, 4, "script"]], []]], "body", "", [], []]], *TOLD[4:]],
            [*TOLD[:-2], ["?", "image/jpeg"], []],
        )
    ),
])  # fmt: skip
def test_an_answer_of_another_form_is_no_book(told):
    with pytest.raises(EpubError, match="could not be read"):
        sandbox._book_of(told.encode())


def test_the_child_is_told_none_of_our_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    tell = 'import os, json; print(json.dumps({"error": "EpubError", "message": str(dict(os.environ))}))'
    monkeypatch.setattr(sandbox, "PROGRAM", tell)
    with pytest.raises(EpubError) as told:
        read_in_sandbox(b"")

    assert "hush" not in str(told.value)


def test_the_child_starts_without_django(monkeypatch):
    tell = 'sandbox.json.dumps({"error": "EpubError", "message": " ".join(sys.modules)})'
    monkeypatch.setattr(sandbox, "PROGRAM", sandbox.PROGRAM.partition("sandbox.answer")[0] + f"print({tell})")
    with pytest.raises(EpubError) as told:
        read_in_sandbox(b"")

    assert "lxml.etree" in str(told.value).split()
    assert "django" not in str(told.value).split()


def test_a_limit_of_the_settings_holds(settings):
    settings.EPUB_LIMITS = {"entries": 2}
    with pytest.raises(TooLarge, match="more than 2 files"):
        read_in_sandbox(ordinary())


@pytest.mark.parametrize(
    ("variable", "limit"), [
        ("MAX_UPLOAD_BYTES", "archive"), ("EPUB_ENTRIES", "entries"), ("EPUB_INFLATED_BYTES", "inflated"),
        ("EPUB_ENTRY_BYTES", "entry"), ("EPUB_RATIO", "ratio"), ("EPUB_TEXT_BYTES", "text"), ("EPUB_MARKUP", "markup"),
        ("EPUB_BLOCKS", "blocks"), ("EPUB_PICTURES", "pictures"), ("EPUB_PICTURE_BYTES", "picture"),
        ("EPUB_ALL_PICTURES_BYTES", "all_pictures"),
    ],
)  # fmt: skip
def test_a_limit_is_set_from_the_environment(monkeypatch, variable, limit):
    monkeypatch.setenv("DATABASE_URL", "postgresql://not-used/none")
    monkeypatch.setenv(variable, "7")
    given = runpy.run_path(vividpages.settings.__file__)["EPUB_LIMITS"]

    assert getattr(ReadingLimits(**given), limit) == 7


def test_a_killer_file_costs_its_job_one_sentence(settings):
    settings.EPUB_SECONDS = 0.4
    with pytest.raises(UnitRejected, match="more time than"):
        steps.ReadBook().call(endless())


def test_a_killer_file_costs_its_reader_one_sentence(settings, reader):
    settings.EPUB_SECONDS = 0.4
    vividpage = read_upload(reader, BytesIO(endless()))

    assert vividpage.status == VividPage.Status.UNREADABLE
    assert "more time than" in jobs_of(vividpage).get().reason
