"""What reading a book with a text model will cost: the calls that the analyst will make, counted beforehand.

Before a book has been cut into scenes there are only its counts of words, scenes and chapters; afterwards its text.
The low end takes short answers and a cache that keeps what it is given; the high end long answers, a tokenizer that
cuts finer, and a cache that keeps nothing.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.cache import cache as kept
from django.db.models.functions import MD5

from analysts.language.portions import (
    TOKENS_A_QUOTE,
    TOKENS_A_SCENE,
    TOKENS_AN_ANSWER,
    PortionLimits,
    parts_of,
    portion_limits,
    portions_of,
    scenes_of,
    tokens_of,
)
from analysts.language.prompts import prompt
from analysts.language.schemas import Merging, PartAnswer
from books.text.scenes import PER_PARAGRAPH, PER_SCENE
from characters.analysis.chosen_analyst import with_limits
from characters.analysis.pace import is_warm
from characters.bible import queries
from providers.choosing.catalogue import ModelEntry, entry_named
from providers.errors import ProviderError
from providers.interfaces.usage import Usage
from providers.money.estimates import Estimate, note_of_text
from providers.money.prices import cost_of, cost_of_all
from providers.money.tokens import likely_text_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.models import VividPage
    from books.text.content import ChapterText

STAGE = "analysis"
TOKENS_A_WORD = 1.42
"""Of a novel's text with its blanks and marks, as `likely_text_tokens` counts them."""
WORDS_A_PARAGRAPH = 40
FINEST, COARSEST = 1.3, 0.95
"""How many tokens the services' tokenizers make of what we count as one."""
MOST_EMBEDDED = 1.5
"""Tokens of all that is embedded, by those of the text as we count them: what was seen comes on top of it."""
LEAST_CACHED_TOKENS = 1_024
KEPT_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Portion:
    """What one call reads: tokens of the book's text, its scenes and its paragraphs."""

    tokens: int
    scenes: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Course:
    """One way in which the reading can go: tokens of answers, of the lists that come with questions, and the cache."""

    tokenizer: float
    findings_share: float
    findings: int
    scene: int
    speech: float
    known: int
    entries: int
    entry: int
    is_cached: bool


SHORT = Course(
    COARSEST, findings_share=0.015, findings=60, scene=90, speech=0.5, known=60, entries=4, entry=15, is_cached=True
)
LIKELY = Course(
    1.1, findings_share=0.10, findings=500, scene=260, speech=2.5, known=450, entries=18, entry=35, is_cached=True
)
LONG = Course(
    FINEST, findings_share=0.25, findings=1_200, scene=450, speech=5, known=900, entries=40, entry=60, is_cached=False
)
MOST_ENTRIES = 800
"""People and places that are asked about at once: what `merging.LONGEST_LIST` lets through."""


def estimate(vividpage: VividPage) -> Estimate:
    """Estimate what the stage costs for a book as it is set up: reading it, and making it searchable."""
    return _with_vectors(_reading(vividpage), vividpage)


def _reading(vividpage: VividPage) -> Estimate:
    try:
        entry = entry_named(vividpage.text_model, "text")
    except ProviderError as error:
        return Estimate(None, None, note=str(error))
    if entry.is_built_in:
        return Estimate(Decimal(0), Decimal(0), note="Free: the built-in analyst reads it on this machine.")
    entry = with_limits(entry, vividpage)
    return of_portions(portions(vividpage, entry), entry, economy=vividpage.economy)


def of_chapters(chapters: Sequence[ChapterText], entry: ModelEntry, *, economy: bool = False) -> Estimate:
    """Estimate the same for a text that is at hand, with a model that is not built in."""
    return of_portions(portions_in(chapters, entry), entry, economy=economy)


def portions(vividpage: VividPage, entry: ModelEntry) -> list[Portion]:
    """Return what each call of a book reads. Counting a whole text takes a moment, so what was counted is kept."""
    if not vividpage.scene_count or not _is_cut_by_its_density(vividpage):
        return _supposed(vividpage, _room(entry))
    room = _room(entry)
    key = f"portions-{_digest_of_text(vividpage)}-{room.text}-{room.answer}"
    counted: list[tuple[int, int, int]] | None = kept.get(key)
    if counted is None:
        counted = [(p.tokens, p.scenes, p.paragraphs) for p in portions_in(queries.chapter_texts(vividpage), entry)]
        kept.set(key, counted, KEPT_SECONDS)
    return [Portion(*one) for one in counted]


def _room(entry: ModelEntry) -> PortionLimits:
    return portion_limits(entry.context_tokens, entry.most_output_tokens)


def _is_cut_by_its_density(vividpage: VividPage) -> bool:
    """Say whether its scenes are those of its density.

    Until it is started, that may be one that is only asked about.
    """
    density = PER_PARAGRAPH if vividpage.density == PER_PARAGRAPH else PER_SCENE
    return bool(vividpage.scene_count == vividpage.picture_counts.get(density, vividpage.scene_count))


def _digest_of_text(vividpage: VividPage) -> str:
    """Digest all chapters and scenes as they are written now."""
    scenes = vividpage.scenes.order_by("number").values_list("chapter__number", "chapter__title", MD5("text"))
    return sha256(repr(list(scenes)).encode()).hexdigest()


def portions_in(chapters: Sequence[ChapterText], entry: ModelEntry) -> list[Portion]:
    """Return what each call reads of these chapters, cut as the analyst cuts them."""
    room = _room(entry)
    cut = (portion for part in parts_of(chapters, room) for portion in portions_of(part, room))
    return [
        Portion(
            tokens=sum(map(tokens_of, scenes)), scenes=len(scenes), paragraphs=sum(len(s.paragraphs) for s in scenes)
        )
        for scenes in map(scenes_of, cut)
    ]


def of_portions(portions: Sequence[Portion], entry: ModelEntry, *, economy: bool = False) -> Estimate:
    """Price the reading: each once to find who is in it, all results once to join them, each once more to see."""
    in_batches = economy and entry.has_batches
    low, high = (cost_of_all(_calls(portions, course, entry), entry, batch=in_batches) for course in (SHORT, LONG))
    likely = sum(_calls(portions, LIKELY, entry), Usage())
    return Estimate(
        low,
        high,
        input_tokens=likely.all_input_tokens,
        output_tokens=likely.output_tokens,
        note=note_of_text(entry, priced=high is not None, in_batches=in_batches),
    )


def _with_vectors(reading: Estimate, vividpage: VividPage) -> Estimate:
    """Add the vectors of the whole text, by whatever model makes them, to the reading."""
    try:
        entry = entry_named(vividpage.embedding_model, "embedding")
    except ProviderError:
        return reading  # without vectors nothing is asked
    if entry.is_free:
        return reading
    tokens = round(vividpage.word_count * TOKENS_A_WORD)
    fewest, most = (cost_of(entry, Usage(input_tokens=round(tokens * each))) for each in (COARSEST, MOST_EMBEDDED))
    low = None if fewest is None or reading.low is None else reading.low + fewest
    high = None if most is None or reading.high is None else reading.high + most
    note = f"{reading.note} Its vectors are made by {entry.title}.".strip()
    return replace(reading, low=low, high=high, input_tokens=reading.input_tokens + tokens, note=note)


def _supposed(vividpage: VividPage, room: PortionLimits) -> list[Portion]:
    """Suppose portions of a book of which only the counts are known, as if its chapters were of one length."""
    density = PER_PARAGRAPH if vividpage.density == PER_PARAGRAPH else PER_SCENE
    chapters = max(1, vividpage.chapter_count)
    all_tokens = max(1, round(vividpage.word_count * TOKENS_A_WORD))
    of_book = max(1, vividpage.picture_counts.get(density) or 1)
    answer = TOKENS_A_SCENE * of_book + TOKENS_A_QUOTE * vividpage.word_count / WORDS_A_PARAGRAPH
    most = max(1, round(min(room.text, all_tokens * max(1, room.answer - TOKENS_AN_ANSWER) / answer)))
    tokens = max(1, round(all_tokens / chapters))
    count = chapters * math.ceil(tokens / most) if tokens > most else math.ceil(chapters / (most // tokens))
    scenes = max(count, of_book)
    words = vividpage.word_count / count
    return [
        Portion(
            tokens=round(words * TOKENS_A_WORD),
            scenes=math.ceil(scenes / count),
            paragraphs=round(words / WORDS_A_PARAGRAPH),
        )
    ] * count


def _calls(portions: Sequence[Portion], course: Course, entry: ModelEntry) -> list[Usage]:
    """Return what each call of the whole stage uses."""
    entries = min(MOST_ENTRIES, course.entries * len(portions))
    merge = Usage(
        input_tokens=round((_fixed("merge") + entries * 25) * course.tokenizer), output_tokens=entries * course.entry
    )
    warm = [is_warm(number, len(portions), at_once=entry.concurrency) for number in range(len(portions))]
    read = zip(portions, warm, strict=True)
    return [*(call for portion, soon in read for call in _both_passes(portion, course, entry, is_marked=soon)), merge]


def _both_passes(portion: Portion, course: Course, entry: ModelEntry, *, is_marked: bool) -> tuple[Usage, Usage]:
    """Return finding and seeing: both begin with the same words, which a service may keep from one to the other."""
    speeches = portion.paragraphs * 0.7
    marks = 8 * portion.scenes + 2 * speeches
    prefix = round((_fixed("prefix") + portion.tokens + marks) * course.tokenizer)
    find, see = (round(_fixed(task) * course.tokenizer) for task in ("discover", "analyse"))
    first, second = _prefix(prefix, entry, is_marked=is_marked, is_cached=course.is_cached)
    findings = round(course.findings + portion.tokens * course.findings_share)
    seen = round(course.scene * portion.scenes + course.speech * portion.paragraphs)
    return (
        first + Usage(input_tokens=find, output_tokens=findings),
        second + Usage(input_tokens=see + course.known, output_tokens=seen),
    )


def _prefix(tokens: int, entry: ModelEntry, *, is_marked: bool, is_cached: bool) -> tuple[Usage, Usage]:
    """Return how the shared words are billed the first and the second time."""
    if not is_marked or not entry.of_service.has_prompt_cache or tokens < LEAST_CACHED_TOKENS:
        return Usage(input_tokens=tokens), Usage(input_tokens=tokens)
    written = Usage(cache_write_tokens=tokens)
    return written, Usage(cache_read_tokens=tokens) if is_cached else written


@cache
def _fixed(what: str) -> int:
    """Count tokens of what is the same in every call: the instructions and schema before a text, or a task after it."""
    if what == "prefix":
        return likely_text_tokens(prompt("system").template + json.dumps(PartAnswer.model_json_schema()))
    if what == "merge":
        words = prompt("system").template + prompt("merge").template
        return likely_text_tokens(words + json.dumps(Merging.model_json_schema()))
    return likely_text_tokens(prompt(what).template)
