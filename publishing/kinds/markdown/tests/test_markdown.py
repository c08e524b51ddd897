"""The Markdown of a book, parsed again by a CommonMark parser."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image

from books.manuscript import Mark
from publishing.kinds.markdown.escaping import inline, lines_of
from publishing.kinds.markdown.kind import KIND, MarkdownOptions
from publishing.runs import runs_of
from publishing.tests.books import NOTE, STRANGE, VERSE, make_publication
from storyboards.illustrated.tree import BookParagraph

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark")
MARKUP = {"em_open", "em_close", "strong_open", "strong_close", "html_inline"}


def plain(children: list[Token]) -> str:
    """Return the text of inline tokens."""
    return "".join("\n" if one.type == "hardbreak" else one.content for one in children if one.type not in MARKUP)


def blocks(text: str) -> list[tuple[str, str]]:
    """Return what a parser finds: kinds of blocks, as it calls them, and their texts."""
    tokens = PARSER.parse(text)
    return [(before.tag, plain(token.children)) for before, token in pairwise(tokens) if token.type == "inline"]


def made(tmp_path: Path, **options: Any) -> str:
    """Make a book's text without pictures."""
    file = KIND.make(make_publication(), MarkdownOptions(pictures=False, **options), tmp_path, lambda _a, _b: None).file
    assert file.name == "book.md"
    return file.read_text(encoding="utf-8")


def test_all_text_is_found_again_in_its_order(tmp_path: Path) -> None:
    found = blocks(made(tmp_path))

    assert found == [
        ("h1", "The Mill & the River"),
        ("p", "Ann Author"),
        ("p", "Bob Writer"),
        ("h2", "To my mother"),
        ("p", "For her."),
        ("h2", "Part One"),
        ("h3", "Chapter 1"),
        ("h4", "The Mill"),
        ("p", "Mara came home[^1]."),
        ("p", VERSE),
        ("p", "Dear Mara,"),
        ("p", "come at once."),
        ("p", "flour"),
        ("p", "salt"),
        ("p", "The old mill"),
        ("p", "She never slept in SMALL rooms.[^2][^1]"),
        ("p", STRANGE),
        ("p", "[^1]: A mill by a river."),
        ("p", f"[^2]: {NOTE}"),
        ("h3", "The River"),
        ("p", "Otho sang."),
        ("p", "It sang."),
        ("p", "Then night came."),
        ("h2", "Afterword"),
        ("p", "The end of it."),
    ]


def test_letters_are_quotations_lists_are_lists_and_breaks_are_rules(tmp_path: Path) -> None:
    html = PARSER.render(made(tmp_path))

    assert "<blockquote>\n<p>Dear Mara,</p>\n<p>come at once.</p>\n</blockquote>" in html
    assert "<ul>\n<li>flour</li>\n<li>salt</li>\n</ul>" in html
    assert html.count("<hr />") == 2
    assert "She <em><strong>never</strong></em><em> slept</em> in" in html


def test_later_paragraphs_of_a_note_are_indented(tmp_path: Path) -> None:
    assert "\n\n    Ever.\n" in made(tmp_path)


def test_pictures_are_files_beside_the_text(tmp_path: Path) -> None:
    file = KIND.make(make_publication(), MarkdownOptions(), tmp_path, lambda _a, _b: None).file

    with zipfile.ZipFile(file) as archive:
        text = archive.read("book.md").decode()
        addresses = re.findall(r"!\[(.*?)\]\((.*?)\)", text)
        assert addresses == [
            ("A mill at dusk", "pictures/scene-0001-1.jpg"),
            ("A drawing of a mill", "pictures/scene-0001-2.jpg"),
            ("A river", "pictures/scene-0002-1.jpg"),
        ]
        assert sorted(archive.namelist()) == sorted(["book.md", *(address for _, address in addresses)])
        for _, address in addresses:
            with Image.open(io.BytesIO(archive.read(address))) as image:
                assert image.format == "JPEG"
    assert "*Mara came home.*" in text


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    publication = make_publication()
    files = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        files.append(KIND.make(publication, MarkdownOptions(), tmp_path / name, lambda _a, _b: None).file)

    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_sign_of_no_note_is_left_out(tmp_path: Path) -> None:
    first = make_publication().book.chapters[1]
    book = replace(make_publication().book, chapters=(replace(first, notes=()),))

    file = KIND.make(
        replace(make_publication(), book=book), MarkdownOptions(pictures=False), tmp_path, lambda _a, _b: None
    ).file
    assert "[^" not in file.read_text()


def rendered(paragraph: BookParagraph) -> list[tuple[str, str]]:
    """Write a paragraph and parse it."""
    return blocks("\n".join(lines_of(inline(runs_of(paragraph), {}))))


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "1. no list",
        "12) none",
        "- none",
        "+ none",
        "=== x",
        "---",
        "===",
        "> none",
        "~~~",
        "```x```",
        "    no code",
        "a  \nb",
        "a\\",
        "&amp; &copy;",
        "<b>x</b> <http://x.example>",
        "[a](b) ![c](d) [e]: f",
        "*a* __b__",
        "a\n- b\n# c\n1. d\n> e",
        "trailing \nline",
        "$x$ | y |",
    ],
)
def test_what_looks_like_markdown_is_text(text: str) -> None:
    assert rendered(BookParagraph(text)) == [("p", text)]


ALPHABET = st.sampled_from(list("ab1 .,-+*_#>[]()<>&;!`~\\\"'=:|$\n“”—é日"))


@given(
    st.text(ALPHABET, min_size=1, max_size=30),
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["emphasis", "strong", "small-caps"])),
        max_size=3,
    ),
)
def test_any_text_with_any_marks_is_read_again_to_the_character(text: str, spans: list[tuple[int, int, Any]]) -> None:
    text = "\n".join(line for line in text.split("\n") if line.strip()) or "x"
    marks = tuple(Mark(min(a, b), max(a, b), kind) for a, b, kind in spans if a != b)

    assert rendered(BookParagraph(text, marks=marks)) == [("p", text)]
