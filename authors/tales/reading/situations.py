"""What kind of situation a theme tells of, and what its matter is. What is not clear is none, and is declined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.reading.clauses import clause_of
from authors.tales.reading.courses.heroes import clause_at
from authors.tales.reading.doing import of_clause
from authors.tales.reading.happenings import as_a_happening
from authors.tales.reading.known_ways import in_a_known_way, is_a_swap, thing_of_somebody
from authors.tales.reading.naming import of_phrase
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.rephrasing import of_two, plainly

if TYPE_CHECKING:
    from authors.tales.reading.situation import Situation

_ALL = re.compile(r"^((?:the )?day )?all (?:the )?(?=\w)")


def situation_in(theme: str) -> Situation | None:
    """Return what a theme tells of, if it is one of the situations of which there are stories."""
    text = plainly(theme)
    if is_a_swap(text):
        return None
    if known := as_a_happening(text) or in_a_known_way(text):
        return known
    if (owned := thing_of_somebody(text)) and (told := situation_in(owned[1])) and told.kind == "wonder-thing":
        return told._replace(subject=owned[0])
    two = of_two(text)
    text = two[0] if two else _ALL.sub(r"\1the ", text)
    clause = clause_of(text)
    if clause is not None:
        found = of_clause(clause)
        return found._replace(friend=two[1]) if found and two else found
    phrase = phrase_of(text)
    return of_phrase(phrase) if phrase and clause_at(text) is None else None
