"""OpenAI's moderation through the real SDK and the ledger, against a server that speaks as theirs does."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from accounts.keys import create_key
from accounts.tests.keyrings import OLD
from providers.choosing.catalogue import usable_entry
from providers.choosing.factory import Caller, moderator
from providers.errors import CutOff, KeyMissing, KeyRefused, ProviderError, RateLimited, ServiceDown
from providers.interfaces.moderation import ModerationRequest
from providers.models import Budget, PaidCall
from providers.money.budgets import budget_of_month, this_month
from providers.money.ledger import Account
from providers.tests.wire import Trouble, WireServer, cut_in_body, fails, rate_limited, wrong_content_type
from providers.tests.wire.images_drawn import drawn
from storyboards.tests.making import encoded

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.interfaces.moderation import Moderator

SECRET = "sk-proj-abcdefghijklmnop"
ENTRY = "openai/omni-moderation-latest"
QUIET = ModerationRequest("A ship at sea.", drawn(64, 48, 1, "WEBP"))


@pytest.fixture(autouse=True)
def _settings(settings: Settings, transactional_db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True


@pytest.fixture
def caller(reader: User, wire: WireServer) -> Caller:
    create_key(owner=reader, service="openai", secret=SECRET, base_url=wire.base_url("openai"))
    return Caller(reader, Account(user_id=reader.pk, purpose="moderation"))


@pytest.fixture
def check(caller: Caller) -> Moderator:
    return moderator(usable_entry(ENTRY, "moderation"), caller)


def calls(wire: WireServer) -> list[Any]:
    return list(wire.calls_of("openai", "/v1/moderations"))


def test_words_and_picture_go_together_and_are_scored(check: Moderator, wire: WireServer) -> None:
    verdict = check.check(QUIET)

    (call,) = calls(wire)
    words, picture = call.json["input"]
    assert call.json["model"] == "omni-moderation-latest"
    assert words == {"type": "text", "text": "A ship at sea."}
    assert picture["image_url"]["url"] == f"data:image/webp;base64,{base64.b64encode(QUIET.picture).decode()}"
    assert len(verdict.scores) == 13
    assert max(verdict.scores.values()) < 0.01


@pytest.mark.parametrize(
    ("request_", "category"),
    [
        (ModerationRequest("Naked in the moonlight."), "sexual"),
        (ModerationRequest("Gore.", b""), "violence/graphic"),
        (ModerationRequest("", encoded("red"), "image/png"), "violence/graphic"),
    ],
)
def test_what_is_found_is_scored_by_their_names(check: Moderator, request_: ModerationRequest, category: str) -> None:
    assert check.check(request_).scores[category] > 0.9


def test_it_costs_nothing_stands_in_the_ledger_and_is_asked_once(check: Moderator, wire: WireServer) -> None:
    assert check.check(QUIET) == check.check(QUIET)

    assert len(calls(wire)) == 1
    call = PaidCall.objects.get()
    assert (call.state, call.reserved, call.cost, call.is_priced) == ("answered", Decimal(0), Decimal(0), True)


def test_a_month_whose_cap_is_reached_checks_on(check: Moderator, reader: User) -> None:
    Budget.objects.filter(pk=budget_of_month(reader.pk, this_month()).pk).update(limit=Decimal(0))

    assert check.check(QUIET).scores


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (fails("server_error"), ServiceDown),
        (fails("key_refused"), KeyRefused),
        (rate_limited(retry_after=7), RateLimited),
        (cut_in_body(), CutOff),
        (wrong_content_type(), ProviderError),
    ],
)
def test_each_trouble_has_its_name_and_costs_nothing(
    check: Moderator, wire: WireServer, trouble: Trouble, error: type[ProviderError]
) -> None:
    wire.plan(trouble)

    with pytest.raises(error):
        check.check(QUIET)

    assert sum(call.cost for call in PaidCall.objects.all()) == 0
    assert check.check(QUIET).scores, "the next time it is asked again"


def test_without_a_key_nothing_is_asked(reader: User) -> None:
    with pytest.raises(KeyMissing):
        moderator(usable_entry(ENTRY, "moderation"), Caller(reader, Account(user_id=reader.pk)))
