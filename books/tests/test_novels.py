"""Real books: nine novels with known chapters, and sixty odd files that must never surprise us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from books.epub import EpubError, read_epub
from books.text.scenes import cut_scenes

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.whole

CHAPTERS = {
    "anne-of-green-gables": 38,
    "childrens-literature": 16,
    "frankenstein": 28,
    "moby-dick": 136,
    "the-adventures-of-sherlock-holmes": 12,
    "the-secret-garden": 27,
    "the-wonderful-wizard-of-oz": 24,
    "treasure-island": 34,
    "war-and-peace": 364,
}


@pytest.mark.parametrize(("name", "chapters"), CHAPTERS.items())
def test_a_novel_has_as_many_chapters_as_its_author_wrote(shared_data: Path, name: str, chapters: int) -> None:
    assert len(read_epub(shared_data / "novels" / f"{name}.epub").body) == chapters


def test_the_parts_of_war_and_peace_are_named_in_their_chapters(shared_data: Path) -> None:
    book = read_epub(shared_data / "novels" / "war-and-peace.epub")

    parts = list(dict.fromkeys(chapter.part for chapter in book.body))
    assert len(parts) == 17
    assert parts[0] == "Book I, Part I: 1805"
    assert parts[-1] == "Epilogue, Second Epilogue"


def test_front_and_back_matter_of_a_novel_stay_out_of_its_story(shared_data: Path) -> None:
    book = read_epub(shared_data / "novels" / "frankenstein.epub")

    assert book.body[0].title == "Letter I"
    assert book.body[-1].title == "Chapter XXIV"
    assert {chapter.title for chapter in book.chapters if chapter.kind == "back"} == {
        "Endnotes",
        "Colophon",
        "Uncopyright",
    }


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_scenes_of_a_novel_are_its_paragraphs(shared_data: Path, name: str) -> None:
    book = read_epub(shared_data / "novels" / f"{name}.epub")

    for chapter, cut in zip(book.body, cut_scenes(book.chapters), strict=True):
        paragraphs = [paragraph for scene in cut.scenes for paragraph in scene.paragraphs]
        assert paragraphs == [paragraph.text for paragraph in chapter.paragraphs if paragraph.kind != "break"]


def test_every_odd_file_is_a_readable_book_or_says_why_not(shared_data: Path) -> None:
    files = sorted((shared_data / "odd").glob("*.epub"))
    assert files

    unread = {file.name for file in files if not _has_words(file)}
    assert unread == {"epubcheck-ocf-zip-unreadable-empty-fatal.epub", "idpf-svg-in-spine.epub"}


def _has_words(file: Path) -> bool:
    try:
        return any(chapter.word_count for chapter in read_epub(file).chapters)
    except EpubError:
        return False
