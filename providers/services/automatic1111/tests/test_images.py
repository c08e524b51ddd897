"""Drawing over AUTOMATIC1111's API, against a server that speaks as it does."""

from __future__ import annotations

import base64
import io
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from providers.errors import (
    BadAnswer,
    ContentRefused,
    CutOff,
    KeyRefused,
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
from providers.services.automatic1111.client import free_check, installed_models
from providers.services.automatic1111.images import Automatic1111
from providers.services.automatic1111.tests.wire import Automatic1111Wire as Server
from providers.tests.asking import picture_from
from providers.tests.wire import (
    Reply,
    WireServer,
    answers,
    cut_before,
    cut_in_body,
    fails,
    rate_limited,
    strange_fields,
    wrong_content_type,
)
from providers.tests.wire.images_drawn import black, drawn
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOGIN = "ann:correct-horse"
SCENE = "Elara crosses the burning bridge while the river rises below her and the bells of the town ring"
ELARA = ReferenceImage("Elara", drawn(512, 512, 1, "WEBP"), "image/webp")
BRIDGE = ReferenceImage("the bridge", drawn(256, 128, 2), "image/png")


def a_request(**changes: Any) -> PictureRequest:
    plain = PictureRequest(
        prompt=SCENE,
        negative_prompt="text, frame",
        width=720,
        height=720,
        seed=4711,
        style="ink",
        scene=DepictedScene(),
    )
    return replace(plain, **changes)


@pytest.fixture
def server(wire: WireServer) -> Server:
    service = wire.services["automatic1111"]
    assert isinstance(service, Server)
    return service


@pytest.fixture
def credentials(wire: WireServer) -> Credentials:
    return Credentials("automatic1111", "", wire.base_url("automatic1111"))


@pytest.fixture
def draw(credentials: Credentials) -> Callable[..., EncodedPicture]:
    return lambda model="", **changes: picture_from(Automatic1111(credentials, model), a_request(**changes))


def opened(picture: EncodedPicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


def drawings(wire: WireServer) -> list[dict[str, Any]]:
    """Return what was asked to be drawn, in order."""
    return [call.json for call in wire.calls_of("automatic1111", "/sdapi/v1/txt2img")]


@contextmanager
def dripping_server() -> Iterator[str]:
    """A server whose answer comes a byte at a time, none of them late, and never whole. Its address."""
    is_over = threading.Event()

    class Dripping(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Write nothing: nobody reads it."""

        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while not is_over.wait(0.02):
                    self.wfile.write(b" ")
                    self.wfile.flush()

    with ThreadingHTTPServer(("127.0.0.1", 0), Dripping) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            is_over.set()
            server.shutdown()


def test_a_picture_is_asked_for_with_all_that_makes_it(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    draw()

    (call,) = wire.calls
    assert (call.method, call.path) == ("POST", "/sdapi/v1/txt2img")
    assert "authorization" not in call.headers
    assert call.json == {
        "prompt": SCENE,
        "negative_prompt": "text, frame",
        "seed": 4711,
        "width": 768,
        "height": 768,
        "steps": 28,
        "cfg_scale": 6.0,
        "sampler_name": "Euler a",
        "batch_size": 1,
        "n_iter": 1,
        "save_images": False,
    }


@pytest.mark.parametrize(
    ("model", "wanted", "sent"),
    [
        ("dreamland-xl", (720, 720), (1024, 1024)),
        ("dreamland-xl", (1280, 720), (1344, 768)),
        ("inkwell-15", (1080, 1080), (640, 640)),
        ("inkwell-15", (300, 500), (512, 768)),
    ],
)
def test_pictures_are_asked_for_at_the_checkpoints_own_size_and_cut_to_what_the_book_wants(
    wire: WireServer, draw: Callable[..., EncodedPicture], model: str, wanted: tuple[int, int], sent: tuple[int, int]
) -> None:
    picture = draw(model=model, width=wanted[0], height=wanted[1])

    requested = drawings(wire)[0]
    assert (requested["width"], requested["height"]) == sent
    assert opened(picture).size == (picture.width, picture.height) == wanted
    assert opened(picture).format == "WEBP"


@pytest.mark.parametrize(
    ("checkpoint", "steps", "cfg", "sampler", "scheduler"),
    [
        ("juggernautXL_v9", 28, 6.0, "Euler a", None),
        ("sd_xl_turbo_1.0_fp16", 4, 1.0, "Euler a", None),
        ("sdxl_lightning_4step", 4, 1.0, "Euler", "SGM Uniform"),
        ("flux1-dev-fp8", 20, 1.0, "Euler", "Simple"),
        ("flux1-schnell", 4, 1.0, "Euler", "Simple"),
    ],
)
def test_each_family_of_checkpoints_is_worked_out_in_its_own_way(
    wire: WireServer,
    server: Server,
    draw: Callable[..., EncodedPicture],
    checkpoint: str,
    steps: int,
    cfg: float,
    sampler: str,
    scheduler: str | None,
) -> None:
    server.checkpoints.append(checkpoint)

    draw(model=checkpoint)

    sent = drawings(wire)[0]
    assert (sent["steps"], sent["cfg_scale"], sent["sampler_name"], sent.get("scheduler")) == (
        steps,
        cfg,
        sampler,
        scheduler,
    )


def test_a_checkpoint_whose_name_tells_nothing_is_known_by_its_folder(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    server.checkpoints.append("ragnarok")
    server.folder = "SDXL/"

    draw(model="ragnarok")

    assert drawings(wire)[0]["width"] == 1024


def test_a_model_that_reads_tags_gets_tags_and_one_that_reads_sentences_gets_these(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    server.checkpoints.append("flux1-dev")

    draw(model="dreamland-xl", tags="ink drawing, girl, bridge")
    draw(model="flux1-dev", tags="ink drawing, girl, bridge")

    assert [sent["prompt"] for sent in drawings(wire)] == ["ink drawing, girl, bridge", SCENE]


@pytest.mark.parametrize("checkpoint", ["flux1-dev", "sd_xl_turbo_1.0", "sdxl_lightning_4step"])
def test_a_model_that_takes_no_negative_prompt_gets_none(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture], checkpoint: str
) -> None:
    server.checkpoints.append(checkpoint)

    draw(model=checkpoint)

    assert drawings(wire)[0]["negative_prompt"] == ""


def test_the_seed_that_was_used_is_told(draw: Callable[..., EncodedPicture]) -> None:
    assert draw(seed=4711).seed == 4711


def test_the_servers_own_word_on_the_seed_counts(draw: Callable[..., EncodedPicture]) -> None:
    assert draw(seed=-1).seed == 1_234_567


def test_the_same_seed_gives_the_same_picture(draw: Callable[..., EncodedPicture]) -> None:
    assert draw(seed=5).data == draw(seed=5).data != draw(seed=6).data


def test_a_picture_of_ones_own_server_is_counted_and_costs_no_tokens(draw: Callable[..., EncodedPicture]) -> None:
    assert draw().usage == Usage(pictures=1)


def test_a_checkpoint_is_set_for_good_after_a_look_whether_it_is_there(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    draw(model="inkwell-15")

    look, drawing = wire.calls
    assert (look.method, look.path) == ("GET", "/sdapi/v1/sd-models")
    assert drawing.json["override_settings"] == {"sd_model_checkpoint": "inkwell-15"}
    assert drawing.json["override_settings_restore_afterwards"] is False
    assert server.loaded == "inkwell-15"


@pytest.mark.parametrize("name", ["inkwell-15", "inkwell-15.safetensors", "inkwell-15.safetensors [0a1b2c]"])
def test_a_checkpoint_is_known_by_each_of_its_names(draw: Callable[..., EncodedPicture], name: str) -> None:
    assert draw(model=name).width == 720


def test_a_checkpoint_that_is_not_there_is_not_drawn_with_another(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    with pytest.raises(UnknownModel, match="nobody-xl"):
        draw(model="nobody-xl")

    assert wire.calls_of("automatic1111", "/sdapi/v1/txt2img") == []


def test_each_further_picture_is_one_request(wire: WireServer, credentials: Credentials) -> None:
    artist = Automatic1111(credentials, "inkwell-15")
    artist.draw(a_request(references=(ELARA,)))
    before = len(wire.calls)

    artist.draw(a_request(references=(ELARA,)))

    assert len(wire.calls) == before + 1


def test_without_controlnet_words_alone_say_what_to_draw(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    picture = draw(model="inkwell-15", references=(ELARA, BRIDGE))

    assert "alwayson_scripts" not in drawings(wire)[0]
    assert wire.calls_of("automatic1111", "/sdapi/v1/img2img") == []
    assert opened(picture).size == (720, 720)


def unit_sent(wire: WireServer) -> dict[str, Any]:
    (unit,) = drawings(wire)[-1]["alwayson_scripts"]["controlnet"]["args"]
    return dict(unit)


@pytest.mark.parametrize("name", ["controlnet", "ControlNet"])
def test_with_controlnet_the_first_reference_guides_a_new_picture(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture], name: str
) -> None:
    server.scripts.append(name)

    draw(model="inkwell-15", references=(ELARA, BRIDGE))

    unit = unit_sent(wire)
    assert base64.b64decode(unit["image"]) == ELARA.data
    assert (unit["enabled"], unit["module"], unit["model"]) == (True, "reference_only", "None")
    assert "init_images" not in drawings(wire)[0]


@pytest.mark.parametrize(
    ("checkpoint", "module", "model"),
    [
        ("inkwell-15", "ip-adapter_clip_sd15", "ip-adapter-plus_sd15 [c817b455]"),
        ("dreamland-xl", "ip-adapter_clip_sdxl_plus_vith", "ip-adapter-plus_sdxl_vit-h [f1f19f7d]"),
    ],
)
def test_an_ip_adapter_for_the_checkpoint_is_used_before_anything_else(
    wire: WireServer,
    server: Server,
    draw: Callable[..., EncodedPicture],
    checkpoint: str,
    module: str,
    model: str,
) -> None:
    server.scripts.append("controlnet")
    server.modules += ["ip-adapter_clip_sd15", "ip-adapter_clip_sdxl_plus_vith"]
    server.models += [
        "ip-adapter-plus-face_sd15 [71693645]",
        "ip-adapter_sd15 [6a3f6166]",
        "ip-adapter-plus_sd15 [c817b455]",
        "ip-adapter-plus_sdxl_vit-h [f1f19f7d]",
    ]

    draw(model=checkpoint, references=(ELARA,))

    assert (unit_sent(wire)["module"], unit_sent(wire)["model"]) == (module, model)


def test_a_checkpoint_that_no_reference_can_guide_is_drawn_from_words_and_the_server_is_not_asked(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    server.scripts.append("controlnet")
    server.checkpoints.append("flux1-dev")

    draw(model="flux1-dev", references=(ELARA,))

    assert "alwayson_scripts" not in drawings(wire)[0]
    assert wire.calls_of("automatic1111", "/sdapi/v1/scripts") == []


@pytest.mark.parametrize("path", ["/sdapi/v1/scripts", "/controlnet/module_list", "/controlnet/model_list"])
@pytest.mark.parametrize(
    "answer",
    [
        Reply({"detail": "Not Found"}, 404),
        Reply({"error": "KeyError", "errors": "broken extension"}, 500),
        Reply({"detail": "busy"}, 503),
        Reply({"detail": "slow down"}, 429),
        Reply({"detail": "not you"}, 403),
        Reply(body=b"<html>Sign in</html>"),
        Reply(["refiner"]),
    ],
)
def test_whatever_goes_wrong_in_looking_for_extensions_a_scene_with_a_reference_is_drawn(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture], path: str, answer: Reply
) -> None:
    server.scripts.append("controlnet")
    server.routes[("GET", path)] = lambda call, trouble: answer

    assert draw(model="inkwell-15", references=(ELARA,)).width == 720
    assert "alwayson_scripts" not in drawings(wire)[0]


def test_a_server_that_was_only_busy_is_asked_again_what_it_has(
    wire: WireServer, server: Server, credentials: Credentials
) -> None:
    server.scripts.append("controlnet")
    artist = Automatic1111(credentials, "inkwell-15")
    route = ("GET", "/sdapi/v1/scripts")
    server.routes[route], there = (lambda call, trouble: Reply({"detail": "busy"}, 503)), server.routes[route]
    artist.draw(a_request(references=(ELARA,)))
    server.routes[route] = there

    artist.draw(a_request(references=(ELARA,)))

    assert ["alwayson_scripts" in sent for sent in drawings(wire)] == [False, True]


def test_a_name_and_a_password_are_sent_as_such(server: Server, wire: WireServer) -> None:
    server.login = LOGIN
    credentials = Credentials("automatic1111", LOGIN, wire.base_url("automatic1111"))

    assert Automatic1111(credentials).draw(a_request()).data


def test_any_other_secret_is_sent_as_a_token(wire: WireServer) -> None:
    credentials = Credentials("automatic1111", "hosted-token-123", wire.base_url("automatic1111"))
    Automatic1111(credentials).draw(a_request())

    assert wire.calls[0].headers["authorization"] == "Bearer hosted-token-123"


def test_a_token_that_cannot_be_sent_is_not(wire: WireServer) -> None:
    credentials = Credentials("automatic1111", "ключ", wire.base_url("automatic1111"))

    with pytest.raises(KeyRefused):
        Automatic1111(credentials).draw(a_request())

    assert wire.calls == []


def test_a_slash_at_the_end_of_the_address_does_no_harm(wire: WireServer) -> None:
    credentials = Credentials("automatic1111", "", wire.base_url("automatic1111") + "/")

    assert Automatic1111(credentials).draw(a_request()).data


def test_fields_that_nobody_knows_yet_do_no_harm(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    wire.plan(strange_fields())

    assert draw().seed == 4711


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (fails("key_refused"), KeyRefused, "name:password"),
        (fails("forbidden"), KeyRefused, "name:password"),
        (fails("out_of_funds"), OutOfFunds, "funds"),
        (fails("server_error", words="no kernel image is available"), ServiceDown, "no kernel image is available"),
        (fails("unavailable"), ServiceDown, "503"),
        (fails("server_error", words="CUDA out of memory. Tried to allocate"), RequestRejected, "lower resolution"),
        (fails("bad_request"), RequestRejected, "steps: value is not a valid integer"),
        (cut_before(), CutOff, "whole"),
        (cut_in_body(), CutOff, "whole"),
        (wrong_content_type(), BadAnswer, "does not speak as"),
        (answers(""), BadAnswer, "without a picture"),
        (answers("<html>Sign in</html>"), BadAnswer, "web page"),
        (answers("no picture at all"), BadAnswer, "not a PNG"),
    ],
)
def test_each_failure_is_ours_and_costs_one_request(
    wire: WireServer, draw: Callable[..., EncodedPicture], trouble: Any, error: Any, words: str
) -> None:
    wire.plan(trouble)

    with pytest.raises(error, match=words) as caught:
        draw()

    assert type(caught.value) is error
    assert len(wire.calls) == 1


def test_being_asked_to_wait_says_how_long(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    wire.plan(rate_limited(retry_after=9))

    with pytest.raises(RateLimited) as caught:
        draw()

    assert caught.value.retry_after == 9


def test_a_server_without_the_api_is_told_how_to_have_it(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    server.routes[("POST", "/sdapi/v1/txt2img")] = lambda call, trouble: Reply({"detail": "Not Found"}, 404)

    with pytest.raises(RequestRejected, match="--api"):
        draw()


def test_a_redirect_is_not_followed(wire: WireServer, server: Server, draw: Callable[..., EncodedPicture]) -> None:
    elsewhere = {"location": wire.base_url("openai")}
    server.routes[("POST", "/sdapi/v1/txt2img")] = lambda call, trouble: Reply({}, 307, elsewhere)

    with pytest.raises(RequestRejected, match="another address"):
        draw()

    assert len(wire.calls) == 1


def test_a_black_picture_of_the_safety_checker_is_a_refusal(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    wire.draw = black

    with pytest.raises(ContentRefused, match="black"):
        draw()


def test_a_server_that_is_not_there_is_down() -> None:
    nobody = Credentials("automatic1111", "", "http://127.0.0.1:9")

    with pytest.raises(ServiceDown, match=r"cannot be reached at 127\.0\.0\.1:9"):
        Automatic1111(nobody).draw(a_request())


@pytest.mark.parametrize("url", ["http://[", "no scheme", "ftp://127.0.0.1"])
def test_an_address_that_is_none_is_our_error(url: str) -> None:
    with pytest.raises(ProviderError):
        Automatic1111(Credentials("automatic1111", "", url)).draw(a_request())


def test_waiting_too_long_is_cut_off(wire: WireServer, credentials: Credentials) -> None:
    wire.latency = 10

    with pytest.raises(CutOff, match=r"1\.5 seconds"):
        Automatic1111(credentials, seconds=1.5).draw(a_request())


def test_an_answer_that_only_drips_is_cut_off() -> None:
    with dripping_server() as address, pytest.raises(CutOff, match=r"1\.5 seconds"):
        Automatic1111(Credentials("automatic1111", "", address), seconds=1.5).draw(a_request())


def test_an_answer_without_end_is_not_read_to_it(
    draw: Callable[..., EncodedPicture], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("providers.wire.json_client.LARGEST_ANSWER", 1024 * 1024)
    server.routes[("POST", "/sdapi/v1/txt2img")] = lambda call, trouble: Reply(body=b"x" * 2 * 1024 * 1024)

    with pytest.raises(BadAnswer, match="more than 1 MB"):
        draw()


@pytest.mark.parametrize(
    "trouble",
    [
        fails("key_refused", words=f"wrong: {LOGIN}"),
        fails("server_error", words=f"cannot draw {SCENE} for {LOGIN}"),
        fails("bad_request", words=f"'{SCENE}' is too long, correct-horse"),
        fails("out_of_funds", words=SCENE),
        cut_before(),
    ],
)
def test_neither_the_password_nor_the_book_is_in_an_error(wire: WireServer, trouble: Any) -> None:
    wire.plan(trouble)

    with pytest.raises(ProviderError) as caught:
        Automatic1111(Credentials("automatic1111", LOGIN, wire.base_url("automatic1111"))).draw(a_request())

    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "correct-horse" not in shown
    assert "burning bridge while" not in shown


def test_an_address_that_is_not_allowed_is_not_asked(wire: WireServer, credentials: Credentials) -> None:
    guarded = guarded_client(Guard(allow_private=False))

    with pytest.raises(AddressRefused):
        Automatic1111(credentials, http_client=guarded).draw(a_request())

    assert wire.calls == []


def test_a_client_that_guards_addresses_draws_as_well(credentials: Credentials) -> None:
    guarded = guarded_client(Guard(allow_private=True))

    assert Automatic1111(credentials, http_client=guarded).draw(a_request()).data


def test_several_threads_draw_with_one_artist_and_look_for_the_checkpoint_once(
    wire: WireServer, credentials: Credentials
) -> None:
    artist = Automatic1111(credentials, "inkwell-15")
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda seed: picture_from(artist, a_request(seed=seed)), range(8)))

    assert [picture.seed for picture in pictures] == list(range(8))
    assert len(wire.calls_of("automatic1111", "/sdapi/v1/sd-models")) == 1


def test_the_free_check_says_what_is_there(wire: WireServer, credentials: Credentials) -> None:
    assert free_check(credentials) == "The server answers; 2 checkpoints are installed."
    assert [(call.method, call.path) for call in wire.calls] == [("GET", "/sdapi/v1/sd-models")]


@pytest.mark.parametrize(("names", "words"), [([], "no checkpoint"), (["only"], "1 checkpoint is installed")])
def test_the_free_check_counts(server: Server, credentials: Credentials, names: Any, words: str) -> None:
    server.checkpoints = names

    assert words in free_check(credentials)


def test_the_free_check_without_the_password_says_so(server: Server, credentials: Credentials) -> None:
    server.login = LOGIN

    with pytest.raises(KeyRefused, match="name:password"):
        free_check(credentials)


def test_the_checkpoints_are_listed_by_the_names_that_can_be_chosen(
    draw: Callable[..., EncodedPicture], credentials: Credentials
) -> None:
    names = installed_models(credentials)

    assert names == ["dreamland-xl", "inkwell-15"]
    assert draw(model=names[0]).width == 720
