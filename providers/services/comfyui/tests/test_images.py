"""Drawing on a ComfyUI, against a server with its checks, its queue and its history."""

from __future__ import annotations

import io
import json
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from providers.errors import (
    BadAnswer,
    ContentRefused,
    CutOff,
    KeyRefused,
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
from providers.services.comfyui.client import free_check, installed_models
from providers.services.comfyui.images import LONGEST_PAUSE, ComfyUI
from providers.services.comfyui.tests.wire import CHECKPOINTS
from providers.services.comfyui.tests.wire import ComfyUIWire as Server
from providers.services.comfyui.workflows import (
    WorkflowRefused,
    filled,
    guided_by_reference,
    read_own,
    text_to_picture,
)
from providers.tests.asking import picture_from
from providers.tests.wire import (
    WELL,
    Reply,
    WireServer,
    answers,
    cut_before,
    cut_in_body,
    fails,
    rate_limited,
    wrong_content_type,
)
from providers.tests.wire.images_drawn import black, drawn, form_of, name_of
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "hosted-token-123"
SCENE = "Elara crosses the burning bridge while the river rises below her and the bells of the town ring"
ELARA = ReferenceImage("Elara", drawn(512, 512, 1, "WEBP"), "image/webp")
ELARA_TOO = ReferenceImage("Jim", drawn(256, 256, 5, "PNG"), "image/png")
NEVER = 10**9


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
    service = wire.services["comfyui"]
    assert isinstance(service, Server)
    return service


@pytest.fixture
def credentials(wire: WireServer) -> Credentials:
    return Credentials("comfyui", "", wire.base_url("comfyui"))


@pytest.fixture
def artist(credentials: Credentials) -> Callable[..., ComfyUI]:
    """An artist that hardly waits between two looks at the queue."""
    return lambda *args, **options: ComfyUI(credentials, *args, **{"first_pause": 0.001, **options})


@pytest.fixture
def draw(artist: Callable[..., ComfyUI]) -> Callable[..., EncodedPicture]:
    return lambda **changes: picture_from(artist(), a_request(**changes))


def opened(picture: EncodedPicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


def queued(server: Server) -> dict[str, dict[str, Any]]:
    """Return the inputs of the only work that was queued, by node."""
    (work,) = server.works.values()
    return {key: node["inputs"] for key, node in work.workflow.items()}


def test_the_workflow_is_queued_with_all_that_makes_the_picture(server: Server, artist: Callable[..., ComfyUI]) -> None:
    artist(CHECKPOINTS[1]).draw(a_request(width=1280, height=720))

    nodes = queued(server)
    assert nodes["checkpoint"]["ckpt_name"] == CHECKPOINTS[1]
    assert nodes["wanted"]["text"] == SCENE
    assert nodes["unwanted"]["text"] == "text, frame"
    assert (nodes["canvas"]["width"], nodes["canvas"]["height"]) == (768, 512)
    assert nodes["sampler"]["seed"] == 4711


@pytest.mark.parametrize("looks", [0, 1, 5])
def test_the_picture_is_fetched_when_it_is_done(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture], looks: int
) -> None:
    server.waits = server.runs = looks

    picture = draw()

    assert opened(picture).size == (picture.width, picture.height) == (720, 720)
    assert opened(picture).format == "WEBP"
    assert len(wire.calls_of("comfyui", "/view")) == 1
    assert len(wire.calls_of("comfyui", "/history")) == 2 * looks + 1


def test_one_picture_is_queued_once(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    draw()

    assert len(wire.calls_of("comfyui", "/prompt")) == 1


@pytest.mark.parametrize(
    ("checkpoint", "wanted", "drawn_at"),
    [
        (CHECKPOINTS[0], (300, 500), (768, 1344)),
        (CHECKPOINTS[0], (720, 720), (1024, 1024)),
        (CHECKPOINTS[1], (1081, 719), (768, 512)),
    ],
)
def test_pictures_are_asked_for_at_the_checkpoints_own_size_and_cut_to_what_the_book_wants(
    server: Server,
    artist: Callable[..., ComfyUI],
    checkpoint: str,
    wanted: tuple[int, int],
    drawn_at: tuple[int, int],
) -> None:
    picture = picture_from(artist(checkpoint), a_request(width=wanted[0], height=wanted[1]))

    canvas = queued(server)["canvas"]
    assert (canvas["width"], canvas["height"]) == drawn_at
    assert opened(picture).size == wanted


@pytest.mark.parametrize(
    ("checkpoint", "steps", "cfg", "sampler", "scheduler"),
    [
        ("juggernautXL_v9.safetensors", 28, 6.0, "euler_ancestral", "normal"),
        ("sd_xl_turbo_1.0_fp16.safetensors", 4, 1.0, "euler_ancestral", "normal"),
        ("sdxl_lightning_4step.safetensors", 4, 1.0, "euler", "sgm_uniform"),
        ("flux1-dev-fp8.safetensors", 20, 1.0, "euler", "simple"),
    ],
)
def test_each_family_of_checkpoints_is_worked_out_in_its_own_way(
    server: Server,
    artist: Callable[..., ComfyUI],
    checkpoint: str,
    steps: int,
    cfg: float,
    sampler: str,
    scheduler: str,
) -> None:
    server.checkpoints.append(checkpoint)

    artist(checkpoint).draw(a_request())

    sent = queued(server)["sampler"]
    assert (sent["steps"], sent["cfg"], sent["sampler_name"], sent["scheduler"]) == (steps, cfg, sampler, scheduler)


def test_flux_is_held_to_the_words_by_the_guidance_that_it_has_learnt_and_gets_no_negative_ones(
    server: Server, artist: Callable[..., ComfyUI]
) -> None:
    server.checkpoints.append("flux1-dev-fp8.safetensors")

    artist("flux1-dev-fp8.safetensors").draw(a_request(tags="ink drawing, girl"))

    nodes = queued(server)
    assert nodes["held"] == {"conditioning": ["wanted", 0], "guidance": 3.5}
    assert nodes["sampler"]["positive"] == ["held", 0]
    assert nodes["wanted"]["text"] == SCENE
    assert nodes["unwanted"]["text"] == ""


def test_a_checkpoint_whose_name_tells_nothing_is_known_by_what_its_file_says(
    server: Server, artist: Callable[..., ComfyUI]
) -> None:
    server.checkpoints.append("ragnarok.safetensors")
    server.says["ragnarok.safetensors"] = {"modelspec.architecture": "stable-diffusion-xl-v1-base"}

    artist("ragnarok.safetensors").draw(a_request())

    assert queued(server)["canvas"]["width"] == 1024


def test_a_model_that_reads_tags_gets_tags(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    draw(tags="ink drawing, girl, bridge")

    assert queued(server)["wanted"]["text"] == "ink drawing, girl, bridge"


def test_the_same_seed_gives_the_same_picture(draw: Callable[..., EncodedPicture]) -> None:
    first, again, other = draw(seed=5), draw(seed=5), draw(seed=6)

    assert first.data == again.data != other.data
    assert (first.seed, other.seed) == (5, 6)


def test_a_picture_of_ones_own_server_is_counted_and_costs_no_tokens(draw: Callable[..., EncodedPicture]) -> None:
    assert draw().usage == Usage(pictures=1)


def test_without_a_checkpoint_the_first_is_used(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    draw()

    assert queued(server)["checkpoint"]["ckpt_name"] == CHECKPOINTS[0]


def test_the_checkpoints_are_asked_for_once(wire: WireServer, artist: Callable[..., ComfyUI]) -> None:
    comfy = artist()
    comfy.draw(a_request())
    comfy.draw(a_request())

    assert len(wire.calls_of("comfyui", "/object_info")) == 1


def test_a_checkpoint_that_is_not_there_is_named_before_anything_is_queued(
    server: Server, artist: Callable[..., ComfyUI]
) -> None:
    with pytest.raises(UnknownModel, match=r"nobody\.safetensors"):
        artist("nobody.safetensors").draw(a_request())

    assert server.works == {}


def test_a_comfyui_without_any_checkpoint_says_what_to_do(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    server.checkpoints = []

    with pytest.raises(UnknownModel, match="models/checkpoints"):
        draw()


@pytest.fixture
def adapters(server: Server) -> Server:
    """A server that has IP-Adapters for both kinds of checkpoints."""
    server.ip_adapters = ["ip-adapter_sd15.safetensors", "ip-adapter-plus_sdxl_vit-h.safetensors"]
    return server


@pytest.mark.usefixtures("adapters")
def test_a_reference_is_uploaded_and_guides_a_new_picture(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    picture = draw(references=(ELARA,), width=1280, height=720)

    (name,) = server.uploads
    nodes = queued(server)
    fields = [name_of(part) for part in form_of(wire.calls_of("comfyui", "/upload/image")[0])]
    assert server.uploads[name] == ELARA.data
    assert sorted(fields) == ["image", "overwrite", "type"]
    assert nodes["reference"]["image"] == name
    assert nodes["adapter"]["preset"] == "PLUS (high strength)"
    assert nodes["guided"]["image"] == ["reference", 0]
    assert nodes["sampler"]["model"] == ["guided", 0]
    assert nodes["sampler"]["denoise"] == 1.0
    assert opened(picture).size == (1280, 720)


@pytest.mark.usefixtures("adapters")
def test_the_preset_is_that_of_the_adapter_that_is_there(server: Server, artist: Callable[..., ComfyUI]) -> None:
    artist(CHECKPOINTS[1]).draw(a_request(references=(ELARA,)))

    assert queued(server)["adapter"]["preset"] == "STANDARD (medium strength)"


def drawn_from_words(server: Server) -> bool:
    return server.uploads == {} and queued(server).keys() == text_to_picture().keys()


def test_without_an_ip_adapter_words_alone_say_what_to_draw(
    server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    draw(references=(ELARA,))

    assert drawn_from_words(server)


def test_an_ip_adapter_for_another_kind_of_checkpoint_is_not_used(
    server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    server.ip_adapters = ["ip-adapter_sd15.safetensors", "ip-adapter-faceid-plusv2_sdxl.bin"]

    draw(references=(ELARA,))

    assert drawn_from_words(server)


@pytest.mark.usefixtures("adapters")
@pytest.mark.parametrize("path", ["/object_info/IPAdapterUnifiedLoader", "/models/ipadapter", "/models/clip_vision"])
@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_whatever_goes_wrong_in_looking_for_adapters_a_scene_with_a_reference_is_drawn(
    server: Server, draw: Callable[..., EncodedPicture], path: str, status: int
) -> None:
    server.routes[("GET", path)] = lambda call, trouble: Reply(body=b"broken", status=status)

    assert draw(references=(ELARA,)).width == 720
    assert drawn_from_words(server)


@pytest.mark.usefixtures("adapters")
def test_the_same_reference_takes_no_second_place_on_the_server(
    server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    draw(references=(ELARA,))
    draw(references=(ELARA,))

    assert len(server.uploads) == 1


@pytest.mark.usefixtures("adapters")
def test_a_reference_that_comfyui_cannot_read_is_not_sent(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    with pytest.raises(RequestRejected, match="Elara is not a PNG, JPEG or WebP"):
        draw(references=(replace(ELARA, media_type="image/gif"),))

    assert server.uploads == {}


@pytest.mark.parametrize(
    "prompt", ['"}}, {"class_type": "Evil"', "%seed% and %checkpoint%", "a\\nb\nc", "“curly” — ünïcödé 龍"]
)
def test_whatever_the_text_is_it_stays_a_text(server: Server, draw: Callable[..., EncodedPicture], prompt: str) -> None:
    draw(prompt=prompt)

    assert queued(server)["wanted"]["text"] == prompt
    assert queued(server).keys() == text_to_picture().keys()


def test_a_workflow_of_the_readers_own_is_filled_and_used(server: Server, artist: Callable[..., ComfyUI]) -> None:
    own = json.loads(json.dumps(text_to_picture()))
    own["wanted"]["inputs"]["text"] = "masterpiece, %prompt% (%width% wide)"
    own["picture"] = {
        "class_type": "SaveImage",
        "inputs": {"images": ["pixels", 0], "filename_prefix": "%date:yyyy%/%unknown%"},
    }

    artist(workflow=own).draw(a_request())

    assert queued(server)["wanted"]["text"] == f"masterpiece, {SCENE} (1024 wide)"
    assert queued(server)["picture"]["filename_prefix"] == "%date:yyyy%/%unknown%"


def test_a_picture_that_the_workflow_saves_comes_before_a_preview(
    wire: WireServer, artist: Callable[..., ComfyUI]
) -> None:
    own = dict(text_to_picture())
    own["saved"] = {"class_type": "SaveImage", "inputs": {"images": ["pixels", 0], "filename_prefix": "tale"}}

    artist(workflow=own).draw(a_request())

    assert wire.calls_of("comfyui", "/view")[0].query["type"] == "output"


def of_the_readers_own() -> dict[str, Any]:
    """A workflow with a checkpoint of its own choice and places for two reference pictures."""
    own: dict[str, Any] = json.loads(json.dumps(guided_by_reference()))
    own["checkpoint"]["inputs"]["ckpt_name"] = "inkwell-15.safetensors"
    own["adapter"]["inputs"]["preset"] = "PLUS (high strength)"
    own["guided"]["inputs"]["weight"] = "%reference_weight%"
    own["second"] = {"class_type": "LoadImage", "inputs": {"image": "%reference_2%"}}
    own["guided too"] = {
        "class_type": "IPAdapter",
        "inputs": {**own["guided"]["inputs"], "image": ["second", 0], "weight": "%reference_weight_2%"},
    }
    own["sampler"]["inputs"] |= {"steps": 12, "cfg": 5.0, "sampler_name": "euler", "scheduler": "normal"}
    return own


def test_a_workflow_of_the_readers_own_gets_as_many_references_as_it_has_places_for(
    server: Server, artist: Callable[..., ComfyUI]
) -> None:
    artist(workflow=of_the_readers_own()).draw(a_request(references=(ELARA, ELARA_TOO, ELARA)))

    nodes = queued(server)
    assert server.uploads[nodes["reference"]["image"]] == ELARA.data
    assert server.uploads[nodes["second"]["image"]] == ELARA_TOO.data
    assert (nodes["guided"]["weight"], nodes["guided too"]["weight"]) == (0.6, 0.6)


def test_where_there_is_no_reference_a_plain_picture_without_weight_stands_in(
    server: Server, artist: Callable[..., ComfyUI]
) -> None:
    artist(workflow=of_the_readers_own()).draw(a_request())

    nodes = queued(server)
    assert (nodes["guided"]["weight"], nodes["guided too"]["weight"]) == (0.0, 0.0)
    assert nodes["reference"]["image"] == nodes["second"]["image"]


def test_a_workflow_with_a_checkpoint_of_its_own_is_told_the_words_and_the_size_as_they_are(
    server: Server, artist: Callable[..., ComfyUI]
) -> None:
    artist(workflow=of_the_readers_own()).draw(a_request(tags="ink, bridge", width=1270, height=720))

    nodes = queued(server)
    assert (nodes["wanted"]["text"], nodes["unwanted"]["text"]) == (SCENE, "text, frame")
    assert (nodes["canvas"]["width"], nodes["canvas"]["height"], nodes["sampler"]["seed"]) == (1272, 720, 4711)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not JSON", "not JSON"),
        ('{"nodes": [], "links": []}', r"Export \(API\)"),
        ("[]", r"Export \(API\)"),
        ("{}", r"Export \(API\)"),
        ('{"1": {"class_type": 3, "inputs": {}}}', r"Export \(API\)"),
        ('{"1": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat"}}}', "Write %prompt%"),
        ("[" * 100_000, "not JSON"),
        (" " * 600_000, "larger than"),
    ],
)
def test_what_is_no_workflow_is_refused_with_what_to_do(text: str, words: str) -> None:
    with pytest.raises(WorkflowRefused, match=words):
        read_own(text)


def test_a_workflow_as_comfyui_exports_it_is_read() -> None:
    assert read_own(json.dumps(of_the_readers_own())) == of_the_readers_own()


def test_filling_leaves_the_workflow_itself_as_it_was() -> None:
    before = json.dumps(text_to_picture())
    filled(text_to_picture(), {"prompt": "a", "seed": 1})

    assert json.dumps(text_to_picture()) == before


def test_a_node_that_does_not_like_its_input_is_named(server: Server, artist: Callable[..., ComfyUI]) -> None:
    own = json.loads(json.dumps(text_to_picture()))
    own["sampler"]["inputs"]["steps"] = "many"

    with pytest.raises(RequestRejected, match=r"node sampler \(KSampler\): Failed to convert.*: steps"):
        artist(workflow=own).draw(a_request())


def test_a_node_that_fails_while_drawing_is_named(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    server.ending = "failure"

    with pytest.raises(RequestRejected, match=r"node sampler \(KSampler\).*mat1 and mat2"):
        draw()


def test_too_little_memory_says_what_to_do(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    server.ending = "out_of_memory"

    with pytest.raises(RequestRejected, match="lower resolution"):
        draw()


def test_somebody_stopping_the_picture_is_no_fault_of_it(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    server.ending = "interrupted"

    with pytest.raises(ServiceDown, match="stopped"):
        draw()


def test_a_workflow_that_ends_without_a_picture_says_what_it_needs(
    server: Server, draw: Callable[..., EncodedPicture]
) -> None:
    server.ending = "no_picture"

    with pytest.raises(BadAnswer, match="saves or previews"):
        draw()


@pytest.mark.parametrize("pause", [0.001, LONGEST_PAUSE])
def test_a_picture_that_runs_too_long_is_interrupted_there(
    wire: WireServer, server: Server, artist: Callable[..., ComfyUI], pause: Any
) -> None:
    server.waits, server.runs = 0, NEVER

    with pytest.raises(CutOff, match=r"0\.05 seconds"):
        artist(seconds=0.05, first_pause=pause).draw(a_request())

    assert len(server.interrupted) == 1
    assert wire.calls_of("comfyui", "/interrupt")[0].json == {"prompt_id": server.interrupted[0]}


def test_a_picture_that_waits_too_long_is_taken_off_and_nobody_elses_is_stopped(
    wire: WireServer, server: Server, artist: Callable[..., ComfyUI]
) -> None:
    server.waits = NEVER

    with pytest.raises(CutOff):
        artist(seconds=0.05).draw(a_request())

    assert server.works == {}
    assert wire.calls_of("comfyui", "/interrupt") == []


def test_looks_at_the_queue_grow_rarer(wire: WireServer, server: Server, artist: Callable[..., ComfyUI]) -> None:
    server.waits = NEVER

    with pytest.raises(CutOff):
        artist(seconds=0.5, first_pause=0.01).draw(a_request())

    assert len(wire.calls_of("comfyui", "/history")) <= 12


def test_work_that_a_restart_has_lost_is_not_waited_for(server: Server, artist: Callable[..., ComfyUI]) -> None:
    server.forgetful = True

    with pytest.raises(CutOff, match="no longer knows"):
        artist(first_pause=LONGEST_PAUSE).draw(a_request())


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (fails("key_refused"), KeyRefused, "name:password"),
        (fails("unavailable"), ServiceDown, "something broke"),
        (fails("bad_request", words="no prompt"), RequestRejected, "no prompt"),
        (cut_before(), CutOff, "whole"),
        (cut_in_body(), CutOff, "whole"),
        (wrong_content_type(), BadAnswer, "does not speak as ComfyUI"),
    ],
)
def test_each_failure_to_queue_is_ours(
    wire: WireServer, draw: Callable[..., EncodedPicture], trouble: Any, error: Any, words: str
) -> None:
    checkpoints_are_told = WELL
    wire.plan(checkpoints_are_told, trouble)

    with pytest.raises(error, match=words) as caught:
        draw()

    assert type(caught.value) is error
    assert len(wire.calls) == 2


def test_being_asked_to_wait_says_how_long(wire: WireServer, draw: Callable[..., EncodedPicture]) -> None:
    wire.plan(WELL, rate_limited(retry_after=9))

    with pytest.raises(RateLimited) as caught:
        draw()

    assert caught.value.retry_after == 9


@pytest.mark.parametrize("trouble", [fails("unavailable"), cut_before(), cut_in_body()])
def test_a_server_that_goes_away_after_it_took_the_work_may_have_done_it(
    wire: WireServer, draw: Callable[..., EncodedPicture], trouble: Any
) -> None:
    wire.plan(WELL, WELL, trouble)

    with pytest.raises(CutOff) as caught:
        draw()

    assert caught.value.may_be_billed


@pytest.mark.parametrize(
    ("trouble", "words"),
    [(answers("<html>Sign in</html>"), "web page"), (answers(""), "nothing"), (answers("no picture"), "not a PNG")],
)
def test_what_is_fetched_and_is_no_picture_is_named(
    wire: WireServer, server: Server, draw: Callable[..., EncodedPicture], trouble: Any, words: str
) -> None:
    server.waits = server.runs = 0
    wire.plan(WELL, WELL, WELL, trouble)

    with pytest.raises(BadAnswer, match=words):
        draw()


def test_a_black_picture_of_the_safety_checker_is_a_refusal(
    wire: WireServer, draw: Callable[..., EncodedPicture]
) -> None:
    wire.draw = black

    with pytest.raises(ContentRefused, match="black"):
        draw()


def test_a_server_that_is_not_there_is_down() -> None:
    with pytest.raises(ServiceDown, match=r"ComfyUI cannot be reached at 127\.0\.0\.1:9"):
        ComfyUI(Credentials("comfyui", "", "http://127.0.0.1:9")).draw(a_request())


def test_a_secret_is_sent_with_every_request(wire: WireServer) -> None:
    credentials = Credentials("comfyui", SECRET, wire.base_url("comfyui"))
    ComfyUI(credentials, first_pause=0.001).draw(a_request(references=(ELARA,)))

    assert {call.headers.get("authorization") for call in wire.calls} == {f"Bearer {SECRET}"}


@pytest.mark.parametrize(
    "trouble", [fails("bad_request", words=f"{SCENE} {SECRET}"), fails("unavailable", words=SCENE)]
)
def test_neither_the_key_nor_the_book_is_in_an_error(wire: WireServer, trouble: Any) -> None:
    wire.plan(WELL, trouble)

    with pytest.raises(ProviderError) as caught:
        ComfyUI(Credentials("comfyui", SECRET, wire.base_url("comfyui"))).draw(a_request())

    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert SECRET not in shown
    assert "burning bridge while" not in shown


def test_a_node_that_repeats_the_book_is_not_repeated(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    node = {"class_type": "CLIPTextEncode", "errors": [{"message": "Bad text", "details": f"text, {SCENE}"}]}
    refusal = Reply({"error": {"message": "failed"}, "node_errors": {"wanted": node}}, 400)
    server.routes[("POST", "/prompt")] = lambda call, trouble: refusal

    with pytest.raises(RequestRejected) as caught:
        draw()

    assert "burning bridge while" not in str(caught.value)


def test_a_failure_while_drawing_does_not_repeat_the_book(server: Server, draw: Callable[..., EncodedPicture]) -> None:
    server.ending, server.words = "failure", f"cannot encode {SCENE}"

    with pytest.raises(RequestRejected, match=r"node sampler \(KSampler\)") as caught:
        draw()

    assert "burning bridge while" not in str(caught.value)


def test_an_address_that_is_not_allowed_is_not_asked(wire: WireServer, credentials: Credentials) -> None:
    guarded = guarded_client(Guard(allow_private=False))

    with pytest.raises(AddressRefused):
        ComfyUI(credentials, http_client=guarded).draw(a_request())

    assert wire.calls == []


def test_a_client_that_guards_addresses_draws_as_well(credentials: Credentials) -> None:
    guarded = guarded_client(Guard(allow_private=True))

    assert ComfyUI(credentials, first_pause=0.001, http_client=guarded).draw(a_request()).data


@pytest.mark.parametrize("in_new_form", [False, True])
def test_the_checkpoints_are_listed_in_both_ways_that_versions_tell_them(
    server: Server, credentials: Credentials, in_new_form: bool
) -> None:
    server.in_new_form = in_new_form

    assert installed_models(credentials) == list(CHECKPOINTS)


@pytest.mark.parametrize(
    ("names", "words"),
    [([], "no checkpoint"), (["only"], "1 checkpoint is installed"), (["a", "b"], "2 checkpoints are installed")],
)
def test_the_free_check_says_what_is_there(
    wire: WireServer, server: Server, credentials: Credentials, names: Any, words: str
) -> None:
    server.checkpoints = names

    assert words in free_check(credentials)
    assert len(wire.calls) == 1


def test_the_free_check_of_something_else_says_so(wire: WireServer, credentials: Credentials) -> None:
    wire.plan(wrong_content_type())

    with pytest.raises(BadAnswer, match="does not speak as ComfyUI"):
        free_check(credentials)
