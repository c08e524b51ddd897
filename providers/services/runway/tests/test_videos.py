"""Runway over HTTP, against a server that takes tasks as Runway does."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from providers.errors import (
    AnswerPending,
    BadAnswer,
    ContentRefused,
    JobCancelled,
    JobFailed,
    KeyRefused,
    OutOfFunds,
    RateLimited,
    RequestRejected,
)
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import AcceptedJob
from providers.interfaces.video import ShotRequest
from providers.services.runway.client import free_check
from providers.services.runway.videos import LARGEST_FRAME, RunwayVideos
from providers.tests.wire import WELL, answers, fails
from providers.tests.wire.images_drawn import drawn

if TYPE_CHECKING:
    from providers.services.runway.tests.wire import RunwayWire
    from providers.tests.wire import WireServer

KEY = "key_0123456789abcdef"
FRAME = drawn(320, 180, 1, "JPEG")
REQUEST = ShotRequest(FRAME, "image/jpeg", "Rain falls.", seconds=4, width=1280, height=720, seed=7)


@pytest.fixture
def runway(wire: WireServer) -> RunwayWire:
    service: Any = wire.services["runway"]
    return service


@pytest.fixture
def videos(wire: WireServer) -> RunwayVideos:
    return RunwayVideos(Credentials("runway", KEY, wire.base_url("runway")), "gen4_turbo", first_pause=0.01)


def film(videos: RunwayVideos, request: ShotRequest = REQUEST) -> bytes:
    return videos.collect(videos.submit(request), request).data


def test_a_task_is_made_with_frame_words_size_seconds_and_seed(wire: WireServer, videos: RunwayVideos) -> None:
    job = videos.submit(replace(REQUEST, width=1080, height=1920))

    (call,) = wire.calls
    assert (call.path, call.headers["authorization"]) == ("/v1/image_to_video", f"Bearer {KEY}")
    assert call.headers["x-runway-version"] == "2024-11-06"
    sent = dict(call.json)
    assert base64.b64decode(sent.pop("promptImage").removeprefix("data:image/jpeg;base64,")) == FRAME
    assert sent == {"model": "gen4_turbo", "promptText": "Rain falls.", "ratio": "720:1280", "duration": 4, "seed": 7}
    assert job.ticket == "task-000001"


def test_the_clip_is_looked_for_until_it_is_there_and_says_how_long_it_is(
    wire: WireServer, runway: RunwayWire, videos: RunwayVideos
) -> None:
    runway.waits = 3

    clip = videos.collect(videos.submit(REQUEST), REQUEST)

    assert (clip.media_type, clip.usage.seconds) == ("video/mp4", 4)
    assert [call.path for call in wire.calls][1:] == ["/v1/tasks/task-000001"] * 4 + ["/delivery/task-000001"]


@pytest.mark.parametrize(
    ("ending", "code", "error"),
    [
        ("FAILED", "SAFETY.OUTPUT.VIDEO", ContentRefused),
        ("FAILED", "INTERNAL.BAD_OUTPUT.CODE01", JobFailed),
        ("CANCELLED", None, JobFailed),
    ],
)
def test_a_task_that_ends_without_a_clip_says_why(
    runway: RunwayWire, videos: RunwayVideos, ending: str, code: str | None, error: type[Exception]
) -> None:
    runway.ending, runway.code = ending, code

    with pytest.raises(error):
        film(videos)


@pytest.mark.parametrize(
    ("failure", "error"),
    [("out_of_funds", OutOfFunds), ("rate_limited", RateLimited), ("key_refused", KeyRefused)],
)
def test_what_it_answers_instead_of_a_task_is_understood(
    wire: WireServer, videos: RunwayVideos, failure: Any, error: type[Exception]
) -> None:
    wire.plan(fails(failure))

    with pytest.raises(error):
        videos.submit(REQUEST)


def test_a_service_that_goes_away_keeps_its_task(wire: WireServer, videos: RunwayVideos) -> None:
    job = videos.submit(REQUEST)
    wire.plan(fails("unavailable"))
    with pytest.raises(AnswerPending):
        videos.collect(job, REQUEST)

    assert videos.collect(job, REQUEST).data


def test_nobody_s_wish_cancels_a_task_that_is_waited_for(runway: RunwayWire, videos: RunwayVideos) -> None:
    with pytest.raises(JobCancelled):
        videos.collect(videos.submit(REQUEST), REQUEST, stop=lambda: True)

    assert runway.cancelled == ["task-000001"]


def test_what_is_no_clip_is_not_taken_for_one(wire: WireServer, runway: RunwayWire, videos: RunwayVideos) -> None:
    runway.waits = 0
    wire.plan(WELL, WELL, answers("<html>"))

    with pytest.raises(BadAnswer, match="no clip"):
        film(videos)
    with pytest.raises(BadAnswer, match="no longer knows"):
        videos.collect(AcceptedJob("gone"), REQUEST)
    with pytest.raises(RequestRejected):
        videos.submit(replace(REQUEST, first_frame=bytes(LARGEST_FRAME + 1)))


def test_a_key_is_checked_for_nothing(wire: WireServer) -> None:
    words = free_check(Credentials("runway", KEY, wire.base_url("runway")))

    assert words == "The key works; 1250 credits ($12.50) are left."
