"""Sources, passages, facts and contradictions as plain data; `Material` of the contract holds them by their ids."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from authors.contract import Material, Plain
from authors.facts.words import WORD

SourceKind = Literal[
    "archive", "letter", "memoir", "newspaper", "book", "encyclopedia", "article", "interview", "website", "other"
]
Rights = Literal["unknown", "own", "public domain", "free licence", "permitted"]
"""Whose words a source has: `unknown` is treated as somebody's copyright, `permitted`: its owner allowed quoting."""
Precision = Literal["day", "month", "season", "year", "decade", "range"]
Qualifier = Literal["", "about", "before", "after"]
FactKind = Literal[
    "birth",
    "death",
    "burial",
    "family",
    "marriage",
    "child",
    "education",
    "work",
    "residence",
    "journey",
    "creation",
    "founding",
    "award",
    "illness",
    "war",
    "meeting",
    "money",
    "description",
    "other",
]
ContradictionKind = Literal["date", "place", "person", "number", "whether"]
"""`whether`: one source says that it happened, another that it did not."""


class Source(Plain):
    """Something that passages come from, with what a bibliography says of it.

    `authors` are names as they are written (“Anna Holm”; a name with a comma has the family name first). `published`
    and `accessed` are ISO dates or their beginnings (“1934”, “1934-05”), or empty. `container` is what it stands in: a
    newspaper, an encyclopedia. `weight` says from 0 to 1 how far it is to be believed beside others.
    """

    id: str
    title: str
    kind: SourceKind = "other"
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    place: str = ""
    published: str = ""
    pages: str = ""
    address: str = ""
    accessed: str = ""
    language: str = "en"
    rights: Rights = "unknown"
    licence: str = ""
    weight: float = Field(default=0.5, ge=0, le=1)


class Passage(Plain):
    """A paragraph or so of a source, word for word. `locator` says where it stands (“p. 12”, “section 3”)."""

    id: str
    source: str
    text: str
    locator: str = ""
    number: int = 0


class FuzzyDate(Plain):
    """A date as far as it is known: some day from `earliest` to `latest`, both ISO dates.

    `words` are the source's. `inferred` says that the source does not say it so: it follows from a date before
    (“two years later”) or from an age.
    """

    earliest: str
    latest: str
    words: str
    precision: Precision
    qualifier: Qualifier = ""
    inferred: bool = False

    @property
    def year(self) -> int:
        """The first year that it can be."""
        return int(self.earliest[:4])

    @property
    def last_year(self) -> int:
        """The last year that it can be."""
        return int(self.latest[:4])

    def may_be(self, other: FuzzyDate) -> bool:
        """Say whether both can be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


class Quantity(Plain):
    """A number and what it counts: 3 “children”; an amount of money counts its currency."""

    value: float
    noun: str
    words: str


class Fact(Plain):
    """A sentence of a source that states something. `start` and `end` count characters of its passage.

    `people`, `places`, `works` and `names` (of anything else) stand in it, without the subject's own; `verb` is the
    stem of the words that tell its kind. `about` says that it names the subject, or opens with a pronoun that means
    them. `near` is the last date before it in its source: where an undated sentence belongs in a life.
    """

    id: str
    passage: str
    source: str
    text: str
    start: int
    end: int
    kind: FactKind = "other"
    date: FuzzyDate | None = None
    near: FuzzyDate | None = None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    verb: str = ""
    about: bool = True


class Claim(Plain):
    """One of the answers that sources give to a question: in words, and the facts that give it."""

    words: str
    facts: tuple[str, ...]


class Contradiction(Plain):
    """Sources that cannot all be right about something.

    `question` is what they differ on, in the writer's words. `followed` is the index of the claim that the writer
    follows; None: not settled, the book tells all of them. `dismissed`: the writer says that there is none.
    """

    id: str
    kind: ContradictionKind
    about: FactKind
    question: str
    claims: tuple[Claim, ...]
    followed: int | None = None
    dismissed: bool = False


class Dossier(Plain):
    """All that is known for a biography, typed: what `Material` holds as data."""

    sources: dict[str, Source] = Field(default_factory=dict)
    passages: dict[str, Passage] = Field(default_factory=dict)
    facts: dict[str, Fact] = Field(default_factory=dict)
    contradictions: dict[str, Contradiction] = Field(default_factory=dict)

    @classmethod
    def of(cls, material: Material) -> Dossier:
        """Read what the material holds, unless it knows. Raises pydantic.ValidationError."""
        if isinstance(material, DossierMaterial):
            return material.dossier
        return cls.model_validate(
            {
                "sources": dict(material.sources),
                "passages": dict(material.passages),
                "facts": dict(material.facts),
                "contradictions": dict(material.contradictions),
            }
        )

    def material(self) -> Material:
        """Write it as an author is given it."""
        return DossierMaterial(
            self,
            sources={key: value.model_dump(mode="json") for key, value in self.sources.items()},
            passages={key: value.model_dump(mode="json") for key, value in self.passages.items()},
            facts={key: value.model_dump(mode="json") for key, value in self.facts.items()},
            contradictions={key: value.model_dump(mode="json") for key, value in self.contradictions.items()},
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Who, what places and what else is named in the facts."""
        return frozenset(name for fact in self.facts.values() for name in (*fact.people, *fact.places, *fact.names))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that passages have in small letters."""
        return frozenset(word for one in self.passages.values() for word in WORD.findall(one.text) if word.islower())


class DossierMaterial(Material):
    """A material that knows the dossier it was written from, so that nobody has to read and check it again."""

    _dossier: Dossier = PrivateAttr()

    def __init__(self, dossier: Dossier, **data: Any) -> None:
        super().__init__(**data)
        self._dossier = dossier

    @property
    def dossier(self) -> Dossier:
        """All of it, typed."""
        return self._dossier
