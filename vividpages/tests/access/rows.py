"""What the routes of pages are about: rows of one reader, and what stands for each place in an address.

What the API's routes are about, too, is made by api/tests/rows.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.models import ApiKey
from api.tests.rows import rows_of as rows_of_api
from authors.continuations.contract import Draft, StoryFacts
from characters.editing import people
from characters.models import Character, Setting
from providers.choosing import workflows
from providers.models import OwnWorkflow
from storyboards.models import PictureVersion, Report
from storyboards.safety.reporting import report
from writing.models import Hero, PlanVersion, WrittenBook
from writing.stories.models import BibleSuggestion, Category, Idea, Segment, Story, Topic

if TYPE_CHECKING:
    from accounts.models import User
    from vividpages.tests.access.walking import Route

PLACE = re.compile(r"<\w+:(\w+)>")
EXAMPLES = {
    "^api/": "api/nothing/",
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": "accounts/confirm-email/not-a-key/",
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "accounts/password/reset/key/1-not-a-key/",
}
"""Of addresses that are patterns."""
WORDS = {
    "answer_same": {"kind": "character"},
    "change_person": {"action": "look"},
    "change_story_person": {"action": "look"},
    "change_place": {"action": "details"},
    "change_scene": {"action": "details"},
    "change_world": {"action": "details"},
    "change_adding": {"action": "person"},
    "change_story_place": {"action": "details"},
    "change_story_bible": {"action": "person"},
    "picture_as": {"form": "png"},
    "new_book": {"kind": "biography"},
    "brief_understood": {"kind": "biography"},
}
"""Of addresses in which a word says what is meant."""
FORMS = {
    "act_on_page": {"action": "later"},
    "act_on_writing": {"action": "stop"},
    "act_on_part": {"action": "keep"},
    "act_on_sources": {"action": "read"},
    "decide_source": {"action": "use"},
    "act_on_member": {"action": "lift"},
    "act_on_segment": {"action": "withdraw"},
    "decide_segment": {"action": "approve"},
    "answer_suggestion": {"action": "withdraw"},
}
"""What is sent, where nothing is done without it."""
ABOUT_PUBLISHED = ("segment", "fork_story", "remove_segment", "report_segment_picture", "decide_segment")
"""Routes about a part that is in the story already."""
QUERIES = {"compare_branches": "?a=1&b=1"}


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands for each place, by its name; `special` for routes by the beginning of their address or name."""

    values: dict[str, Any]
    special: dict[str, dict[str, Any]]

    def address(self, route: Route) -> str:
        """Return the address of a route that is about these rows."""
        values = dict(self.values)
        for beginning, others in self.special.items():
            if beginning in (route.name, *re.findall(r"\w+", route.address)):
                values |= others
        values |= WORDS.get(route.name, {})

        def of(match: re.Match[str]) -> str:
            assert match[1] in values, (
                f"{route.address}: nobody has said what “{match[1]}” is of. Add it to {__name__}."
            )
            return str(values[match[1]])

        return "/" + PLACE.sub(of, EXAMPLES.get(route.address, route.address)) + QUERIES.get(route.name, "")


def rows_of(owner: User) -> Rows:
    """Make what all routes are about."""
    api = rows_of_api(owner)
    story = Story.objects.get(pk=api["story_id"])
    book = WrittenBook.objects.get(pk=api["book_id"])
    comfy = ApiKey.objects.create(
        owner=owner, service=workflows.SERVICE, nickname="Drawing", base_url="http://127.0.0.1:9"
    )
    values = {
        **api,
        "chapter": 1,
        "key": "watercolour",
        "base": "watercolour",
        "manner": "speaking",
        "setting_id": api["place_id"],
        "character_id": api["person_id"],
        "keep_id": api["person_id"],
        "hero_id": Hero.objects.create(owner=owner, name="Pip", data={}).pk,
        "service": "openai",
        "workflow_id": OwnWorkflow.objects.create(api_key=comfy, name="Mine", graph={}, model="m").pk,
        "plan_id": PlanVersion.objects.create(book=book, number=9, data={}).pk,
        "link": story.link,
        "book": api["vividpage_id"],
        "token": "not-a-token",
        "pk": api["factor_id"],
    }
    topic = Topic.objects.create(category=Category.objects.get(slug="mine"), slug="shown", title="Shown")
    portrait = PictureVersion.objects.get(picture__person=api["person_id"])
    report(version=portrait, by=owner, reason=next(iter(Report.Reason)))
    published = _published_in(story, owner)
    special = {
        "stories": _rows_of_story(story, owner),
        "writing": {"vividpage_id": book.pk},
        "sources": {"vividpage_id": book.pk},
        "workflows": {"key_id": comfy.pk},
        "follow": {"kind": "idea", "target": Idea.objects.get(pk=api["idea_id"]).pk},
        "about": {"slug": topic.slug},
        "report_version": {"version_id": portrait.pk},
        "moderation_case": {"version_id": portrait.pk},
        "report_content": {"kind": "segment", "target": published.pk},
        "moderation_words_case": {"kind": "segment", "target": published.pk},
        "media": {"name": PictureVersion.objects.get(pk=api["version_id"]).image.name},
        "opds_file": {"name": "book.epub"},
        "edition_by_link": {"name": "book.epub"},
        **{name: {"segment_id": published.pk} for name in ABOUT_PUBLISHED},
    }
    return Rows(values, special)


def _published_in(story: Story, owner: User) -> Segment:
    return Segment.objects.create(
        story=story,
        branch=story.main,
        writer=owner,
        line="Mara opens the chest.",
        number=1,
        draft=Draft(line="Mara opens the chest.", title="The Chest", paragraphs=("Mara opens the chest.",)).model_dump(
            mode="json"
        ),
        facts=StoryFacts().model_dump(mode="json"),
        state=Segment.State.PUBLISHED,
        joined_at=timezone.now(),
    )


def _rows_of_story(story: Story, owner: User) -> dict[str, Any]:
    """Put somebody, a place, an edit, a suggestion and a part into a private story."""
    told = story.main.vividpage
    mara = Character.objects.create(vividpage=told, name="Mara")
    edit = people.set_aliases(character=mara, aliases=["Mara", "the girl"], by=owner)
    suggestion = BibleSuggestion.objects.create(
        story=story, branch=story.main, author=owner, character=mara, about="Mara", field="hair", value="red", why=""
    )
    return {
        "character_id": mara.pk,
        "setting_id": Setting.objects.create(vividpage=told, name="the attic").pk,
        "edit_id": edit.pk,
        "suggestion_id": suggestion.pk,
    }
