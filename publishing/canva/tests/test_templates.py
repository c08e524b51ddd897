"""Looking up templates, and what fills their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publishing.canva import templates
from publishing.canva.mapping import filled, parsed, suggested
from publishing.canva.tests.fixtures import connect
from publishing.models import Template
from publishing.tests.books import make_publication

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.canva.tests.server import CanvaServer


@pytest.mark.django_db
def test_templates_are_read_page_by_page_and_what_fills_them_stays(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    canva.pages = [[{"id": "T1", "title": "Storybook"}], [{"id": "T2", "title": "Poster"}]]
    templates.look_up(owner_id=reader.pk)
    one = Template.objects.get(canva_id="T1")
    templates.look_up_fields(template=one)
    templates.map_fields(template=one, sources={"TITLE": "author"})
    canva.pages = [[{"id": "T1", "title": "Storybook 2"}]]
    del canva.dataset["CAPTION_1"]
    canva.dataset["AUTHOR"] = {"type": "text"}

    assert templates.look_up(owner_id=reader.pk) == 1
    one.refresh_from_db()
    templates.look_up_fields(template=one)

    assert list(Template.objects.values_list("canva_id", "title")) == [("T1", "Storybook 2")]
    assert one.mapping == {"TITLE": "author", "AUTHOR": "author"}
    assert canva.calls_to("/rest/v1/brand-templates")[0].query == {"dataset": "non_empty"}


@pytest.mark.parametrize(
    ("source", "known"),
    [("title", ("title", 0)), ("picture:3", ("picture", 3)), ("page:9999", ("page", 9999))]
    + [(wrong, None) for wrong in ("", "title:1", "picture", "picture:0", "picture:-1", "zodiac", "picture:12345")],
)
def test_sources_are_read(source: str, known: tuple[str, int] | None) -> None:
    assert parsed(source) == known


def test_names_of_fields_suggest_what_fills_them() -> None:
    fields = {
        "Book title": "text",
        "PICTURE_3": "image",
        "Scene 2 text": "text",
        "by": "text",
        "sales": "chart",
        "x": "text",
    }

    assert suggested(fields) == {
        "Book title": "title",
        "PICTURE_3": "picture:3",
        "Scene 2 text": "text:2",
        "by": "author",
    }


@pytest.mark.django_db
def test_a_field_is_not_filled_with_what_it_cannot_hold(reader: User) -> None:
    template = Template(owner=reader, canva_id="T1", fields={"TITLE": "text"})

    for sources in ({"TITLE": "cover"}, {"TITLE": "zodiac"}, {"OTHER": "title"}):
        with pytest.raises(ValueError, match=next(iter(sources))):
            templates.map_fields(template=template, sources=sources)


def test_every_source_has_what_the_book_has() -> None:
    names = {
        "title": "The Mill & the River",
        "author": "Ann Author, Bob Writer",
        "description": "A mill & its river.",
        "caption:2": "It sang.",
        "chapter:2": "The River",
        "text:2": "Otho sang.\nIt sang.",
    }
    images = {"cover": "cover", "picture:1": "home", "picture:2": "river"}
    fields = dict.fromkeys(names, "text") | dict.fromkeys(images, "image") | {"page:1": "text", "picture:3": "image"}

    values = filled(make_publication(), fields, {name: name for name in fields})

    assert values.texts == names
    assert {
        name: image.name.split("/")[-1].split(".")[0].split("_")[0] for name, image in values.images.items()
    } == images
    assert values.empty == ["page:1 (text of page 1)", "picture:3 (picture of scene 3)"]
