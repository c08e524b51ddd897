"""A book that image models draw: what reaches the servers, portraits, places and scenes alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from analysts.bible import World
from books.making import jobs_of
from books.models import VividPage
from books.tests.making import start_stage
from characters.editing import worlds
from characters.editing.tests.books import make_book
from characters.models import Analysis, Character
from jobs import engine
from jobs.models import Job
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from providers.tests.wire.images_drawn import bytes_of, form_of, name_of
from storyboards.models import PictureVersion
from storyboards.pictures.drawing import softened_in
from storyboards.stale.finding import stale_scenes

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer

STAGE = "image-generation"
WORLD = World("1760s", "England", "tricorn hats", "lanterns", "timbered inns")


@pytest.fixture(autouse=True)
def _settings(settings: Settings, transactional_db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """Four scenes, three people, two places."""
    book = make_book(reader)
    worlds.keep_world(vividpage=book, world=WORLD)
    return book


def drawn(vividpage: VividPage, wire: WireServer, model: str) -> VividPage:
    """The book, drawn whole by that model."""
    job = worked_on(vividpage, wire, model)
    assert (job.state, job.reason) == (Job.State.COMPLETED, "")
    return vividpage


def worked_on(vividpage: VividPage, wire: WireServer, model: str) -> Job:
    """Draw the book with that model as far as that goes."""
    service = model.partition("/")[0]
    create_key(owner=vividpage.owner, service=service, secret=SECRET, base_url=wire.base_url(service))
    VividPage.objects.filter(pk=vividpage.pk).update(image_model=model)
    vividpage.refresh_from_db()
    start_stage(vividpage, STAGE)
    job = jobs_of(vividpage).get(stage=STAGE)
    engine.work_on(job, seconds=math.inf)
    job.refresh_from_db()
    return job


def test_a_server_that_reads_tags_is_told_looks_and_time_and_obeys_no_book(
    vividpage: VividPage, wire: WireServer
) -> None:
    Analysis.objects.filter(scene__number=1).update(prompt="Jim Hawkins waits <lora:evil:2> (gore:1.9) BREAK here.")
    drawn(vividpage, wire, "automatic1111/dreamland-xl")

    sent: list[Any] = [call.json for call in wire.calls_of("automatic1111", "/sdapi/v1/txt2img")]
    assert len(sent) == 9  # three people, two places, four scenes
    assert {(one["width"], one["height"]) for one in sent} == {(1024, 1024)}
    for one in sent:
        assert one["prompt"].startswith("storybook illustration")
        assert "1760s, England" in one["prompt"]
        assert "Jim Hawkins waits" not in one["prompt"]
        assert "lora" not in one["prompt"]
        assert "BREAK" not in one["prompt"]
    assert any("gore break here" in one["prompt"] for one in sent)


def test_gpt_image_is_told_who_is_on_which_sheet_and_which_is_the_place(vividpage: VividPage, wire: WireServer) -> None:
    Character.objects.filter(vividpage=vividpage, name="Jim Hawkins").update(age="child")
    drawn(vividpage, wire, "openai/gpt-image-2.5-flare")

    portraits = [call.json["prompt"] for call in wire.calls_of("openai", "/v1/images/generations")]
    assert any(told.startswith("Half-length portrait of a boy alone") for told in portraits)
    assert not any("of Jim Hawkins" in told for told in portraits)
    assert all("Time and country: 1760s, England." in told for told in portraits)
    scenes = [
        bytes_of(part).decode()
        for call in wire.calls_of("openai", "/v1/images/edits")
        for part in form_of(call)
        if name_of(part) == "prompt"
    ]
    first = next(told for told in scenes if "the Captain" in told and "the inn" in told)
    assert "Image 1 is the character sheet of the boy (boy, Jim Hawkins hair)." in first
    assert "Image 3 is the location of the picture: the inn." in first
    assert all("Leave out" not in told for told in (*portraits, *scenes))


def test_what_has_just_been_drawn_fits_and_stays_fitting_when_more_is_found(
    vividpage: VividPage, wire: WireServer
) -> None:
    drawn(vividpage, wire, "comfyui/dreamland-xl.safetensors")
    worlds.keep_world(vividpage=vividpage, world=World("1750s", "Scotland"))

    assert PictureVersion.objects.filter(picture__kind="scene").count() == 4
    assert stale_scenes(VividPage.objects.get(pk=vividpage.pk)) == []


@pytest.mark.parametrize(
    ("model", "path"),
    [
        ("openai/gpt-image-2.5-flare", "/v1/images"),
        ("google/gemini-nano-banana-2.1", "/v1beta"),
        ("bfl/flux-2-pro", "/v1/flux-2-pro"),
        ("stability/core", "/v2beta"),
        ("replicate/black-forest-labs/flux-schnell", "/v1/models/black-forest-labs/flux-schnell/predictions"),
    ],
)
def test_a_picture_that_is_refused_for_its_words_is_drawn_with_milder_ones_and_says_so(
    vividpage: VividPage, wire: WireServer, model: str, path: str
) -> None:
    Analysis.objects.filter(scene__number=1).update(prompt="A bloodbath in the parlour.")

    drawn(vividpage, wire, model)

    asked = [call for call in wire.calls_of(model.partition("/")[0], path) if call.method == "POST"]
    scenes = PictureVersion.objects.filter(picture__kind="scene")
    first = scenes.get(picture__scene__number=1)
    assert "battle in the parlour" in first.prompt
    assert first.parameters["softened"] == [["bloodbath", "battle"]]
    assert softened_in(first) == "Drawn with milder words after the service had refused it: “battle” for “bloodbath”."
    assert [softened_in(other) for other in scenes.exclude(pk=first.pk)] == ["", "", ""]
    assert len(asked) == 10  # three people, two places, four scenes, and one of them twice
    states = PaidCall.objects.exclude(purpose="moderation").values_list("state", flat=True)
    assert len(states) == 10
    assert sorted(states)[:9] == [PaidCall.State.ANSWERED] * 9


def test_a_picture_that_is_refused_in_milder_words_too_is_set_aside_and_both_calls_count(
    vividpage: VividPage, wire: WireServer
) -> None:
    service: Any = wire.services["google"]
    service.blocks = "PROHIBITED_CONTENT"
    Analysis.objects.filter(scene__number=1).update(prompt="A murder in the parlour.")

    job = worked_on(vividpage, wire, "google/gemini-nano-banana-2.1")

    scene = job.units.get(label="Scene 1")
    assert "asked once more in milder words (“crime” for “murder”), in vain" in scene.reason
    calls = PaidCall.objects.filter(label="Scene 1")
    assert [call.state for call in calls] == [PaidCall.State.LOST] * 2
    assert all(call.cost > 0 for call in calls)  # Google counts what it has read


def test_what_milder_words_do_not_change_is_asked_once(vividpage: VividPage, wire: WireServer) -> None:
    service: Any = wire.services["google"]
    service.blocks = "PROHIBITED_CONTENT"

    job = worked_on(vividpage, wire, "google/gemini-nano-banana-2.1")

    assert PaidCall.objects.filter(label="Scene 1").count() == 1
    assert "milder" not in job.units.get(label="Scene 1").reason
