"""Pictures of servers that speak OpenAI's images protocol, each a little otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from providers.choosing.catalogue import unlisted_entry
from providers.errors import BadAnswer, ContextTooLong, CutOff, ProviderError, RequestRejected, UnknownModel
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import PictureRequest
from providers.services import service_named
from providers.services.compatible.images import CompatibleImages
from providers.tests.asking import picture_from
from providers.tests.wire import WELL, fails
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from pytest_django import Settings

    from providers.services.compatible.tests.wire import CompatibleWire
    from providers.tests.wire import WireServer

REQUEST = PictureRequest(prompt="A bell.", width=1280, height=720, seed=7, style="ink", scene=DepictedScene())


@pytest.fixture
def server(wire: WireServer) -> CompatibleWire:
    service: Any = wire.services["compatible"]
    return service


@pytest.fixture
def images(wire: WireServer) -> CompatibleImages:
    return CompatibleImages(Credentials("compatible", "", wire.base_url("compatible")), "flux-schnell")


def test_a_picture_comes_within_the_answer_where_the_server_can(wire: WireServer, images: CompatibleImages) -> None:
    picture = picture_from(images, REQUEST)

    assert (picture.width, picture.height) == (1280, 720)
    (call,) = wire.calls
    assert call.json == {
        "model": "flux-schnell",
        "prompt": "A bell.",
        "n": 1,
        "size": "1280x720",
        "response_format": "b64_json",
    }


def test_what_a_server_does_not_take_is_asked_of_it_once(
    wire: WireServer, server: CompatibleWire, images: CompatibleImages
) -> None:
    server.picks_format, server.sizes = False, ("1024x1024", "1536x1024")

    for _ in range(2):
        assert picture_from(images, REQUEST).width == 1280

    assert [call.json["size"] for call in wire.calls] == ["1280x720", "1280x720", "1536x1024", "1536x1024"]


def test_a_server_that_refuses_every_way_is_told_in_its_own_words(
    server: CompatibleWire, images: CompatibleImages
) -> None:
    server.sizes = ("256x256",)

    with pytest.raises(RequestRejected, match="Invalid size"):
        images.draw(REQUEST)


def test_what_is_refused_in_every_way_leaves_the_next_picture_its_size(
    wire: WireServer, images: CompatibleImages
) -> None:
    wire.plan(fails("bad_request"), fails("bad_request"), fails("bad_request"))
    with pytest.raises(RequestRejected):
        images.draw(REQUEST)

    assert picture_from(images, REQUEST).width == 1280
    assert [call.json["size"] for call in wire.calls][-1] == "1280x720"


def test_what_does_not_fit_is_not_asked_more_plainly(wire: WireServer, images: CompatibleImages) -> None:
    wire.always(fails("context_too_long"))

    with pytest.raises(ContextTooLong):
        images.draw(REQUEST)
    assert len(wire.calls) == 1


@pytest.mark.parametrize("trouble", [fails("unavailable"), fails("rate_limited")])
def test_a_picture_that_was_drawn_and_is_not_handed_over_may_be_billed(
    wire: WireServer, server: CompatibleWire, images: CompatibleImages, trouble: Any
) -> None:
    server.delivery = f"{wire.base_url('compatible')}/pictures/"
    wire.plan(WELL, trouble)

    with pytest.raises(CutOff, match="did not hand it over"):
        images.draw(REQUEST)


def test_a_picture_at_an_address_of_the_same_server_is_fetched(
    wire: WireServer, server: CompatibleWire, images: CompatibleImages
) -> None:
    server.delivery = f"{wire.base_url('compatible')}/pictures/"

    assert picture_from(images, REQUEST).width == 1280


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://[::1]/", "http://10.0.0.7/", "http://169.254.169.254/"]
)
def test_a_picture_in_a_private_network_is_not_fetched(
    settings: Settings, server: CompatibleWire, images: CompatibleImages, address: str
) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = False
    server.delivery = address

    with pytest.raises(BadAnswer, match="does not fetch from") as refused:
        images.draw(REQUEST)

    assert refused.value.may_be_billed  # the picture has been drawn
    assert not refused.value.halts


@pytest.mark.parametrize("address", ["file:///etc/", "https://me:secret@pictures.example/"])
def test_what_is_no_address_of_the_web_is_not_fetched(
    server: CompatibleWire, images: CompatibleImages, address: str
) -> None:
    server.delivery = address

    with pytest.raises(BadAnswer):
        images.draw(REQUEST)


def test_a_model_that_does_not_draw_is_named(wire: WireServer) -> None:
    images = CompatibleImages(Credentials("compatible", "", wire.base_url("compatible")), "qwen3-32b")

    with pytest.raises(UnknownModel, match="qwen3-32b"):
        images.draw(REQUEST)


def test_a_server_that_is_failing_is_asked_no_more_plainly(wire: WireServer, images: CompatibleImages) -> None:
    wire.always(fails("unavailable"))

    with pytest.raises(ProviderError):
        images.draw(REQUEST)
    assert len(wire.calls) == 1


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("qwen3-32b", "text"),
        ("nomic-embed-text", "embedding"),
        ("black-forest-labs/FLUX.1-schnell", "image"),
        ("stable-diffusion-xl-base-1.0", "image"),
        ("sdxl-turbo", "image"),
        ("sd3.5-medium", "image"),
        ("qwen-image", "image"),
        ("dall-e-3", "image"),
        ("llava-1.6", "text"),
        ("gemma-3-27b-it", "text"),
    ],
)
def test_what_a_model_does_is_told_by_its_name(model: str, kind: str) -> None:
    assert service_named("compatible").kind_of(model) == kind


def test_a_model_that_draws_is_offered_with_careful_assumptions() -> None:
    entry = unlisted_entry("compatible/flux-schnell", "image")

    assert entry is not None
    assert (entry.kind, entry.references, entry.concurrency) == ("image", 0, 2)
