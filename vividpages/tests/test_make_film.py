"""`manage.py make_film`: a film of a book that is there, written whole or not at all."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from accounts.services import local_reader
from books.models import VividPage
from films.models import Film
from films.tests.books import make_story
from films.tests.conftest import quick as quick
from jobs.models import Job, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings


@pytest.fixture
def there(transactional_db: None) -> VividPage:
    """A book of this machine's own reader."""
    with transaction.atomic():
        return make_story(local_reader())


def make_film(*arguments: Any) -> str:
    out = StringIO()
    call_command("make_film", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("quick")
def test_a_film_is_written_with_its_stream_and_stays_with_the_book(there: VividPage, tmp_path: Path) -> None:
    out, hls = tmp_path / "film.mp4", tmp_path / "hls"

    told = json.loads(make_film(there.pk, "--out", out, "--rungs", "240", "--chapters", "2", "--hls", hls, "--json"))

    film = Film.objects.get()
    assert (told["id"], told["film"], told["file"]) == (str(there.pk), str(film.pk), str(out))
    assert told["bytes"] == out.stat().st_size == film.mp4.size
    assert (told["shots"], told["unspoken"], told["plays"]) == (film.shots.count(), 0, round(film.seconds, 2))
    assert film.options["chapters"] == [2]
    assert (hls / "master.m3u8").read_text().startswith("#EXTM3U")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mp4", "hls"]
    assert film.state == Film.State.READY

    make_film(there.pk, "--out", out, "--rungs", "240", "--chapters", "2")
    assert not Unit.objects.filter(kind="shot").exists()  # all of its shots were there


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--shape", "4:3"), "--shape: "),
        (("--rungs", "999"), "--rungs: "),
        (("--chapters", "1-x"), "is no number"),
        (("--chapters", "9"), "none 9"),
        (("--narration", "nobody"), "--narration: No speech model"),
        (("--narration", "speech/kokoro"), "--price: The price of .* is not known"),
        (("--narration", "speech/kokoro", "--price", "15"), "--budget: The voice is likely to cost"),
        (("--hls", "no/such/folder"), "does not exist"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(
    there: VividPage, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        make_film(there.pk, "--out", tmp_path / "film.mp4", *arguments)

    assert refused.value.returncode == 2
    assert not Film.objects.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_book_that_there_is_not_leaves_nothing_behind(tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.epub"
    nonsense.write_bytes(b"no book")

    for book, words in ((uuid4(), "You have no book"), (nonsense, "nonsense.epub: ")):
        with pytest.raises(CommandError, match=words) as refused:
            make_film(book, "--out", tmp_path / "film.mp4")
        assert refused.value.returncode == 2

    assert not User.objects.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["nonsense.epub"]


@pytest.mark.usefixtures("quick")
def test_a_film_that_cannot_be_kept_says_why_and_leaves_no_file(
    there: VividPage, tmp_path: Path, settings: Settings
) -> None:
    settings.READER_FILMS_BYTES = 10

    with pytest.raises(CommandError, match="There is no room left") as refused:
        make_film(there.pk, "--out", tmp_path / "film.mp4", "--rungs", "240", "--chapters", "2")

    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
    assert Job.objects.filter(state=Job.State.FAILED).exists()


@pytest.mark.usefixtures("quick")
def test_a_book_that_lacks_pictures_exits_3(there: VividPage, tmp_path: Path) -> None:
    VividPage.objects.update(status=VividPage.Status.PAUSED)

    with pytest.raises(SystemExit) as left:
        make_film(there.pk, "--out", tmp_path / "film.mp4", "--rungs", "240", "--chapters", "2")

    assert left.value.code == 3
    assert (tmp_path / "film.mp4").exists()
