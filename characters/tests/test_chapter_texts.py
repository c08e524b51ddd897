"""The story as analysts take it: what one part of it costs does not grow with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from books.manuscript import Manuscript, ManuscriptChapter, Paragraph
from books.models import VividPage
from books.services import take_in
from characters.bible import queries

if TYPE_CHECKING:
    from accounts.models import User


def test_the_text_of_one_chapter_is_read_without_that_of_the_others(reader: User) -> None:
    chapters = [ManuscriptChapter(f"Chapter {n}", (Paragraph(f"Word{n} runs."),)) for n in range(1, 5)]
    manuscript = Manuscript("Long", (), "en", tuple(chapters))
    vividpage = take_in(manuscript=manuscript, source=VividPage.Origin.MANUSCRIPT, owner=reader)
    third = queries.body(vividpage).get(number=3)
    with CaptureQueriesContext(connection) as asked:
        texts = queries.chapter_texts(vividpage, chapters=[third.pk])

    assert [(text.number, [scene.text for scene in text.scenes]) for text in texts] == [(3, ["Word3 runs."])]
    assert all(third.pk.hex in query["sql"] for query in asked if '"text"' in query["sql"])
    assert any('"text"' in query["sql"] for query in asked)


def test_the_scenes_of_one_chapter_are_numbered_through_the_book(reader: User) -> None:
    chapters = [ManuscriptChapter(f"Chapter {n}", (Paragraph(f"Word{n} runs."),)) for n in range(1, 5)]
    manuscript = Manuscript("Long", (), "en", tuple(chapters))
    vividpage = take_in(manuscript=manuscript, source=VividPage.Origin.MANUSCRIPT, owner=reader)
    third = queries.body(vividpage).get(number=3)

    assert list(queries.revisions_of(vividpage, chapters=[third.pk])) == [3]
