"""Addresses of films."""

from __future__ import annotations

from django.urls import path

from web.films.views import files, listing, watching

BOOK = "books/<uuid:vividpage_id>/films/"
FILM = f"{BOOK}<uuid:film_id>/"

urlpatterns = [
    path(BOOK, listing.films, name="films"),
    path(f"{BOOK}live/", listing.live, name="films_live"),
    path(f"{BOOK}make/", listing.make, name="make_film"),
    path(f"{BOOK}estimate/", listing.estimate, name="estimate_film"),
    path(FILM, watching.watch, name="film"),
    path(f"{FILM}live/", watching.live, name="film_live"),
    path(f"{FILM}reveal/", watching.reveal, name="reveal_film"),
    path(f"{FILM}place/", watching.keep, name="film_place"),
    path(f"{FILM}captions.vtt", watching.captions, name="film_captions"),
    path(f"{FILM}poster/", files.poster, name="film_poster"),
    path(f"{FILM}file/", files.download, name="film_file"),
    path(f"{FILM}again/", listing.make_again, name="make_film_again"),
    path(f"{FILM}go-on/", listing.go_on, name="go_on_film"),
    path(f"{FILM}cancel/", listing.cancel, name="cancel_film"),
    path(f"{FILM}delete/", listing.delete, name="delete_film"),
    # Beside other files, so that pages are not kept waiting by them (`vividpages.front_door`).
    path("media/films/<str:token>/<path:name>", files.stream, name="film_stream"),
]
