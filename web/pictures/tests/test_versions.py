"""The page of the versions of a picture."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from books.models import Reading, VividPage
from books.services import set_position, set_spoilers
from books.tests.making import make_job
from characters.editing.tests.books import make_book
from jobs.models import Job, Unit
from storyboards.models import PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures.keeping import accepts_at_once, picture_for
from storyboards.tests.making import encoded, hide, keep_drawn

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import Scene

pytestmark = pytest.mark.usefixtures("small_pictures")


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book that is drawn, and shown whole."""
    vividpage = make_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    make_job(vividpage, "image-generation", state=Job.State.COMPLETED, planned=True)
    return vividpage


@pytest.fixture
def scene(vividpage: VividPage) -> Scene:
    scene = vividpage.scenes.get(number=2)
    keep_drawn(scene, encoded())
    return scene


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def redrawn(scene: Scene, wish: str = "more snow", cost: str = "0.04") -> PictureVersion:
    order = RedrawOrder(by=scene.vividpage.owner_id, wish=wish)
    return keep_drawn(scene, encoded("blue"), order=order, cost=Decimal(cost))


def address(scene: Scene, name: str = "versions") -> str:
    return reverse(name, args=[scene.vividpage_id, scene.number])


def deed(version: PictureVersion, name: str) -> str:
    return reverse(f"{name}_version", args=[version.picture.vividpage_id, version.pk])


def page(visitor: Client, scene: Scene, **query: str) -> str:
    return " ".join(visitor.get(address(scene), query).content.decode().split())


def shown(scene: Scene) -> int:
    version = picture_for(scene).active_version
    assert version
    return version.number


def test_the_new_picture_stands_beside_the_old_one_with_who_asked_for_what_at_which_cost(
    visitor: Client, scene: Scene
) -> None:
    redrawn(scene)

    html = page(visitor, scene)

    assert "A new picture waits for you" in html
    assert 'class="compare-slider" type="range"' in html
    for words in ("“more snow”", "asked for by you", "$0.04", "seed 1", "drawn with the book", "The prompt"):
        assert words in html, words


def test_one_that_is_accepted_is_shown(visitor: Client, scene: Scene) -> None:
    answer = visitor.post(deed(redrawn(scene), "accept"))

    assert answer.headers["Location"] == address(scene)
    assert shown(scene) == 2
    assert "waits for you" not in page(visitor, scene)


def test_one_that_is_rejected_is_kept_and_can_be_shown_later(visitor: Client, scene: Scene) -> None:
    version = redrawn(scene)

    visitor.post(deed(version, "reject"))
    assert shown(scene) == 1
    assert "put aside" in page(visitor, scene)
    visitor.post(deed(version, "show"))

    assert shown(scene) == 2


def test_the_old_one_is_kept_with_one_click_whatever_waits(visitor: Client, scene: Scene) -> None:
    for _ in range(2):
        redrawn(scene)
    assert "2 new pictures wait for you" in page(visitor, scene)

    visitor.post(address(scene, "keep_shown_version"))

    assert set(PictureVersion.objects.values_list("number", "standing")) == {
        (1, "kept"),
        (2, "rejected"),
        (3, "rejected"),
    }
    assert shown(scene) == 1


def test_any_two_are_compared(visitor: Client, scene: Scene) -> None:
    visitor.post(deed(redrawn(scene), "accept"))

    html = page(visitor, scene, **{"with": "1"})

    assert "Version 1 beside the one that is shown" in html
    for unknown in ("9", "x", "9" * 400, "-1"):
        assert "compare-slider" not in page(visitor, scene, **{"with": unknown})


def test_a_favourite_has_a_star_and_is_not_deleted(visitor: Client, scene: Scene) -> None:
    version = redrawn(scene)
    visitor.post(deed(version, "reject"))
    assert 'name="star" value="on"' in page(visitor, scene)
    for _ in range(2):  # a page that was opened before the first click, or a double one
        visitor.post(deed(version, "favourite"), {"star": "on"})
    assert 'name="star" value="off"' in page(visitor, scene)

    visitor.post(deed(version, "delete"))
    assert PictureVersion.objects.filter(pk=version.pk).exists()
    visitor.post(deed(version, "favourite"), {"star": "off"})
    visitor.post(deed(version, "delete"))

    assert not PictureVersion.objects.filter(pk=version.pk).exists()


def test_deleting_asks_first_and_says_what_it_cost(visitor: Client, scene: Scene) -> None:
    version = redrawn(scene)

    html = visitor.get(deed(version, "delete")).content.decode()

    assert "It cost $0.04" in html
    assert "cannot be undone" in html
    assert PictureVersion.objects.filter(pk=version.pk).exists()


def test_the_one_that_is_shown_is_not_deleted(visitor: Client, scene: Scene) -> None:
    version = picture_for(scene).active_version
    assert version

    answer = visitor.post(deed(version, "delete"), follow=True)

    assert "is shown" in answer.content.decode()
    assert shown(scene) == 1


def test_it_is_drawn_again_by_the_words_of_its_reader_which_stand_there_for_another_try(
    visitor: Client, scene: Scene
) -> None:
    redrawn(scene)
    assert ">more snow</textarea>" in page(visitor, scene)

    answer = visitor.post(address(scene, "redraw_scene"), {"wish": "more snow", "draughts": "3"})

    assert answer.headers["Location"] == address(scene)
    options = Unit.objects.get(target=scene.pk).options
    assert (options["wish"], options["draughts"], options["by"]) == ("more snow", 3, str(scene.vividpage.owner_id))
    html = page(visitor, scene)
    assert "3 draughts are being drawn" in html
    assert "“more snow”" in html


@pytest.mark.parametrize("draughts", ["", "x", "9" * 400, "-1"])
def test_what_is_no_number_of_draughts_is_refused(visitor: Client, scene: Scene, draughts: str) -> None:
    assert visitor.post(address(scene, "redraw_scene"), {"draughts": draughts}).status_code == 400
    assert not Unit.objects.exists()


@pytest.mark.parametrize("draughts", ["0", "5"])
def test_what_cannot_be_drawn_is_answered_with_a_sentence(visitor: Client, scene: Scene, draughts: str) -> None:
    answer = visitor.post(address(scene, "redraw_scene"), {"draughts": draughts}, follow=True)

    assert [str(message).endswith(".") for message in answer.context["messages"]] == [True]
    assert not Unit.objects.exists()


def test_the_price_stands_beside_the_button(visitor: Client, scene: Scene) -> None:
    assert "free of charge" in page(visitor, scene)
    VividPage.objects.update(image_model="openai/gpt-image-2.5-flare")

    html = page(visitor, scene)

    assert "for about $0.0" in html
    assert 'name="draughts" value="4"' in html
    VividPage.objects.update(image_model="openai/gpt-image-1")
    assert 'name="draughts"' not in page(visitor, scene), "of a dear model one at a time"


def test_a_page_that_waits_is_told_once_there_is_another(visitor: Client, scene: Scene) -> None:
    visitor.post(address(scene, "redraw_scene"), {})
    assert 'hx-trigger="every 1s"' in page(visitor, scene)
    assert visitor.get(address(scene, "coming_version"), {"seen": "1"}).status_code == 204
    redrawn(scene)
    Unit.objects.update(state=Unit.State.DONE)

    answer = visitor.get(address(scene, "coming_version"), {"seen": "1"})

    assert answer.status_code == 200
    assert "A new picture waits for you" in answer.content.decode()
    assert "hx-trigger" not in answer.content.decode()


def test_a_page_that_waits_goes_on_comparing_what_was_asked_for(visitor: Client, scene: Scene) -> None:
    earlier = redrawn(scene)
    redrawn(scene)
    visitor.post(address(scene, "redraw_scene"), {})
    html = visitor.get(address(scene, "versions"), {"with": earlier.number}).content.decode()
    poll = re.search(r'hx-get="([^"]+)"', html)
    assert poll is not None
    redrawn(scene)

    answer = visitor.get(unescape(poll[1]))

    assert answer.context["compared"].number == earlier.number


def test_a_picture_that_could_not_be_drawn_says_why(visitor: Client, scene: Scene) -> None:
    visitor.post(address(scene, "redraw_scene"), {})
    Unit.objects.update(state=Unit.State.FAILED, reason="The service refused it.")

    assert "could not be drawn: The service refused it." in page(visitor, scene)


def test_a_book_that_stands_still_says_so_and_does_not_ask_again_and_again(visitor: Client, scene: Scene) -> None:
    Job.objects.update(state=Job.State.PAUSED, reason="The budget of this book is used up.")

    answer = visitor.post(address(scene, "redraw_scene"), {}, follow=True)

    html = " ".join(answer.content.decode().split())
    assert "will be drawn when the book continues. The budget of this book is used up." in html
    assert "hx-trigger" not in html


def test_a_reader_may_want_to_see_them_at_once(visitor: Client, scene: Scene, reader: User) -> None:
    visitor.post(address(scene, "prefer_versions"), {"at_once": "yes"})
    assert accepts_at_once(reader.pk)
    redrawn(scene)
    assert shown(scene) == 2

    visitor.post(address(scene, "prefer_versions"), {"at_once": "no"})

    assert not accepts_at_once(reader.pk)


def test_a_hidden_version_stays_hidden(visitor: Client, scene: Scene, reader: User) -> None:
    version = redrawn(scene)
    hide(version)

    assert version.image.url not in page(visitor, scene)
    assert "more snow" not in page(visitor, scene)
    for name in ("accept", "reject", "show", "favourite", "delete"):
        assert visitor.post(deed(version, name)).status_code == 404
    assert shown(scene) == 1


def test_what_is_not_read_yet_is_not_shown(visitor: Client, scene: Scene, vividpage: VividPage, reader: User) -> None:
    version = redrawn(scene)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    set_position(reader=reader, scene=vividpage.scenes.get(number=1))

    assert "You have not come to this scene yet" in page(visitor, scene)
    assert version.thumbnail.url not in visitor.get(deed(version, "delete")).content.decode()
    assert visitor.get(address(scene, "coming_version")).status_code == 204
    assert "A new picture waits for you" in page(visitor, scene, all="1")


def test_a_prompt_may_tell_what_is_not_read_yet(
    visitor: Client, scene: Scene, vividpage: VividPage, reader: User
) -> None:
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    set_position(reader=reader, scene=vividpage.scenes.get(number=3))
    PictureVersion.objects.update(prompt="The Duchess")

    assert "The Duchess" not in page(visitor, scene)
    assert "The Duchess" in page(visitor, scene, all="1")


def test_versions_of_another_book_or_of_no_scene_are_not_found(
    visitor: Client, scene: Scene, vividpage: VividPage, stranger: User
) -> None:
    other = make_book(stranger)
    theirs = keep_drawn(other.scenes.get(number=1))
    portrait = keep_drawn(vividpage.characters.first())

    for name in ("accept", "reject", "show", "favourite", "delete"):
        assert visitor.post(deed(theirs, name)).status_code == 404
        address_of_theirs = reverse(f"{name}_version", args=[vividpage.pk, theirs.pk])
        assert visitor.post(address_of_theirs).status_code == 404
        assert visitor.post(deed(portrait, name)).status_code == 404
        assert visitor.post(reverse(f"{name}_version", args=[vividpage.pk, uuid4()])).status_code == 404
    assert visitor.get(reverse("versions", args=[vividpage.pk, 99])).status_code == 404
    assert visitor.get(reverse("versions", args=[other.pk, 1])).status_code == 404
