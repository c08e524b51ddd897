"""An upload for which the disk has no room: a sentence, and nothing is left behind."""

from __future__ import annotations

import gc
import logging
import random
import resource
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from books.models import VividPage
from books.tests.epubs import build, chapter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django import Settings

ROOM = 200_000
"""Bytes that a file of this process may have: the system refuses the rest as it does where the disk is full."""


@contextmanager
def little_room() -> Iterator[None]:
    most, allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, allowed))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, allowed))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("in_memory", [10_000_000, 0], ids=["kept in memory", "spooled to the disk"])
def test_an_upload_to_a_full_disk_is_answered_and_leaves_nothing(
    signed_in: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    # What was spooled goes with the last that holds the error: not pytest's record of the log, then.
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    noise = random.Random(1).randbytes(3 * ROOM)
    epub = build({"one.xhtml": chapter("One")}, files={"OEBPS/noise": noise}).getvalue()
    before = files(Path(settings.MEDIA_ROOT))
    signed_in.raise_request_exception = False
    with little_room():
        response = signed_in.post(reverse("upload"), {"epub": SimpleUploadedFile("book.epub", epub)})

    assert response.status_code == 507
    assert "no room left" in response.content.decode()
    assert files(Path(settings.MEDIA_ROOT)) == before
    del response
    gc.collect()
    assert files(tmp_path) == []
    assert not VividPage.objects.exists()


def test_a_file_that_finds_no_room_does_not_take_the_place_of_another() -> None:
    name = default_storage.save("kept/file", ContentFile(b"whole"))
    with little_room(), pytest.raises(OSError, match="too large"):
        default_storage.save("kept/file", ContentFile(b"x" * 3 * ROOM))
    with default_storage.open(name) as kept:
        assert kept.read() == b"whole"
    assert default_storage.listdir("kept")[1] == ["file"]
    default_storage.delete(name)


def test_a_whole_file_takes_the_place_of_another() -> None:
    for content in (b"first", b"second"):
        name = default_storage.save("kept/file", ContentFile(content))
    with default_storage.open(name) as kept:
        assert kept.read() == b"second"
    default_storage.delete(name)
