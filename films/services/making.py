"""Ask for a film, make it again, go on with it, cancel it, delete it. None of it touches the making of its book."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from pydantic import ValidationError

from accounts.access.allowances import LimitReached, refuse_banned, spend_film
from accounts.services import one_at_a_time
from files import store
from films.making import FILM
from films.models import Clip, Film, Passage, ShotFile, StreamFile
from films.options import FilmOptions
from films.services.telling import tell_reader, tell_viewers
from jobs import services as jobs
from jobs.models import Priority
from providers.choosing.catalogue import usable_entry
from providers.choosing.keys import key_for
from providers.errors import ProviderError
from providers.services.espeak.speech import NOT_INSTALLED, is_installed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User
    from books.models import VividPage

MOST_OF_A_BOOK = 12


class FilmRefused(Exception):
    """A book can have no such film; the words are the reader's and say what to do."""


class OptionsRefused(FilmRefused):
    """Options that no film has; `problems` are words by their names."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {words}" for name, words in problems.items()))
        self.problems = problems


def checked_options(options: Mapping[str, Any]) -> FilmOptions:
    """Return options as a film has them, with what is not said as usual. Raises OptionsRefused and FilmRefused."""
    try:
        chosen = FilmOptions.model_validate(options)
    except ValidationError as error:
        problems = {str(one["loc"][0]) if one["loc"] else "": one["msg"] for one in error.errors()}
        raise OptionsRefused(problems) from None
    if chosen.is_spoken:
        _check_voice(chosen.narration)
    if chosen.video:
        _check_video(chosen.video)
    return chosen


@transaction.atomic
def request_film(*, vividpage: VividPage, options: Mapping[str, Any] | FilmOptions, by: User) -> Film:
    """Have a film of a book made; one of the same options that is there is made again, of the book as it is now.

    Raises FilmRefused, OptionsRefused and LimitReached.
    """
    chosen = checked_options(options.model_dump() if isinstance(options, FilmOptions) else options)
    _check_book(vividpage, chosen)
    _check_key(vividpage.owner, chosen)
    one_at_a_time(vividpage.owner)
    kept = chosen.model_dump(mode="json")
    there = Film.objects.filter(vividpage=vividpage, options=kept).first()
    if there is not None and there.state == Film.State.MAKING:
        return there
    if there is None and vividpage.films.count() >= MOST_OF_A_BOOK:
        raise LimitReached(f"A book has no more than {MOST_OF_A_BOOK} films. Delete one, then ask again.")
    _check_room(vividpage.owner)
    refuse_banned(by.pk)
    spend_film(by)
    return _begin(there or Film(vividpage=vividpage, options=kept))


@transaction.atomic
def make_again(*, film: Film, by: User) -> Film:
    """Have a film made once more, of the book as it is now; its files stay until the new ones are there.

    Only shots whose picture, text or voice has changed are encoded. Raises FilmRefused and LimitReached.
    """
    current = Film.objects.select_related("vividpage__owner").filter(pk=film.pk).first()
    if current is None:
        raise FilmRefused("This film has been deleted meanwhile.")
    return request_film(vividpage=current.vividpage, options=current.options, by=by)


@transaction.atomic
def go_on(*, film: Film, by: User) -> None:
    """Go on with a film that stands still (no key, no budget left), once its reader has seen to that."""
    locked = Film.objects.select_for_update().filter(pk=film.pk, state=Film.State.PAUSED).first()
    if locked is None:
        return
    locked.state, locked.reason, locked.mended_by = Film.State.MAKING, "", ""
    locked.save(update_fields=["state", "reason", "mended_by"])
    jobs.go_on(pipeline=FILM, subject=film.pk, by=by)
    tell_reader(film.vividpage.owner_id)


@transaction.atomic
def cancel_film(*, film: Film) -> None:
    """Stop the making of a film; files that it has from before stay, and so does every shot that is encoded."""
    jobs.delete_of(subject=film.pk)
    making = Film.objects.filter(pk=film.pk, state__in=Film.UNDER_WAY)
    making.update(state=Film.State.CANCELLED, attempt=None, reason="", mended_by="", is_seen=True)
    tell_reader(film.vividpage.owner_id)


@transaction.atomic
def delete_film(*, film: Film) -> None:
    """Delete a film with its files and shots, also while it is made.

    Raises FilmRefused for one that a moderator has withheld: else it would only be asked for again.
    """
    jobs.delete_of(subject=film.pk)
    locked = Film.objects.select_for_update().filter(pk=film.pk).first()
    if locked is None:
        return
    if locked.withheld is not None:
        raise FilmRefused("A moderator has withheld this film. It stays until they have decided otherwise.")
    names = _files_of(Film.objects.filter(pk=film.pk))
    owner = film.vividpage.owner_id
    locked.delete()
    store.release_on_commit(names)
    tell_reader(owner)


def mark_seen(*, vividpage: VividPage) -> None:
    """Know that a reader has seen how the films of a book stand."""
    vividpage.films.filter(is_seen=False).exclude(state=Film.State.MAKING).update(is_seen=True)


def bytes_of(owner: User) -> int:
    """Return how many bytes the films of a reader take; what several have in common counts for each."""
    return int(Film.objects.owned_by(owner).aggregate(bytes=Sum("bytes", default=0))["bytes"])


def has_room(owner: User, more: int, *, instead_of: int = 0) -> bool:
    """Return whether a reader may keep so many bytes more, instead of those of an earlier film."""
    most = settings.READER_FILMS_BYTES
    return not most or bytes_of(owner) - instead_of + more <= most


def files_of_book(*, vividpage_id: UUID) -> set[str]:
    """Return the names of the files of a book's films."""
    return _files_of(Film.objects.filter(vividpage=vividpage_id))


def subjects_of_book(*, vividpage_id: UUID) -> list[UUID]:
    """Return the ids of a book's films: each is the subject of its own jobs."""
    return list(Film.objects.filter(vividpage=vividpage_id).values_list("pk", flat=True))


def _files_of(films: QuerySet[Film]) -> set[str]:
    """Return the names of all files of films: their own, those of their streams, passages and shots."""
    names = {name for row in films.values_list("mp4", "poster") for name in row}
    names |= set(StreamFile.objects.filter(film__in=films).values_list("file", flat=True))
    names |= set(Clip.objects.filter(film__in=films).values_list("file", flat=True))
    names |= set(Passage.objects.filter(film__in=films).values_list("file", flat=True))
    return names | set(ShotFile.objects.filter(shot__film__in=films).values_list("file", flat=True))


def _check_book(vividpage: VividPage, options: FilmOptions) -> None:
    chapters = vividpage.chapters.filter(kind="body")
    there_are = chapters.count()
    if not there_are:
        raise FilmRefused("This book has no chapters yet. Wait until it is read, then ask again.")
    if options.chapters and options.chapters[-1] > there_are:
        raise OptionsRefused({"chapters": f"The story has {there_are} chapters: there is none {options.chapters[-1]}."})


def _check_voice(name: str) -> None:
    try:
        entry = usable_entry(name, "speech")
    except ProviderError as error:
        raise OptionsRefused({"narration": str(error)}) from None
    if entry.service == "espeak" and not is_installed():
        raise OptionsRefused({"narration": NOT_INSTALLED})


def _check_video(name: str) -> None:
    try:
        usable_entry(name, "video")
    except ProviderError as error:
        raise OptionsRefused({"video": str(error)}) from None


def _check_key(owner: User, options: FilmOptions) -> None:
    """Refuse a video model that its reader has no key for."""
    if not options.video:
        return
    try:
        key_for(user=owner, service=usable_entry(options.video, "video").service, preferred=None)
    except ProviderError as error:
        raise OptionsRefused({"video": str(error)}) from None


def _check_room(owner: User) -> None:
    most_at_once = settings.READER_OPEN_FILMS
    under_way = Film.objects.owned_by(owner).filter(state=Film.State.MAKING).count()
    if most_at_once and under_way >= most_at_once:
        films = "film is" if most_at_once == 1 else "films are"
        raise LimitReached(f"Only {most_at_once} {films} made at once. Wait until one is ready, then ask again.")
    if not has_room(owner, 1):
        raise LimitReached(
            f"Your films take {filesizeformat(bytes_of(owner))}, and that is all the room there is for them. "
            "Delete one that you no longer need, then ask again."
        )


def _begin(film: Film) -> Film:
    """Start a making from the beginning; whoever is still at an earlier one finds that nobody wants it."""
    jobs.delete_of(subject=film.pk)
    film.state, film.reason, film.mended_by = Film.State.MAKING, "", ""
    film.attempt, film.done, film.total, film.is_seen = uuid.uuid4(), 0, 0, True
    film.save()
    owner = film.vividpage.owner
    jobs.start(pipeline=FILM, subject=film.pk, owner=owner, priority=Priority.ORDINARY)
    tell_reader(owner.pk)
    tell_viewers(film.vividpage_id)  # players ask now and then while it is made
    return film
