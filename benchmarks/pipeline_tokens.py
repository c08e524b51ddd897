"""What input tokens cost: the whole analysis of a novel by a language model, against one call per scene."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import TYPE_CHECKING

from accounts.keys import create_key
from accounts.services import local_reader
from analysts.language.prompts import prompt
from analysts.language.schemas import PartAnswer
from analysts.rules import RuleAnalyst
from analysts.tests import attentive_reader
from books import services
from books.choices import Choices
from books.making import jobs_of
from characters.bible import queries
from jobs import engine
from jobs.models import Job
from providers.choosing.catalogue import entry_named
from providers.interfaces.usage import Usage
from providers.models import PaidCall
from providers.money import prices
from providers.tests.wire import WireServer
from providers.tests.wire.services import token_count
from providers.wire.schemas import strict_schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from accounts.models import ApiKey
    from analysts.bible import Bible
    from books.models import VividPage

MODEL = "anthropic/claude-sonnet-5-5"
PURPOSES = ("find", "discover", "analyse")
REAL_CALL_SECONDS = 25.0
"""What a real call of such a size takes."""


def measure(epubs: Sequence[Path], latency: float) -> list[dict[str, object]]:
    """Read each book once over the wire, whose caches live as they would with real latencies.

    Their clock goes by calls: each lasts REAL_CALL_SECONDS, with as many side by side as the model bears.
    """
    with WireServer() as wire:
        wire.answer = attentive_reader.read
        wire.latency = latency
        wire.clock = lambda: len(wire.calls) * REAL_CALL_SECONDS / _side_by_side()
        key = create_key(
            owner=local_reader(),
            service="anthropic",
            secret="sk-wire-0123456789abcdef",
            base_url=wire.base_url("anthropic"),
            nickname="tokens",
        )
        return [_measured(path, key) for path in epubs]


def _measured(path: Path, key: ApiKey) -> dict[str, object]:
    with path.open("rb") as epub:
        vividpage = services.upload(
            owner=local_reader(), epub=epub, choices=Choices(text_model=MODEL, text_key=key, budget=Decimal(1000))
        )
    services.start(vividpage=vividpage, until="analysis")
    engine.work_on(jobs_of(vividpage).get(stage="epub-parse"), seconds=600)
    job = jobs_of(vividpage).get(stage="analysis")
    began = time.perf_counter()
    while _reads_on(job):
        engine.work_on(job, seconds=1)
    seconds = time.perf_counter() - began
    calls = PaidCall.objects.filter(subject=vividpage.pk, purpose__in=PURPOSES, state="answered")
    used = sum((call.used for call in calls), Usage())
    texts = list(vividpage.scenes.values_list("text", flat=True))
    book_tokens = sum(map(token_count, texts))
    billed, naive = _billed(used), _naive(vividpage, texts)
    analysed = [call for call in calls if call.purpose == "analyse"]
    warm = sum(call.used.cache_read_tokens > 0 for call in analysed)
    return {
        "book": path.stem,
        "book_tokens": book_tokens,
        "scenes": len(texts),
        "calls": len(calls),
        "usage": {"plain": used.input_tokens, "written": used.cache_write_tokens, "read": used.cache_read_tokens},
        "billed_tokens": round(billed),
        "per_book_token": round(billed / book_tokens, 3),
        "budget": 1.5,
        "naive_tokens": naive,
        "naive_told_each_scene": (naive - book_tokens) // len(texts),
        "share_of_naive": round(billed / naive, 3),
        "budget_share": 0.25,
        "second_passes": len(analysed),
        "warm_second_passes": warm,
        "seconds": round(seconds, 1),
        "as_if_minutes": round(len(calls) * REAL_CALL_SECONDS / _side_by_side() / 60, 1),
    }


def _side_by_side() -> int:
    """Return how many calls the model bears at once."""
    return entry_named(MODEL, "text").concurrency


def _reads_on(job: Job) -> bool:
    """Return whether a scene is still to be read; what comes after makes no calls of the text model."""
    job.refresh_from_db()
    assert job.state != Job.State.PAUSED, job.reason
    return not job.is_settled and (not job.planned or job.units.filter(kind__in=PURPOSES, finished=None).exists())


def _billed(used: Usage) -> float:
    """Return input tokens at the price of plain ones: what the cache wrote costs more, what it read costs less."""
    entry = entry_named(MODEL, "text")
    read = Usage(used.input_tokens, used.cache_read_tokens, used.cache_write_tokens)
    million = prices.cost_of(entry, Usage(input_tokens=1_000_000)) or Decimal("nan")
    return float((prices.cost_of(entry, read) or Decimal("nan")) / million * 1_000_000)


def _naive(vividpage: VividPage, texts: Sequence[str]) -> int:
    """Return tokens of one call per scene, each with the instructions, the schema, the bible and the scene.

    The bible is what the built-in analyst finds in the book, for the wire's stand-in knows hardly more than names.
    """
    bible = RuleAnalyst().discover(queries.chapter_texts(vividpage))
    fixed = prompt("system").template + prompt("analyse").template + str(strict_schema(PartAnswer))
    each = token_count(fixed) + token_count(_bible_text(bible))
    return sum(each + token_count(text) for text in texts)


def _bible_text(bible: Bible) -> str:
    """Return the merged bible as JSON, without the sentences and the scenes that it comes from."""
    people = [
        {
            "name": p.name,
            "aliases": p.aliases,
            "gender": p.gender,
            "age": p.age,
            "role": p.role,
            "looks": {look.field: look.value for look in p.looks},
        }
        for p in bible.people
    ]
    places = [
        {"name": p.name, "kind": p.kind, "indoors": p.indoors, "description": p.description, "keywords": p.keywords}
        for p in bible.places
    ]
    changes = [
        {"person": c.person, "from": c.scene, "until": c.until, "type": c.type, "modifier": c.modifier}
        for c in bible.changes
    ]
    return json.dumps({"people": people, "places": places, "changes": changes}, ensure_ascii=False)
