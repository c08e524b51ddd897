"""The bible's pages: read by whoever may read the story, edited by whoever decides in it, and suggestions of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from characters.editing import looks, renaming
from web.stories.bible.live import BibleAudience
from web.stories.tests.test_ideas import grown
from writing.stories import services
from writing.stories.models import BibleSuggestion, Branch, Decision, Segment, Story
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story
from writing.stories.tests.conftest import told

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from accounts.models import User
    from characters.models import Character

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."
SECOND = "A boy called Jonas finds a map under the letters."


def mara(branch: Branch) -> Character:
    return branch.vividpage.characters.get(name__startswith="Mara")


def page(client: Client, story: Story, number: int = 1, **query: str) -> str:
    answer = client.get(reverse("story_bible", args=[story.pk, number]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_who_is_in_a_story_and_strangers_suggest_nothing(client: Client, story: Story) -> None:
    assert "the story has not begun" in page(client, story)
    told(story.main, FIRST, story.owner)
    html = page(client, story)
    assert "Mara" in html
    assert "Suggest an edit" not in html
    assert "/edit/" not in html
    assert reverse("story_bible", args=[story.pk, 1]) in client.get(reverse("story", args=[story.pk])).content.decode()


def test_a_line_shows_nothing_of_its_sibling_and_an_earlier_part_nothing_of_later_ones(
    client: Client, story: Story, reader: User
) -> None:
    first = told(story.main, FIRST, reader)
    other = services.fork(at=first, by=reader, name="Another way")
    assert told(other, "Pip the dog runs down to the harbour.", reader).state == Segment.State.PUBLISHED
    looks.add_look(character=mara(story.main), field="eyes", value="violet", by=reader)
    assert "violet" in page(client, story, 1)
    assert "violet" not in page(client, story, 2, to="1"), "edited there after the branch had parted"
    told(story.main, SECOND, reader)
    renaming.rename(row=mara(story.main), name="Mara the Grey", by=reader)
    assert "Pip" in page(client, story, 2)
    assert "Jonas" not in page(client, story, 2)
    assert "Grey" not in page(client, story, 2)
    assert "Pip" not in page(client, story, 1)
    assert "Grey" in page(client, story, 1)
    earlier = page(client, story, 1, to="1")
    assert "after part 1 of 2" in earlier
    assert "Jonas" not in earlier
    assert "Grey" not in earlier
    part = client.get(reverse("segment", args=[story.pk, first.pk])).content.decode()
    assert f"{reverse('story_bible', args=[story.pk, 1])}?to=1#of-mara" in part


def test_moderators_of_the_story_edit_and_undo_by_its_pages(client: Client, story: Story, stranger: User) -> None:
    told(story.main, FIRST, story.owner)
    services.invite(story=story, person=stranger, by=story.owner)
    where = reverse("edit_story_person", args=[story.pk, 1, mara(story.main).pk])
    client.force_login(stranger)
    assert client.get(where).status_code == 404, "a contributor does not edit"
    services.set_role(story=story, person=stranger, role="moderator", by=story.owner)  # type: ignore[arg-type]
    assert client.get(where).status_code == 200
    client.post(f"{where}look/", {"field": "hair", "value": "grey"})
    assert "hair:</span> grey" in page(client, story)
    edit = story.main.vividpage.edits.get()
    assert edit.user == stranger
    client.post(reverse("undo_story_edit", args=[story.pk, 1, edit.pk]))
    assert "hair:</span> grey" not in page(client, story)
    assert list(Decision.objects.filter(target=edit.pk).values_list("by", flat=True)) == [stranger.pk] * 2


def test_what_this_site_does_not_write_of_is_neither_kept_nor_suggested(
    client: Client, story: Story, stranger: User, settings: Settings
) -> None:
    told(story.main, FIRST, story.owner)
    settings.MODERATION_WORDS = "refused: zorkmid"
    client.force_login(story.owner)
    where = reverse("edit_story_person", args=[story.pk, 1, mara(story.main).pk])
    answer = client.post(f"{where}look/", {"field": "hair", "value": "like a zorkmid"})
    assert answer.status_code == 422
    assert not story.main.vividpage.edits.exists()
    client.force_login(stranger)
    where = reverse("suggest_for_person", args=[story.pk, 1, mara(story.main).pk])
    said = {"field": "species", "value": "zorkmid", "why": "So it is."}
    assert client.post(where, said).status_code == 422
    assert not BibleSuggestion.objects.exists()


def test_a_suggestion_goes_from_page_to_page_until_it_is_answered(client: Client, story: Story, stranger: User) -> None:
    told(story.main, FIRST, story.owner)
    client.force_login(stranger)
    where = reverse("suggest_for_person", args=[story.pk, 1, mara(story.main).pk])
    assert where in page(client, story)
    assert client.post(where, {"field": "age", "value": "ancient", "why": "!"}).status_code == 422
    client.post(where, {"field": "age", "value": "old", "why": "She remembers the war."})
    one = BibleSuggestion.objects.get()
    listed = reverse("story_suggestions", args=[story.pk, 1])
    answer = reverse("answer_suggestion", args=[story.pk, 1, one.pk])
    assert "Take it back" in client.get(listed).content.decode()
    assert client.post(answer, {"action": "accept"}).status_code == 404
    client.force_login(story.owner)
    assert "1 open" in page(client, story)
    assert client.get(reverse("report_content", args=["suggestion", one.pk])).status_code == 200
    client.post(answer, {"action": "accept"})
    assert mara(story.main).age == "old"
    client.force_login(stranger)
    assert "accepted" in client.get(listed).content.decode()
    assert "Your suggestion for the bible" in client.get(reverse("story_decisions")).content.decode()


def test_whoever_suggests_too_often_is_told_to_wait(
    client: Client, story: Story, stranger: User, settings: Settings
) -> None:
    told(story.main, FIRST, story.owner)
    settings.READER_SUGGESTIONS_AN_HOUR = 1
    client.force_login(stranger)
    where = reverse("suggest_for_person", args=[story.pk, 1, mara(story.main).pk])
    codes = [
        client.post(where, {"field": field, "value": "old", "why": "So it is."}).status_code
        for field in ("age", "species")
    ]
    assert codes == [302, 429]


def test_an_edit_is_seen_by_whoever_has_the_bible_open(story: Story, stranger: User) -> None:
    told(story.main, FIRST, story.owner)
    audience = BibleAudience(story.pk, story.main.pk, stranger, "")
    looks.add_look(character=mara(story.main), field="eyes", value="green", by=story.owner)
    assert "eyes:</span> green" in (audience.render() or "")
    services.change_story(story=story, by=story.owner, changes={"visibility": Story.Visibility.PRIVATE})
    assert audience.render() is None


def test_a_bible_takes_as_many_queries_for_fifty_parts_and_edits_as_for_five(
    client: Client, story: Story, reader: User
) -> None:
    segment = told(story.main, FIRST, reader)
    client.force_login(reader)
    counts = []
    for number in (5, 50):
        grown(story, segment if number == 5 else Segment.objects.get(branch=story.main, number=5), number)
        for field in looks.FIELDS[: number // 5]:
            looks.set_look(character=mara(story.main), field=field, value=f"grey {number}", by=reader)
        with CaptureQueriesContext(connection) as queries:
            for to in ("0", "3"):
                page(client, story, to=to)
        counts.append(len(queries))
    assert counts[0] == counts[1]
