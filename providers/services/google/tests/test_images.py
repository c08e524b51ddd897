"""Gemini's image models over HTTP, against a server that speaks as Google's does."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from providers.choosing.catalogue import entry_named
from providers.errors import BadAnswer, ContentRefused, KeyRefused, OutOfFunds
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import PictureRequest, ReferenceImage
from providers.interfaces.usage import Usage
from providers.money import maxima, prices
from providers.services.google.client import free_check
from providers.services.google.images import GoogleImages
from providers.services.google.sizes import size_for
from providers.tests.wire import WireServer, answers, fails
from providers.tests.wire.images_drawn import drawn
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from providers.services.google.tests.wire import GoogleWire

KEY = "AIzaSyA-0123456789abcdef"
MODEL = "gemini-nano-banana-2.1"
ELARA = ReferenceImage("the woman", drawn(512, 512, 1, "WEBP"), "image/webp", looks="young, long silver hair")
BRIDGE = ReferenceImage("the burning bridge", drawn(256, 128, 2), "image/png", shows="place")


def a_request(prompt: str = "A woman crosses the bridge.", **changes: Any) -> PictureRequest:
    plain: dict[str, Any] = {"width": 1280, "height": 720, "seed": 7, "style": "ink", "scene": DepictedScene()}
    return PictureRequest(prompt=prompt, **{**plain, **changes})


@pytest.fixture
def google(wire: WireServer) -> GoogleWire:
    service: Any = wire.services["google"]
    return service


@pytest.fixture
def key(wire: WireServer) -> Credentials:
    return Credentials("google", KEY, wire.base_url("google"))


@pytest.fixture
def model(key: Credentials) -> GoogleImages:
    return GoogleImages(key, MODEL, references=10, any_size=True)


def test_the_words_come_first_and_then_the_references_in_the_order_that_the_words_name(
    wire: WireServer, model: GoogleImages
) -> None:
    model.draw(a_request(references=(ELARA, BRIDGE)))

    (call,) = wire.calls
    assert (call.method, call.path) == ("POST", f"/v1beta/models/{MODEL}:generateContent")
    assert call.headers["x-goog-api-key"] == KEY
    assert "authorization" not in call.headers
    words, *pictures = call.json["contents"][0]["parts"]
    assert "Image 1 is the character sheet of the woman (young, long silver hair)." in words["text"]
    assert "Image 2 is the location of the picture: the burning bridge." in words["text"]
    assert words["text"].endswith("A woman crosses the bridge.")
    assert [base64.b64decode(picture["inlineData"]["data"]) for picture in pictures] == [ELARA.data, BRIDGE.data]
    assert call.json["generationConfig"] == {
        "responseModalities": ["IMAGE"],
        "imageConfig": {"aspectRatio": "16:9", "imageSize": "1K"},
    }
    assert {setting["threshold"] for setting in call.json["safetySettings"]} == {"BLOCK_ONLY_HIGH"}


def test_no_more_references_are_sent_than_the_model_takes(wire: WireServer, key: Credentials) -> None:
    GoogleImages(key, MODEL, references=1, any_size=True).draw(a_request(references=(ELARA, BRIDGE)))

    parts = wire.calls[0].json["contents"][0]["parts"]
    assert len(parts) == 2
    assert "Image 2" not in parts[0]["text"]


def test_a_model_of_one_size_is_not_told_a_size(wire: WireServer, key: Credentials) -> None:
    GoogleImages(key, "gemini-3.1-flash-lite-image").draw(a_request())

    assert wire.calls[0].json["generationConfig"]["imageConfig"] == {"aspectRatio": "16:9"}


@pytest.mark.parametrize(
    ("width", "height", "size"), [(720, 720, "1K"), (1280, 720, "1K"), (1080, 1080, "1K"), (1920, 1080, "2K")]
)
def test_the_dearer_size_is_asked_for_only_where_the_cheaper_would_be_blurred(
    width: int, height: int, size: str
) -> None:
    assert size_for(width, height, any_size=True) == size


def test_what_it_bills_is_what_it_counted_with_its_thoughts_as_text(google: GoogleWire, model: GoogleImages) -> None:
    usage = model.draw(a_request(references=(ELARA, BRIDGE))).usage

    assert usage == Usage(
        input_tokens=usage.input_tokens,
        image_input_tokens=2 * 560,
        output_tokens=90,
        image_output_tokens=1120,
        pictures=1,
    )
    assert usage.input_tokens > 100


@pytest.mark.django_db
def test_a_picture_costs_what_its_tokens_cost_and_no_more_was_reserved_than_half_as_much_again(
    model: GoogleImages,
) -> None:
    entry, request = entry_named(f"google/{MODEL}", "image"), a_request(references=(ELARA,))
    cost = prices.cost_of(entry, model.draw(request).usage)
    most = prices.cost_of(entry, maxima.of_picture(request, entry))

    assert cost is not None
    assert most is not None
    assert Decimal("0.034") < cost < Decimal("0.040")  # 1,120 tokens of a picture at $30 a million, and words
    assert cost <= most < cost * 2


def test_a_picture_that_it_drew_while_thinking_is_not_taken_for_the_answer(
    google: GoogleWire, model: GoogleImages
) -> None:
    assert model.draw(a_request()).data.startswith(b"\x89PNG")


@pytest.mark.parametrize("reason", ["SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SOMETHING_NEW"])
def test_a_prompt_that_is_blocked_is_a_refusal_with_its_bill(
    google: GoogleWire, model: GoogleImages, reason: str
) -> None:
    google.blocks = reason

    with pytest.raises(ContentRefused, match="Google would not do this one: ") as raised:
        model.draw(a_request())

    assert reason not in str(raised.value)
    assert raised.value.usage is not None
    assert raised.value.usage.input_tokens > 0


@pytest.mark.parametrize("reason", ["IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "RECITATION"])
def test_a_picture_that_is_held_back_is_a_refusal(google: GoogleWire, model: GoogleImages, reason: str) -> None:
    google.ends = reason

    with pytest.raises(ContentRefused):
        model.draw(a_request())


def test_a_model_that_answers_in_words_has_refused_with_its_own_words(google: GoogleWire, model: GoogleImages) -> None:
    google.says = "I cannot create pictures of that."

    with pytest.raises(ContentRefused, match="I cannot create pictures of that"):
        model.draw(a_request())


def test_an_answer_with_neither_picture_nor_reason_is_a_bad_one(google: GoogleWire, model: GoogleImages) -> None:
    google.ends = "NO_IMAGE"

    with pytest.raises(BadAnswer):
        model.draw(a_request())


def test_what_is_no_base64_is_no_picture(wire: WireServer, model: GoogleImages) -> None:
    wire.plan(answers(""))

    with pytest.raises(BadAnswer):
        model.draw(a_request())


def test_a_quota_of_none_is_a_matter_of_money_and_not_of_waiting(wire: WireServer, model: GoogleImages) -> None:
    wire.plan(fails("credit_too_low"))

    with pytest.raises(OutOfFunds, match="billing"):
        model.draw(a_request())


def test_a_key_is_checked_by_listing_the_models(wire: WireServer, key: Credentials) -> None:
    assert free_check(key) == "The key works; 3 image models are open to it."
    wire.accepted_key = "another"
    with pytest.raises(KeyRefused):
        free_check(key)
