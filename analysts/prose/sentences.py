"""A sentence of a book as the parser read it: plain data, in which no type of the parser's library appears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["PER", "FAC", "LOC", "GPE", "VEH", "ORG"]
"""LitBank's kinds: people (named or not), buildings and their parts, nature's places, towns and lands, vehicles,
organisations."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a sentence.

    `tag` is a part of speech as the Penn Treebank has it ("NN", "VBD"), `relation` one of Universal Dependencies'
    ("nsubj", "obj", "obl", "nmod:poss"; "root" for the root). `head` counts tokens of the sentence; the root's is its
    own. `start` and `end` count characters of the paragraph; a word that stands in for a quotation has the place of the
    quotation. `is_event` says that something really happens here, as LitBank has it: no plan, wish, habit or denial.
    """

    text: str
    lemma: str
    tag: str
    relation: str
    head: int
    start: int
    end: int
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something spoken of, named or not ("my brother", "the cart"): tokens from `start` to before `end`.

    Of entities within entities ("the captain of the ship") only the outermost is there.
    """

    start: int
    end: int
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a part of one that a semicolon ends.

    `paragraph` is the index of its paragraph in what was parsed; `start` and `end` count characters of that paragraph.
    `told` says that it belongs to a story that somebody in the book tells: in it "I" is the teller.
    """

    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    told: bool = False
