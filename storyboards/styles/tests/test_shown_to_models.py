"""The picture of a reader's own style goes to services that can be told what it is for, and to no others."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from books.models import VividPage
from characters.editing.tests.books import make_book
from providers.choosing.catalogue import entry_named
from providers.services import all_services
from providers.tests.wire.fixtures import wire as wire
from providers.tests.wire.images_drawn import bytes_of, form_of, name_of
from sketch.styles.derived import Drawing
from storyboards.making.estimates import drawings
from storyboards.orders.pricing import price_of_sheets
from storyboards.references.queries import reference_sheets_of
from storyboards.requests.facts import facts_of_book
from storyboards.requests.referring import THE_STYLE, reference_count, room_beside, style_references
from storyboards.stale.finding import stale_scenes
from storyboards.styles.models import ReaderStyle
from storyboards.styles.resolving import style_for
from storyboards.styles.services import StyleWords, change_style
from storyboards.styles.tests.making import make_style
from storyboards.tests.making import encoded
from storyboards.tests.test_drawn_by_models import _settings, drawn

if TYPE_CHECKING:
    from accounts.models import User
    from providers.tests.wire.server import WireServer

__all__ = ["_settings"]

FLARE = "openai/gpt-image-2.5-flare"
PICTURE = encoded("#204080", kind="WEBP", size=(64, 48))


@pytest.fixture
def style(reader: User) -> ReaderStyle:
    return make_style(reader, reference=PICTURE, reference_digest="a" * 64)


@pytest.fixture
def vividpage(transactional_db: None, reader: User, style: ReaderStyle) -> VividPage:
    """A book of four scenes, three people and two places, to be drawn in a reader's own style."""
    vividpage = make_book(reader)
    VividPage.objects.filter(pk=vividpage.pk).update(style=style.key)
    vividpage.refresh_from_db()
    return vividpage


def test_openai_is_shown_it_with_every_picture_and_told_what_for(vividpage: VividPage, wire: WireServer) -> None:
    drawn(vividpage, wire, FLARE)

    assert wire.calls_of("openai", "/v1/images/generations") == []
    calls = wire.calls_of("openai", "/v1/images/edits")
    assert len(calls) == 9  # three people, two places, four scenes
    for call in calls:
        pictures = [bytes_of(part) for part in form_of(call) if name_of(part) == "image[]"]
        (prompt,) = (bytes_of(part).decode() for part in form_of(call) if name_of(part) == "prompt")
        assert pictures[-1] == PICTURE, "the people and the place come first"
        assert f"Image {len(pictures)} shows the style alone" in prompt
        assert "navy ink on sand" in prompt
    assert any(len([part for part in form_of(call) if name_of(part) == "image[]"]) > 2 for call in calls)


@pytest.mark.parametrize(
    ("model", "path"),
    [("google/gemini-nano-banana-2.1", "/v1beta"), ("bfl/flux-2-pro", "/v1/flux-2-pro")],
)
def test_others_that_look_at_pictures_are_shown_it_too(
    vividpage: VividPage, wire: WireServer, model: str, path: str
) -> None:
    drawn(vividpage, wire, model)

    sent = [call for call in wire.calls_of(model.partition("/")[0], path) if call.method == "POST"]
    assert len(sent) == 9
    for call in sent:
        body = bytes(call.body).decode()
        assert base64.b64encode(PICTURE).decode() in body
        assert "shows the style alone" in body


@pytest.mark.parametrize("model", ["automatic1111/dreamland-xl", "comfyui/dreamland-xl.safetensors", "stability/core"])
def test_who_would_take_it_for_somebody_or_draw_over_it_is_not_shown_it(
    vividpage: VividPage, wire: WireServer, model: str
) -> None:
    drawn(vividpage, wire, model)

    calls = wire.calls_of(model.partition("/")[0])
    assert calls
    for call in calls:
        assert PICTURE not in bytes(call.body)
        assert base64.b64encode(PICTURE) not in bytes(call.body)
        assert b"shows the style alone" not in bytes(call.body)


def test_another_picture_makes_stale_what_was_drawn_with_it_alone(
    vividpage: VividPage, wire: WireServer, style: ReaderStyle
) -> None:
    drawn(vividpage, wire, FLARE)
    assert stale_scenes(vividpage) == []
    words = StyleWords(name=style.name, prompt=style.prompt, negative_prompt=style.negative_prompt)
    drawing = _drawing_of(style)

    change_style(style=style, words=words, drawing=drawing, reference=encoded("red", kind="WEBP"))
    assert len(stale_scenes(vividpage)) == 4


def test_another_picture_leaves_fitting_what_was_drawn_without_it(
    vividpage: VividPage, wire: WireServer, style: ReaderStyle
) -> None:
    drawn(vividpage, wire, "automatic1111/dreamland-xl")
    words = StyleWords(name=style.name, prompt=style.prompt, negative_prompt=style.negative_prompt)

    change_style(style=style, words=words, drawing=_drawing_of(style), reference=b"")
    assert stale_scenes(vividpage) == []


def _drawing_of(style: ReaderStyle) -> Drawing:
    return Drawing.model_validate(style.drawing)


def test_it_is_counted_and_paid_for(vividpage: VividPage, style: ReaderStyle) -> None:
    entry = entry_named(FLARE, "image")
    with_it = drawings(vividpage, entry)[1]
    facts = facts_of_book(vividpage)[1]
    assert reference_count(facts, most=16, style_picture=True) == 1

    ReaderStyle.objects.update(reference=b"", reference_digest="")
    without = drawings(vividpage, entry)[1]
    assert with_it.sent - without.sent == with_it.scenes + with_it.sheets
    assert reference_count(facts_of_book(vividpage)[1], most=16, style_picture=True) == 0


def test_portraits_that_are_drawn_anew_are_priced_with_it(vividpage: VividPage) -> None:
    vividpage.image_model = FLARE
    told = [price_of_sheets(vividpage, 1).cost, reference_sheets_of(vividpage).price.cost]

    ReaderStyle.objects.update(reference=b"", reference_digest="")
    without = [price_of_sheets(vividpage, 1).cost, reference_sheets_of(vividpage).price.cost]
    assert all(one and other and one > other for one, other in zip(told, without, strict=True))


def test_it_takes_one_place_of_those_that_a_model_has(vividpage: VividPage) -> None:
    style = style_for(vividpage)

    assert room_beside(style, 3, takes_style=True) == 2
    assert room_beside(style, 3, takes_style=False) == 3
    (sent,) = style_references(style, takes_style=True)
    assert (sent.name, sent.shows, sent.data) == (THE_STYLE, "style", PICTURE)
    assert style_references(style, takes_style=False) == ()
    assert room_beside(replace_picture(style), 3, takes_style=True) == 3


def replace_picture(style: Any) -> Any:
    return style.model_copy(update={"picture": ""})


def test_the_guide_says_which_services_take_it() -> None:
    taking = {key for key, service in all_services().items() if service.references.styles}

    assert taking == {"openai", "google", "bfl", "replicate"}
