"""Servers that speak, each a little otherwise, and what they cost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from accounts.tests.keyrings import OLD
from providers.choosing.catalogue import unlisted_entry
from providers.choosing.factory import Caller, speaker
from providers.choosing.keys import add_key
from providers.choosing.model_choices import speakers_for
from providers.errors import (
    BadAnswer,
    ContentRefused,
    ContextTooLong,
    CutOff,
    KeyRefused,
    PriceUnknown,
    RateLimited,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.interfaces.credentials import Credentials
from providers.interfaces.speech import SpeechRequest, Voice
from providers.models import PaidCall
from providers.money.budgets import set_cap
from providers.money.ledger import Account
from providers.services.speech.speech import SpeechServer
from providers.services.speech.tests.wire import MODEL
from providers.services.speech.voices import OPENAI_VOICES, voice_named
from providers.tests.wire import cut_in_body, fails, rate_limited, wrong_content_type
from sandbox.sound import decoded

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.services.speech.tests.wire import SpeechWire
    from providers.tests.wire import WireServer

REQUEST = SpeechRequest("The bells of the drowned town fell silent.", "af_heart", "en")


@pytest.fixture
def server(wire: WireServer) -> SpeechWire:
    service: Any = wire.services["speech"]
    return service


@pytest.fixture
def spoken(wire: WireServer) -> SpeechServer:
    return SpeechServer(Credentials("speech", "", wire.base_url("speech")), MODEL)


def test_words_and_a_voice_are_sent_and_sound_comes_back(wire: WireServer, spoken: SpeechServer) -> None:
    speech = spoken.speak(REQUEST)

    (call,) = wire.calls
    assert call.json == {"model": MODEL, "input": REQUEST.text, "voice": "af_heart", "response_format": "wav"}
    assert (speech.media_type, speech.usage.characters) == ("audio/wav", len(REQUEST.text))
    assert decoded(speech.data, rate=48_000)


def test_a_format_that_a_server_does_not_know_is_asked_of_it_once(
    wire: WireServer, server: SpeechWire, spoken: SpeechServer
) -> None:
    server.formats = ("mp3",)

    kinds = [spoken.speak(REQUEST).media_type for _ in range(2)]

    assert kinds == ["audio/mpeg"] * 2
    assert [call.json["response_format"] for call in wire.calls] == ["wav", "mp3", "mp3"]
    assert decoded(spoken.speak(REQUEST).data, rate=48_000)


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (fails("key_refused"), KeyRefused),
        (fails("bad_request"), RequestRejected),
        (fails("unavailable"), ServiceDown),
        (rate_limited(retry_after=3), RateLimited),
        (cut_in_body(), CutOff),
        (wrong_content_type(), BadAnswer),
    ],
)
def test_its_errors_say_what_mends_them(
    wire: WireServer, spoken: SpeechServer, trouble: Any, error: type[Exception]
) -> None:
    wire.always(trouble)

    with pytest.raises(error):
        spoken.speak(REQUEST)


def test_what_it_will_not_say_and_what_is_too_long_is_refused(wire: WireServer, spoken: SpeechServer) -> None:
    with pytest.raises(ContentRefused, match="would not do this one"):
        spoken.speak(replace(REQUEST, text="A bloodbath."))
    asked = len(wire.calls)
    with pytest.raises(ContextTooLong):
        spoken.speak(replace(REQUEST, text="word " * 1000))
    assert len(wire.calls) == asked


def test_a_model_that_does_not_speak_is_named(wire: WireServer) -> None:
    with pytest.raises(UnknownModel, match="qwen3"):
        SpeechServer(Credentials("speech", "", wire.base_url("speech")), "qwen3").speak(REQUEST)


@pytest.mark.parametrize(
    "listed", [["af_heart", "bm_george"], [{"id": "af_heart", "name": "x"}, {"name": "bm_george"}]]
)
def test_voices_are_known_by_their_names(server: SpeechWire, spoken: SpeechServer, listed: object) -> None:
    server.voices = listed

    assert spoken.voices() == [Voice("af_heart", "Heart", "female"), Voice("bm_george", "George", "male")]


def test_a_server_that_lists_no_voices_has_those_of_openai(server: SpeechWire, spoken: SpeechServer) -> None:
    server.voices = None

    assert spoken.voices() == list(OPENAI_VOICES)


@pytest.mark.parametrize(
    ("name", "gender"),
    [("en-US-female-2", "female"), ("old_man", "male"), ("Woman 3", "female"), ("xyz", "neutral"), ("onyx", "male")],
)
def test_a_name_tells_whom_a_voice_suits(name: str, gender: str) -> None:
    assert voice_named(name).gender == gender


@pytest.fixture
def caller(reader: User, wire: WireServer, settings: Settings) -> Caller:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    add_key(user=reader, service="speech", base_url=wire.base_url("speech"))
    return Caller(reader, Account(user_id=reader.pk, purpose="speech"))


def test_a_passage_is_paid_for_once_by_its_characters(caller: Caller, wire: WireServer) -> None:
    entry = unlisted_entry(f"speech/{MODEL}", "speech")
    assert entry is not None
    model = speaker(replace(entry, character_price=Decimal(15)), caller)

    first, second = model.speak(REQUEST), model.speak(REQUEST)

    assert first.data == second.data
    assert len(wire.calls_of("speech", "/v1/audio/speech")) == 1
    call = PaidCall.objects.get()
    assert (call.state, call.is_priced) == ("answered", True)
    assert call.cost == Decimal("0.000630")  # 42 characters at $15 a million
    call.file.storage.delete(call.file.name)
    assert model.speak(REQUEST).data == first.data  # asked for again once it is lost
    assert len(wire.calls_of("speech", "/v1/audio/speech")) == 2


def test_a_server_whose_price_nobody_knows_is_not_called_under_a_cap(caller: Caller, wire: WireServer) -> None:
    entry = unlisted_entry(f"speech/{MODEL}", "speech")
    assert entry is not None
    set_cap(user=caller.owner, monthly=Decimal(5))

    with pytest.raises(PriceUnknown):
        speaker(entry, caller).speak(REQUEST)
    assert not wire.calls_of("speech", "/v1/audio/speech")


def test_a_reader_can_choose_what_is_built_in_and_what_their_server_lists(caller: Caller) -> None:
    choices = {choice.entry.name: choice.is_usable for choice in speakers_for(caller.owner)}

    assert choices == {"espeak": True, f"speech/{MODEL}": True}
