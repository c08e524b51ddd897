"""The moderators' pages: for moderators alone, with all that is known of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.access.bans import ban_of
from accounts.models import User
from characters.editing.tests.books import make_book
from storyboards.models import ModerationEvent, PictureVersion
from storyboards.safety.reporting import report
from storyboards.tests.making import add_version, hide, make_moderator

if TYPE_CHECKING:
    from django.test import Client

    from books.models import VividPage

pytestmark = pytest.mark.django_db
QUEUE = reverse("moderation")


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def version(vividpage: VividPage) -> PictureVersion:
    return add_version(vividpage.scenes.get(number=2), prompt="A ship in a storm.", request="more blood")


@pytest.fixture
def moderator(client: Client) -> Client:
    client.force_login(make_moderator())
    return client


def address(version: PictureVersion) -> str:
    return reverse("moderation_case", args=[version.pk])


def reported(version: PictureVersion, reason: str = "violent") -> PictureVersion:
    report(version=version, by=version.picture.vividpage.owner, reason=reason, words="So much blood!")
    return version


def test_for_everybody_else_there_are_no_such_pages(client: Client, version: PictureVersion) -> None:
    reported(version)
    for somebody in (version.picture.vividpage.owner, User.objects.create_superuser("admin@example.com")):
        client.force_login(somebody)
        for page in (QUEUE, reverse("moderation_trail"), address(version)):
            assert client.get(page).status_code == 404
        assert client.post(address(version), {"deed": "hide", "reason": "x"}).status_code == 404
    assert PictureVersion.objects.get().is_presentable


def test_the_queue_shows_what_was_reported_and_nothing_of_other_pictures(
    moderator: Client, version: PictureVersion, vividpage: VividPage
) -> None:
    other = add_version(vividpage.scenes.get(number=3))
    reported(version)

    html = moderator.get(QUEUE).content.decode()

    assert address(version) in html
    assert address(other) not in html
    assert moderator.get(address(other)).status_code == 404


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ({}, True),
        ({"state": "hidden"}, False),
        ({"state": "all", "rating": "adult"}, False),
        ({"reason": "violent"}, True),
        ({"reason": "adult"}, False),
        ({"since": "2001-01-01"}, True),
        ({"until": "2001-01-01"}, False),
        ({"since": "nonsense", "state": "nonsense", "page": "99"}, True),
    ],
)
def test_the_queue_can_be_filtered(
    moderator: Client, version: PictureVersion, query: dict[str, str], is_there: bool
) -> None:
    reported(version)

    assert (address(version) in moderator.get(QUEUE, query).content.decode()) is is_there


def test_a_picture_stands_beside_all_that_is_known_of_it(moderator: Client, version: PictureVersion) -> None:
    earlier = PictureVersion.objects.get()
    version = add_version(version.picture.scene, prompt="A ship in a storm.", request="more blood")
    reported(version)

    html = moderator.get(address(version)).content.decode()

    for words in ("A ship in a storm.", "more blood", "So much blood!", "Graphic violence", address(earlier)):
        assert words in html
    scene = version.picture.scene
    assert scene is not None
    assert scene.text.split()[0] in html


def test_a_picture_is_hidden_with_a_reason_and_its_owner_is_told(
    moderator: Client, version: PictureVersion, vividpage: VividPage, reader: User
) -> None:
    reported(version)
    refused = moderator.post(address(version), {"deed": "hide", "reason": " "})
    assert (refused.status_code, PictureVersion.objects.get().is_presentable) == (422, True)

    moderator.post(address(version), {"deed": "hide", "reason": "Too cruel."})

    assert not PictureVersion.objects.get().is_presentable
    assert "Too cruel." in moderator.get(reverse("moderation_trail")).content.decode()
    moderator.force_login(reader)
    for page in (reverse("versions", args=[vividpage.pk, 2]), reverse("book_pictures", args=[vividpage.pk])):
        assert "Too cruel." in moderator.get(page, {"all": "1"}).content.decode()


def test_of_a_scene_that_lies_ahead_nothing_is_told(
    client: Client, version: PictureVersion, vividpage: VividPage, reader: User
) -> None:
    hide(version, reason="Zebulon dies here.")
    client.force_login(reader)

    for page in (reverse("versions", args=[vividpage.pk, 2]), reverse("book_pictures", args=[vividpage.pk])):
        assert "Zebulon" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("deed", "action"), [("dismiss", "dismissed"), ("rate", "rated"), ("ban", "banned"), ("hide", "hidden")]
)
def test_each_deed_stands_in_the_trail(moderator: Client, version: PictureVersion, deed: str, action: str) -> None:
    reported(version)

    moderator.post(address(version), {"deed": deed, "rating": "mature", "reason": "Seen."})

    event = ModerationEvent.objects.order_by("-id").first()
    assert event is not None
    assert (event.action, event.reason) == (action, "Seen.")


def test_a_ban_is_lifted_where_it_was_made(moderator: Client, version: PictureVersion, reader: User) -> None:
    reported(version)
    moderator.post(address(version), {"deed": "ban", "reason": "Again."})
    assert ban_of(reader.pk) is not None

    assert "Lift the ban" in moderator.get(address(version)).content.decode()
    moderator.post(address(version), {"deed": "lift", "reason": "They are sorry."})

    assert ban_of(reader.pk) is None


@pytest.mark.parametrize(
    "sent", [{}, {"deed": "burn", "reason": "x"}, {"deed": "rate", "rating": "odd", "reason": "x"}]
)
def test_nonsense_does_nothing(moderator: Client, version: PictureVersion, sent: dict[str, str]) -> None:
    reported(version)
    events = ModerationEvent.objects.count()

    assert moderator.post(address(version), sent).status_code == 422
    assert ModerationEvent.objects.count() == events
