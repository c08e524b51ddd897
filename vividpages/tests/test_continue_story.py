"""`manage.py continue_story`: a line becomes a part; what cannot be is said, and nothing is posted."""

from __future__ import annotations

import io
import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from writing.stories import services
from writing.stories.models import Segment
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story

if TYPE_CHECKING:
    from accounts.models import User
    from writing.stories.models import Story

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."


def run(story: Story, by: User, line: str = FIRST, **options: object) -> dict[str, object]:
    out = io.StringIO()
    given = {"user": by.email, "json": True, "accept_licence": True, **options}
    call_command("continue_story", str(story.pk), text=line, stdout=out, **given)
    result: dict[str, object] = json.loads(out.getvalue())
    return result


def test_a_line_becomes_a_part(story: Story, stranger: User) -> None:
    result = run(story, stranger)
    assert (result["state"], result["number"], result["branch"]) == ("published", 1, 1)
    assert FIRST in str(result["text"])


def test_what_waits_for_its_writer_exits_with_3(story: Story, stranger: User) -> None:
    with pytest.raises(SystemExit) as ended:
        run(story, stranger, f"!{FIRST}")
    assert ended.value.code == 3
    assert Segment.objects.get().state == Segment.State.ASKING


def test_bad_input_exits_with_2_and_posts_nothing(story: Story, stranger: User) -> None:
    services.ban(story=story, person=stranger, by=story.owner, reason="Advertising.")
    for refused in (
        partial(run, story, stranger),
        partial(run, story, story.owner, branch="7"),
        partial(run, story, story.owner, ""),
    ):
        with pytest.raises(CommandError) as error:
            refused()
        assert error.value.returncode == 2
    assert not Segment.objects.exists()
