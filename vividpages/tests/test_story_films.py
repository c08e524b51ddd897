"""The film of a story grows with it, and shots that it has are not encoded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from films.models import Film, Shot
from vividpages import story_films
from writing.stories import services
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story
from writing.stories.tests.conftest import told

if TYPE_CHECKING:
    from accounts.models import User
    from writing.stories.models import Story

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


def shots(film: Film) -> dict[str, object]:
    return dict(Shot.objects.filter(film=film).values_list("key", "pk"))


def test_a_film_grows_with_its_story(story: Story, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    small = story_films.OPTIONS.model_copy(update={"rungs": ("240",)})
    monkeypatch.setattr(story_films, "OPTIONS", small)
    services.change_story(story=story, by=reader, changes={"is_filmed": True})
    told(story.main, "Mara opens the old chest in the attic.", reader)
    film = Film.objects.get()
    assert (film.vividpage_id, film.state) == (story.main.vividpage_id, Film.State.READY)
    before, seconds = shots(film), film.seconds

    told(story.main, "A boy called Jonas finds a map under the letters.", reader)
    film.refresh_from_db()
    after = shots(film)
    assert film.seconds > seconds
    assert len(after) > len(before)
    assert sum(after.get(key) == pk for key, pk in before.items()) >= len(before) - 2, "all but the chapter and the end"
