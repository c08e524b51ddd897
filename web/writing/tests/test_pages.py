"""The pages of a book that is being written: its plan, its parts with their checks, heroes, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from authors.contract import Paragraph, Support, Text
from web.writing.live import WritingAudience, state_of
from web.writing.queries import passages_of, shown_paragraphs
from writing import services
from writing.hand_edits import edited
from writing.models import Draft, DraftFinding, Hero, PlannedPart, WrittenBook
from writing.tests.conftest import work

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from writing.tests.rhymes import Rhymer

pytestmark = pytest.mark.django_db(transaction=True)


def page(signed_in: Client, name: str, *args: object) -> str:
    answer = signed_in.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def first(book: WrittenBook) -> PlannedPart:
    return book.parts.select_related("accepted").get(number=1)


def test_the_plan_is_read_changed_reordered_and_approved(signed_in: Client, planned: WrittenBook) -> None:
    html = page(signed_in, "plan", planned.pk)
    assert "A story about Wick." in html
    assert "It costs nothing." in html
    assert html.index("Spread 1") < html.index("Spread 2")

    part = first(planned)
    signed_in.post(reverse("plan_part", args=[planned.pk, part.pk]), {"title": "At last", "summary": "x", "words": "9"})
    assert "At last" in page(signed_in, "plan", planned.pk)

    signed_in.post(reverse("act_on_writing", args=[planned.pk]), {"action": "approve"})
    book = work(planned)
    assert book.state == "written"
    assert "The book is written" in page(signed_in, "writing", book.pk)


def test_a_part_moves_one_place(signed_in: Client, planned: WrittenBook) -> None:
    address = reverse("reorder_plan", args=[planned.pk])
    answer = signed_in.post(address, {"key": "spread 1", "move": "later"}, headers={"HX-Request": "true"})

    html = answer.content.decode()
    assert html.index("Spread 2") < html.index("Spread 1")
    assert [one.key for one in planned.parts.order_by("number")][:2] == ["spread 2", "spread 1"]


def test_an_earlier_plan_is_taken_again(signed_in: Client, planned: WrittenBook) -> None:
    part = first(planned)
    services.edit_part_plan(part=part, changes={"title": "Other"})
    earlier = planned.plans.get(number=1)

    signed_in.post(reverse("return_to_plan", args=[planned.pk, earlier.pk]))

    assert first(planned).data["title"] == "Spread 1"


def test_a_part_is_changed_by_hand_checked_and_compared(signed_in: Client, written: WrittenBook) -> None:
    part = first(written)
    signed_in.post(reverse("part", args=[written.pk, part.pk]), {"title": "Spread 1", "words": "A new beginning."})

    part.refresh_from_db()
    assert part.accepted is not None
    assert part.accepted.text.plain == "A new beginning."
    html = signed_in.get(reverse("part", args=[written.pk, part.pk]), {"version": "1"}).content.decode()
    assert "<del>" in html
    assert "<ins>" in html

    old = part.drafts.get(number=1)
    signed_in.post(reverse("act_on_part", args=[written.pk, part.pk]), {"action": "accept", "draft": str(old.pk)})
    part.refresh_from_db()
    assert part.accepted_id == old.pk


def test_what_was_found_stands_beside_the_text_and_is_answered(signed_in: Client, written: WrittenBook) -> None:
    part = first(written)
    assert part.accepted is not None
    found = DraftFinding.objects.create(
        draft=part.accepted, number=9, rule="x", severity="wrong", words="Say it shorter.", paragraph=0, start=0, end=3
    )

    html = page(signed_in, "part", written.pk, part.pk)
    assert "Say it shorter." in html
    assert "<mark>" in html

    signed_in.post(reverse("act_on_part", args=[written.pk, part.pk]), {"action": "dismiss", "finding": str(found.pk)})
    found.refresh_from_db()
    assert found.dismissed is not None


def test_a_part_is_asked_for_anew_with_a_word(signed_in: Client, written: WrittenBook, author: Rhymer) -> None:
    part = first(written)

    signed_in.post(reverse("act_on_part", args=[written.pk, part.pk]), {"action": "again", "feedback": "Quieter."})
    book = work(written)

    part = first(book)
    assert part.drafts.latest("created").feedback == "Quieter."
    assert "There is a new version" in page(signed_in, "part", book.pk, part.pk)
    assert "The work is stopped" not in page(signed_in, "writing", book.pk), "nobody has stopped it"


def test_the_whole_text_is_on_one_page(signed_in: Client, written: WrittenBook) -> None:
    html = page(signed_in, "manuscript", written.pk)

    for draft in Draft.objects.filter(part__book=written):
        assert draft.text.paragraphs[0].text.split()[0] in html


def test_nothing_of_a_text_is_taken_for_markup(signed_in: Client, written: WrittenBook) -> None:
    part = first(written)
    services.edit_part(part=part, text=Text(paragraphs=(Paragraph(text="<script>alert(1)</script>\nof old"),)))

    html = page(signed_in, "part", written.pk, part.pk) + page(signed_in, "manuscript", written.pk)

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>of old" in html


def test_a_hero_of_a_plan_is_kept_and_described(signed_in: Client, planned: WrittenBook, reader: User) -> None:
    signed_in.post(reverse("keep_hero", args=[planned.pk]), {"name": "Otto"})
    hero = Hero.objects.get(owner=reader)
    assert "Otto" in page(signed_in, "heroes")

    form = {"name": "Otto", "species": "Owl", "gender": "male", "age": "old", "marks": "a white spot", "eyes": "amber"}
    signed_in.post(reverse("hero", args=[hero.pk]), form)

    key = hero.key
    hero.refresh_from_db()
    assert (hero.person.species, hero.person.gender, hero.key) == ("owl", "male", key)
    assert set(hero.person.looks) == {("eyes", "amber"), ("marks", "a white spot")}
    signed_in.post(reverse("delete_hero", args=[hero.pk]))
    assert not Hero.objects.exists()


def test_another_writers_heroes_and_books_are_not_found(
    signed_in: Client, planned: WrittenBook, reader: User, stranger: User
) -> None:
    hero = Hero.objects.create(owner=stranger, name="Otto", data={"name": "Otto"})

    assert signed_in.get(reverse("hero", args=[hero.pk])).status_code == 404
    assert signed_in.post(reverse("delete_hero", args=[hero.pk])).status_code == 404
    assert "Otto" not in page(signed_in, "heroes")
    assert WritingAudience(planned.pk, stranger).render() is None


def test_open_pages_are_told_of_parts_as_they_arrive(planned: WrittenBook, reader: User) -> None:
    audience = WritingAudience(planned.pk, reader)
    before = audience.render()
    services.approve(book=planned)
    assert state_of(planned).is_working
    work(planned)

    after = audience.render()
    assert before is not None
    assert after is not None
    assert "to be written" in before
    assert "The book is written" in after


def test_a_book_that_is_being_written_leads_to_its_page(signed_in: Client, planned: WrittenBook) -> None:
    answer = signed_in.get(reverse("book", args=[planned.pk]), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("writing", args=[planned.pk])
    assert planned.vividpage.title in page(signed_in, "write")


def test_sentences_show_what_they_rest_on() -> None:
    text = Text(
        paragraphs=(
            Paragraph(
                text="She was born in 1815. She died.",
                supports=(Support(start=0, end=21, passages=("a", "b")), Support(start=22, end=31, passages=("b",))),
            ),
        )
    )
    assert passages_of(text) == ["a", "b"]

    [shown] = shown_paragraphs(text, (), ["a", "b"])

    assert [(piece.text, piece.passages) for piece in shown.pieces] == [
        ("She was born in 1815.", (1, 2)),
        (" ", ()),
        ("She died.", (2,)),
    ]


def test_findings_mark_their_place_and_those_of_a_whole_paragraph_its_edge() -> None:
    text = Text(paragraphs=(Paragraph(text="Once upon a time."),))
    found = [
        DraftFinding(rule="a", severity="wrong", words="x", paragraph=0, start=5, end=9),
        DraftFinding(rule="b", severity="wrong", words="y", paragraph=0),
    ]

    [shown] = shown_paragraphs(text, found)

    assert [(piece.text, piece.findings) for piece in shown.pieces] == [("Once ", ()), ("upon", (1,)), (" a time.", ())]
    assert shown.findings == (2,)


def test_sentences_that_stand_keep_their_passages_when_others_are_changed() -> None:
    before = Text(
        paragraphs=(
            Paragraph(text="A verse\nof two lines", kind="verse"),
            Paragraph(text="Born in 1815. Died.", supports=(Support(start=0, end=13, passages=("a",)),)),
        )
    )

    after = edited(before, "A verse\r\nof two lines\r\n\r\nOnce, yes. Born in 1815.", title="T")

    verse, changed = after.paragraphs
    assert verse == before.paragraphs[0]
    assert changed.text[changed.supports[0].start : changed.supports[0].end] == "Born in 1815."
    assert after.title == "T"
