"""A film is really made: spoken, painted, encoded and put together; and made again only where something changed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.tests.keyrings import OLD
from books.models import Scene
from books.services import delete as delete_book
from characters.models import Character
from custody.storage_check import check_storage
from films.estimates.prices import estimate_price
from films.models import Film, Passage, Shot, ShotFile, StreamFile
from films.outline import outline_of
from films.services.making import cancel_film, delete_film, request_film
from films.services.viewing import is_outdated, is_withheld, stream_files
from films.tests.books import HOME, RIVER, SMALL, give_picture, make_story, small_film, work_on
from jobs.models import Job, Unit
from providers.choosing.keys import add_key
from providers.models import PaidCall
from providers.services.espeak.speech import is_installed
from storyboards.tests.making import hide

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from providers.tests.wire import WireServer

pytestmark = [pytest.mark.usefixtures("quick"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def book(transactional_db: None, reader: User) -> VividPage:
    with transaction.atomic():
        return make_story(reader)


@pytest.fixture
def made(book: VividPage, reader: User) -> Film:
    return work_on(request_film(vividpage=book, options=SMALL, by=reader))


def remade(film: Film, **options: Any) -> tuple[Film, int]:
    """Make a film again, or one with other options; return it with the number of shots that were encoded for it."""
    asked = request_film(vividpage=film.vividpage, options=small_film(**options), by=film.vividpage.owner)
    before = set(ShotFile.objects.values_list("file", flat=True))
    finished = work_on(asked)
    after = ShotFile.objects.filter(shot__film=finished, name=".240.mp4").exclude(file__in=before)
    return finished, after.count()


def read(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def test_a_film_has_a_stream_a_file_a_poster_and_an_outline(made: Film) -> None:
    assert (made.state, made.reason, made.attempt, made.unspoken) == (Film.State.READY, "", None, 0)
    files = stream_files(made)
    master = read(str(files["master.m3u8"].file.name)).decode()
    assert "240.m3u8" in master
    assert {path for path in files if path.endswith(".m4s")}
    with default_storage.open(str(made.mp4.name)) as file, av.open(file, "r") as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == (426, 240)
        assert sum(1 for _ in film.decode(video=0)) == sum(made.shots.values_list("frames", flat=True))
    assert read(str(made.poster.name)).startswith(b"\xff\xd8")
    outline = outline_of(made)
    assert [shot.kind for shot in outline] == ["title", "chapter", "scene", "chapter", "scene", "credits"]
    assert " ".join(shot.text for shot in outline).split() == [*HOME.split(), *RIVER.split()]
    assert outline[-1].end == pytest.approx(made.seconds, abs=0.01)
    assert {shot.still for shot in outline} <= files.keys()
    assert made.bytes >= made.mp4.size + sum(StreamFile.objects.values_list("bytes", flat=True))


def test_made_again_nothing_is_encoded_that_did_not_change(made: Film) -> None:
    assert not is_outdated(made)
    stream = {path: file.file.name for path, file in stream_files(made).items()}

    again, encoded = remade(made)

    assert (again, again.state, encoded) == (made, Film.State.READY, 0)
    assert {path: file.file.name for path, file in stream_files(again).items()} == stream
    assert not Unit.objects.filter(kind="shot").exists()


def test_a_changed_picture_makes_its_own_shots_anew_and_the_film_is_known_to_be_out_of_date(
    made: Film, book: VividPage
) -> None:
    with transaction.atomic():
        give_picture(book.scenes.get(number=2), "red")
    assert is_outdated(made)

    again, encoded = remade(made)

    assert not is_outdated(again)
    assert encoded == 2  # the scene, and the title of its chapter, behind which the picture is seen as through mist
    assert check_storage().orphans == []


def test_another_film_of_the_same_shots_encodes_nothing(made: Film) -> None:
    other, encoded = remade(made, pace="calm")  # with so little to read the pace changes nothing

    assert (other.state, encoded) == (Film.State.READY, 0)
    assert other != made
    delete_film(film=made)
    assert all(default_storage.exists(name) for name in ShotFile.objects.values_list("file", flat=True))


def test_pictures_that_may_not_be_shown_are_not_in_it_and_one_that_is_hidden_later_withholds_it(
    book: VividPage, reader: User
) -> None:
    first, second = (book.pictures.get(scene__number=number).active_version for number in (1, 2))
    assert first is not None
    assert second is not None
    hide(first)
    film = work_on(request_film(vividpage=book, options=SMALL, by=reader))

    assert film.versions == [second.pk]
    assert not film.shots.filter(version=first.pk).exists()
    assert not is_withheld(film)
    hide(second)
    assert is_withheld(film)
    assert stream_files(film) == {}


def test_a_deleted_film_takes_all_of_its_files_along(made: Film) -> None:
    names = {*StreamFile.objects.values_list("file", flat=True), *ShotFile.objects.values_list("file", flat=True)}
    names |= {str(made.mp4.name), str(made.poster.name)}

    delete_film(film=made)

    assert [name for name in names if default_storage.exists(name)] == []


def test_a_deleted_book_takes_the_files_of_its_films_along(made: Film, book: VividPage) -> None:
    names = set(StreamFile.objects.values_list("file", flat=True)) | {str(made.mp4.name)}

    delete_book(vividpage=book)

    assert [name for name in names if default_storage.exists(name)] == []


def test_a_film_that_is_cancelled_while_it_is_made_again_stays_as_it_was(made: Film, reader: User) -> None:
    Scene.objects.filter(number=2).update(text="The river sang no more.")
    stream = made.stream
    asked = request_film(vividpage=made.vividpage, options=made.options, by=reader)

    cancel_film(film=asked)
    asked.refresh_from_db()

    assert (asked.state, asked.stream, asked.has_files) == (Film.State.CANCELLED, stream, True)
    assert not Job.objects.exists()
    assert is_outdated(asked)
    assert work_on(request_film(vividpage=made.vividpage, options=made.options, by=reader)).stream != stream


@pytest.mark.skipif(not is_installed(), reason="espeak-ng is not installed")
def test_each_speaks_with_a_voice_of_their_own_and_captions_keep_time(book: VividPage, reader: User) -> None:
    film = work_on(request_film(vividpage=book, options=small_film(narration="espeak", chapters=[1]), by=reader))

    assert (film.state, film.reason, film.unspoken) == (Film.State.READY, "", 0)
    voices = dict(Passage.objects.values_list("text", "voice"))
    women, men = voices["“Who has been here?”"], voices["“Nobody,”"]
    assert len({women, men, voices["she said."]}) == 3
    assert women.startswith("woman")
    assert men.startswith("man")
    for shot in film.shots.filter(kind="scene"):
        assert [passage["at"] for passage in shot.passages] == pytest.approx(
            sorted({cue["start"] for cue in shot.cues})[: len(shot.passages)], abs=0.002
        )
    with default_storage.open(str(film.mp4.name)) as file, av.open(file, "r") as opened:
        assert max(np.abs(frame.to_ndarray()).max() for frame in opened.decode(audio=0)) > 0.1
    spoken = set(Passage.objects.values_list("file", flat=True))

    Character.objects.filter(name="Otho").update(gender="female")
    again = work_on(request_film(vividpage=book, options=film.options, by=reader))

    assert again.casting == film.casting  # whoever has a voice keeps it
    assert set(Passage.objects.values_list("file", flat=True)) == spoken
    assert Shot.objects.filter(film=film).count() == film.total


def test_a_service_speaks_through_the_ledger_and_what_it_refuses_is_told_by_captions_alone(
    book: VividPage, reader: User, wire: WireServer, settings: Settings
) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    add_key(user=reader, service="speech", base_url=wire.base_url("speech"))
    Scene.objects.filter(number=2).update(text="The river sang.\n\nIt was a bloodbath.")
    options = small_film(narration="speech/kokoro", price="15", chapters=[2])

    voice = estimate_price(book, options).voice

    film = work_on(request_film(vividpage=book, options=options, by=reader))

    assert (film.state, film.unspoken) == (Film.State.READY, 1)
    assert "bloodbath" in " ".join(shot.text for shot in outline_of(film))
    calls = PaidCall.objects.filter(subject=book.pk, state=PaidCall.State.ANSWERED)
    assert sorted(calls.values_list("model", flat=True)) == ["speech/kokoro"] * 3  # two cards, and one of the lines
    assert all(call.cost > 0 for call in calls)
    refused = Passage.objects.get(file="").text
    assert sum(call.cost for call in calls) + 15 * Decimal(len(refused)) / 1_000_000 == voice.high == voice.low
    assert estimate_price(book, options).voice.high == 15 * Decimal(len(refused)) / 1_000_000
    assert {call.json["voice"] for call in wire.calls_of("speech", "/v1/audio/speech")} == {"af_heart"}


def test_without_a_key_a_film_waits_for_its_reader(book: VividPage, reader: User) -> None:
    film = work_on(request_film(vividpage=book, options=small_film(narration="speech/kokoro"), by=reader))

    assert (film.state, film.mended_by) == (Film.State.PAUSED, "key")
    assert "You have no key for Speech server" in film.reason
