"""Models on Replicate over HTTP: each is asked in the words of its own schema."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from providers.errors import BadAnswer, ContentRefused, JobFailed, KeyRefused
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import AcceptedJob, PictureRequest, ReferenceImage
from providers.services.replicate.client import free_check
from providers.services.replicate.images import ReplicateImages
from providers.services.replicate.inputs import Inputs
from providers.tests.wire.images_drawn import drawn
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from providers.services.replicate.tests.wire import ReplicateWire
    from providers.tests.wire import WireServer

KEY = "r8_0123456789abcdef"
ELARA = ReferenceImage("the woman", drawn(512, 512, 1, "WEBP"), "image/webp", looks="young, long silver hair")


def a_request(prompt: str = "A woman crosses the bridge.", **changes: Any) -> PictureRequest:
    plain: dict[str, Any] = {"width": 1280, "height": 720, "seed": 7, "style": "ink", "scene": DepictedScene()}
    return PictureRequest(prompt=prompt, negative_prompt="frame, text", **{**plain, **changes})


@pytest.fixture
def replicate(wire: WireServer) -> ReplicateWire:
    service: Any = wire.services["replicate"]
    return service


def model_of(wire: WireServer, name: str, references: int = 8) -> ReplicateImages:
    key = Credentials("replicate", KEY, wire.base_url("replicate"))
    return ReplicateImages(key, name, references=references, first_pause=0.01)


def sent(wire: WireServer) -> dict[str, Any]:
    return dict(next(call.json["input"] for call in wire.calls if call.method == "POST"))


def test_an_official_model_is_asked_by_its_name_without_waiting_for_it(wire: WireServer) -> None:
    model_of(wire, "black-forest-labs/flux-schnell").draw(a_request())

    post = next(call for call in wire.calls if call.method == "POST")
    assert post.path == "/v1/models/black-forest-labs/flux-schnell/predictions"
    assert post.headers["authorization"] == f"Bearer {KEY}"
    assert "prefer" not in post.headers
    assert post.headers["cancel-after"]
    assert sent(wire) == {
        "prompt": "A woman crosses the bridge.",
        "num_outputs": 1,
        "aspect_ratio": "16:9",
        "seed": 7,
        "output_format": "png",
    }


def test_any_other_model_is_asked_by_its_version_in_its_own_words(wire: WireServer) -> None:
    model_of(wire, "somebody/old-sdxl").draw(a_request(references=(ELARA,)))

    post = next(call for call in wire.calls if call.method == "POST")
    assert post.path == "/v1/predictions"
    assert post.json["version"] == "version-of-old-sdxl"
    assert sent(wire) == {
        "prompt": "A woman crosses the bridge.",
        "negative_prompt": "frame, text",
        "width": 1280,
        "height": 736,
        "seed": 7,
    }  # its `image` would be drawn over


def test_references_go_to_a_model_with_an_input_for_them(wire: WireServer) -> None:
    model_of(wire, "black-forest-labs/flux-2-pro").draw(a_request(references=(ELARA,)))

    (address,) = sent(wire)["input_images"]
    head, _, encoded = address.partition(",")
    assert head == "data:image/webp;base64"
    assert base64.b64decode(encoded) == ELARA.data
    assert "Image 1 is the character sheet of the woman" in sent(wire)["prompt"]


def test_what_a_model_takes_is_asked_once(wire: WireServer) -> None:
    model = model_of(wire, "black-forest-labs/flux-schnell")
    for seed in (1, 2):
        model.draw(a_request(seed=seed))

    assert len(wire.calls_of("replicate", "/v1/models/black-forest-labs/flux-schnell")) == 1 + 2


@pytest.mark.parametrize("in_a_list", [True, False])
def test_a_picture_may_come_alone_or_in_a_list(wire: WireServer, replicate: ReplicateWire, in_a_list: bool) -> None:
    replicate.in_a_list = in_a_list

    assert model_of(wire, "black-forest-labs/flux-schnell").draw(a_request()).data


@pytest.mark.parametrize("words", ["NSFW content detected.", "The input or output was flagged as sensitive. (E005)"])
def test_a_failure_for_what_is_shown_is_a_refusal(wire: WireServer, replicate: ReplicateWire, words: str) -> None:
    replicate.ending, replicate.error = "failed", words

    with pytest.raises(ContentRefused, match="would not do this one"):
        model_of(wire, "black-forest-labs/flux-schnell").draw(a_request())


def test_any_other_failure_may_go_well_another_time(wire: WireServer, replicate: ReplicateWire) -> None:
    replicate.ending, replicate.error = "failed", "CUDA out of memory"

    with pytest.raises(JobFailed, match="CUDA out of memory"):
        model_of(wire, "black-forest-labs/flux-schnell").draw(a_request())


def test_a_prediction_that_is_not_known_any_more_may_have_been_billed(wire: WireServer) -> None:
    with pytest.raises(BadAnswer, match="no longer knows"):
        model_of(wire, "black-forest-labs/flux-schnell").collect(AcceptedJob("gone"), a_request())


@pytest.mark.parametrize("schema", [{}, {"components": None}, {"components": {"schemas": {"Input": []}}}])
def test_a_model_whose_schema_cannot_be_read_is_asked_in_words_alone(schema: dict[str, Any]) -> None:
    assert Inputs(schema).filled("A bridge.", a_request(), []) == {"prompt": "A bridge."}


def test_a_token_is_checked_by_asking_whose_it_is(wire: WireServer) -> None:
    key = Credentials("replicate", KEY, wire.base_url("replicate"))

    assert free_check(key) == "The key works; it is that of reader."
    wire.accepted_key = "another"
    with pytest.raises(KeyRefused):
        free_check(key)
