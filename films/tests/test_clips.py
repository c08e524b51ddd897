"""Films that a video service moves: paid for once, begun with the storyboard, whole where it will not."""

from __future__ import annotations

import base64
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import av
import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from accounts.tests.keyrings import OLD
from films.estimates.prices import estimate_price
from films.models import Clip, Film
from films.recipes import recipe_from
from films.script.motion import motion_words
from films.services.making import OptionsRefused, request_film
from films.tests.books import make_story, small_film, work_on
from providers.choosing.keys import add_key
from providers.models import PaidCall
from providers.services.runway import videos

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from providers.services.runway.tests.wire import RunwayWire
    from providers.tests.wire import WireServer

pytestmark = [pytest.mark.usefixtures("quick"), pytest.mark.django_db(transaction=True)]
MODEL = "runway/gen4_turbo"


@pytest.fixture
def runway(wire: WireServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> RunwayWire:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    monkeypatch.setattr(videos, "PATIENCE_SECONDS", 0)
    service: Any = wire.services["runway"]
    service.waits = 0
    return service


@pytest.fixture
def book(transactional_db: None, reader: User, wire: WireServer, runway: RunwayWire) -> VividPage:
    with transaction.atomic():
        add_key(user=reader, service="runway", secret="key_0123456789", base_url=wire.base_url("runway"))
        return make_story(reader)


def filmed(book: VividPage, **options: Any) -> Film:
    return work_on(request_film(vividpage=book, options=small_film(video=MODEL, **options), by=book.owner))


def tasks(wire: WireServer) -> list[Any]:
    return [call.json for call in wire.calls if call.method == "POST"]


def test_each_picture_becomes_a_clip_that_begins_with_it_and_is_paid_for_once(
    book: VividPage, wire: WireServer
) -> None:
    estimate = estimate_price(book, small_film(video=MODEL)).clips
    assert (estimate.pictures, estimate.low, estimate.high) == (2, Decimal("0.20"), Decimal("0.20"))

    film = filmed(book)

    assert (film.state, film.reason, film.unmoved) == (Film.State.READY, "", 0)
    sent = tasks(wire)
    assert len(sent) == 2
    assert all(one["promptText"].startswith("Those in the picture") for one in sent)
    frames = [Image.open(io.BytesIO(base64.b64decode(one["promptImage"].partition(",")[2]))) for one in sent]
    assert {frame.size for frame in frames} == {(1280, 720)}
    middles: list[Any] = [frame.getpixel((640, 360)) for frame in frames]  # they are asked side by side, in any order
    assert sum(blue > 100 > red for red, _, blue in middles) == 1, "one picture is navy"
    shown = film.shots.get(scene=book.scenes.get(number=2).pk)
    assert recipe_from(shown.recipe).clip == Clip.objects.get(order=1).file.name
    with default_storage.open(str(film.mp4.name)) as file, av.open(file, "r") as opened:
        stills = [frame.to_ndarray(format="rgb24")[120, 213].tolist() for frame in opened.decode(video=0)]
    at = round((shown.starts + shown.ends) / 2 * 30)
    assert stills[at][2] == pytest.approx(90, abs=12)  # the clip's blue, which no picture of the book has with its red
    assert sum(call.cost for call in PaidCall.objects.all()) == Decimal("0.20")

    again, other = filmed(book), filmed(book, rungs=["240", "480"])
    assert (again, other.unmoved, len(tasks(wire))) == (film, 0, 2)
    assert estimate_price(book, small_film(video=MODEL)).is_free


def test_what_is_refused_is_filmed_by_the_built_in_painters_said_so_and_not_asked_again(
    book: VividPage, wire: WireServer, runway: RunwayWire
) -> None:
    runway.ending, runway.code = "FAILED", "SAFETY.INPUT.IMAGE"

    film = filmed(book)

    assert (film.state, film.unmoved) == (Film.State.READY, 2)
    assert {clip.reason for clip in film.clips.all()} == {
        "Runway would not do this one: its moderation dislikes the picture or the words."
    }
    assert not any(recipe_from(shot.recipe).clip for shot in film.shots.all())
    assert sum(call.cost for call in PaidCall.objects.all()) == 0
    assert len(tasks(wire)) == 2
    filmed(book)
    assert len(tasks(wire)) == 2


def test_without_a_key_no_such_film_is_asked_for(book: VividPage) -> None:
    with pytest.raises(OptionsRefused, match="Replicate"):
        request_film(vividpage=book, options=small_film(video="replicate/kwaivgi/kling-v2.5-turbo-pro"), by=book.owner)
    with pytest.raises(OptionsRefused, match="video"):
        request_film(vividpage=book, options=small_film(video="nobody"), by=book.owner)


def test_words_for_what_moves_follow_from_the_facts() -> None:
    words = motion_words(deed="rowing", weather="storm", light="lightning", mood="tense", indoors=False)

    assert words.startswith("Those in the picture are rowing; a storm drives rain")
    assert "lightning flashes" in words
    assert "storm" not in motion_words(deed="reading", weather="storm", light="unknown", mood="calm", indoors=True)
