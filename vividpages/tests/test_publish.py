"""`manage.py publish`: an edition of an EPUB or of a book that is there, and nothing left behind of what cannot be."""

from __future__ import annotations

import errno
import json
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.services import local_reader
from books.models import VividPage
from publishing.kinds.kind import Refused
from publishing.models import Edition
from publishing.tests.books import make_published_book
from publishing.tests.conftest import leaflets as leaflets
from publishing.tests.making import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.tests.making import Leaflets

pytestmark = pytest.mark.usefixtures("leaflets", "small_pictures")


@pytest.fixture
def there(db: None) -> VividPage:
    """A book of this machine's own reader."""
    return make_published_book(local_reader())


def publish(*arguments: Any) -> str:
    out = StringIO()
    call_command("publish", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_an_edition_of_a_book_that_is_there_is_written(there: VividPage, tmp_path: Path) -> None:
    out = tmp_path / "leaflet.txt"

    told = json.loads(publish(there.pk, "--kind", NAME, "--option", "copies=2", "--out", out, "--json"))

    assert out.read_text() == "Hello, The Mill!\n" * 2
    assert told["bytes"] == out.stat().st_size
    assert (told["id"], told["kind"], told["pages"], told["checks"]) == (str(there.pk), NAME, 2, [])
    assert [path.name for path in tmp_path.iterdir()] == ["leaflet.txt"]
    assert not Edition.objects.exists()


def test_what_was_found_in_the_file_is_said(there: VividPage, tmp_path: Path) -> None:
    told = publish(there.pk, "--kind", NAME, "--option", "margin=0.1", "--out", tmp_path / "leaflet.txt")

    assert "warning, page 1: The margin is narrow." in told


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_an_epub_is_read_and_drawn_first(sample_epub: Path, tmp_path: Path) -> None:
    out = tmp_path / "leaflet.txt"

    publish(sample_epub, "--kind", NAME, "--out", out)

    book = VividPage.objects.get()
    assert book.status == VividPage.Status.COMPLETED
    assert out.read_text() == f"Hello, {book.title}!\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--kind", "scroll"), "no editions of the kind “scroll”. There are: leaflet"),
        (("--kind", NAME, "--option", "copies"), "say it as NAME=VALUE"),
        (("--kind", NAME, "--option", "copies=99"), "copies: "),
        (("--kind", NAME, "--option", "size=3"), "size: "),
    ],
)
def test_options_and_kinds_that_there_are_not_are_refused(
    there: VividPage, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        publish(there.pk, *arguments, "--out", tmp_path / "out")

    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_book_that_there_is_not_leaves_nothing_behind(tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.epub"
    nonsense.write_bytes(b"no book")

    for book, words in (
        (uuid4(), "You have no book"),
        (tmp_path / "none.epub", "cannot be opened"),
        (nonsense, "nonsense.epub: "),
    ):
        with pytest.raises(CommandError, match=words) as refused:
            publish(book, "--kind", NAME, "--out", tmp_path / "out.txt")
        assert refused.value.returncode == 2

    assert not User.objects.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["nonsense.epub"]


def test_a_folder_that_there_is_not_is_told_before_anything_is_made(there: VividPage, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="does not exist; make it first"):
        publish(there.pk, "--kind", NAME, "--out", tmp_path / "no" / "out.txt")


@pytest.mark.parametrize("place", [".", "..", "/", "made"])
def test_a_folder_is_no_file_and_that_is_told_before_anything_is_made(
    there: VividPage, tmp_path: Path, leaflets: Leaflets, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "made").mkdir()

    with pytest.raises(CommandError, match="is a folder; say what the file is to be called") as refused:
        publish(there.pk, "--kind", NAME, "--out", place)

    assert refused.value.returncode == 2
    assert leaflets.made == []


def test_names_that_no_file_can_have_are_bad_input(there: VividPage, tmp_path: Path) -> None:
    endless = "a" * 300
    for book, out in ((endless, "out.txt"), (there.pk, endless), (there.pk, f"{endless}/out.txt")):
        with pytest.raises(CommandError, match=r"cannot be|does not exist") as refused:
            publish(book, "--kind", NAME, "--out", tmp_path / out)
        assert refused.value.returncode == 2

    assert list(tmp_path.iterdir()) == []
    publish(there.pk, "--kind", NAME, "--out", tmp_path / f"{'a' * 250}.txt")


def test_a_full_disk_is_told_in_a_line_and_leaves_nothing(there: VividPage, tmp_path: Path, leaflets: Leaflets) -> None:
    def fill() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    leaflets.deed = fill
    with pytest.raises(CommandError, match="could not be made: No space left on device") as refused:
        publish(there.pk, "--kind", NAME, "--out", tmp_path / "out.txt")

    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
    assert not leaflets.made[0].exists()


def test_a_book_whose_pictures_wait_for_its_reader_exits_3(there: VividPage, tmp_path: Path) -> None:
    VividPage.objects.update(status=VividPage.Status.PAUSED)

    with pytest.raises(SystemExit) as left:
        publish(there.pk, "--kind", NAME, "--out", tmp_path / "out.txt")

    assert left.value.code == 3
    assert (tmp_path / "out.txt").exists()


def test_a_file_that_is_there_stays_when_the_edition_cannot_be_made(
    there: VividPage, tmp_path: Path, leaflets: Leaflets
) -> None:
    out = tmp_path / "leaflet.txt"
    out.write_text("from before")

    def refuse() -> None:
        raise Refused("This book has too many leaves.")

    leaflets.deed = refuse
    with pytest.raises(CommandError, match="too many leaves"):
        publish(there.pk, "--kind", NAME, "--out", out)

    assert out.read_text() == "from before"
