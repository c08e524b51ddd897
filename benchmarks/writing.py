"""What writing a book takes: time, calls, and tokens for each finished word, against one naive call for each chapter.

    DATABASE_URL=postgresql://not-used python -m benchmarks.writing

writes a story and a biography with the author that asks a language model, at a local server in a service's place, and
a story with the built-in author. It prints JSON. The naive way is one call for each spread or chapter with everything
in it: the brief, the plan, all facts with their passages, and all that is written so far. Tokens are those that the
server bills; a request that was asked before is answered from what is kept, as the ledger does. Seconds are those of
our own work: a real model takes about as long as its answers are.
"""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
import django

django.setup()

from authors.contract import Context, Material, Memory, Outline, Text  # noqa: E402
from authors.language import Biographies, LanguageAuthor, Stories  # noqa: E402
from authors.language.books import brief_block, part_lines, text_lines  # noqa: E402
from authors.language.prompts import prompt  # noqa: E402
from authors.language.schemas.texts import Pages, Section  # noqa: E402
from authors.language.tests.lives import biography, life  # noqa: E402
from authors.language.tests.models import claude  # noqa: E402
from authors.tales.author import TalesAuthor  # noqa: E402
from authors.tales.brief import ChildrensBrief  # noqa: E402
from providers.interfaces.usage import Usage  # noqa: E402
from providers.tests.wire import WireServer  # noqa: E402
from providers.tests.wire.services import token_count  # noqa: E402
from providers.wire.schemas import schema_as_words  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from authors.contract import Brief
    from providers.interfaces.text import TextAnswer, TextModel, TextRequest

CONTEXTS = ((8_000, 2_048), (32_000, 8_000), (1_000_000, 64_000))
"""Tokens that models read at once, and those of their longest answer."""
SYSTEMS = {"story": "stories-system", "biography": "biographies-system"}
TASKS = {"story": "stories-write", "biography": "biographies-write"}
BUILT_IN_BOOKS = 20


class KeptAnswers:
    """A model whose answers are kept: the same question is asked, and counted, once."""

    def __init__(self, model: TextModel) -> None:
        self.name, self.context_tokens = model.name, model.context_tokens
        self.most_output_tokens = model.most_output_tokens
        self.used: list[Usage] = []
        self._model = model
        self._kept: dict[TextRequest, TextAnswer] = {}

    def complete(self, request: TextRequest) -> TextAnswer:
        """Return the answer that is kept, or ask."""
        if request not in self._kept:
            self._kept[request] = self._model.complete(request)
            self.used.append(self._kept[request].usage)
        return self._kept[request]


def measure() -> dict[str, Any]:
    """Write all books and return the figures."""
    story = ChildrensBrief.model_validate({"theme": "a lighthouse that is afraid of the dark", "age": "6-8"})
    life_of_words = biography(words=20_000)
    sources = life(400, around=6)
    with WireServer() as wire:
        return {
            "story": [_written(wire, "story", Stories(), story, Material(), limits=limits) for limits in CONTEXTS],
            "biography": [
                _written(wire, "biography", Biographies(), life_of_words, sources, limits=limits) for limits in CONTEXTS
            ],
            "built_in": _built_in(),
        }


def _written(
    wire: WireServer, name: str, craft: Any, brief: Brief, material: Material, *, limits: tuple[int, int]
) -> dict[str, Any]:
    model = KeptAnswers(claude(wire, context_tokens=limits[0], most_output_tokens=limits[1]))
    author: LanguageAuthor[Any] = LanguageAuthor(model, craft)
    estimated = author.workload(brief, None, material, rounds=2)
    began = time.perf_counter()
    outline = author.outline(brief, memory=Memory(), material=material)
    texts: dict[str, Text] = {}
    for part in outline.parts:
        known = {key: texts[key] for key in part.after if key in texts}
        texts[part.key] = author.write(brief, part, Context(outline=outline, written=known, material=material))
    seconds = time.perf_counter() - began
    words = sum(text.word_count for text in texts.values())
    used = sum(model.used, Usage())
    naive = _naive(name, brief, outline, texts, material)
    return {
        "context": limits[0],
        "parts": len(outline.parts),
        "words": words,
        "calls": len(model.used),
        "seconds": round(seconds, 2),
        "input_tokens": used.all_input_tokens,
        "cached_input_tokens": used.cache_read_tokens,
        "output_tokens": used.output_tokens,
        "input_per_word": round(used.all_input_tokens / words, 2),
        "output_per_word": round(used.output_tokens / words, 2),
        "estimated_calls": [len(estimated.least), len(estimated.most)],
        "naive_calls": len(outline.parts),
        "naive_input_per_word": round(sum(naive) / words, 2),
        "naive_fits": all(tokens + limits[1] <= limits[0] for tokens in naive),
        "share_of_naive": round(used.all_input_tokens / sum(naive), 3),
    }


def _naive(name: str, brief: Brief, outline: Outline, texts: dict[str, Text], material: Material) -> list[int]:
    """Return the tokens of one question for each part with everything in it, without those of planning."""
    schema = Pages if name == "story" else Section
    passages = [f"{passage['id']} | {passage['text']}" for passage in material.passages.values()]
    facts = [f"{fact['id']} | {fact['text']}" for fact in material.facts.values()]
    lines = [*brief_block(brief).lines, *part_lines(outline, outline.parts), *facts, *passages]
    fixed = prompt(SYSTEMS[name]).template + prompt(TASKS[name]).template + schema_as_words(schema)
    each = token_count(fixed) + token_count("\n".join(lines))
    before, tokens = 0, []
    for part in outline.parts:
        tokens.append(each + before)
        before += token_count("\n".join(text_lines(texts[part.key])))
    return tokens


def _built_in() -> dict[str, Any]:
    """Write stories of 32 pages by the built-in author: seconds of the first, which reads its data, and of the rest."""
    seconds, words = [], []
    author = TalesAuthor()
    for number in range(BUILT_IN_BOOKS):
        brief = ChildrensBrief.model_validate(
            {
                "matter": "is afraid of",
                "theme": "the dark",
                "heroes": [{"name": f"Wick{'abcdefghijklmnopqrst'[number]}"}],
            }
        )
        spent, text = _timed(lambda brief=brief: _story_of(author, brief))  # type: ignore[misc]
        seconds.append(spent)
        words.append(len(text.split()))
    return {
        "pages": 32,
        "first_seconds": round(seconds[0], 3),
        "seconds": round(sorted(seconds[1:])[len(seconds) // 2 - 1], 4),
        "words": round(sum(words) / len(words)),
    }


def _story_of(author: TalesAuthor, brief: ChildrensBrief) -> str:
    outline = author.outline(brief, memory=Memory(), material=Material())
    return " ".join(author.write(brief, part, Context(outline=outline)).plain for part in outline.parts)


def _timed(work: Callable[[], str]) -> tuple[float, str]:
    began = time.perf_counter()
    text = work()
    return time.perf_counter() - began, text


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
