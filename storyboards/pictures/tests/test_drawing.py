"""A refused picture is asked for once more in milder words, and its refusal is paid for once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from books.tests.vividpages import make_vividpage
from providers.choosing.catalogue import entry_named
from providers.errors import ContentRefused, RateLimited
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import PictureRequest
from providers.models import PaidCall
from providers.money import prices
from providers.money.ledger import Account
from providers.money.paid import Billing, PaidImageModel
from providers.services.google.images import GoogleImages
from providers.tests.wire import WELL, rate_limited
from providers.tests.wire.fixtures import wire as wire
from sketch.scene import DepictedScene
from storyboards.pictures.drawing import draw

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from providers.tests.wire.server import WireServer

ENTRY = "google/gemini-nano-banana-2.1"
REQUEST = PictureRequest(
    prompt="A bloodbath.", width=720, height=720, seed=7, style="ink", scene=DepictedScene(), take=1
)


@pytest.fixture
def book(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book", budget=Decimal(10))


@pytest.fixture
def artist(wire: WireServer, book: VividPage) -> PaidImageModel:
    entry = entry_named(ENTRY, "image")
    key = Credentials("google", "AIzaSyA-0123456789abcdef", wire.base_url("google"), key_id=uuid4())
    account = Account(book.owner_id, book.pk, book.budget_id, book.title, "scene", "Scene 1", f"{book.pk}:1")
    return PaidImageModel(GoogleImages(key, entry.model, any_size=True), Billing(entry, key, account))


def asked(wire: WireServer) -> list[str]:
    sent: list[Any] = [call.json for call in wire.calls]
    return [one["contents"][0]["parts"][0]["text"] for one in sent]


def test_what_was_refused_is_not_asked_again_while_its_milder_words_wait(
    wire: WireServer, artist: PaidImageModel
) -> None:
    entry = entry_named(ENTRY, "image")
    wire.plan(WELL, rate_limited(retry_after=1))
    with pytest.raises(RateLimited):
        draw(artist, entry, REQUEST)

    drawn = draw(artist, entry, REQUEST)

    assert asked(wire) == ["A bloodbath.", "A battle.", "A battle."]
    assert drawn.softened == (("bloodbath", "battle"),)
    refused = PaidCall.objects.get(state=PaidCall.State.LOST)
    assert refused.cost == prices.cost_of(entry, drawn.refused) > 0


def test_after_both_were_refused_it_begins_with_its_own_words_again(wire: WireServer, artist: PaidImageModel) -> None:
    entry = entry_named(ENTRY, "image")
    service: Any = wire.services["google"]
    service.blocks = "PROHIBITED_CONTENT"
    with pytest.raises(ContentRefused, match="in vain"):
        draw(artist, entry, REQUEST)
    service.blocks = ""

    draw(artist, entry, REQUEST)

    assert asked(wire) == ["A bloodbath.", "A battle."] * 2


def test_a_refusal_says_nothing_of_another_picture(wire: WireServer, artist: PaidImageModel) -> None:
    entry = entry_named(ENTRY, "image")
    wire.plan(WELL, rate_limited(retry_after=1))
    with pytest.raises(RateLimited):
        draw(artist, entry, REQUEST)

    draw(artist, entry, replace(REQUEST, take=2))

    assert asked(wire) == ["A bloodbath.", "A battle."] * 2
