"""A book from its brief to its chapters, part by part, with its writer between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from authors.contract import Paragraph, Text
from books.models import VividPage
from books.services import delete, start
from characters.models import Analysis
from jobs.models import Job, Unit
from jobs.tests.working import work_out
from writing import queries, services
from writing.making import PARTS, PLANNING, WRITING
from writing.models import Draft, PlannedPart, WrittenBook
from writing.services.errors import BriefRefused, WritingRefused
from writing.tests.conftest import work
from writing.tests.rhymes import MISTAKE, NAME

if TYPE_CHECKING:
    from accounts.models import User
    from writing.tests.rhymes import Rhymer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned(book: WrittenBook) -> WrittenBook:
    services.plan(book=book)
    return work(book)


@pytest.fixture
def written(planned: WrittenBook) -> WrittenBook:
    services.approve(book=planned)
    return work(planned)


def part(book: WrittenBook, number: int) -> PlannedPart:
    return book.parts.select_related("accepted", "book").get(number=number)


def test_a_book_is_on_its_writers_shelf_once_it_has_a_brief(book: WrittenBook, reader: User) -> None:
    vividpage = VividPage.objects.owned_by(reader).get(pk=book.pk)

    assert (vividpage.status, vividpage.origin, vividpage.is_started) == ("writing", "written", False)
    assert vividpage.authors == ["Ann Reader"]


def test_a_book_without_a_text_is_not_drawn(book: WrittenBook) -> None:
    start(vividpage=book.vividpage)

    assert not Job.objects.filter(subject=book.pk).exists()
    assert VividPage.objects.get(pk=book.pk).status == "writing"


def test_a_brief_that_its_kind_does_not_take_is_refused_field_by_field(author: Rhymer, reader: User) -> None:
    with pytest.raises(BriefRefused) as refused:
        services.start_book(owner=reader, kind=NAME, brief={"spreads": 99, "hero": "x" * 30})

    assert set(refused.value.problems) == {"spreads", "hero"}
    assert not VividPage.objects.exists()


def test_what_is_understood_is_shown_before_anything_is_kept(author: Rhymer, reader: User) -> None:
    outline = services.understood(kind=NAME, brief={"hero": "Ida"}, owner=reader)

    assert outline.understood == "A story about Ida."
    assert not WrittenBook.objects.exists()


def test_a_book_stands_still_at_its_plan_until_that_is_approved(planned: WrittenBook, author: Rhymer) -> None:
    assert planned.state == WrittenBook.State.PLANNED
    assert [one.data["title"] for one in planned.parts.all()] == ["Spread 1", "Spread 2", "Spread 3"]
    assert author.calls == ["outline"]
    assert planned.vividpage.title == "Wick and the Lamp"


def test_a_plan_that_is_asked_for_twice_is_made_once_and_nothing_is_left_cancelled(
    book: WrittenBook, author: Rhymer
) -> None:
    services.plan(book=book)
    work_out(Job.objects.get(pipeline=WRITING, subject=book.pk, state=Job.State.RUNNING))
    services.plan(book=book)
    work(book)

    assert author.calls == ["outline"]
    assert set(Job.objects.filter(subject=book.pk).values_list("state", flat=True)) == {Job.State.COMPLETED}


def test_what_the_author_declines_is_said_in_its_words(author: Rhymer, reader: User) -> None:
    book = services.start_book(owner=reader, kind=NAME, brief={"hero": "Grief"})
    services.plan(book=book)
    work(book)

    job = Job.objects.get(pipeline=WRITING, subject=book.pk, stage=PLANNING)
    assert job.state == Job.State.FAILED
    assert job.reason == "This is beyond the built-in author. Write it yourself, or choose a model."


def test_a_plan_is_made_anew_with_a_word_of_feedback(planned: WrittenBook) -> None:
    services.plan(book=planned, feedback="More lamps.")
    again = work(planned)

    assert again.plan is not None
    assert (again.plan.number, again.plan.feedback) == (2, "More lamps.")
    assert again.plan.outline.understood == "A story about Wick. More lamps."


def test_an_approved_plan_becomes_a_book_that_can_be_drawn(written: WrittenBook) -> None:
    vividpage = written.vividpage

    assert (written.state, vividpage.status) == (WrittenBook.State.WRITTEN, "uploaded")
    assert vividpage.text_models == [], "the author of rules is no model"
    assert [chapter.kind for chapter in vividpage.chapters.all()] == ["front", "body"]
    assert [scene.text.splitlines()[0] for scene in vividpage.scenes.all()] == [
        f"Wick held lamp {n}." for n in (1, 2, 3)
    ]
    assert vividpage.authors == ["Ann Reader"]


def test_parts_are_written_after_those_that_they_come_after(written: WrittenBook, author: Rhymer) -> None:
    assert author.calls[1:] == ["write spread 1", "write spread 2", "write spread 3"]
    assert "after 2 others" in part(written, 3).accepted.text.plain


def test_people_are_in_the_bible_and_in_their_pictures_without_reading(written: WrittenBook) -> None:
    wick, otto = written.vividpage.characters.get(name="Wick"), written.vividpage.characters.get(name="Otto")
    analysis = Analysis.objects.select_related("setting").get(scene__vividpage=written.vividpage, scene__number=2)

    assert (wick.role, wick.scene_numbers, otto.species) == ("protagonist", [1, 2, 3], "owl")
    assert {look["value"] for look in wick.looks} == {"red hair", "a yellow coat"}
    assert (analysis.deed, analysis.deed_thing, analysis.time_of_day) == ("holding", "lamp", "night")
    assert analysis.moment == "Wick held lamp 2."
    assert analysis.setting is not None
    assert analysis.setting.kind == "beach"
    assert [(seen.character.name, seen.part) for seen in analysis.presences.select_related("character")] == [
        ("Wick", "actor"),
        ("Otto", "present"),
    ]
    assert [quote.speaker.name for quote in analysis.scene.quotes.all() if quote.speaker] == ["Otto"]


def test_mistakes_are_mended_for_some_rounds_and_every_text_is_kept(planned: WrittenBook, author: Rhymer) -> None:
    author.mistakes["spread 2"] = 1
    services.approve(book=planned)
    work(planned)

    drafts = list(part(planned, 2).drafts.order_by("number"))
    assert [draft.origin for draft in drafts] == ["written", "revised"]
    assert part(planned, 2).accepted == drafts[1]
    assert [finding.rule for finding in drafts[0].findings.all()] == ["manners"]
    assert MISTAKE not in drafts[1].text.plain


def test_what_no_round_mends_is_told_to_the_writer(planned: WrittenBook, author: Rhymer) -> None:
    author.mistakes["spread 2"] = 99
    services.approve(book=planned)
    work(planned)

    assert author.calls.count("revise spread 2") == 2
    standing = queries.parts_of(planned)
    assert [(one.wrong, one.is_written) for one in standing] == [(0, True), (1, True), (0, True)]


def test_a_part_that_is_asked_for_anew_waits_beside_the_one_that_stands(written: WrittenBook) -> None:
    before = part(written, 1).accepted
    services.write_again(part=part(written, 1), feedback="Make it brighter.")
    work(written)

    standing = queries.parts_of(written)[0]
    assert standing.row.accepted == before
    assert standing.newer is not None
    assert standing.newer.feedback == "Make it brighter."
    assert before is not None
    added = [one.text for one in queries.compared(before.text, standing.newer.text) if one.kind == "added"]
    assert "".join(added).strip() == "Make it brighter."


def test_later_parts_are_marked_and_not_written_anew(written: WrittenBook, author: Rhymer) -> None:
    services.write_again(part=part(written, 1), feedback="Make it brighter.")
    work(written)
    calls = list(author.calls)
    newer = queries.parts_of(written)[0].newer
    assert newer is not None
    services.accept(draft=newer)
    work(written)

    assert [one.is_outdated for one in queries.parts_of(written)] == [False, True, True]
    assert author.calls == calls
    services.keep_part(part=part(written, 2))
    assert [one.is_outdated for one in queries.parts_of(written)] == [False, False, True]


def test_a_text_that_stands_there_already_is_told_and_not_kept_twice(written: WrittenBook) -> None:
    services.write_again(part=part(written, 1))
    work(written)

    assert part(written, 1).drafts.count() == 1
    assert "no other text" in part(written, 1).note


def test_a_book_is_bound_again_and_what_did_not_change_stays(written: WrittenBook) -> None:
    scenes = list(written.vividpage.scenes.values_list("pk", "revision"))
    text = Text(paragraphs=(Paragraph(text="Wick held lamp 2."), Paragraph(text="“Bright,” said Otto, after another.")))
    services.edit_part(part=part(written, 2), text=text)
    assert not queries.is_bound_as_written(WrittenBook.objects.get(pk=written.pk))
    services.bind(book=written)
    again = work(written)

    assert queries.is_bound_as_written(again)
    now = list(again.vividpage.scenes.values_list("pk", "revision"))
    assert [one for one, _ in now] == [one for one, _ in scenes]
    assert [revision for _, revision in now] == [1, 2, 1]
    assert Analysis.objects.get(scene=now[1][0]).revision == 2


def test_a_text_by_hand_is_checked_and_accepted(written: WrittenBook) -> None:
    draft = services.edit_part(part=part(written, 2), text=Text(paragraphs=(Paragraph(text=f"{MISTAKE}, no."),)))

    assert part(written, 2).accepted == draft
    assert draft.origin == Draft.Origin.EDITED
    assert [finding.rule for finding in draft.findings.all()] == ["manners"]


def test_one_click_mends_what_was_found(written: WrittenBook, author: Rhymer) -> None:
    services.edit_part(part=part(written, 2), text=Text(paragraphs=(Paragraph(text=f"{MISTAKE}, no."),)))
    services.write_again(part=part(written, 2), mends=True)
    work(written)

    newer = queries.parts_of(written)[1].newer
    assert newer is not None
    assert newer.text.plain == "no."
    assert author.calls[-1] == "revise spread 2"


def test_a_dismissed_finding_counts_no_more(written: WrittenBook) -> None:
    draft = services.edit_part(part=part(written, 2), text=Text(paragraphs=(Paragraph(text=f"{MISTAKE}, no."),)))
    services.dismiss(finding=draft.findings.get())

    assert queries.parts_of(written)[1].wrong == 0


def test_parts_of_an_edited_plan_keep_their_drafts(written: WrittenBook) -> None:
    services.reorder(book=written, keys=["spread 1", "spread 3", "spread 2"])
    assert [one.row.key for one in queries.parts_of(written)] == ["spread 1", "spread 3", "spread 2"]
    assert not any(one.is_outdated for one in queries.parts_of(written))

    services.edit_part_plan(part=part(written, 1), changes={"summary": "Another beginning."})
    assert [one.is_outdated for one in queries.parts_of(written)] == [True, False, False]
    assert all(one.is_written for one in queries.parts_of(written))

    first = written.plans.get(number=1)
    services.return_to(version=first)
    assert [one.row.key for one in queries.parts_of(written)] == ["spread 1", "spread 2", "spread 3"]
    assert not any(one.is_outdated for one in queries.parts_of(written))


def test_a_part_that_is_taken_out_of_the_plan_is_in_the_book_no_more(written: WrittenBook) -> None:
    assert written.plan is not None
    outline = written.plan.outline
    services.edit_plan(book=written, outline=outline.model_copy(update={"parts": outline.parts[:2]}))
    services.bind(book=written)
    again = work(written)

    assert again.vividpage.scenes.count() == 2
    assert again.parts.get(key="spread 3").accepted is not None


def test_a_new_part_is_written_once_the_plan_is_approved_again(written: WrittenBook, author: Rhymer) -> None:
    assert written.plan is not None
    outline = written.plan.outline
    more = outline.parts[0].model_copy(update={"key": "spread 9", "after": ()})
    services.edit_plan(book=written, outline=outline.model_copy(update={"parts": (*outline.parts, more)}))
    with pytest.raises(WritingRefused):
        services.bind(book=written)
    calls = len(author.calls)
    services.approve(book=written)
    again = work(written)

    assert author.calls[calls:] == ["write spread 9"]
    assert again.vividpage.scenes.count() == 4


def test_a_plan_whose_parts_stand_on_nothing_is_refused(planned: WrittenBook) -> None:
    assert planned.plan is not None
    outline = planned.plan.outline
    for parts in ((), (outline.parts[1],), (outline.parts[0], outline.parts[0])):
        with pytest.raises(WritingRefused):
            services.edit_plan(book=planned, outline=outline.model_copy(update={"parts": parts}))


def test_a_plan_whose_parts_wait_for_one_another_is_refused(planned: WrittenBook) -> None:
    outline = planned.plan.outline
    one, two, *others = outline.parts
    circle = (one.model_copy(update={"after": (two.key,)}), two.model_copy(update={"after": (one.key,)}), *others)

    with pytest.raises(WritingRefused, match="one of them must come first"):
        services.edit_plan(book=planned, outline=outline.model_copy(update={"parts": circle}))


def test_writing_that_is_stopped_goes_on_where_it_stopped(planned: WrittenBook, author: Rhymer) -> None:
    services.approve(book=planned)
    services.stop(book=planned)
    assert work(planned).parts.filter(accepted=None).count() == 3
    assert services.go_on(book=planned)
    again = work(planned)

    assert again.state == WrittenBook.State.WRITTEN
    assert [call for call in author.calls if call.startswith("write")] == [f"write spread {n}" for n in (1, 2, 3)]


def test_the_brief_of_an_approved_plan_stands(written: WrittenBook) -> None:
    with pytest.raises(WritingRefused):
        services.save_brief(book=written, brief={"hero": "Ida"})


def test_a_book_goes_with_all_that_was_written_of_it(written: WrittenBook) -> None:
    delete(vividpage=written.vividpage)

    for rows in (WrittenBook, PlannedPart, Draft):
        assert not rows._default_manager.exists()
    assert not Job.objects.filter(subject=written.pk).exists()


def test_strangers_find_nothing(written: WrittenBook, stranger: User, reader: User) -> None:
    assert queries.book_of(user=stranger, vividpage_id=written.pk) is None
    assert queries.book_of(user=reader, vividpage_id=written.pk) == written


def test_earlier_books_are_remembered_when_one_is_begun(written: WrittenBook, reader: User) -> None:
    later = services.start_book(owner=reader, kind=NAME, brief={})

    assert later.memory == {
        "used": {"line:1": 1, "line:2": 1, "line:3": 1, "plot:lamps": 1},
        "shelf": [{"title": "Wick and the Lamp", "opening": "Wick held lamp 1.", "names": ["Wick", "Otto"]}],
    }
    assert written.memory == {"used": {}, "shelf": []}


def test_a_part_asked_for_twice_at_once_is_written_once(written: WrittenBook, author: Rhymer) -> None:
    for _ in range(2):
        services.write_again(part=part(written, 1), feedback="Brighter.")
    assert Unit.objects.filter(job__subject=written.pk, job__stage=PARTS).count() <= 3
    work(written)

    assert author.calls.count("write spread 1") == 2
