"""Stability AI's models over HTTP, against a server that takes forms as theirs does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from providers.errors import ContentRefused, KeyRefused
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import PictureRequest, ReferenceImage
from providers.interfaces.usage import Usage
from providers.services.stability.client import free_check
from providers.services.stability.images import StabilityImages
from providers.tests.wire.images_drawn import bytes_of, drawn, form_of, name_of
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from providers.services.stability.tests.wire import StabilityWire
    from providers.tests.wire import WireServer

KEY = "sk-stability-0123456789"
ELARA = ReferenceImage("the woman", drawn(512, 512, 1, "WEBP"), "image/webp")


def a_request(prompt: str = "A woman crosses the bridge.", **changes: Any) -> PictureRequest:
    plain: dict[str, Any] = {"width": 1280, "height": 720, "seed": 7, "style": "ink", "scene": DepictedScene()}
    return PictureRequest(prompt=prompt, negative_prompt="frame, text", **{**plain, **changes})


@pytest.fixture
def key(wire: WireServer) -> Credentials:
    return Credentials("stability", KEY, wire.base_url("stability"))


def fields_of(wire: WireServer) -> dict[str, str]:
    return {name_of(part): bytes_of(part).decode() for part in form_of(wire.calls[-1])}


def test_what_is_sent_is_a_form_of_words_shape_and_seed(wire: WireServer, key: Credentials) -> None:
    StabilityImages(key, "sd3.5-large").draw(a_request())

    (call,) = wire.calls
    assert (call.method, call.path) == ("POST", "/v2beta/stable-image/generate/sd3")
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert call.headers["content-type"].startswith("multipart/form-data")
    assert fields_of(wire) == {
        "prompt": "A woman crosses the bridge.",
        "negative_prompt": "frame, text",
        "aspect_ratio": "16:9",
        "seed": "7",
        "output_format": "png",
        "model": "sd3.5-large",
    }


@pytest.mark.parametrize("model", ["ultra", "core"])
def test_its_own_models_have_addresses_of_their_own(wire: WireServer, key: Credentials, model: str) -> None:
    StabilityImages(key, model).draw(a_request())

    assert wire.calls[0].path == f"/v2beta/stable-image/generate/{model}"
    assert "model" not in fields_of(wire)


def test_negative_words_are_kept_from_a_model_that_takes_none(wire: WireServer, key: Credentials) -> None:
    StabilityImages(key, "sd3.5-large-turbo").draw(a_request())

    assert "negative_prompt" not in fields_of(wire)


def test_no_scene_is_begun_with_a_reference_picture(wire: WireServer, key: Credentials) -> None:
    StabilityImages(key, "ultra").draw(a_request(references=(ELARA,)))

    assert not {"image", "strength"} & fields_of(wire).keys()


def test_the_seed_that_stands_for_chance_is_not_sent(wire: WireServer, key: Credentials) -> None:
    StabilityImages(key, "core").draw(a_request(seed=0))

    assert fields_of(wire)["seed"] == "4294967294"


def test_a_prompt_that_is_too_long_keeps_its_beginning_and_its_end(wire: WireServer, key: Credentials) -> None:
    StabilityImages(key, "core").draw(a_request("First. " + "middle " * 3_000 + "Style: ink."))

    prompt = fields_of(wire)["prompt"]
    assert len(prompt) <= 10_000
    assert prompt.startswith("First. ")
    assert prompt.endswith("Style: ink.")


def test_a_picture_that_its_filter_has_blurred_is_refused_with_its_bill(wire: WireServer, key: Credentials) -> None:
    service: Any = wire.services["stability"]
    stability: StabilityWire = service
    stability.blurs = True

    with pytest.raises(ContentRefused) as raised:
        StabilityImages(key, "core").draw(a_request())

    assert raised.value.usage == Usage(pictures=1)


def test_a_key_is_checked_by_asking_what_is_left(wire: WireServer, key: Credentials) -> None:
    assert free_check(key) == "The key works; 642.5 credits ($6.42) are left."
    wire.accepted_key = "another"
    with pytest.raises(KeyRefused):
        free_check(key)
