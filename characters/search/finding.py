"""Searching by words, by names and by meaning, brought into one order.

Each way of searching gives a list of scenes, best first; reciprocal rank fusion adds them up, so that no way's own
measure has to be weighed against another's.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connections
from django.db.models import Case, F, FloatField, Func, IntegerField, Q, QuerySet, When
from django.db.models.lookups import LessThan

from books.models import Scene, VividPage
from books.visibility import search_limits
from characters.embeddings import query_embedder
from characters.embeddings.queries import nearest
from characters.models import Character, Setting
from characters.search.name_matches import NameMatch, named, scenes_of
from characters.search.query import Query, phrase_pattern
from characters.search.scope import Scope
from providers.errors import ProviderError, ServiceDown
from providers.services.local.embedder import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.models import User
    from characters.embeddings.texts import Kind
    from providers.interfaces.embeddings import Embedder

MOST_SECONDS = 4.0
"""For a service to say what a query is about."""
CANDIDATES = 60
"""Scenes that each way of searching may give."""
NEAR_ENOUGH = 0.2
"""A cosine: a scene that lies farther off has met the query by chance."""
ALIKE_ENOUGH = 0.3
"""A cosine: the same for people and places, whose texts are short."""
MOST_DESCRIBED = 4
"""People, and places, that are found by what they are like."""
FUSION = 60
"""The constant of reciprocal rank fusion: the larger, the less the first ranks stand out."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search has found, best first. `is_more_ahead`: more lies beyond where the reader has come.

    `trouble` says why some books were searched by their words and names alone.
    """

    scenes: tuple[UUID, ...] = ()
    people: tuple[UUID, ...] = ()
    places: tuple[UUID, ...] = ()
    is_more_ahead: bool = False
    trouble: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.scenes or self.people or self.places)


def scope_of(reader: User, books: Sequence[VividPage], *, ahead: bool = False) -> Scope:
    """Return `books` as far as `reader` has come in each; with `ahead`, all of them."""
    return Scope(books=tuple(books), limits={} if ahead else search_limits(reader, books))


def search(query: Query, scope: Scope) -> SearchResult:
    """Search `scope` for what has the query's words, bears its names or is about the same."""
    meanings, trouble = _meanings(query, scope)
    names = named(query, scope)
    return SearchResult(
        scenes=_scenes(query, names, meanings, scope),
        people=_described("character", names, meanings, scope),
        places=_described("setting", names, meanings, scope),
        trouble=trouble,
        is_more_ahead=bool(scope.limits) and _finds_any(query, meanings, scope.ahead),
    )


def fuse(lists: Iterable[Sequence[UUID]]) -> tuple[UUID, ...]:
    """Fuse the lists' members, each once: those first that stand high in many lists."""
    scores: dict[UUID, float] = defaultdict(float)
    for ranked in lists:
        for rank, pk in enumerate(ranked, 1):
            scores[pk] += 1 / (FUSION + rank)
    return tuple(sorted(scores, key=lambda pk: -scores[pk]))


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A query as a vector of the embedder `model`, which has made those of `books`."""

    model: str
    vector: list[float]
    books: tuple[VividPage, ...]


def _meanings(query: Query, scope: Scope) -> tuple[list[_Meaning], str]:
    """Return what a query is about, to each embedder of the books, and why one of them could not be asked, or "".

    None if it asks for words as they stand, or says nothing.
    """
    meanings: list[_Meaning] = []
    trouble = ""
    for model in [] if query.is_literal else sorted({book.embedding_model for book in scope.books}):
        books = tuple(book for book in scope.books if book.embedding_model == model)
        try:
            vector = _vector(query.text, model, books[0].owner)
        except ProviderError as error:
            trouble = str(error)
            continue
        if any(vector):
            meanings.append(_Meaning(model, vector, books))
    return meanings, trouble


def _vector(text: str, model: str, reader: User) -> list[float]:
    """Compute a query's vector. A service has MOST_SECONDS: a page must not wait longer. Raises a ProviderError."""
    embedder = query_embedder(model, reader)
    if model == LOCAL:
        return embedder.embed([text])[0][0]
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(_in_a_thread, embedder, text).result(timeout=MOST_SECONDS)
    except TimeoutError:
        raise ServiceDown("The service that knows what your books are about takes too long to answer.") from None
    finally:
        pool.shutdown(wait=False)


def _in_a_thread(embedder: Embedder, text: str) -> list[float]:
    try:
        return embedder.embed([text])[0][0]
    finally:
        connections.close_all()


def _scenes(query: Query, names: Sequence[NameMatch], meanings: Sequence[_Meaning], scope: Scope) -> tuple[UUID, ...]:
    by_words = _with_words(query, scope)
    if query.is_literal:
        return tuple(by_words)
    within = scope.scenes("scene__") if scope.limits else None
    by_meaning = _near("scene", meanings, within, at_least=NEAR_ENOUGH, count=CANDIDATES)
    return fuse([by_words, scenes_of(names, scope, count=CANDIDATES), by_meaning])


def _finds_any(query: Query, meanings: Sequence[_Meaning], scope: Scope) -> bool:
    """Return whether `_scenes` finds any, by the way of searching that says so soonest."""
    if _having_words(query, scope).exists():
        return True
    if query.is_literal:
        return False
    if scenes_of(named(query, scope), scope, count=1):
        return True
    return bool(_near("scene", meanings, scope.scenes("scene__"), at_least=NEAR_ENOUGH, count=1))


def _described(kind: Kind, names: Sequence[NameMatch], meanings: Sequence[_Meaning], scope: Scope) -> tuple[UUID, ...]:
    """Find people or places: those that are named, then, if more is said than a name, those like what is said."""
    called = [thing.pk for thing in names if thing.kind == kind]
    if any(thing.is_all_there_is for thing in names):
        return tuple(called)
    met: QuerySet[Character] | QuerySet[Setting] = (
        Character.objects.filter(scope.people_and_places())
        if kind == "character"
        else Setting.objects.filter(scope.people_and_places())
    )
    within = Q(**{f"{kind}__in": met}) if scope.limits else None
    alike = _near(kind, meanings, within, at_least=ALIKE_ENOUGH, count=MOST_DESCRIBED)
    return tuple(dict.fromkeys([*called, *alike]))


def _near(kind: Kind, meanings: Sequence[_Meaning], within: Q | None, *, at_least: float, count: int) -> list[UUID]:
    """Find what lies nearest by each embedder; their measures are not the same, so their orders are fused."""
    lists = []
    for meaning in meanings:
        near = nearest(kind, meaning.vector, model=meaning.model, books=meaning.books, count=count, within=within)
        lists.append([neighbour.target for neighbour in near if neighbour.similarity >= at_least])
    return list(fuse(lists))[:count]


def _with_words(query: Query, scope: Scope) -> list[UUID]:
    """Find the scenes that have the query's words; the densest first."""
    ranks = (
        When(search_configuration=name, then=SearchRank(F("searched_words"), _terms(query, name), cover_density=True))
        for name in scope.configurations
    )
    rank = Case(*ranks, default=0.0, output_field=FloatField())
    rows = _having_words(query, scope).order_by(rank.desc(), "vividpage", "number")
    return list(rows.values_list("pk", flat=True)[:CANDIDATES])


def _having_words(query: Query, scope: Scope) -> QuerySet[Scene]:
    """Select the scenes that have the query's words, as each scene's language inflects them."""
    matching = Q(pk__in=[])
    for name in scope.configurations:
        terms = _terms(query, name)
        matching |= Q(search_configuration=name, searched_words=terms)
        if query.phrases:  # one of words too common to be kept, such as “to be or not to be”, is looked for all over
            says_nothing = LessThan(Func(terms, function="numnode", output_field=IntegerField()), 1)
            matching |= Q(says_nothing, search_configuration=name)
    rows = Scene.objects.filter(matching, scope.scenes())
    for phrase in query.phrases:
        rows = rows.filter(text__iregex=phrase_pattern(phrase))
    return rows


def _terms(query: Query, configuration: str) -> SearchQuery:
    return SearchQuery(query.text, config=configuration, search_type="websearch")
