"""What a text can cost at the most, before a service has counted it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pydantic import BaseModel

from providers.choosing.catalogue import entry_named
from providers.choosing.factory import image_adapter
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import PictureRequest, ReferenceImage
from providers.interfaces.text import TextRequest
from providers.interfaces.usage import Usage
from providers.money import maxima, prices
from providers.money.tokens import likely_text_tokens, most_text_tokens
from providers.tests.wire.fixtures import wire as wire
from providers.tests.wire.images_drawn import drawn
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from providers.tests.wire import WireServer

PROSE = "It was the best of times, it was the worst of times; it was the age of wisdom and of foolishness. "

SYSTEM = "You read novels."


class MoodOnly(BaseModel):
    mood: str


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
    shared, own = likely_text_tokens(SYSTEM + PROSE * 900), likely_text_tokens(PROSE * 20)
    question = TextRequest(SYSTEM, PROSE * 900, PROSE * 20, MoodOnly, max_output_tokens=9_000)
    most = prices.cost_of(entry, maxima.of_text(question, entry)) or Decimal(0)
    ways = [
        Usage(input_tokens=shared + own, output_tokens=9_000),
        Usage(input_tokens=own, cache_read_tokens=shared, output_tokens=9_000),
        Usage(input_tokens=own, cache_write_tokens=shared, output_tokens=9_000),
    ]

    assert max(prices.cost_of(entry, way) or Decimal(0) for way in ways) <= most


@pytest.mark.parametrize("references", [0, 3])
@pytest.mark.django_db
def test_a_picture_is_reserved_for_with_little_more_than_it_is_billed(wire: WireServer, references: int) -> None:
    """Twice of it would leave a third of a small budget unused."""
    entry = entry_named("openai/gpt-image-2.5-flare", "image")
    sheets = tuple(
        ReferenceImage(f"Guest {n}", drawn(512, 512, n), "image/png", looks="tall") for n in range(references)
    )
    question = PictureRequest(PROSE * 4, 720, 720, 1, "ink", DepictedScene(), references=sheets)
    adapter = image_adapter(entry, Credentials("openai", "sk-wire-0123456789", wire.base_url("openai")))
    cost = prices.cost_of(entry, adapter.draw(question).usage)
    most = prices.cost_of(entry, maxima.of_picture(question, entry))

    assert cost
    assert most
    assert cost <= most < cost * Decimal("1.5")


@pytest.mark.parametrize("name", ["gpt-image-1.5", "gpt-image-1-mini", "chatgpt-image-latest"])
@pytest.mark.parametrize(("width", "height", "billed"), [(512, 512, 1056), (1280, 720, 1584), (720, 1280, 1584)])
@pytest.mark.django_db
def test_models_of_standard_sizes_are_reserved_for_by_their_own_table(
    name: str, width: int, height: int, billed: int
) -> None:
    """A wide picture is asked for as 1536 × 1024; OpenAI's table says 1,584 tokens of one of middling quality."""
    entry = entry_named(f"openai/{name}", "image")
    question = PictureRequest(PROSE, width, height, 1, "ink", DepictedScene())
    cost = prices.cost_of(entry, Usage(input_tokens=likely_text_tokens(PROSE), image_output_tokens=billed, pictures=1))
    most = prices.cost_of(entry, maxima.of_picture(question, entry))

    assert cost
    assert most
    assert cost <= most < cost * Decimal("1.5")


@pytest.mark.django_db
def test_a_picture_of_a_fixed_price_is_reserved_for_at_that_price() -> None:
    entry = replace(entry_named("openai/gpt-image-2.5-flare", "image"), picture_price=Decimal("0.04"))
    question = PictureRequest(PROSE, 720, 720, 1, "ink", DepictedScene())

    assert prices.cost_of(entry, maxima.of_picture(question, entry)) == Decimal("0.04")


@pytest.mark.django_db
def test_what_no_cache_is_asked_to_keep_is_reserved_for_at_the_price_of_reading() -> None:
    entry = entry_named("anthropic/claude-haiku-5-5", "text")
    question = TextRequest(SYSTEM, "", PROSE * 900, MoodOnly, max_output_tokens=100)

    assert maxima.of_text(question, entry).cache_write_tokens == 0


@pytest.mark.parametrize(("name", "dollars"), [("gpt-image-1.5", "0.032"), ("gpt-image-2.5-flare", "0.030")])
@pytest.mark.django_db
def test_tokens_of_a_picture_cost_what_its_service_asks_for_pictures_and_not_for_words(name: str, dollars: str) -> None:
    entry = entry_named(f"openai/{name}", "image")

    assert prices.cost_of(entry, Usage(image_output_tokens=1_000, pictures=1)) == Decimal(dollars)


@pytest.mark.django_db
def test_a_service_that_says_what_it_bills_is_believed() -> None:
    entry = entry_named("bfl/flux-2-pro", "image")

    assert prices.cost_of(entry, Usage(pictures=1, more_megapixels=3, billed_micros=45_000)) == Decimal("0.045")
    assert prices.cost_of(entry, Usage(pictures=1, more_megapixels=3)) == Decimal("0.075")
