"""What a text can cost at the most, before a service has counted it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from providers.choosing.catalogue import entry_named
from providers.interfaces.usage import Usage
from providers.money import prices
from providers.money.tokens import most_text_tokens

PROSE = "It was the best of times, it was the worst of times; it was the age of wisdom and of foolishness. "


@pytest.mark.parametrize(
    ("text", "at_least"),
    [
        ("3.14159265358979323846" * 50, 22 * 50),  # some tokenizers take digits one by one
        ("{}[]()<>;:!?" * 50, 12 * 50),
        ("𓀀𓁀𓂀𓃀" * 50, 4 * 4 * 50),  # what no tokenizer has learnt ends in its bytes
        ("👩‍👩‍👧‍👦" * 50, 25 * 50),
        ("龘靐齉爩" * 50, 3 * 4 * 50),
        ("aGVsbG8gd29ybGQ" * 50, 9 * 50),
        ("\n\t" * 50, 100),
        ("ABCDEFGH" * 50, 8 * 50),
    ],
    ids=["digits", "marks", "hieroglyphs", "families", "rare Chinese", "base64", "blanks", "capitals"],
)
def test_odd_texts_are_reserved_for_by_their_smallest_pieces(text: str, at_least: int) -> None:
    assert most_text_tokens(text) >= at_least


def test_prose_is_reserved_for_with_room_but_not_by_its_letters() -> None:
    most = most_text_tokens(PROSE * 100)

    assert len(PROSE * 100) / 2.5 < most < len(PROSE * 100) / 1.7


def test_half_a_character_can_be_reserved_for() -> None:
    assert most_text_tokens("\ud83d") > 16


@pytest.mark.parametrize("name", ["anthropic/claude-haiku-5-5", "anthropic/claude-sonnet-5-5", "openai/gpt-6.1-terra"])
@pytest.mark.django_db
def test_no_way_of_billing_a_text_is_dearer_than_what_is_reserved_for_it(name: str) -> None:
    entry = entry_named(name, "text")
    most = prices.cost_of(entry, prices.most_text_usage(input_tokens=30_000, output_tokens=9_000)) or Decimal(0)
    ways = [
        Usage(input_tokens=30_000, output_tokens=9_000),
        Usage(cache_read_tokens=30_000, output_tokens=9_000),
        Usage(input_tokens=10_000, cache_read_tokens=5_000, cache_write_tokens=15_000, output_tokens=9_000),
    ]

    assert max(prices.cost_of(entry, way) or Decimal(0) for way in ways) <= most
