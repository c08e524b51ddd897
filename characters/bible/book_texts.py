"""The texts of books and where each first uses a name: found once, and kept for all pages of this process."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING

from books.models import Scene
from books.row_states import states_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

KEPT_CHARACTERS = 16_000_000
"""Of all texts that a process keeps: some thirty novels, and at most four bytes for each."""
_BETWEEN_SCENES = "\n\n"


class BookText:
    """A book's text by scenes. Each name is looked up once."""

    def __init__(self, scenes: Iterable[tuple[int, str]]) -> None:
        numbered = list(scenes)
        self._numbers = [number for number, _ in numbered]
        lengths = (len(text) + len(_BETWEEN_SCENES) for _, text in numbered)
        self._starts = [0, *accumulate(lengths)][: len(numbered)]
        self._text = plain(_BETWEEN_SCENES.join(text for _, text in numbered))
        self._first_uses: dict[str, float] = {}

    def __len__(self) -> int:
        """Count its characters."""
        return len(self._text)

    def first_use(self, words: str) -> float:
        """Return the number of the first scene that uses some words as they stand; infinity if none does."""
        if words not in self._first_uses:
            at = _find(words, self._text)
            self._first_uses[words] = inf if at < 0 else self._numbers[bisect_right(self._starts, at) - 1]
        return self._first_uses[words]


_kept: OrderedDict[UUID, tuple[object, BookText]] = OrderedDict()
_kept_lock = threading.Lock()


def texts_of(vividpages: Collection[UUID]) -> dict[UUID, BookText]:
    """Return the texts of books, by the books' ids. One query, and another for those that are new or were changed."""
    if not vividpages:
        return {}
    states = states_of(vividpages, {Scene: "r.vividpage_id = b.id"})
    with _kept_lock:
        texts = {book: _kept[book][1] for book in vividpages if book in _kept and _kept[book][0] == states.get(book)}
        for book in texts:
            _kept.move_to_end(book)
    missing = [book for book in vividpages if book not in texts]
    if missing:
        read = _read(missing)
        _keep({book: (states.get(book), text) for book, text in read.items()})
        texts |= read
    return texts


def plain(text: str) -> str:
    """Write a text with one kind of apostrophe."""
    return text.replace("‘", "'").replace("’", "'").replace("ʼ", "'")


def _read(vividpages: Collection[UUID]) -> dict[UUID, BookText]:
    scenes: dict[UUID, list[tuple[int, str]]] = {book: [] for book in vividpages}
    rows = Scene.objects.filter(vividpage__in=vividpages).order_by("number")
    for book, number, text in rows.values_list("vividpage_id", "number", "text"):
        scenes[book].append((number, text))
    return {book: BookText(numbered) for book, numbered in scenes.items()}


def _keep(texts: dict[UUID, tuple[object, BookText]]) -> None:
    with _kept_lock:
        _kept.update(texts)
        while sum(len(text) for _, text in _kept.values()) > KEPT_CHARACTERS:
            _kept.popitem(last=False)


def _find(words: str, text: str) -> int:
    """Find `words` in `text` as whole words, -1 if they are not there. Far faster than an expression for each name."""
    at = text.find(words) if words else -1
    while at >= 0:
        if not text[at - 1 : at].isalnum() and not text[at + len(words) : at + len(words) + 1].isalnum():
            return at
        at = text.find(words, at + 1)
    return -1
