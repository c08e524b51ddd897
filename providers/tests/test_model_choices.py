"""Which models readers can choose."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from providers.choosing import installed, model_choices
from providers.choosing.catalogue import Kind, entries, entry_named
from providers.models import CatalogueModel
from providers.tests.wire import WireServer, slow

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import ApiKey, User

NOBODY = "http://127.0.0.1:9"
PATIENCE = 60
"""Seconds: a machine may be busy."""


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    installed.forget_all()


def today_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: day)


def usable(reader: User, kind: str) -> set[str]:
    return {choice.entry.name for choice in model_choices.choices_for(reader).of_kind(kind) if choice.is_usable}  # type: ignore[arg-type]


def when_listed(*keys: ApiKey) -> None:
    """Wait until the servers of these keys have said what they have; a page waits two seconds."""
    assert len(installed.installed_on(keys, patience=PATIENCE)) == len(keys)


def test_without_a_key_only_what_is_built_in_is_usable_and_the_rest_is_shown(reader: User) -> None:
    choices = model_choices.choices_for(reader)

    assert usable(reader, "text") == {"rules"}
    assert usable(reader, "image") == {"sketch"}
    assert "anthropic/claude-haiku-5-5" in {choice.entry.name for choice in choices.text}


def test_a_key_makes_the_models_of_its_service_usable_and_no_others(reader: User) -> None:
    create_key(owner=reader, service="anthropic", secret=SECRET)

    assert "anthropic/claude-haiku-5-5" in usable(reader, "text")
    assert "openai/gpt-6-luna" not in usable(reader, "text")


def test_a_key_that_is_switched_off_makes_nothing_usable(reader: User) -> None:
    create_key(owner=reader, service="anthropic", secret=SECRET, is_active=False)

    assert usable(reader, "text") == {"rules"}


def test_models_that_are_shut_down_are_not_offered_but_told_with_their_successors(reader: User) -> None:
    gone = {retired.entry.name: retired.successor for retired in model_choices.retired("image")}

    assert "openai/dall-e-3" not in {choice.entry.name for choice in model_choices.choices_for(reader).image}
    assert gone["openai/dall-e-3"].name == "openai/gpt-image-2.5-flare"


@pytest.mark.parametrize(
    ("name", "kind", "day", "follows"),
    [
        ("openai/gpt-image-1.5", "image", date(2026, 12, 1), "GPT Image 2.6 Sunburst"),
        ("openai/gpt-image-1-mini", "image", date(2026, 12, 1), "GPT Image 2.6 Flare"),
        ("openai/chatgpt-image-latest", "image", date(2026, 12, 1), "GPT Image 2.6 Sunburst"),
        ("openai/gpt-5", "text", date(2026, 12, 11), "GPT-6.1 Sol"),
        ("openai/gpt-5-mini", "text", date(2026, 12, 11), "GPT-6.1 Terra"),
        ("openai/gpt-5-nano", "text", date(2026, 12, 11), "GPT-6 Luna"),
        ("openai/o3", "text", date(2026, 12, 11), "GPT-6.1 Sol"),
    ],
)
def test_a_model_that_is_to_be_shut_down_says_when_and_what_follows_and_is_gone_after(
    reader: User, monkeypatch: pytest.MonkeyPatch, name: str, kind: Kind, day: date, follows: str
) -> None:
    today_is(monkeypatch, day - timedelta(days=1))
    choice = next(choice for choice in model_choices.choices_for(reader).of_kind(kind) if choice.entry.name == name)
    notice = f"{choice.entry.title} is shut down on {day:%-d %B %Y}. Choose {follows} instead."
    assert choice.ends == notice

    today_is(monkeypatch, day)
    assert name not in {choice.entry.name for choice in model_choices.choices_for(reader).of_kind(kind)}
    assert name in {retired.entry.name for retired in model_choices.retired(kind)}


def test_every_model_that_ends_names_one_that_stays() -> None:
    for kind in ("text", "image", "embedding"):
        for entry in entries(kind):
            if entry.retired is not None:
                assert entry_named(entry.successor, kind).retired is None, entry.name


@pytest.mark.parametrize(
    ("service", "kind"),
    [("ollama", "text"), ("compatible", "text"), ("automatic1111", "image"), ("comfyui", "image")],
)
def test_what_a_readers_own_server_lists_is_offered(reader: User, wire: WireServer, service: str, kind: str) -> None:
    when_listed(create_key(owner=reader, service=service, secret=SECRET, base_url=wire.base_url(service)))
    names = {name for name in usable(reader, kind) if name.startswith(f"{service}/")}

    assert names
    assert all(entry_named(name, kind).service == service for name in names)  # type: ignore[arg-type]


def test_a_server_is_asked_once_in_a_while_and_not_for_every_page(reader: User, wire: WireServer) -> None:
    when_listed(create_key(owner=reader, service="compatible", secret=SECRET, base_url=wire.base_url("compatible")))
    for _ in range(3):
        model_choices.choices_for(reader)

    assert len(wire.calls) == 1


def test_a_server_that_cannot_be_reached_has_no_models_and_breaks_no_page(reader: User) -> None:
    create_key(owner=reader, service="ollama", base_url=NOBODY)

    assert usable(reader, "text") == {"rules"}


def test_a_server_that_is_slow_is_not_waited_for_and_stands_in_a_later_list(reader: User, wire: WireServer) -> None:
    wire.plan(slow(0.5))
    key = create_key(owner=reader, service="compatible", secret=SECRET, base_url=wire.base_url("compatible"))

    assert installed.installed_on([key], patience=0.01) == {}
    assert installed.installed_on([key], patience=30)[key.pk]


def test_a_model_is_called_with_the_key_of_a_server_that_has_it(reader: User, wire: WireServer) -> None:
    empty = create_key(owner=reader, service="ollama", base_url=NOBODY, nickname="Empty")
    full = create_key(owner=reader, service="ollama", base_url=wire.base_url("ollama"), nickname="Full")
    when_listed(empty, full)
    choices = model_choices.choices_for(reader)
    listed = next(choice for choice in choices.text if choice.entry.service == "ollama")

    assert choices.key_with(listed.entry.name, "text") == full.pk


def test_prices_are_those_of_a_million_tokens_or_of_a_picture() -> None:
    luna = model_choices.price_of(entry_named("openai/gpt-6-luna", "text"))
    flare = model_choices.price_of(entry_named("openai/gpt-image-2.5-flare", "image"))

    assert 0 < luna.input < luna.output
    assert flare.picture > 0


def test_a_price_that_an_admin_has_entered_holds() -> None:
    CatalogueModel.objects.create(
        name="openai/gpt-6-luna", service="openai", kind="text", title="Luna", input_price=3, output_price=9
    )

    assert model_choices.price_of(entry_named("openai/gpt-6-luna", "text")) == model_choices.Price(
        Decimal(3), Decimal(9)
    )


def test_a_price_that_nobody_knows_is_none() -> None:
    assert model_choices.price_of(entry_named("openai/gpt-image-2.6-flare", "image")) is None
