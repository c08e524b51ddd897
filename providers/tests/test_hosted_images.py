"""Services that draw for money: what each of them does about keys, money, limits, refusals and broken lines."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import pytest

from providers.choosing.catalogue import ModelEntry
from providers.errors import (
    AnswerPending,
    BadAnswer,
    ContentRefused,
    CutOff,
    KeyMissing,
    KeyRefused,
    OutOfFunds,
    ProviderError,
    RateLimited,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import PictureRequest, QueuedImages, ReferenceImage
from providers.network.addresses import AddressRefused
from providers.network.clients import Guard, guarded_client
from providers.services import service_named
from providers.tests.asking import KEY, picture_from
from providers.tests.wire import (
    WELL,
    WireServer,
    cut_before,
    cut_in_body,
    fails,
    rate_limited,
    strange_fields,
    wrong_content_type,
)
from providers.tests.wire.images_drawn import drawn
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from providers.interfaces.images import ImageAdapter
    from providers.tests.wire.troubles import FailureName

MODELS = {
    "google": "gemini-nano-banana-2.1",
    "bfl": "flux-2-pro",
    "stability": "sd3.5-large",
    "replicate": "black-forest-labs/flux-2-pro",
}
QUEUED = ("bfl", "replicate")
SCENE = "Elara crosses the burning bridge while the river rises below her and the bells of the town ring"
ELARA = ReferenceImage("the woman", drawn(512, 512, 1, "WEBP"), "image/webp", looks="young, long silver hair")
GIF = ReferenceImage("the woman", b"GIF89a", "image/gif")


def a_request(prompt: str = SCENE, **changes: Any) -> PictureRequest:
    return PictureRequest(
        **{
            "prompt": prompt,
            "width": 720,
            "height": 720,
            "seed": 7,
            "style": "ink",
            "scene": DepictedScene(),
            "negative_prompt": "frame, text",
            **changes,
        }
    )


def adapter_of(wire: WireServer, service: str, *, key: str = KEY, model: str = "") -> ImageAdapter:
    make = service_named(service).image
    assert make is not None
    entry = ModelEntry(f"{service}/{model or MODELS[service]}", service, "image", "", references=3, any_size=True)
    return make(entry, Credentials(service, key, wire.base_url(service)), None)


@pytest.fixture(params=list(MODELS))
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def adapter(wire: WireServer, service: str) -> ImageAdapter:
    return adapter_of(wire, service)


@pytest.mark.parametrize(("width", "height"), [(720, 720), (1280, 720), (720, 1080)])
def test_a_picture_has_exactly_the_size_that_was_asked_for(adapter: ImageAdapter, width: int, height: int) -> None:
    picture = picture_from(adapter, a_request(width=width, height=height))

    assert (picture.width, picture.height, picture.media_type) == (width, height, "image/webp")
    assert picture.usage.pictures == 1


def test_fields_that_nobody_knows_yet_are_passed_over(wire: WireServer, adapter: ImageAdapter) -> None:
    wire.always(strange_fields())

    assert picture_from(adapter, a_request()).data


FAILURES: list[tuple[FailureName, type[ProviderError]]] = [
    ("key_refused", KeyRefused),
    ("forbidden", KeyRefused),
    ("out_of_funds", OutOfFunds),
    ("server_error", ServiceDown),
    ("unavailable", ServiceDown),
    ("bad_request", RequestRejected),
]


@pytest.mark.parametrize(("failure", "error"), FAILURES)
def test_its_errors_say_what_mends_them(
    wire: WireServer, adapter: ImageAdapter, failure: FailureName, error: type[ProviderError]
) -> None:
    wire.always(fails(failure))

    with pytest.raises(error):
        adapter.draw(a_request())


def test_a_rate_limit_says_how_long_to_wait(wire: WireServer, adapter: ImageAdapter) -> None:
    wire.plan(rate_limited(retry_after=21))

    with pytest.raises(RateLimited) as raised:
        adapter.draw(a_request())

    assert raised.value.retry_after == 21


@pytest.mark.parametrize(("service", "seconds"), [("google", 37.5), ("replicate", 30)])
def test_a_rate_limit_that_says_so_in_words_alone_is_heard(wire: WireServer, service: str, seconds: float) -> None:
    wire.plan(rate_limited())

    with pytest.raises(RateLimited) as raised:
        adapter_of(wire, service).draw(a_request())

    assert raised.value.retry_after == seconds


def test_a_moderated_picture_is_refused_in_plain_words(adapter: ImageAdapter) -> None:
    with pytest.raises(ContentRefused, match="would not do this one"):
        adapter.draw(a_request("A bloodbath."))


@pytest.mark.parametrize("service", ["google", "bfl", "replicate"])
def test_a_model_that_is_not_there_is_named(wire: WireServer, service: str) -> None:
    with pytest.raises(UnknownModel, match="nobody/none"):
        adapter_of(wire, service, model="nobody/none").draw(a_request())


def test_without_a_key_it_is_asked_for(wire: WireServer, service: str) -> None:
    with pytest.raises(KeyMissing, match=service_named(service).title):
        adapter_of(wire, service, key="")


def test_a_key_that_cannot_be_sent_is_refused_before_it_is_sent(wire: WireServer, service: str) -> None:
    with pytest.raises(KeyRefused):
        adapter_of(wire, service, key="sk-“quoted”")

    assert not wire.calls


def test_a_line_cut_while_it_is_asked_for_may_be_billed(wire: WireServer, service: str, adapter: ImageAdapter) -> None:
    asked_first = [WELL] if service == "replicate" else []  # what the model takes, for nothing
    wire.plan(*asked_first, cut_before())

    with pytest.raises(CutOff):
        adapter.draw(a_request())


@pytest.mark.parametrize("service", ["google", "stability"])
def test_an_answer_that_does_not_come_whole_may_be_billed(wire: WireServer, service: str) -> None:
    wire.always(cut_in_body())

    with pytest.raises(CutOff):
        adapter_of(wire, service).draw(a_request())


def test_a_page_of_a_proxy_is_no_answer(wire: WireServer, adapter: ImageAdapter) -> None:
    wire.always(wrong_content_type())

    with pytest.raises((ServiceDown, BadAnswer)):
        adapter.draw(a_request())


@pytest.mark.parametrize("service", ["google", "bfl", "stability"])
def test_what_answers_a_paid_request_otherwise_than_it_should_may_be_billed(wire: WireServer, service: str) -> None:
    wire.always(wrong_content_type())

    with pytest.raises(BadAnswer) as raised:
        adapter_of(wire, service).draw(a_request())

    assert raised.value.may_be_billed


@pytest.mark.parametrize("trouble", [wrong_content_type(), cut_before()])
def test_what_befalls_the_question_what_a_model_takes_costs_nothing(wire: WireServer, trouble: Any) -> None:
    wire.plan(trouble)

    with pytest.raises(ServiceDown):
        adapter_of(wire, "replicate").draw(a_request())

    assert not [call for call in wire.calls if call.method == "POST"]


@pytest.mark.parametrize("service", ["google", "bfl", "replicate"])
def test_a_reference_in_a_format_that_nobody_takes_is_not_sent(wire: WireServer, service: str) -> None:
    with pytest.raises(RequestRejected, match="not a PNG"):
        adapter_of(wire, service).draw(a_request(references=(GIF,)))

    assert not [call for call in wire.calls if call.method == "POST"]


@pytest.mark.parametrize("failure", ["bad_request", "forbidden", "server_error"])
def test_neither_key_nor_prompt_stands_in_an_error(
    wire: WireServer, adapter: ImageAdapter, failure: FailureName
) -> None:
    wire.always(fails(failure, words=f"Your key {KEY} may not ask: {SCENE}"))

    with pytest.raises(ProviderError) as raised:
        adapter.draw(a_request())

    told = "".join(traceback.format_exception(raised.value))
    assert KEY not in told
    assert "burning bridge" not in told


def test_an_address_in_a_private_network_is_not_called(wire: WireServer, service: str) -> None:
    make = service_named(service).image
    assert make is not None
    entry = ModelEntry(f"{service}/{MODELS[service]}", service, "image", "")
    key = Credentials(service, KEY, wire.base_url(service))

    with pytest.raises(AddressRefused):
        make(entry, key, guarded_client(Guard(allow_private=False))).draw(a_request())

    assert not wire.calls


@pytest.mark.parametrize("service", QUEUED)
@pytest.mark.parametrize(
    "trouble", [fails("unavailable"), cut_before(), rate_limited(retry_after=3), wrong_content_type()]
)
def test_an_accepted_job_stands_whatever_befalls_the_looks_at_it(wire: WireServer, service: str, trouble: Any) -> None:
    adapter = adapter_of(wire, service)
    assert isinstance(adapter, QueuedImages)
    job = adapter.submit(a_request())
    wire.always(trouble)
    with pytest.raises(AnswerPending):
        adapter.collect(job, a_request())
    wire.always(strange_fields())

    assert adapter.collect(job, a_request()).data
    assert len([call for call in wire.calls if call.method == "POST"]) == 1


@pytest.mark.parametrize("service", QUEUED)
@pytest.mark.parametrize(
    "address",
    [
        "https://pictures.example/",
        "http://169.254.169.254/latest/",
        "https://user@delivery-eu1.bfl.ai/",
        "https://bfl.ai.pictures.example/",
        "file:///etc/",
        "http://replicate.delivery/",
    ],
)
def test_a_picture_at_an_address_that_is_not_its_own_is_not_fetched(
    wire: WireServer, service: str, address: str
) -> None:
    vars(wire.services[service])["delivery"] = address

    with pytest.raises(BadAnswer, match="not its own"):
        adapter_of(wire, service).draw(a_request())


@pytest.mark.parametrize("service", QUEUED)
def test_a_job_that_it_could_not_do_is_told_as_such(wire: WireServer, service: str) -> None:
    ending = {"bfl": "Error", "replicate": "failed"}[service]
    vars(wire.services[service])["ending"] = ending

    with pytest.raises(ProviderError, match="could not draw this one") as raised:
        adapter_of(wire, service).draw(a_request())

    assert not raised.value.may_be_billed
    assert not raised.value.halts
