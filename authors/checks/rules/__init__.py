"""The rules, each a generator of findings of a part or of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.checks.rules.endings import unfinished_text
from authors.checks.rules.length import book_length, part_length, sentence_length
from authors.checks.rules.manners import list_in_prose, model_manners
from authors.checks.rules.names import missing_hero, unplanned_names, wrong_pronouns
from authors.checks.rules.narration import changed_person, changed_tense
from authors.checks.rules.openings import same_opening, same_sentence_openings
from authors.checks.rules.picture import text_against_picture
from authors.checks.rules.preaching import preaching
from authors.checks.rules.readability import book_grade, hard_text
from authors.checks.rules.repetition import repeated_phrases, repeated_runs
from authors.checks.rules.slips import slips
from authors.checks.rules.topics import forbidden_topics
from authors.checks.rules.verse import verse
from authors.checks.rules.vocabulary import uncommon_words

if TYPE_CHECKING:
    from authors.checks.measured import BookRule, PartRule

PART_RULES: tuple[PartRule, ...] = (
    part_length,
    sentence_length,
    unfinished_text,
    slips,
    model_manners,
    list_in_prose,
    forbidden_topics,
    preaching,
    unplanned_names,
    wrong_pronouns,
    changed_tense,
    changed_person,
    same_opening,
    same_sentence_openings,
    repeated_runs,
    text_against_picture,
    hard_text,
    verse,
)
BOOK_RULES: tuple[BookRule, ...] = (book_length, book_grade, uncommon_words, missing_hero, repeated_phrases)
