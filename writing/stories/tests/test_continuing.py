"""From a line to a published scene, one after another, at once, and as branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from books.models import Scene
from books.services import BookKept
from books.services import delete as delete_book
from jobs.models import Job
from storyboards.models import Picture
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.lines import line_to
from writing.stories.models import Branch, Segment, Story
from writing.stories.tests.conftest import post, told, work

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."
SECOND = "A boy called Jonas finds a map under the letters."
THIRD = "Pip the dog runs down to the harbour."


def texts(branch: Branch) -> list[str]:
    return list(Scene.objects.filter(vividpage=branch.vividpage).order_by("number").values_list("text", flat=True))


def test_a_line_becomes_a_scene_with_a_picture(story: Story, reader: User) -> None:
    segment = told(story.main, FIRST, reader)
    assert segment.state == Segment.State.PUBLISHED
    assert segment.number == 1
    assert segment.known_after.version == 1
    assert segment.scene is not None
    assert segment.scene.text.startswith(FIRST)
    assert Picture.objects.get(scene=segment.scene).shown is not None


def test_segments_follow_one_another_in_the_book_of_the_branch(story: Story, reader: User, stranger: User) -> None:
    first, second = told(story.main, FIRST, reader), told(story.main, SECOND, stranger)
    assert second.parent_id == first.pk
    assert [text.partition(".")[0] + "." for text in texts(story.main)] == [FIRST, SECOND]
    assert [segment.known_after.version for segment in line_to(second.pk)] == [1, 2]


def test_a_scene_that_stands_keeps_its_picture_when_the_story_goes_on(story: Story, reader: User) -> None:
    first = told(story.main, FIRST, reader)
    before = Picture.objects.get(scene=first.scene).active_version_id
    told(story.main, SECOND, reader)
    assert Picture.objects.get(scene=first.scene).active_version_id == before
    assert Picture.objects.get(scene=first.scene).versions.count() == 1


def test_of_two_at_once_the_second_follows_the_first(story: Story, reader: User, stranger: User) -> None:
    told(story.main, FIRST, reader)
    one, other = post(story.main, SECOND, reader), post(story.main, THIRD, stranger)
    assert one.parent_id == other.parent_id
    work()
    one.refresh_from_db()
    other.refresh_from_db()
    assert {one.number, other.number} == {2, 3}
    later, earlier = sorted((one, other), key=lambda segment: -segment.number)
    assert later.parent_id == earlier.pk


def test_whoever_is_overtaken_by_what_does_not_fit_is_asked(story: Story, reader: User, stranger: User) -> None:
    told(story.main, FIRST, reader)
    post(story.main, SECOND, reader)
    post(story.main, SECOND, stranger)  # the same deed once more: does not fit after the first
    work()
    asked = Segment.objects.get(state=Segment.State.ASKING)
    assert "faster" in asked.note
    assert asked.found
    services.accept(segment=asked, by=asked.writer)
    work()
    asked.refresh_from_db()
    assert (asked.state, asked.number) == (Segment.State.PUBLISHED, 3)


def test_whoever_is_overtaken_may_have_asked_for_a_branch(story: Story, reader: User, stranger: User) -> None:
    first = told(story.main, FIRST, reader)
    post(story.main, SECOND, reader, if_overtaken_branch=True)
    post(story.main, SECOND, stranger, if_overtaken_branch=True)
    work()
    branch = story.branches.get(number=2)
    assert branch.forked_at_id == first.pk
    assert branch.head is not None
    assert branch.head.number == 2
    assert len(texts(branch)) == 2
    assert len(texts(story.main)) == 2


def test_a_branch_shares_the_pictures_so_far_and_draws_none_of_them_again(story: Story, reader: User) -> None:
    first = told(story.main, FIRST, reader)
    told(story.main, SECOND, reader)
    branch = services.fork(at=first, by=reader, name="The other way")
    third = told(branch, THIRD, reader)
    assert third.parent_id == first.pk
    assert [one.pk for one in line_to(third.pk)] == [first.pk, third.pk]
    original = Picture.objects.get(scene=first.scene).shown
    copied = Picture.objects.get(scene__vividpage=branch.vividpage, scene__number=1)
    assert original is not None
    assert copied.shown is not None
    assert copied.shown.image.name == original.image.name
    assert copied.versions.count() == 1
    assert Picture.objects.get(scene=third.scene).shown is not None


def test_what_does_not_fit_is_shown_to_its_writer_who_edits_or_takes_it_back(story: Story, reader: User) -> None:
    segment = told(story.main, f"!{FIRST}", reader)
    assert segment.state == Segment.State.ASKING
    services.withdraw(segment=segment, by=reader)
    segment.refresh_from_db()
    assert segment.state == Segment.State.WITHDRAWN
    assert texts(story.main) == []
    assert told(story.main, SECOND, reader).state == Segment.State.PUBLISHED


def test_an_edited_text_is_checked_again_and_joins_as_it_was_edited(story: Story, reader: User) -> None:
    segment = told(story.main, f"!{FIRST}", reader)
    services.accept(segment=segment, by=reader)
    work()
    assert texts(story.main)[0].startswith(FIRST)


def test_a_new_member_waits_for_approval_once(story: Story, reader: User, stranger: User) -> None:
    services.change_story(story=story, by=reader, changes={"approves_new": True})
    segment = told(story.main, FIRST, stranger)
    assert segment.state == Segment.State.HELD
    services.approve(segment=segment, by=reader)
    work()
    segment.refresh_from_db()
    assert segment.state == Segment.State.PUBLISHED
    assert told(story.main, SECOND, stranger).state == Segment.State.PUBLISHED


def test_one_person_has_one_continuation_under_way(story: Story, reader: User) -> None:
    post(story.main, FIRST, reader)
    with pytest.raises(StoryRefused, match="under way"):
        post(story.main, SECOND, reader)


def test_the_licence_is_accepted_once(story: Story, reader: User) -> None:
    with pytest.raises(StoryRefused, match="may be used"):
        services.post(branch=story.main, line=FIRST, by=reader)
    told(story.main, FIRST, reader)
    services.post(branch=story.main, line=SECOND, by=reader)


def test_the_book_of_a_branch_is_not_deleted_without_its_story(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    vividpage = story.main.vividpage
    with pytest.raises(BookKept, match="The Harbour"):
        delete_book(vividpage=vividpage)
    services.delete_story(story=story, by=reader)
    assert not type(vividpage).objects.filter(pk=vividpage.pk).exists()
    assert not Job.objects.filter(subject=vividpage.pk).exists()


def test_a_removed_segment_leaves_a_story_that_is_whole(story: Story, reader: User, stranger: User) -> None:
    first, second = told(story.main, FIRST, reader), told(story.main, SECOND, stranger)
    third = told(story.main, THIRD, reader)
    services.remove(segment=second, by=reader, reason="Not in this story.")
    work()
    third.refresh_from_db()
    assert len(texts(story.main)) == 2
    assert not any("map" in text for text in texts(story.main))
    assert third.number == 2
    assert third.known_after.version == 2
    assert third.scene is not None
    assert third.scene.text.startswith(THIRD)
    assert [one.pk for one in line_to(third.pk)] == [first.pk, third.pk]


def test_a_hidden_segment_comes_back(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    second = told(story.main, SECOND, reader)
    hidden = services.hide(segment=second, by=reader, reason="To be looked at.")
    assert len(texts(story.main)) == 1
    told(story.main, THIRD, reader)
    services.restore(segment=hidden, by=reader)
    work()
    assert [text.partition(".")[0] + "." for text in texts(story.main)] == [FIRST, SECOND, THIRD]


def test_a_banned_one_is_kept_out_everywhere(story: Story, reader: User, stranger: User) -> None:
    waiting = told(story.main, f"!{FIRST}", stranger)
    services.ban(story=story, person=stranger, by=reader, reason="Unkind to others.")
    waiting.refresh_from_db()
    assert waiting.state == Segment.State.REFUSED
    with pytest.raises(StoryRefused, match="Unkind"):
        post(story.main, SECOND, stranger)
    with pytest.raises(StoryRefused):
        services.accept(segment=waiting, by=stranger)


def test_who_leaves_leaves_their_lines_without_a_name_or_takes_them_along(
    story: Story, reader: User, stranger: User
) -> None:
    told(story.main, FIRST, reader)
    second = told(story.main, SECOND, stranger)
    services.leave_story(story=story, person=stranger, keeps_segments=True)
    second.refresh_from_db()
    assert second.writer is None
    assert second.state == Segment.State.PUBLISHED
