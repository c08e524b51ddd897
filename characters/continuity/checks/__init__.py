"""The checks: each takes a book as plain data and yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from characters.continuity.checks import changes, looks, moments, places, presence, prompts, shared_names
from characters.continuity.facts import BookFacts
from characters.continuity.inconsistency import Inconsistency

Check = Callable[[BookFacts], Iterable[Inconsistency]]
CHECKS: tuple[Check, ...] = (
    changes.ends_before_it_begins,
    changes.shown_before_it_happens,
    changes.taken_off_never_worn,
    changes.never_ends,
    changes.after_death,
    looks.contradict,
    shared_names.of_two_people,
    places.change_their_nature,
    presence.names_but_nobody,
    presence.nobody_says_so,
    presence.without_a_scene,
    moments.twice,
    moments.against_its_name,
    moments.elsewhere,
    prompts.strangers,
    prompts.other_looks,
)
BIBLE_KINDS = frozenset(
    {
        "after-death",
        "change-early",
        "change-endless",
        "change-order",
        "change-unworn",
        "elsewhere",
        "looks",
        "name",
        "no-scene",
        "nobody-there",
        "not-named",
        "place-indoors",
        "place-kind",
        "prompt-look",
        "prompt-stranger",
        "species",
        "twice",
    }
)
"""Of all that they find."""


def check(book: BookFacts) -> list[Inconsistency]:
    """Find all that does not fit in a book."""
    return [inconsistency for one in CHECKS for inconsistency in one(book)]
