"""What the pipeline costs in time and money, against a local server that speaks the services' protocols.

    python -m benchmarks.pipeline [--only engine|drawing|tokens|kills] [--units 200] [--latency 1.0] [BOOK.epub ...]

- engine, drawing: wall time over Σ latency ÷ calls in flight (budget 1.10), of the engine alone and of everything;
- tokens: input tokens billed per token of each book, and against one call per scene (budgets 1.5 and a quarter);
- kills: what is asked twice when workers are killed (budget: the calls in flight, 8 a kill), and whether money adds up.

Prints one JSON object. The database is one made for the run.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
os.environ.setdefault("ALLOW_PRIVATE_PROVIDERS", "1")
django.setup()

from django.conf import settings  # noqa: E402
from django.test.utils import override_settings, setup_databases, teardown_databases  # noqa: E402

from benchmarks import pipeline_drawing, pipeline_engine, pipeline_kills, pipeline_tokens  # noqa: E402
from samples.build import build_sample  # noqa: E402
from vividpages.tests.machine import end_other_sessions  # noqa: E402

NOVELS = Path(__file__).resolve().parents[2] / "shared" / "data" / "novels"
PARTS = ("engine", "drawing", "tokens", "kills")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("books", type=Path, nargs="*", metavar="BOOK.epub", help="whose tokens are counted")
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--latency", type=float, default=1.0)
    parser.add_argument("--in-flight", type=int, default=8)
    options = parser.parse_args()
    databases = setup_databases(verbosity=0, interactive=False)
    channels = settings.CHANNEL_LAYERS["default"]["CONFIG"]
    if "NAME" in channels:
        channels["NAME"] = settings.DATABASES["default"]["NAME"]
    try:
        with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=Path(folder) / "media"):
            parts = [options.only] if options.only else PARTS
            print(json.dumps({part: _measured(part, options, Path(folder)) for part in parts}))
    finally:
        end_other_sessions()
        teardown_databases(databases, verbosity=0)


def _measured(part: str, options: argparse.Namespace, folder: Path) -> object:
    if part == "engine":
        return pipeline_engine.measure(options.units, options.latency, options.in_flight)
    if part == "drawing":
        return pipeline_drawing.measure(options.units, options.latency)
    sample = build_sample(folder / "sample.epub")
    if part == "kills":
        return pipeline_kills.measure(sample, options.latency, every=12)
    at_hand = [path for name in ("treasure-island", "war-and-peace") if (path := NOVELS / f"{name}.epub").exists()]
    return pipeline_tokens.measure(options.books or [sample, *at_hand], options.latency)


if __name__ == "__main__":
    main()
