"""The sample book: built once, and anybody's for the asking."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from books.models import VividPage
from samples.build import build_sample
from storyboards.making.choosing import take_up_or_upload

if TYPE_CHECKING:
    from accounts.models import User

_building = threading.Lock()
"""Whoever asks for the book while it is built waits for it."""


def sample_epub() -> Path:
    """Return the sample book's file, built if it is not there yet."""
    path: Path = settings.VAR_DIR / "sample.epub"
    with _building:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:  # nobody finds half a book
                build_sample(Path(folder, path.name)).replace(path)
    return path


def sample_of(owner: User) -> VividPage:
    """Return the owner's VividPage of the sample book, made if they have none."""
    with sample_epub().open("rb") as epub:
        return take_up_or_upload(owner=owner, epub=epub, origin=VividPage.Origin.SAMPLE)
