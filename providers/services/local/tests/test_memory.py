"""The built-in embedder's memory does not grow with the words of a stranger's text."""

from __future__ import annotations

import pytest

from providers.services.local.embedder import LONGEST_TEXT, LocalEmbedder
from sandbox.tests.measuring import MEGABYTE, growth_of

PREPARATION = """
import random
from providers.services.local.embedder import LocalEmbedder
LocalEmbedder().embed(["The ship sailed into the storm at night."])
chance = random.Random(1)
def words(count, alphabet="abcdefghijklmnopqrstuvwxyz", length=8):
    return " ".join("".join(chance.choices(alphabet, k=length)) for _ in range(count))
"""


@pytest.mark.processes
@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("'a' * 5_000_000", 40),
        ("''.join(chance.choices('abcdefghijklmnopqrstuvwxyz', k=5_000_000))", 60),
        ("words(200_000)", 120),
        ("'a' + '\\u0301' * 5_000_000", 40),
        ("''.join(map(chr, chance.choices(range(0x4e00, 0x9fff), k=2_000_000)))", 120),
        ("'\\ufdfa' * 2_000_000", 120),
    ],
    ids=["one letter", "one word", "words that are no words", "accents", "characters without spaces", "ligatures"],
)
def test_megabytes_of_any_text_are_embedded_in_little_memory(text: str, most: int) -> None:
    risen = growth_of("LocalEmbedder().embed([text])", preparation=f"{PREPARATION}text = {text}")

    assert risen < most * MEGABYTE


def test_what_a_long_text_begins_with_is_what_it_is_about() -> None:
    short = "The ship sailed into the storm at night. " * 10
    (whole, cut), _ = LocalEmbedder().embed([short * 1000, (short * 1000)[:LONGEST_TEXT]])

    assert whole == cut
