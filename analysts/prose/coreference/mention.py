"""A place in a sentence where somebody is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysts.prose.beings.being import Being

MentionKind = Literal["name", "pronoun", "nominal"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to before `last` of the sentence at index `sentence` of the chapter mean `being`.

    `head` is the token by which the parse knows them (the subject of a verb …). `others` are meant with them ("they",
    "we"). `confidence` is the learned probability that it is this one and no other, from 0 to 1. What is only compared
    or denied ("like a soldier", "no man") is no mention.
    """

    sentence: int
    first: int
    last: int
    head: int
    kind: MentionKind
    being: Being
    confidence: float
    others: tuple[Being, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """Who says a quotation, and to whom; `speech` is its index in the chapter's speeches.

    `is_called`: the speech calls the addressee by name; else it is who spoke before. `sure` is how sure the speaker is,
    0 to 1.
    """

    speech: int
    speaker: Being | None
    addressee: Being | None
    is_called: bool = False
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Resolved:
    """Everybody meant in a chapter, in order, and who talks in it."""

    mentions: tuple[Mention, ...]
    talks: tuple[Talk, ...] = ()
