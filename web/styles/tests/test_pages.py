"""The pages of a reader's own styles: made, tried out, changed, shared, deleted; and none of them a stranger's."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from books.models import VividPage
from books.tests.vividpages import make_vividpage
from sketch.styles import STYLES
from sketch.styles.derived import SETTINGS
from storyboards.styles.models import ReaderStyle
from storyboards.styles.resolving import style_for
from storyboards.styles.tests.making import make_style
from storyboards.tests.making import encoded
from web.styles.forms import StyleForm

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from accounts.models import User

STYLE_PAGES = ("own_style", "own_style_delete", "own_style_file", "own_style_reference")


def as_sent(base: str = "ink", style: ReaderStyle | None = None, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the form as it is shown, but for `changes`; None takes a field out."""
    form = StyleForm(base=STYLES[base], style=style)
    shown = {name: form[name].value() for name in form.fields if name not in ("picture", "without_picture")}
    sent = {name: "on" if value is True else value for name, value in shown.items() if value is not False}
    sent = {**sent, "name": "Night ferry", **changes}
    return {name: value for name, value in sent.items() if value is not None}


def test_a_style_that_nothing_is_changed_of_is_drawn_as_the_one_below(signed_in: Client, reader: User) -> None:
    for base in STYLES:
        response = signed_in.post(reverse("own_style_make", args=[base]), as_sent(base, name=base))
        assert response.status_code == 302

    for style in ReaderStyle.objects.all():
        assert style.drawing == {}, style.name
        assert style_for(VividPage(style=style.key)).medium == STYLES[style.based_on].medium


def test_words_colours_and_strengths_are_kept(signed_in: Client, reader: User) -> None:
    changes: dict[str, Any] = {
        "prompt": "navy ink",
        "negative_prompt": "green",
        "colour_ink": "#102A43",
        "setting_line": "4.5",
    }
    palette: dict[str, Any] = {
        "has_palette": "on",
        "palette_0": "#102a43",
        "palette_1": "#f2e8cf",
        "palette_strength": "0.9",
    }
    palette |= {f"palette_{number}_on": None for number in range(2, 6)}

    response = signed_in.post(reverse("own_style_make", args=["ink"]), as_sent(**{**changes, **palette}))

    style = ReaderStyle.objects.get()
    assert response.headers["Location"] == reverse("own_styles")
    assert (style.owner, style.name, style.prompt, style.negative_prompt) == (
        reader,
        "Night ferry",
        "navy ink",
        "green",
    )
    assert style.drawing == {
        "palette": ["#102a43", "#f2e8cf"],
        "palette_strength": 0.9,
        "colours": {"ink": "#102a43"},
        "settings": {"line": 4.5},
    }


def test_the_form_shows_what_is_kept_and_sending_it_changes_nothing(signed_in: Client, reader: User) -> None:
    style = make_style(reader)
    before = style.drawing

    signed_in.post(reverse("own_style", args=[style.pk]), as_sent(style=style, name="Ferry by night"))

    style.refresh_from_db()
    assert style.name == "Ferry by night"
    assert style.drawing == {**before, "palette_strength": 0.7}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Give it a name."),
        ({"name": "Taken"}, "You have a style of this name."),
        ({"prompt": ""}, "Say how models are to draw."),
        ({"colour_ink": "red"}, "Write a colour as #rrggbb."),
        ({"setting_line": "60"}, "less than or equal to 6.0"),
        ({"setting_line": "nan"}, "Enter a number"),
    ],
)
def test_what_does_not_go_is_said_beside_its_field(
    signed_in: Client, reader: User, changes: dict[str, Any], sentence: str
) -> None:
    make_style(reader, name="Taken")

    response = signed_in.post(reverse("own_style_make", args=["ink"]), as_sent(**changes))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ReaderStyle.objects.count() == 1


def test_a_preview_is_drawn_of_what_the_form_has(signed_in: Client, reader: User) -> None:
    drawn = []
    for ink in ("#000000", "#aa0000"):
        page = signed_in.post(reverse("style_preview", args=["ink"]), as_sent(colour_ink=ink, name="")).content.decode()
        address = re.search(r'src="([^"]+)"', page)
        assert address
        drawn.append(signed_in.get(address[1].replace("&amp;", "&")).content)

    assert all(picture.startswith(b"RIFF") for picture in drawn)
    assert drawn[0] != drawn[1]
    assert not ReaderStyle.objects.exists()


@pytest.mark.parametrize(
    "drawing", ["{", "[]", '{"settings":{"line":1e9}}', '{"colours":{"soul":"#000000"}}', "[" * 3000, '{"x":1}']
)
def test_a_preview_of_nonsense_is_not_found(signed_in: Client, drawing: str) -> None:
    response = signed_in.get(reverse("style_preview_picture", args=["ink"]), {"drawing": drawing})

    assert response.status_code == 404


def test_a_style_that_is_none_of_ours_is_nothing_to_begin_with(signed_in: Client) -> None:
    for page in ("own_style_make", "style_preview_picture"):
        assert signed_in.get(reverse(page, args=["cubism"])).status_code == 404


def test_a_picture_is_kept_small_and_its_colours_are_offered(signed_in: Client, reader: User) -> None:
    picture = SimpleUploadedFile("p.png", encoded("#204080", size=(1600, 800)), "image/png")

    response = signed_in.post(reverse("own_style_make", args=["ink"]), {**as_sent(), "picture": picture}, follow=True)

    style = ReaderStyle.objects.get()
    page = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("own_style", args=[style.pk])
    assert re.search(r'fill="#(1f|20|21)(3f|40|41)(7f|80|81)"', page)
    shown = signed_in.get(reverse("own_style_reference", args=[style.pk]))
    assert shown.content == bytes(style.reference)
    assert shown["Cache-Control"] == "no-store"

    taken = signed_in.get(reverse("own_style", args=[style.pk]), {"colours": "1"}).content.decode()
    assert '<input type="checkbox" name="has_palette" checked>' in taken
    style.refresh_from_db()
    assert "palette" not in style.drawing, "nothing is kept before it is sent"

    signed_in.post(reverse("own_style", args=[style.pk]), as_sent(style=style, without_picture="on"))
    style.refresh_from_db()
    assert not style.reference
    assert signed_in.get(reverse("own_style_reference", args=[style.pk])).status_code == 404


def test_a_picture_counts_as_a_file_that_is_brought(signed_in: Client, settings: Settings) -> None:
    settings.READER_UPLOADS_AN_HOUR = 1
    address = reverse("own_style_make", args=["ink"])

    first, second = (
        signed_in.post(address, as_sent(name=name) | {"picture": SimpleUploadedFile("p.png", encoded(), "image/png")})
        for name in ("One", "Two")
    )

    assert first.status_code == 302
    assert second.status_code == 422
    assert "No more than 1 file may be uploaded within an hour" in second.content.decode()
    assert ReaderStyle.objects.get().name == "One"


def test_what_is_no_picture_is_refused(signed_in: Client) -> None:
    picture = SimpleUploadedFile("p.png", b"<svg/>", "image/png")

    response = signed_in.post(reverse("own_style_make", args=["ink"]), {**as_sent(), "picture": picture})

    assert response.status_code == 422
    assert "This is no picture that can be opened." in response.content.decode()


def test_a_style_goes_to_another_reader_as_a_file(
    signed_in: Client, client: Client, reader: User, stranger: User
) -> None:
    style = make_style(reader)
    response = signed_in.get(reverse("own_style_file", args=[style.pk]))
    assert 'filename="night-ferry.vividstyle.toml"' in response["Content-Disposition"]

    client.force_login(stranger)
    sent = SimpleUploadedFile("s.toml", response.content)
    taken = client.post(reverse("own_style_import"), {"file": sent}, follow=True)

    own = ReaderStyle.objects.get(owner=stranger)
    assert taken.redirect_chain[-1][0] == reverse("own_style", args=[own.pk])
    assert (own.name, own.prompt, own.drawing["colours"]) == ("Night ferry", "navy ink on sand", {"ink": "#102a43"})


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"name =", b"a = 1"])
def test_a_bad_file_gets_a_sentence(signed_in: Client, content: bytes) -> None:
    response = signed_in.post(reverse("own_style_import"), {"file": SimpleUploadedFile("s.toml", content)})

    assert response.status_code == 422
    assert '<ul class="errorlist"' in response.content.decode()
    assert not ReaderStyle.objects.exists()


def test_a_style_is_deleted_after_the_question(signed_in: Client, reader: User) -> None:
    style = make_style(reader)
    make_vividpage(owner=reader, title="A Book of Storms", style=style.key)

    asked = signed_in.get(reverse("own_style_delete", args=[style.pk])).content.decode()
    signed_in.post(reverse("own_style_delete", args=[style.pk]))

    assert "A Book of Storms" in asked
    assert "keeps it" in asked
    assert reverse("own_style", args=[style.pk]) not in signed_in.get(reverse("own_styles")).content.decode()
    assert signed_in.get(reverse("own_style", args=[style.pk])).status_code == 404


@pytest.mark.parametrize("page", STYLE_PAGES)
def test_another_readers_style_is_not_found(client: Client, reader: User, stranger: User, page: str) -> None:
    style = make_style(reader, reference=b"RIFF")
    address = reverse(page, args=[style.pk])

    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.post(address, as_sent(style=style)).status_code in (404, 405)
    assert client.get(reverse("style_specimen", args=[style.key])).status_code == 404
    assert ReaderStyle.objects.filter(name="Night ferry").count() == 1

    client.logout()
    assert client.get(address).status_code == 302
    assert client.get(reverse("style_specimen", args=[style.key])).status_code == 404


def test_its_own_reader_sees_a_style_drawn_and_nothing_keeps_it(signed_in: Client, reader: User) -> None:
    response = signed_in.get(reverse("style_specimen", args=[make_style(reader).key]))

    assert response.content.startswith(b"RIFF")
    assert response["Cache-Control"] == "no-store"
    assert signed_in.get(reverse("style_specimen", args=[f"own-{uuid4().hex}"])).status_code == 404


def test_every_page_is_reached(signed_in: Client, reader: User) -> None:
    style = make_style(reader)
    listed = signed_in.get(reverse("own_styles")).content.decode()

    assert reverse("own_style", args=[style.pk]) in listed
    assert reverse("own_style_begin") in listed
    begun = signed_in.get(reverse("own_style_begin")).content.decode()
    assert all(reverse("own_style_make", args=[key]) in begun for key in STYLES)
    assert f'href="{reverse("own_styles")}"' in signed_in.get(reverse("bookcase")).content.decode()
    page = signed_in.get(reverse("own_style_make", args=["art-deco"])).content.decode()
    assert page.count('type="range"') == len(SETTINGS) + 1
    assert "Ink by night 7" in page
    for html in (listed, begun, page):
        assert " style=" not in html
    assert json.loads(StyleForm(base=STYLES["ink"]).drawing_json) == {}
