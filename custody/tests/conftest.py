"""A reader with something of everything, and what the database knows of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from accounts.keys import create_key
from accounts.tokens import create_token
from characters.editing.tests.books import make_book
from jobs.models import Job
from storyboards.tests.making import keep_drawn
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage

TRAILS = ("writing_decision", "storyboards_moderationevent")
"""What nobody can edit: it knows accounts by their numbers alone."""


@pytest.fixture
def library(reader: User, small_pictures: None, settings: Settings) -> VividPage:
    """A book with pictures, its file, a key, a token, work under way."""
    vividpage = make_book(reader)
    for number in (1, 1, 2):
        keep_drawn(vividpage.scenes.get(number=number))
    vividpage.epub.save("book.epub", ContentFile(b"the file of the book"))
    vividpage.epub_bytes = 20
    vividpage.save()
    default_storage.save(f"calls/{reader.pk}/one.webp", ContentFile(b"paid for"))
    create_key(owner=reader, service="openai", secret="sk-something-secret")
    create_token(owner=reader, name="e-reader")
    Job.objects.create(pipeline="making", subject=vividpage.pk, stage="analysis", owner=reader)
    return vividpage


def tables_that_know(*words: str) -> list[str]:
    """Return the tables in which any row has any of these words, in whatever column."""
    known = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(
                f"SELECT count(*) FROM {name} AS row WHERE row::text ILIKE ANY(%s)", [[f"%{word}%" for word in words]]
            )
            if cursor.fetchone()[0] and table not in TRAILS:
                known.append(table)
    return known


def names_of_files() -> list[str]:
    """Return the names of all files that are kept."""
    return sorted(_under(""))


def _under(folder: str) -> list[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    inner = [name for one in folders for name in _under(f"{folder}/{one}".lstrip("/"))]
    return [*(f"{folder}/{name}".lstrip("/") for name in files), *inner]
