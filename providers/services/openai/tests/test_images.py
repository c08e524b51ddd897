"""OpenAI's picture models through the real SDK, against a server that speaks as theirs does."""

from __future__ import annotations

import base64
import io
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from providers.errors import (
    BadAnswer,
    ContentRefused,
    CutOff,
    KeyMissing,
    KeyRefused,
    ModelRetired,
    OutOfFunds,
    ProviderError,
    RateLimited,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import EncodedPicture, PictureRequest, ReferenceImage
from providers.interfaces.usage import Usage
from providers.network.addresses import AddressRefused
from providers.network.clients import Guard, guarded_client
from providers.services.openai import images
from providers.services.openai.images import OpenAIImages, prompt_for, size_to_ask
from providers.tests.asking import picture_from
from providers.tests.wire import (
    Reply,
    Trouble,
    WireServer,
    answers,
    cut_before,
    cut_in_body,
    fails,
    rate_limited,
    strange_fields,
    wrong_content_type,
)
from providers.tests.wire.images_drawn import black, bytes_of, drawn, form_of, name_of
from providers.tests.wire.services import Call, token_count
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "sk-proj-abcdefghijklmnop"
FLARE = "gpt-image-2.5-flare"
SCENE = "Elara crosses the burning bridge while the river rises below her and the bells of the town ring"
ELARA = ReferenceImage("Elara", drawn(512, 512, 1, "WEBP"), "image/webp", looks="young woman, long silver hair")
BRIDGE = ReferenceImage("the burning bridge", drawn(256, 128, 2, "PNG"), "image/png", shows="place")


def a_request(**changes: Any) -> PictureRequest:
    plain = PictureRequest(
        prompt=f"{SCENE}. Style: ink.", width=720, height=720, seed=7, style="ink", scene=DepictedScene()
    )
    return replace(plain, **changes)


@pytest.fixture
def credentials(wire: WireServer) -> Credentials:
    return Credentials("openai", SECRET, wire.base_url("openai"))


@pytest.fixture
def draw(credentials: Credentials) -> Callable[..., EncodedPicture]:
    """Draw with the given model and the given changes to a plain request."""
    return lambda model=FLARE, quality="low", **changes: picture_from(
        OpenAIImages(credentials, model, quality=quality), a_request(**changes)
    )


def replies(wire: WireServer, content: object, status: int = 200, headers: dict[str, str] | None = None) -> None:
    """Let every generation be answered so."""
    reply = Reply(content, status, headers or {})
    wire.services["openai"].routes[("POST", "/v1/images/generations")] = lambda call, trouble: reply


def opened(picture: EncodedPicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


def test_what_is_asked_for_is_one_webp_of_the_model_and_quality(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    draw(model="gpt-image-2.6-sunburst", quality="high")

    (call,) = wire.calls
    assert (call.method, call.path) == ("POST", "/v1/images/generations")
    assert call.headers["authorization"] == f"Bearer {SECRET}"
    assert call.json == {
        "model": "gpt-image-2.6-sunburst",
        "prompt": f"{SCENE}. Style: ink.",
        "quality": "high",
        "output_format": "webp",
        "moderation": "low",
        "n": 1,
        "size": "1024x1024",
    }


@pytest.mark.parametrize("model", [FLARE, "gpt-image-1.5"])
@pytest.mark.parametrize(("width", "height"), [(720, 720), (1080, 1080), (1280, 720), (512, 512), (600, 900)])
def test_a_picture_has_exactly_the_size_that_was_asked_for(
    draw: Callable[..., EncodedPicture], model: Any, width: int, height: int
) -> None:
    picture = draw(model=model, width=width, height=height)

    assert opened(picture).size == (picture.width, picture.height) == (width, height)
    assert opened(picture).format == "WEBP"
    assert picture.media_type == "image/webp"


@pytest.mark.parametrize(
    ("requested", "size"),
    [
        ((1280, 720), (1280, 720)),
        ((1080, 1080), (1088, 1088)),
        ((720, 720), (1024, 1024)),
        ((512, 512), (1024, 1024)),
        ((600, 900), (1024, 1536)),
        ((900, 600), (1536, 1024)),
        ((500, 700), (688, 960)),
        ((1920, 1080), (1920, 1088)),
        ((1080, 1920), (1088, 1920)),
        ((4000, 1000), (3312, 1104)),
        ((8000, 8000), (1920, 1920)),
    ],
)
def test_newer_models_are_asked_for_the_next_size_that_they_take(
    requested: tuple[int, int], size: tuple[int, int]
) -> None:
    assert size_to_ask(FLARE, *requested) == size


@pytest.mark.parametrize("model", [FLARE, "gpt-image-2", "gpt-image-2.6-flare", "gpt-image-2.5-sunburst-2026-09-08"])
def test_whatever_is_asked_for_the_size_is_one_that_newer_models_take(model: Any) -> None:
    for width in range(64, 4097, 61):
        for height in (64, 333, 720, 1080, 2047, 4096):
            wide, high = size_to_ask(model, width, height)
            assert wide % 16 == high % 16 == 0, (width, height)
            assert max(wide, high) <= min(3840, 3 * min(wide, high)), (width, height)
            assert 655_360 <= wide * high <= 2560 * 1440, (width, height)


@pytest.mark.parametrize(
    ("requested", "size"), [((720, 720), (1024, 1024)), ((1280, 720), (1536, 1024)), ((600, 900), (1024, 1536))]
)
@pytest.mark.parametrize("model", ["gpt-image-1.5", "gpt-image-1-mini", "chatgpt-image-latest"])
def test_older_models_are_asked_for_the_standard_size_of_the_nearest_shape(
    model: str, requested: tuple[int, int], size: tuple[int, int]
) -> None:
    assert size_to_ask(model, *requested) == size


def test_words_for_what_is_to_be_left_out_are_not_sent_because_they_would_be_drawn(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    draw(negative_prompt="lettering, frame")

    assert wire.calls[0].json["prompt"] == f"{SCENE}. Style: ink."


def fields_of(call: Call) -> dict[str, str]:
    """Return the fields of a form, without its pictures."""
    parts = [part for part in form_of(call) if name_of(part) != "image[]"]
    return {name_of(part): bytes_of(part).decode() for part in parts}


def test_references_are_sent_in_their_order_as_what_the_model_draws_from(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    draw(references=(ELARA, BRIDGE))

    (call,) = wire.calls
    pictures = [part for part in form_of(call) if name_of(part) == "image[]"]
    fields = fields_of(call)
    assert (call.method, call.path) == ("POST", "/v1/images/edits")
    assert [bytes_of(part) for part in pictures] == [ELARA.data, BRIDGE.data]
    assert [part.get_content_type() for part in pictures] == ["image/webp", "image/png"]
    assert SCENE in fields.pop("prompt")
    assert fields == {
        "model": FLARE,
        "size": "1024x1024",
        "quality": "low",
        "output_format": "webp",
        "moderation": "low",
        "n": "1",
    }


def test_the_prompt_says_whose_sheet_each_image_is_and_which_is_the_place(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    draw(references=(ELARA, BRIDGE))

    prompt = fields_of(wire.calls[0])["prompt"]
    assert "Image 1 is the character sheet of Elara (young woman, long silver hair)." in prompt
    assert "Image 2 is the location of the picture: the burning bridge." in prompt
    assert prompt.index("Image 1") < prompt.index("Image 2") < prompt.index(SCENE)


def test_the_place_of_a_reference_is_kept_and_only_a_sheets_background_is_not(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    draw(references=(ELARA, BRIDGE))

    prompt = fields_of(wire.calls[0])["prompt"]
    assert "The location keeps the architecture, layout and materials of its image" in prompt
    assert "background, pose and framing are not to be copied" not in prompt
    assert "its plain background, pose and framing belong to the sheet" in prompt


def test_a_picture_from_references_has_the_size_that_was_asked_for(draw: Callable[..., EncodedPicture]) -> None:
    assert opened(draw(references=(ELARA,), width=1280, height=720)).size == (1280, 720)


def test_of_many_references_the_first_sixteen_are_sent(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    draw(references=tuple(replace(ELARA, name=f"person {n}") for n in range(1, 21)))

    assert len([part for part in form_of(wire.calls[0]) if name_of(part) == "image[]"]) == 16
    assert "person 17" not in wire.calls[0].body.decode("latin-1")


def test_a_reference_that_openai_cannot_read_is_not_sent(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    with pytest.raises(RequestRejected, match="Elara is not a PNG, JPEG or WebP"):
        draw(references=(replace(ELARA, media_type="image/gif"),))

    assert wire.calls == []


@pytest.mark.parametrize("references", [(), (ELARA, BRIDGE)])
def test_a_prompt_that_is_too_long_loses_its_middle(draw: Callable[..., EncodedPicture], references: Any) -> None:
    long = f"It begins here. {'A stone wall. ' * 4000}Style: ink."
    prompt = prompt_for(a_request(prompt=long, references=references, negative_prompt="frame"))

    assert len(prompt) <= 32_000
    assert "It begins here." in prompt
    assert prompt.endswith("Style: ink.")
    assert draw(prompt=long, references=references).width == 720


@pytest.mark.parametrize(
    ("quality", "size", "tokens"),
    [("low", 1024, 196), ("medium", 1024, 439), ("high", 1024, 1756), ("low", 2048, 689)],
)
def test_the_tokens_of_a_picture_are_counted_as_pictures(
    draw: Callable[..., EncodedPicture], quality: str, size: int, tokens: int
) -> None:
    picture = draw(quality=quality, width=size, height=size, prompt="a" * 400)

    assert picture.usage == Usage(input_tokens=100, image_output_tokens=tokens, pictures=1)


def test_every_token_is_counted_once_with_references(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    usage = draw(references=(ELARA, BRIDGE), width=1024, height=1024).usage

    (prompt,) = (bytes_of(part).decode() for part in form_of(wire.calls[0]) if name_of(part) == "prompt")
    assert usage == Usage(
        input_tokens=token_count(prompt), image_input_tokens=16 * 16 + 8 * 4, image_output_tokens=196, pictures=1
    )


def test_words_that_a_model_puts_out_are_not_counted_as_pictures(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    picture = base64.b64encode(drawn(816, 816, 1)).decode()
    made = {"output_tokens": 230, "output_tokens_details": {"image_tokens": 200, "text_tokens": 30}}
    replies(wire, {"data": [{"b64_json": picture}], "usage": {"input_tokens": 50, **made}})  # type: ignore[dict-item]

    assert draw().usage == Usage(input_tokens=50, output_tokens=30, image_output_tokens=200, pictures=1)


def test_tokens_that_are_not_split_are_counted_all_the_same(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    picture = base64.b64encode(drawn(816, 816, 1)).decode()
    replies(wire, {"data": [{"b64_json": picture}], "usage": {"input_tokens": 50, "output_tokens": 200}})

    assert draw().usage == Usage(input_tokens=50, image_output_tokens=200, pictures=1)


def test_a_picture_without_a_bill_is_still_a_picture(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    replies(wire, {"data": [{"b64_json": base64.b64encode(drawn(816, 816, 1)).decode()}]})

    assert draw().usage == Usage(pictures=1)


def test_the_seed_is_the_one_that_was_asked_for(draw: Callable[..., EncodedPicture]) -> None:
    assert draw(seed=4711).seed == 4711


def test_fields_that_nobody_knows_yet_do_no_harm(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    wire.plan(strange_fields())

    assert draw().width == 720


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (fails("key_refused"), KeyRefused, "key"),
        (fails("forbidden"), KeyRefused, "permissions"),
        (fails("forbidden", words=f"Your organization must be verified to use {FLARE}."), KeyRefused, "verified"),
        (fails("out_of_funds"), OutOfFunds, "funds"),
        (fails("credit_too_low"), OutOfFunds, "funds"),
        (fails("server_error"), ServiceDown, "500"),
        (fails("unavailable"), ServiceDown, "503"),
        (fails("model_not_found"), UnknownModel, FLARE),
        (fails("model_retired"), ModelRetired, FLARE),
        (fails("bad_request"), RequestRejected, "Invalid value"),
        (fails("content_refused"), ContentRefused, "Rejected by our safety system"),
        (cut_before(), CutOff, "whole"),
        (cut_in_body(), CutOff, "whole"),
        (wrong_content_type(), BadAnswer, "did not come from OpenAI"),
        (answers(""), BadAnswer, "without a picture"),
        (answers("<html>Sign in</html>"), BadAnswer, "web page"),
        (answers("no picture at all"), BadAnswer, "not a PNG"),
    ],
)
def test_each_failure_is_ours_and_costs_one_request(
    wire: WireServer, draw: Callable[..., EncodedPicture], trouble: Trouble, error: Any, words: Any
) -> None:
    wire.plan(trouble)

    with pytest.raises(error, match=words) as caught:
        draw()

    assert type(caught.value) is error
    assert len(wire.calls) == 1


@pytest.mark.parametrize("code", ["billing_hard_limit_reached", "insufficient_quota"])
def test_an_empty_account_is_known_by_its_code_whatever_the_status(
    wire: WireServer, draw: Callable[..., EncodedPicture], code: str
) -> None:
    replies(
        wire, {"error": {"message": "Billing hard limit", "type": "image_generation_user_error", "code": code}}, 400
    )

    with pytest.raises(OutOfFunds):
        draw()


def test_what_moderation_blocks_is_refused_in_the_services_words(draw: Callable[..., EncodedPicture]) -> None:
    with pytest.raises(ContentRefused, match=r"safety_violations=\[violence\]"):
        draw(prompt="A bloodbath in the great hall.")


def test_references_that_moderation_blocks_are_refused_too(draw: Callable[..., EncodedPicture]) -> None:
    with pytest.raises(ContentRefused, match="safety"):
        draw(prompt="A bloodbath in the great hall.", references=(ELARA,))


@pytest.mark.parametrize(
    ("trouble", "seconds"),
    [
        (rate_limited(retry_after=7), 7),
        (rate_limited(headers={"retry-after-ms": "1500"}), 1.5),
        (rate_limited(), None),
    ],
)
def test_being_asked_to_wait_says_how_long(
    wire: WireServer, draw: Callable[..., EncodedPicture], trouble: Any, seconds: float | int | None
) -> None:
    wire.plan(trouble)

    with pytest.raises(RateLimited) as caught:
        draw()

    assert caught.value.retry_after == seconds
    assert len(wire.calls) == 1


def test_a_black_picture_is_a_refusal(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    wire.draw = black

    with pytest.raises(ContentRefused, match="black"):
        draw()


def test_a_picture_of_one_pixel_is_none(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    wire.draw = lambda width, height, seed, file_format: drawn(1, 1, seed, file_format)

    with pytest.raises(BadAnswer, match="only 1×1"):
        draw()


@pytest.mark.parametrize("encoded", ["%%% no base64 %%%", 5, ""])
def test_a_picture_that_is_not_encoded_well_is_none(
    wire: WireServer, draw: Callable[..., EncodedPicture], encoded: int | str
) -> None:
    replies(wire, {"data": [{"b64_json": encoded}]})

    with pytest.raises(BadAnswer):
        draw()


def test_a_picture_at_an_address_is_not_fetched(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    replies(wire, {"data": [{"url": wire.base_url("openai") + "/picture.png"}]})

    with pytest.raises(BadAnswer, match="without a picture"):
        draw()

    assert len(wire.calls) == 1


def test_a_service_that_is_not_there_is_down(wire: WireServer) -> None:
    nobody = Credentials("openai", SECRET, "http://127.0.0.1:9/v1")

    with pytest.raises(ServiceDown, match="cannot be reached"):
        OpenAIImages(nobody, FLARE).draw(a_request())


def test_waiting_too_long_may_have_been_billed(
    wire: WireServer, draw: Callable[..., EncodedPicture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "TIMEOUT", 0.2)
    wire.latency = 1

    with pytest.raises(CutOff, match="in time") as caught:
        draw()

    assert caught.value.may_be_billed


@pytest.mark.parametrize(
    "trouble",
    [
        fails("key_refused", words=f"Incorrect API key provided: {SECRET}. You can find your API key at …"),
        fails("forbidden", words=f"The key {SECRET} may not do this"),
        fails("bad_request", words=f"Invalid prompt: {SCENE} with key {SECRET}"),
        fails("content_refused", words=f"Rejected: '{SCENE}'"),
        fails("server_error", words=SCENE),
        cut_before(),
        wrong_content_type(),
    ],
)
@pytest.mark.parametrize("references", [(), (ELARA,)])
def test_neither_the_key_nor_the_book_is_in_an_error(
    wire: WireServer, draw: Callable[..., EncodedPicture], trouble: Any, references: Any
) -> None:
    wire.plan(trouble)

    with pytest.raises(ProviderError) as caught:
        draw(references=references)

    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert SECRET not in shown
    assert "burning bridge while" not in shown


def test_no_key_shows_in_the_artist_itself(credentials: Credentials) -> None:
    assert SECRET not in repr(OpenAIImages(credentials, FLARE)) + repr(vars(OpenAIImages(credentials, FLARE)))


@pytest.mark.parametrize(("secret", "error"), [("", KeyMissing), ("sk-ключ", KeyRefused), ("sk-a\nb", KeyRefused)])
def test_a_secret_that_is_none_is_not_sent(wire: WireServer, secret: str, error: Any) -> None:
    with pytest.raises(error):
        OpenAIImages(Credentials("openai", secret, wire.base_url("openai")), FLARE)


def test_an_address_that_is_not_allowed_is_not_asked(wire: WireServer, credentials: Credentials) -> None:
    guarded = guarded_client(Guard(allow_private=False))

    with pytest.raises(AddressRefused):
        OpenAIImages(credentials, FLARE, http_client=guarded).draw(a_request())

    assert wire.calls == []


@pytest.mark.parametrize("references", [(), (ELARA,)])
def test_a_client_that_guards_addresses_draws_as_well(credentials: Credentials, references: Any) -> None:
    guarded = guarded_client(Guard(allow_private=True))

    assert OpenAIImages(credentials, FLARE, http_client=guarded).draw(a_request(references=references)).data
