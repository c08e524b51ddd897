"""Words with slots: which variant is said next, and what stands in its slots.

A text has slots `{H}`, with a capital `{^H.he}`, choices `[a|b]`, and " / " between paragraphs. What a slot
needs and the story has not is an error (`UnknownSlot`): a variant says in `when` what it needs.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from analysts.vocabulary import DeedKind, Mood
from authors.contract import Plain
from authors.tales.grammar import with_articles
from authors.tales.naming import named, owned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\^?)([\w.]+)\}")
_START = re.compile(r"(^|[.!?] |\.” )([“‘]?)([a-z])")
_CONDITION = re.compile(r"(!?)([\w.]+)(?:=([^=]+))?")
DEPTH = 6
"""How deep slots may stand in what stands in slots."""
TOLD_FROM = 4
"""Blanks from which on what stands in a slot tells something."""
SHORT = ("he", "him", "his", "himself", "hers", "was", "part", "parts", "hand", "hands", "go", "went", "home", "sound")
"""Slots that are the hero's where nobody is named."""


class UnknownSlot(KeyError):
    """A text asks for what the story does not have."""


class PoolDry(LookupError):
    """No variant of a pool may be said here."""


class Choice(NamedTuple):
    """A fact of which the world has several; `stock` is its name in the owner's memory."""

    stock: str
    options: tuple[str, ...]


Slots = dict[str, str | Choice]


class Variant(Plain):
    """One way to say something. `plants` are things that it puts into the story, `after` those that must be there.

    Where others act in it than in the beat's other variants, or do something else, its own `people`, `deed` and `mood`
    are what its picture shows.
    """

    text: str
    when: tuple[str, ...] = ()
    plants: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    deed: DeedKind = "unknown"
    mood: Mood | None = None

    @property
    def is_toned(self) -> bool:
        """Say whether it is for one tone alone."""
        return any(condition.startswith("tone=") for condition in self.when)


class Said(NamedTuple):
    """What was said, and which of the stock it has used."""

    text: str
    used: tuple[str, ...]
    plants: tuple[str, ...] = ()
    variant: Variant | None = None


def digest(*words: str) -> str:
    """Return what stands for words in any process: sixty-four hexadecimal digits."""
    return sha256("\x1f".join(words).encode()).hexdigest()


def stock_name(stock: str, text: str) -> str:
    """Return the name of a text of the stock in an owner's memory."""
    return f"{stock}#{digest(text)[:8]}"


def holds(condition: str, slots: Mapping[str, str | Choice]) -> bool:
    """Tell whether a condition ("H.stays", "!H.looks", "matter.kind=mass|place") holds of a story."""
    found = _CONDITION.fullmatch(condition)
    if found is None:
        raise ValueError(f"“{condition}” is no condition.")
    value = slots.get(found[2], "")
    if isinstance(value, Choice):
        value = "yes"
    is_true = value in found[3].split("|") if found[3] else bool(value)
    return is_true != bool(found[1])


class Pen:
    """Says the next variant of each pool: least used by the owner first, and else by the seed."""

    def __init__(
        self, seed: str, slots: Slots, used: Mapping[str, int], *, they: Sequence[str] = (), is_prose: bool = False
    ) -> None:
        """Take what fills the slots. In prose names stand for pronouns that could mean others; `they` are called so."""
        self.seed = seed
        self.slots = slots
        self.used = used
        self.they = they
        self.is_prose = is_prose
        self.planted: set[str] = set()
        self._said: Counter[str] = Counter()

    def ordered(self, stock: str, options: Sequence[str]) -> list[str]:
        """Return options: first those said least in this book, then those that the owner's books have used least."""

        def order(text: str) -> tuple[int, int, str]:
            name = stock_name(stock, text)
            return self._said[name], self.used.get(name, 0), digest(self.seed, stock, text)

        return sorted(options, key=order)

    def eligible(self, stock: str, pool: Sequence[Variant]) -> list[Variant]:
        """Return the variants that may be said now, in their order: of those said least in this book.

        What is for the tone alone comes before what suits all tones, where the owner's books have used them alike.
        """
        able = [
            variant
            for variant in pool
            if set(variant.after) <= self.planted and all(holds(condition, self.slots) for condition in variant.when)
        ]
        said = {variant.text: self._said[stock_name(stock, variant.text)] for variant in able}
        fresh = [variant for variant in able if said[variant.text] == min(said.values())]
        by_text = {variant.text: variant for variant in fresh}
        ordered = [by_text[text] for text in self.ordered(stock, list(by_text))]
        return sorted(ordered, key=lambda v: (self.used.get(stock_name(stock, v.text), 0), not v.is_toned))

    def say(self, stock: str, pool: Sequence[Variant]) -> Said:
        """Say the next variant of a pool. Raises PoolDry, UnknownSlot."""
        variants = self.eligible(stock, pool)
        if not variants:
            raise PoolDry(stock)
        said = self.render(stock, variants[0])
        self.planted.update(said.plants)
        self._said.update(said.used)
        return said

    def render(self, stock: str, variant: Variant) -> Said:
        """Return a variant filled in, without saying it."""
        used = [stock_name(stock, variant.text)]
        return Said(self.fill(variant.text, used), tuple(used), variant.plants, variant)

    def fill(self, text: str, used: list[str] | None = None) -> str:
        """Return a text with its slots filled and its grammar set right; `used` gets what of the stock it took."""
        notes: list[str] = [] if used is None else used
        text = self._choices(text)
        if self.is_prose:
            text = self._told_apart(text, notes)
        for _ in range(DEPTH):
            if "{" not in text:
                break
            text = self._choices(_SLOT.sub(lambda slot: self._slot(slot[2], capital=bool(slot[1]), notes=notes), text))
        if "{" in text or "[" in text:
            raise UnknownSlot(text)
        return tidy(text)

    def _told_apart(self, text: str, notes: list[str]) -> str:
        """Return a text with names where a pronoun could be somebody else's."""
        is_owned = "{matter" in text and "{H}" in str(self.slots.get("matter.of", ""))
        if not (self.they or is_owned):
            return text
        text = self._opened(owned(text) if is_owned else text, notes)
        return named(text, self.they)

    def _opened(self, text: str, notes: list[str]) -> str:
        """Return a text with those slots filled in which further slots stand, or whole sentences."""

        def opened(slot: re.Match[str]) -> str:
            value = self.slots.get(slot[2], "")
            options = value.options if isinstance(value, Choice) else (value,)
            is_told = any("{" in option or option.count(" ") >= TOLD_FROM for option in options)
            return self._slot(slot[2], capital=bool(slot[1]), notes=notes) if is_told else slot[0]

        for _ in range(DEPTH):
            text = self._choices(_SLOT.sub(opened, text))
        return text

    def _choices(self, text: str) -> str:
        while found := _CHOICE.search(text):
            options = found[1].split("|")
            chosen = options[int(digest(self.seed, text, found[1])[:8], 16) % len(options)]
            text = text[: found.start()] + chosen + text[found.end() :]
        return text

    def _slot(self, name: str, *, capital: bool, notes: list[str]) -> str:
        key = f"H.{name}" if name in SHORT else name
        if key not in self.slots:
            raise UnknownSlot(name)
        value = self.slots[key]
        if isinstance(value, Choice):
            chosen = self.ordered(value.stock, value.options)[0]
            notes.append(stock_name(value.stock, chosen))
            value = chosen
        if not capital:
            return value
        return "{^" + value[1:] if value.startswith("{") else value[:1].upper() + value[1:]


def tidy(text: str) -> str:
    """Return a text with single blanks, capitals at its sentences, suiting articles and typographic apostrophes.

    " / " begins a paragraph, " // " a line of verse.
    """
    paragraphs = [re.sub(r"\s+", " ", paragraph).strip() for paragraph in re.split(r" / |\n\s*\n", text)]
    paragraphs = [
        _START.sub(lambda found: found[1] + found[2] + found[3].upper(), paragraph) for paragraph in paragraphs
    ]
    whole = "\n\n".join(with_articles(paragraph).replace("'", "’") for paragraph in paragraphs if paragraph)
    return whole.replace(" // ", "\n")
