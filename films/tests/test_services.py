"""Films are asked for, stopped and deleted by their book's reader, within what one reader may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from accounts.access.allowances import LimitReached
from books import services as books
from characters.models import Analysis, Quote
from cinema.contract import FRAME_RATE
from films.estimates.lengths import estimate_length
from films.making import FILM
from films.models import Film
from films.options import FilmOptions
from films.planning import Planner
from films.script.reading import script_of
from films.services.keeping import settle
from films.services.making import (
    FilmRefused,
    OptionsRefused,
    cancel_film,
    delete_film,
    go_on,
    make_again,
    request_film,
)
from films.services.viewing import file_name_of, films_of, is_outdated, media_type_of, stream_files
from films.tests.books import SMALL, small_film
from jobs.models import Job, Run
from storyboards.tests.making import hide

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def asked(story: VividPage, reader: User) -> Film:
    """A film that nobody has begun to make."""
    return request_film(vividpage=story, options=SMALL, by=reader)


@pytest.mark.parametrize(
    "options",
    [{}, {"telling": "moments"}, {"chapters": [1]}, {"pace": "calm"}],
    ids=["whole", "moments", "one", "calm"],
)
def test_how_long_a_film_will_be_is_said_before_to_a_tenth(story: VividPage, options: dict[str, Any]) -> None:
    """The text is long enough that cards do not count for most of it."""
    long = "Mara came home at dusk and nobody was there to see her. " * 30
    story.scenes.filter(number=1).update(text=long, word_count=len(long.split()))
    Quote.objects.all().delete()
    Analysis.objects.filter(scene__vividpage=story).update(moment_start=0, moment_end=56)
    chosen = FilmOptions.model_validate(options)

    said = estimate_length(story, chosen).seconds

    plays = sum(shot.frames for shot in Planner(script_of(story, chosen), chosen).shots()) / FRAME_RATE
    assert said == pytest.approx(plays, rel=0.1)


def test_a_film_is_a_job_of_its_own_with_what_is_not_said_as_usual(asked: Film) -> None:
    assert Job.objects.get().pipeline == FILM
    assert FilmOptions.model_validate(asked.options) == small_film()
    assert (asked.state, asked.is_being_made, asked.has_files) == (Film.State.MAKING, True, False)


def test_the_same_film_is_one_and_other_options_make_another(asked: Film, story: VividPage, reader: User) -> None:
    again = request_film(vividpage=story, options=small_film(), by=reader)
    other = request_film(vividpage=story, options=small_film(shape="9:16"), by=reader)

    assert again == asked
    assert other != asked
    with pytest.raises(IntegrityError), transaction.atomic():
        Film.objects.create(vividpage=story, options=asked.options, attempt=asked.attempt)


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"shape": "4:3"}, {"shape"}),
        ({"rungs": []}, {"rungs"}),
        ({"rungs": ["2160"]}, {"rungs"}),
        ({"colour": "red"}, {"colour"}),
        ({"chapters": [0]}, {"chapters"}),
        ({"chapters": [3]}, {"chapters"}),
        ({"narration": "nobody"}, {"narration"}),
    ],
)
def test_what_no_film_has_is_refused_by_its_name(
    story: VividPage, reader: User, options: dict[str, Any], names: set[str]
) -> None:
    with pytest.raises(OptionsRefused) as refused:
        request_film(vividpage=story, options=options, by=reader)

    assert refused.value.problems.keys() == names
    assert not Film.objects.exists()


def test_a_voice_that_is_not_installed_is_said_before_anything_is_made(
    story: VividPage, reader: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(OptionsRefused, match="espeak-ng is not installed"):
        request_film(vividpage=story, options={"narration": "espeak"}, by=reader)


def test_a_book_without_chapters_has_no_film(story: VividPage, reader: User) -> None:
    story.chapters.filter(kind="body").delete()

    with pytest.raises(FilmRefused, match="no chapters yet"):
        request_film(vividpage=story, options=SMALL, by=reader)


def test_so_many_films_are_made_at_once_and_no_more(
    asked: Film, story: VividPage, reader: User, settings: Settings
) -> None:
    settings.READER_OPEN_FILMS = 1

    with pytest.raises(LimitReached, match="Only 1 film is made at once"):
        request_film(vividpage=story, options=small_film(pace="calm"), by=reader)
    assert request_film(vividpage=story, options=SMALL, by=reader) == asked  # it is asked for already


def test_a_reader_whose_films_take_all_the_room_gets_no_more(
    story: VividPage, reader: User, settings: Settings
) -> None:
    settings.READER_FILMS_BYTES = 100
    Film.objects.create(vividpage=story, options={"x": 1}, state=Film.State.CANCELLED, bytes=100)

    with pytest.raises(LimitReached, match="Delete one"):
        request_film(vividpage=story, options=SMALL, by=reader)


def test_a_cancelled_film_has_no_work_left_and_can_be_asked_for_again(asked: Film, reader: User) -> None:
    cancel_film(film=asked)
    asked.refresh_from_db()

    assert (asked.state, asked.attempt) == (Film.State.CANCELLED, None)
    assert not Job.objects.exists()
    assert make_again(film=asked, by=reader).state == Film.State.MAKING


def test_a_deleted_film_leaves_neither_job_nor_row(asked: Film, reader: User) -> None:
    delete_film(film=asked)

    assert not Film.objects.exists()
    assert not Job.objects.exists()
    with pytest.raises(FilmRefused, match="deleted meanwhile"):
        make_again(film=asked, by=reader)


def test_films_go_with_their_book(asked: Film, story: VividPage) -> None:
    books.delete(vividpage=story)

    assert not Film.objects.exists()
    assert not Job.objects.exists()


def test_a_film_that_waits_for_its_reader_says_why_and_goes_on(asked: Film, reader: User) -> None:
    job = Job.objects.get()
    job.state, job.reason, job.mended_by = Job.State.PAUSED, "There is no key.", "key"
    job.save()
    settle(job)
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.mended_by) == (Film.State.PAUSED, "There is no key.", "key")

    go_on(film=asked, by=reader)
    asked.refresh_from_db()

    assert (asked.state, asked.reason) == (Film.State.MAKING, "")
    assert Job.objects.get().state == Job.State.RUNNING


def test_a_failed_film_says_why_and_its_run_is_in_the_history(asked: Film) -> None:
    job = Job.objects.get()
    job.state, job.reason = Job.State.FAILED, "It cannot be done."
    settle(job)
    asked.refresh_from_db()

    assert (asked.state, asked.reason, asked.is_seen) == (Film.State.FAILED, "It cannot be done.", False)
    assert Run.objects.get().pipeline == FILM


def test_films_are_listed_to_their_owner_alone(asked: Film, story: VividPage, reader: User, stranger: User) -> None:
    (listed,) = films_of(story, reader)

    assert (listed.film, listed.changed, listed.is_withheld, listed.can_be_seen) == (asked, (), False, False)
    assert films_of(story, stranger) == []
    assert stream_files(asked) == {}
    assert not is_outdated(asked)


def test_a_film_of_a_hidden_picture_is_withheld(asked: Film, story: VividPage, reader: User) -> None:
    version = story.pictures.get(scene__number=1).active_version
    assert version is not None
    Film.objects.update(versions=[version.pk])
    hide(version)

    assert films_of(story, reader)[0].is_withheld


def test_files_are_called_by_the_book_and_their_kind(asked: Film) -> None:
    assert file_name_of(asked) == "the-mill-16x9.mp4"
    assert media_type_of("480/00001-abc.m4s") == "video/iso.segment"
    assert media_type_of("master.m3u8") == "application/vnd.apple.mpegurl"
