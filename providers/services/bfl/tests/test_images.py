"""FLUX over HTTP, against a server that takes jobs as that of Black Forest Labs does."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from providers.choosing.catalogue import entry_named
from providers.errors import AnswerPending, BadAnswer, ContentRefused, KeyRefused
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import AcceptedJob, PictureRequest, ReferenceImage
from providers.money import maxima, prices
from providers.services.bfl.client import free_check
from providers.services.bfl.images import Flux, size_to_ask
from providers.tests.wire.images_drawn import drawn
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from providers.services.bfl.tests.wire import BFLWire
    from providers.tests.wire import WireServer

KEY = "bfl_0123456789abcdef"
ELARA = ReferenceImage("the woman", drawn(512, 512, 1, "WEBP"), "image/webp", looks="young, long silver hair")
BRIDGE = ReferenceImage("the burning bridge", drawn(256, 128, 2), "image/png", shows="place")


def a_request(prompt: str = "A woman crosses the bridge.", **changes: Any) -> PictureRequest:
    plain: dict[str, Any] = {"width": 1280, "height": 720, "seed": 7, "style": "ink", "scene": DepictedScene()}
    return PictureRequest(prompt=prompt, **{**plain, **changes})


@pytest.fixture
def bfl(wire: WireServer) -> BFLWire:
    service: Any = wire.services["bfl"]
    return service


@pytest.fixture
def key(wire: WireServer) -> Credentials:
    return Credentials("bfl", KEY, wire.base_url("bfl"))


@pytest.fixture
def flux(key: Credentials) -> Flux:
    return Flux(key, "flux-2-pro", references=8, first_pause=0.01)


def test_a_job_is_handed_in_with_words_seed_size_and_references(wire: WireServer, flux: Flux) -> None:
    flux.submit(a_request(references=(ELARA, BRIDGE), negative_prompt="frame"))

    (call,) = wire.calls
    assert (call.method, call.path, call.headers["x-key"]) == ("POST", "/v1/flux-2-pro", KEY)
    sent = dict(call.json)
    assert "Image 2 is the location of the picture: the burning bridge." in sent.pop("prompt")
    assert base64.b64decode(sent.pop("input_image")) == ELARA.data
    assert base64.b64decode(sent.pop("input_image_2")) == BRIDGE.data
    assert sent == {"seed": 7, "width": 1280, "height": 720, "output_format": "png", "safety_tolerance": 5}


def test_kontext_is_asked_for_a_shape_and_looks_at_one_picture(wire: WireServer, key: Credentials) -> None:
    Flux(key, "flux-kontext-pro", references=1).submit(a_request(references=(ELARA, BRIDGE)))

    sent = wire.calls[0].json
    assert sent["aspect_ratio"] == "16:9"
    assert not {"width", "height", "input_image_2"} & sent.keys()
    assert sent["safety_tolerance"] == 2


@pytest.mark.parametrize(
    ("size", "asked"),
    [
        ((720, 720), (720, 720)),
        ((1080, 1080), (1088, 1088)),
        ((100, 200), (256, 512)),
        ((4000, 3000), (2352, 1760)),
    ],
)
def test_the_size_that_is_asked_for_is_of_steps_of_16_and_within_four_megapixels(
    size: tuple[int, int], asked: tuple[int, int]
) -> None:
    assert size_to_ask(*size) == asked


def test_the_picture_is_looked_for_until_it_is_there_and_fetched_once(
    wire: WireServer, bfl: BFLWire, flux: Flux
) -> None:
    bfl.waits = 3

    picture = flux.draw(a_request())

    assert picture.seed == 7
    assert [call.path for call in wire.calls] == ["/v1/flux-2-pro", *["/v1/get_result"] * 4, "/delivery/job-000001"]


def test_the_same_seed_gives_the_same_picture(flux: Flux) -> None:
    first, second, other = (flux.draw(a_request(seed=seed)).data for seed in (7, 7, 8))

    assert first == second != other


def test_what_it_says_that_a_job_costs_is_what_it_costs(flux: Flux) -> None:
    drawn_image = flux.draw(a_request(references=(ELARA, BRIDGE)))

    assert drawn_image.usage.billed_micros == 60_000  # 3 credits, and 1.5 for each reference


@pytest.mark.django_db
@pytest.mark.parametrize("references", [(), (ELARA,), (ELARA, BRIDGE)])
@pytest.mark.parametrize(("width", "height"), [(720, 720), (1080, 1080)])
def test_what_is_reserved_is_what_it_costs(
    flux: Flux, references: tuple[ReferenceImage, ...], width: int, height: int
) -> None:
    entry = entry_named("bfl/flux-2-pro", "image")
    request = a_request(width=width, height=height, references=references)
    cost = prices.cost_of(entry, flux.draw(request).usage)

    assert cost == prices.cost_of(entry, maxima.of_picture(request, entry))
    assert cost == Decimal("0.03") + Decimal("0.015") * (len(references) + (width > 1024))


@pytest.mark.django_db
def test_where_it_does_not_say_what_a_job_costs_its_list_of_prices_counts(bfl: BFLWire, flux: Flux) -> None:
    bfl.says_cost = False

    assert prices.cost_of(entry_named("bfl/flux-2-pro", "image"), flux.draw(a_request()).usage) == Decimal("0.03")


def test_when_patience_is_up_the_job_is_left_and_asked_for_again(
    wire: WireServer, bfl: BFLWire, key: Credentials
) -> None:
    bfl.waits = 2
    hurried = Flux(key, "flux-2-pro", patience=0, first_pause=0)
    job = hurried.submit(a_request())
    for _ in range(2):
        with pytest.raises(AnswerPending, match="still at work"):
            hurried.collect(job, a_request())

    assert hurried.collect(job, a_request()).data
    assert len(wire.calls_of("bfl", "/v1/flux")) == 1


@pytest.mark.parametrize("ending", ["Request Moderated", "Content Moderated"])
def test_moderation_is_a_refusal_with_the_reasons_that_it_names(bfl: BFLWire, flux: Flux, ending: str) -> None:
    bfl.ending, bfl.reasons = ending, ["Violence"]

    with pytest.raises(ContentRefused, match=r"filter .*\(Violence\)"):
        flux.draw(a_request())


def test_a_job_that_is_not_known_any_more_may_have_been_billed(wire: WireServer, flux: Flux) -> None:
    gone = AcceptedJob(f"{wire.base_url('bfl')}/v1/get_result?id=gone")

    with pytest.raises(BadAnswer, match="no longer knows"):
        flux.collect(gone, a_request())


@pytest.mark.parametrize("host", ["bfl.ai.example", "bfldeliveryprod.blob.core.windows.net"])
def test_a_job_is_not_asked_for_with_the_key_where_it_does_not_answer(wire: WireServer, flux: Flux, host: str) -> None:
    with pytest.raises(BadAnswer, match="not its own"):
        flux.collect(AcceptedJob(f"https://{host}/v1/get_result?id=1"), a_request())

    assert not wire.calls


def test_a_key_is_checked_by_asking_what_is_left(wire: WireServer, key: Credentials) -> None:
    assert free_check(key) == "The key works; 1250 credits ($12.50) are left."
    wire.accepted_key = "another"
    with pytest.raises(KeyRefused, match="does not know this key"):
        free_check(key)
