"""Films of a book: estimated, made, watched by a player or as one file, with captions and chapters."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import quote_etag
from ninja import Field, Schema, Status

from api.core.paging import Asked, Page, part_of
from api.core.problems import Problem, refuses
from api.core.rows import owned, vividpage_of
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.routes.files import BINARY, sent
from films.estimates.lengths import estimate_length
from films.estimates.prices import estimate_price
from films.models import Film
from films.options import FilmOptions
from films.outline import outline_of
from films.services import making
from films.services.captions import captions_of
from films.services.making import FilmRefused
from films.services.places import keep_place, place_of
from films.services.viewing import (
    MASTER,
    ListedFilm,
    file_name_of,
    films_of,
    is_outdated,
    is_withheld,
    media_type_of,
    stream_files,
)

refuses(FilmRefused, title="This film cannot be made")
films = router("films")


class FilmEstimate(Schema):
    """About what a film will be."""

    seconds: float
    file_bytes: int = Field(description="Of the MP4.")
    kept_bytes: int = Field(description="Of all its files.")
    clips: int = Field(description="Pictures that a video model moves.")
    low: Decimal | None = Field(description="What clips and voice cost, in USD; null: some price is not known.")
    high: Decimal | None


class FilmShape(Schema):
    """A film, or one that is being made."""

    id: UUID
    options: dict[str, Any]
    state: str = Field(examples=["ready"])
    reason: str
    mended_by: str
    done: int
    total: int
    seconds: float
    bytes: int
    unspoken: int
    unmoved: int
    has_files: bool
    is_withheld: bool
    is_outdated: bool = Field(description="Its book has changed since.")
    playlist: str = Field(description="HLS, an address of this API whose files take the same token; empty: none.")
    mp4: str
    poster: str
    captions: str
    created: datetime
    finished: datetime | None


class FilmChapter(Schema):
    """A shot of a film with what it tells; `title` is that of a chapter that begins with it."""

    start: float = Field(description="Seconds.")
    end: float
    kind: str
    text: str
    title: str
    chapter: int | None
    scene: str
    still: str = Field(description="A small picture, an address of this API.")


class FilmPlace(Schema):
    """Where the reader has stopped."""

    seconds: float


@films.post("/{uuid:vividpage_id}/films/estimate", auth=READ, response=FilmEstimate)
def estimate_film(request: CalledBy, vividpage_id: UUID, body: FilmOptions) -> FilmEstimate:
    """Say about how long and how large a film will be, and what its clips may cost. Nothing is made."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    options = making.checked_options(body.model_dump())
    about, price = estimate_length(vividpage, options), estimate_price(vividpage, options)
    low, high = price.range or (None, None)
    return FilmEstimate(
        seconds=about.seconds,
        file_bytes=about.file_bytes,
        kept_bytes=about.kept_bytes,
        clips=price.clips.pictures,
        low=low,
        high=high,
    )


@films.get("/{uuid:vividpage_id}/films", auth=READ, response=Page[FilmShape])
def list_films(request: CalledBy, vividpage_id: UUID, wanted: Asked) -> Any:
    """List the films of a book, the latest first."""
    return part_of(films_of(vividpage_of(request.auth, vividpage_id), request.auth), wanted, _listed)


@films.post("/{uuid:vividpage_id}/films", auth=SPEND, response={202: FilmShape})
def create_film(request: CalledBy, response: HttpResponse, vividpage_id: UUID, body: FilmOptions) -> Any:
    """Have a film made; one of the same options that is there is made again, of the book as it is now."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    film = making.request_film(vividpage=vividpage, options=body, by=request.auth)
    response["Location"] = reverse("api:read_film", args=[vividpage.pk, film.pk])
    return Status(202, _shape(film))


@films.get("/{uuid:vividpage_id}/films/{uuid:film_id}", auth=READ, response=FilmShape)
def read_film(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> FilmShape:
    """Read how a film stands."""
    return _shape(_film(request, vividpage_id, film_id))


@films.post("/{uuid:vividpage_id}/films/{uuid:film_id}/again", auth=SPEND, response={202: FilmShape})
def make_film_again(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> Any:
    """Make a film once more, of the book as it is now; only what has changed is made anew."""
    film = _film(request, vividpage_id, film_id)
    return Status(202, _shape(making.make_again(film=film, by=request.auth)))


@films.post("/{uuid:vividpage_id}/films/{uuid:film_id}/go-on", auth=SPEND, response={202: FilmShape})
def go_on_film(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> Any:
    """Go on with a film that stands still."""
    making.go_on(film=_film(request, vividpage_id, film_id), by=request.auth)
    return Status(202, _shape(_film(request, vividpage_id, film_id)))


@films.post("/{uuid:vividpage_id}/films/{uuid:film_id}/stop", auth=WRITE, response=FilmShape)
def stop_film(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> FilmShape:
    """Stop the making of a film; what is made already stays."""
    making.cancel_film(film=_film(request, vividpage_id, film_id))
    return _shape(_film(request, vividpage_id, film_id))


@films.delete("/{uuid:vividpage_id}/films/{uuid:film_id}", auth=WRITE, response={204: None})
def delete_film(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Delete a film with its files: it can be made again."""
    making.delete_film(film=_film(request, vividpage_id, film_id))
    return HttpResponse(status=204)


@films.get("/{uuid:vividpage_id}/films/{uuid:film_id}/chapters", auth=READ, response=Page[FilmChapter])
def list_film_chapters(request: CalledBy, vividpage_id: UUID, film_id: UUID, wanted: Asked) -> Any:
    """List what a film tells and when: its shots, those with a title begin a chapter."""
    film = _film(request, vividpage_id, film_id)
    shots = [] if is_withheld(film) else outline_of(film)

    def shown(shot: Any) -> FilmChapter:
        columns = {name: getattr(shot, name) for name in FilmChapter.model_fields if name != "still"}
        return FilmChapter(**columns, still=_stream(film, shot.still) if shot.still else "")

    return part_of(shots, wanted, shown)


@films.get("/{uuid:vividpage_id}/films/{uuid:film_id}/place", auth=READ, response=FilmPlace)
def read_film_place(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> FilmPlace:
    """Say where the reader goes on with a film."""
    return FilmPlace(seconds=place_of(_film(request, vividpage_id, film_id), request.auth))


@films.put("/{uuid:vividpage_id}/films/{uuid:film_id}/place", auth=WRITE, response=FilmPlace)
def set_film_place(request: CalledBy, vividpage_id: UUID, film_id: UUID, body: FilmPlace) -> FilmPlace:
    """Keep where the reader has stopped."""
    film = _film(request, vividpage_id, film_id)
    try:
        keep_place(film=film, reader=request.auth, seconds=body.seconds)
    except ValueError:
        raise Problem(422, "invalid", "That is no time", "Say how many seconds have been seen.") from None
    return FilmPlace(seconds=place_of(film, request.auth))


@films.get("/{uuid:vividpage_id}/films/{uuid:film_id}/captions.vtt", auth=READ, response={200: None})
def read_film_captions(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Fetch all captions of a film as WebVTT."""
    film = _film(request, vividpage_id, film_id)
    written = "" if is_withheld(film) else captions_of(film)
    if not written:
        raise Http404
    return HttpResponse(written, content_type="text/vtt; charset=utf-8")


@films.get(
    "/{uuid:vividpage_id}/films/{uuid:film_id}/film.mp4",
    auth=READ,
    response={200: None},
    openapi_extra={"responses": {200: BINARY}},
)
def read_film_file(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> HttpResponseBase:
    """Fetch a film as one MP4."""
    film = _playable(request, vividpage_id, film_id)
    return sent(str(film.mp4.name), "video/mp4", called=file_name_of(film))


@films.get(
    "/{uuid:vividpage_id}/films/{uuid:film_id}/poster.jpg",
    auth=READ,
    response={200: None},
    openapi_extra={"responses": {200: BINARY}},
)
def read_film_poster(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> HttpResponseBase:
    """Fetch the poster of a film."""
    film = _playable(request, vividpage_id, film_id)
    if not film.poster:
        raise Http404
    return sent(str(film.poster.name), "image/jpeg")


@films.get(
    "/{uuid:vividpage_id}/films/{uuid:film_id}/stream/{path:part}",
    auth=READ,
    response={200: None},
    openapi_extra={"responses": {200: BINARY}},
)
def read_film_stream(request: CalledBy, vividpage_id: UUID, film_id: UUID, part: str) -> HttpResponseBase:
    """Fetch a playlist, a segment, captions or a small picture of a film, by its path among the stream's files."""
    kept = stream_files(_playable(request, vividpage_id, film_id)).get(part)
    if kept is None:
        raise Http404
    name = str(kept.file.name)
    return sent(name, media_type_of(part), etag=quote_etag(PurePosixPath(name).stem))


def _film(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> Film:
    vividpage = vividpage_of(request.auth, vividpage_id)
    film = owned(vividpage.films.all(), film_id)
    film.vividpage = vividpage
    return film


def _playable(request: CalledBy, vividpage_id: UUID, film_id: UUID) -> Film:
    """Return a film that can be seen. Raises Http404, and Problem where a picture of it was hidden."""
    film = _film(request, vividpage_id, film_id)
    if not film.has_files:
        raise Http404
    if is_withheld(film):
        words = "A picture in this film is hidden. Make the film again: it is made without it."
        raise Problem(403, "withheld", "This film is withheld", words)
    return film


def _stream(film: Film, part: str) -> str:
    return reverse("api:read_film_stream", args=[film.vividpage_id, film.pk, part])


def _listed(one: ListedFilm) -> FilmShape:
    return _described(one.film, is_hidden=not one.screening.is_shown, is_old=bool(one.changed))


def _shape(film: Film) -> FilmShape:
    return _described(film, is_hidden=is_withheld(film), is_old=is_outdated(film))


def _described(film: Film, *, is_hidden: bool, is_old: bool) -> FilmShape:
    columns = ("options", "state", "reason", "mended_by", "done", "total", "seconds", "bytes", "unspoken", "unmoved")
    can_be_seen = film.has_files and not is_hidden

    def address(name: str) -> str:
        return reverse(f"api:{name}", args=[film.vividpage_id, film.pk]) if can_be_seen else ""

    return FilmShape(
        id=film.pk,
        **{name: getattr(film, name) for name in (*columns, "has_files", "created", "finished")},
        is_withheld=is_hidden,
        is_outdated=is_old,
        playlist=_stream(film, MASTER) if can_be_seen else "",
        mp4=address("read_film_file"),
        poster=address("read_film_poster") if film.poster else "",
        captions=address("read_film_captions"),
    )
