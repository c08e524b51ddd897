"""Video models on Replicate over HTTP: each is asked in the words of its own schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from providers.errors import ContentRefused, JobCancelled, RequestRejected
from providers.interfaces.credentials import Credentials
from providers.interfaces.video import ShotRequest
from providers.services.replicate.videos import ReplicateVideos
from providers.tests.wire.images_drawn import drawn

if TYPE_CHECKING:
    from providers.services.replicate.tests.wire import ReplicateWire
    from providers.tests.wire import WireServer

REQUEST = ShotRequest(drawn(320, 180, 1, "JPEG"), "image/jpeg", "Rain falls.", 10, width=1280, height=720, seed=7)


@pytest.fixture
def replicate(wire: WireServer) -> ReplicateWire:
    service: Any = wire.services["replicate"]
    return service


def model_of(wire: WireServer, name: str = "kwaivgi/kling-v2.5-turbo-pro") -> ReplicateVideos:
    return ReplicateVideos(Credentials("replicate", "r8_01234567", wire.base_url("replicate")), name, first_pause=0.01)


def test_a_clip_is_asked_for_by_the_model_s_own_schema_and_fetched(wire: WireServer) -> None:
    videos = model_of(wire)

    clip = videos.collect(videos.submit(REQUEST), REQUEST)

    sent = next(dict(call.json["input"]) for call in wire.calls if call.method == "POST")
    assert sent.pop("start_image").startswith("data:image/jpeg;base64,")
    assert sent == {"prompt": "Rain falls.", "duration": 10, "aspect_ratio": "16:9"}
    assert (clip.media_type, clip.usage.seconds) == ("video/mp4", 10)


def test_a_refused_clip_and_a_cancelled_one_are_told_apart(wire: WireServer, replicate: ReplicateWire) -> None:
    videos = model_of(wire)
    replicate.ending, replicate.error = "failed", "The input was flagged as sensitive. (E005)"
    with pytest.raises(ContentRefused):
        videos.collect(videos.submit(REQUEST), REQUEST)
    with pytest.raises(JobCancelled):
        videos.collect(videos.submit(REQUEST), REQUEST, stop=lambda: True)

    assert len(replicate.cancelled) == 1


def test_a_model_that_begins_with_no_picture_is_no_model_for_films(wire: WireServer) -> None:
    with pytest.raises(RequestRejected, match="does not begin with a picture"):
        model_of(wire, "black-forest-labs/flux-schnell").submit(REQUEST)
