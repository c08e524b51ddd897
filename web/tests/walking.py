"""Every address of a book's pages, found by walking the routes, so that a new page is there by itself."""

from __future__ import annotations

import re
from itertools import chain, product
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver

from characters.models import Character, Setting
from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import Model

    from books.models import VividPage

OF_A_BOOK: dict[type[Model], str] = {
    Character: "vividpage",
    Setting: "vividpage",
    PictureVersion: "picture__vividpage",
}
"""What an id in an address can be of, and where the row names its book."""
NAMED: dict[str, type[Model]] = {
    "person_id": Character,
    "character_id": Character,
    "place_id": Setting,
    "setting_id": Setting,
}
"""What an id of that name is of; any other can be of anything."""
WORDS = ("character", "setting", "details", "speaking")
NOT_OF_BOOKS = ("admin", "accounts", "media", "static", "health", "favicon.ico")


def addresses(vividpage: VividPage, *, most: int | None = None) -> Iterator[str]:
    """Yield every address with all that this book can put into it, but `most` of each kind of thing at the most."""
    return chain.from_iterable(addresses_by_route(vividpage, most=most))


def addresses_by_route(vividpage: VividPage, *, most: int | None = None) -> Iterator[Iterator[str]]:
    """Yield the same, one route after another."""
    return (_filled(route, vividpage, most) for route in _routes())


def _filled(route: str, vividpage: VividPage, most: int | None) -> Iterator[str]:
    names = re.findall(r"<(\w+):(\w+)>", route)
    for values in product(*(_values(kind, name, vividpage, most) for kind, name in names)):
        filled = map(str, values)
        yield "/" + re.sub(r"<\w+:\w+>", lambda _, filled=filled: next(filled), route)  # type: ignore[misc]


def _routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern) and not route.startswith(NOT_OF_BOOKS):
            yield route


def _values(kind: str, name: str, vividpage: VividPage, most: int | None) -> Sequence[object]:
    if name == "vividpage_id":
        return [vividpage.pk]
    if kind == "int":
        return list(range(1, max(vividpage.scene_count, vividpage.chapter_count) + 1))[:most]
    if kind == "uuid":
        models = [NAMED[name]] if name in NAMED else OF_A_BOOK
        rows = (model._default_manager.filter(**{OF_A_BOOK[model]: vividpage}) for model in models)
        return [pk for values in rows for pk in values.values_list("pk", flat=True)[:most]]
    return [*WORDS]
