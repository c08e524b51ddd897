"""What becomes of a making: new files in the place of those before, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from books.services import new_files
from files import store
from films.models import Clip, Film, Passage, Shot, ShotFile, StreamFile
from films.services.making import has_room
from films.services.telling import tell_reader, tell_viewers
from jobs.models import Job, Unit
from jobs.pipelines import UnitRejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_ROOM = "There is no room left for its files. Delete films that you no longer need, then make it again."
AT_ONCE = 50
"""Files that are kept in one transaction: it holds the name of each."""


@dataclass(frozen=True, slots=True)
class FinishedFilm:
    """What was put together. Its stream's files are kept already; `versions` are those of the pictures in it, `scenes`
    what it tells.
    """

    attempt: UUID
    mp4: Path
    poster: Path
    seconds: float
    versions: tuple[UUID, ...]
    scenes: tuple[UUID, ...] = ()


def keep_passage(passage_id: UUID, wav: Path, *, seconds: float, owner: UUID) -> None:
    """Keep the sound of a passage. Its caller's transaction."""
    kept = store.keep_file(wav, owner=owner, extension="wav")
    new_files.note(kept.name)
    Passage.objects.filter(pk=passage_id).update(file=kept.name, seconds=seconds)


def keep_clip(clip_id: UUID, path: Path, *, owner: UUID) -> None:
    """Keep a clip. Its caller's transaction."""
    kept = store.keep_file(path, owner=owner, extension=path.suffix.lstrip("."))
    new_files.note(kept.name)
    Clip.objects.filter(pk=clip_id).update(file=kept.name, is_refused=False, reason="")


def refuse_clip(clip_id: UUID, *, reason: str) -> None:
    """Know that the service will not film a clip, and why: it is not asked for it again."""
    Clip.objects.filter(pk=clip_id).update(is_refused=True, reason=reason)


def explain_clips(film: Film) -> None:
    """Note of each clip that could not be made why, as the unit says that was set aside."""
    failed = Unit.objects.filter(job__subject=film.pk, kind="clip", state=Unit.State.FAILED)
    for target, reason in failed.values_list("target", "reason"):
        film.clips.filter(pk=str(target), file="").update(reason=reason)


def keep_shot(shot: Shot, files: Iterable[Path], *, owner: UUID) -> None:
    """Keep the files of an encoded shot, each under what comes after its key. Its caller's transaction."""
    for path in sorted(files):
        kept = store.keep_file(path, owner=owner, extension=path.suffix.lstrip("."))
        new_files.note(kept.name)
        name = path.name.removeprefix(shot.key)
        size = path.stat().st_size
        ShotFile.objects.update_or_create(shot=shot, name=name, defaults={"file": kept.name, "bytes": size})


def keep_stream(film_id: UUID, stream: UUID, files: Sequence[tuple[str, Path]], *, owner: UUID) -> None:
    """Keep files of a stream by their paths, some in each transaction. What is kept already is passed over."""
    known = set(StreamFile.objects.filter(film=film_id, stream=stream).values_list("path", flat=True))
    missing = [(path, file) for path, file in files if path not in known]
    for start in range(0, len(missing), AT_ONCE):
        with transaction.atomic(), new_files.dropped_on_error():
            for path, file in sorted(missing[start : start + AT_ONCE]):
                kept = store.keep_file(file, owner=owner, extension=file.suffix.lstrip("."))
                new_files.note(kept.name)
                size = file.stat().st_size
                StreamFile.objects.create(film_id=film_id, stream=stream, path=path, file=kept.name, bytes=size)


def keep_again(film_id: UUID, stream: UUID, paths: Sequence[str]) -> None:
    """Keep files of the stream that is played now for another making, too: they are as they were.

    Rows of the film itself are copied, and go with it: nobody else can release their files meanwhile.
    """
    known = set(StreamFile.objects.filter(film=film_id, stream=stream).values_list("path", flat=True))
    for start in range(0, len(paths), AT_ONCE):
        with transaction.atomic():
            film = Film.objects.select_for_update().get(pk=film_id)
            played = StreamFile.objects.filter(film=film, stream=F("film__stream"))
            rows = played.filter(path__in=paths[start : start + AT_ONCE])
            StreamFile.objects.bulk_create(
                StreamFile(film=film, stream=stream, path=row.path, file=row.file.name, bytes=row.bytes)
                for row in rows
                if row.path not in known
            )


@transaction.atomic
def keep_film(*, film_id: UUID, finished: FinishedFilm) -> None:
    """Make what was put together the film that is seen, unless this attempt counts no more.

    Raises UnitRejected if the reader has no room for it.
    """
    wanted = Film.objects.select_for_update(of=("self",)).filter(pk=film_id, attempt=finished.attempt)
    film = wanted.select_related("vividpage__owner").first()
    if film is None:
        return
    owner = film.vividpage.owner
    size = finished.mp4.stat().st_size + _bytes_of_parts(film, finished.attempt)
    if not has_room(owner, size, instead_of=film.bytes):
        raise UnitRejected(NO_ROOM)
    old = StreamFile.objects.filter(film=film).exclude(stream=finished.attempt)
    before = {str(film.mp4.name), str(film.poster.name), *old.values_list("file", flat=True)}
    old.delete()
    film.mp4.name = _kept(finished.mp4, owner.pk)
    film.poster.name = _kept(finished.poster, owner.pk)
    film.stream, film.bytes, film.seconds = finished.attempt, size, finished.seconds
    film.unspoken = film.passages.filter(file="").count()
    film.unmoved = film.clips.filter(file="").count()
    film.text_digest, film.picture_digest, film.voice_digest = film.making_digests
    film.versions, film.scenes, film.finished = list(finished.versions), list(finished.scenes), timezone.now()
    film.state, film.attempt, film.is_seen = Film.State.READY, None, False
    film.reason = film.mended_by = ""
    film.save()
    store.release_on_commit(before)
    tell_reader(owner.pk)
    tell_viewers(film.vividpage_id)


def drop_unfinished(film: Film) -> None:
    """Delete what makings that were given up have kept of streams."""
    streams = [stream for stream in (film.stream, film.attempt) if stream is not None]
    left = StreamFile.objects.filter(film=film).exclude(stream__in=streams)
    names = set(left.values_list("file", flat=True))
    left.delete()
    store.release_on_commit(names)


def settle(job: Job) -> None:
    """Say why a film was not made, or why it stands still, once its pipeline has ended so. Its book is not touched."""
    if job.state not in (Job.State.FAILED, Job.State.CANCELLED, Job.State.PAUSED):
        return
    film = Film.objects.select_related("vividpage").filter(pk=job.subject, state__in=Film.UNDER_WAY).first()
    if film is None:
        return
    film.reason, film.mended_by = job.reason, job.mended_by
    if job.state == Job.State.PAUSED:
        if job.paused_until is None:
            film.state = Film.State.PAUSED
    else:
        film.state = Film.State.FAILED if job.state == Job.State.FAILED else Film.State.CANCELLED
        film.attempt, film.is_seen = None, film.state == Film.State.CANCELLED
    film.save(update_fields=["state", "reason", "mended_by", "attempt", "is_seen"])
    tell_reader(film.vividpage.owner_id)


@transaction.atomic
def forget_files(film_id: UUID) -> None:
    """Forget the files of a film of which the storage has lost one: it is to be made again."""
    film = Film.objects.select_for_update().filter(pk=film_id).exclude(state__in=Film.UNDER_WAY).first()
    if film is None:
        return
    names = {str(film.mp4.name), str(film.poster.name)}
    names |= set(film.stream_files.values_list("file", flat=True))
    film.stream_files.all().delete()
    film.mp4 = film.poster = ""
    film.bytes, film.stream, film.finished = 0, None, None
    film.state, film.reason = Film.State.FAILED, "One of its files was lost. Make it again."
    film.save()
    store.release_on_commit(names)


def forget_shot(shot_id: UUID) -> None:
    """Forget the files of a shot of which the storage has lost one: it is encoded anew with its film."""
    with transaction.atomic():
        files = ShotFile.objects.filter(shot=shot_id)
        names = set(files.values_list("file", flat=True))
        files.delete()
        store.release_on_commit(names)


def _bytes_of_parts(film: Film, stream: UUID) -> int:
    shots = ShotFile.objects.filter(shot__film=film).aggregate(bytes=Sum("bytes", default=0))["bytes"]
    streamed = StreamFile.objects.filter(film=film, stream=stream).aggregate(bytes=Sum("bytes", default=0))["bytes"]
    return int(shots) + int(streamed)


def _kept(path: Path, owner: UUID) -> str:
    name = store.keep_file(path, owner=owner, extension=path.suffix.lstrip(".")).name
    new_files.note(name)
    return name
