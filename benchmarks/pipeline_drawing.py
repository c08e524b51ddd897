"""Drawing through all of it: engine, ledger, SDK, wire, storage, thumbnails."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module

from accounts.keys import create_key
from accounts.services import local_reader
from benchmarks.pipeline_engine import timed
from books.models import Chapter, Scene, VividPage
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from characters.models import Analysis
from providers.choosing.catalogue import entry_named
from providers.models import PaidCall
from providers.tests.wire import WireServer

MODEL = "openai/gpt-image-2.5-flare"


def measure(scenes: int, latency: float) -> dict[str, object]:
    """Draw a book of `scenes` scenes by an image model that takes `latency` seconds a picture."""
    with WireServer() as wire:
        drawn = wire.draw(1024, 1024, 1, "PNG")
        wire.draw = lambda *_: drawn  # what the service spends on drawing is not ours
        wire.latency = latency
        vividpage = _book(wire, scenes)
        job = make_job(vividpage, "image-generation", until="image-generation")
        in_flight = entry_named(MODEL, "image").concurrency
        import_module("providers.services.openai.images")  # the SDK, once in a worker's life
        result = timed(job, scenes, latency, in_flight)
        vividpage.refresh_from_db()
        cost_of_calls = sum(call.cost for call in PaidCall.objects.filter(subject=vividpage.pk))
        return {
            "scenes": scenes,
            "latency_seconds": latency,
            "in_flight": in_flight,
            **result,
            "budget": 1.10,
            "calls": len(wire.calls),
            "most_in_flight": wire.most_in_flight,
            "money_adds_up": vividpage.budget.spent == cost_of_calls,
        }


def _book(wire: WireServer, scenes: int) -> VividPage:
    reader = local_reader()
    create_key(owner=reader, service="openai", secret="sk-wire-0123456789abcdef", base_url=wire.base_url("openai"))
    vividpage = make_vividpage(
        owner=reader, title="A benchmark", image_model=MODEL, budget=Decimal(1000), scene_count=scenes
    )
    chapter = Chapter.objects.create(vividpage=vividpage, number=1, title="All of it")
    for number in range(1, scenes + 1):
        scene = Scene.objects.create(
            vividpage=vividpage, chapter=chapter, number=number, text=f"The bell rang {number} times.", word_count=5
        )
        Analysis.objects.create(scene=scene, prompt=f"A bell in a tower at night, with {number} swallows around it.")
    return vividpage
