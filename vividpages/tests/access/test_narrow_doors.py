"""Rows are looked up by an id among those that somebody may have: `owned_by`, `visible_to`, what belongs to a row that
was found before. A function that looks among everybody's fails the build, unless it stands here with what keeps others
out.

That readers get nothing of others is tried by requests, too (`test_every_route.py`, api/tests/test_routes_matrix.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from vividpages.tests.access.lookups import lookups_among_everybodys

if TYPE_CHECKING:
    from pathlib import Path

ROOT: Path = settings.BASE_DIR
ROOMS = ("web", "api")
FILES = ("vividpages/media.py", "vividpages/veiled_media.py")

ASKED_OF_THE_ROW = {
    "web/stories/finding.py found_story": "writing.stories.access.standing_in",
    "api/routes/stories/finding.py found_story": "the same",
    "web/films/viewers.py viewed_film": "admission_to: the owner, or whoever may read the story of it",
    "web/films/consumers.py find_audience": "the same",
    "web/films/live.py render": "the same, for each state that is told",
    "web/stories/live.py render": "standing_in, for each state that is told",
    "web/pictures/views/safety.py reveal": "its owner, whoever reads a story with it, moderators in their queue",
    "vividpages/media.py _owner_of": "gate_for",
}
"""Who may is asked of the row that was found: here the one place where each is asked."""
FOUND_BEFORE = {
    "web/making/live.py render": "a book whose owner was let in (web/making/consumers.py)",
    "web/bible/company.py company_of": "people of scenes of the book",
    "web/bible/forms/editing.py merge_field": "the rows that a form of the book hands over",
    "web/notifications/presenting.py path_of": "what the reader's own notification is about",
    "web/reading/views.py resume": "where the reader has stopped",
    "web/stories/bible/knowledge.py bible_of": "the way of a branch that was found",
    "web/stories/bible/knowledge.py _next": "the same",
    "web/stories/bible/knowledge.py line_of": "the same",
    "web/stories/bible/timeline.py timeline_of": "the same",
    "web/stories/queries.py stretch_of": "the same",
    "web/stories/queries.py picture_beside": "the same",
    "web/stories/views/decisions.py decisions": "titles of stories in decisions that concern the reader",
    "api/core/idempotency.py _end": "the caller's own answer",
    "api/core/rows.py owned": "the door itself: whoever calls it hands over the rows",
    "api/routes/jobs.py decide_held": "units of a job of the caller's",
    "api/routes/jobs.py _described": "books of jobs of the caller's",
    "api/routes/jobs.py _stop": "what a job of the caller's is about",
    "api/routes/jobs.py _go_on": "the same",
    "api/routes/making/events.py _state": "a book of the caller's, found as the stream began and each time anew",
    "api/routes/stories/parts.py list_parts": "the way of a branch that was found",
    "api/routes/storyboards/reading.py _versions": "versions of a scene of the caller's",
}
"""The id comes from a row that was found before, not from the request."""
FOR_MODERATORS = {
    "web/moderation/views.py trail": "for_moderators",
    "web/moderation/views.py named": "for_moderators",
    "web/moderation/views.py _version": "for_moderators, and what is in their queue alone",
    "web/moderation/word_views.py answer": "for_moderators",
    "web/moderation/words.py decisions_named": "for_moderators",
    "api/routes/moderation.py answer_an_appeal": "the rule MODERATE",
    "api/routes/moderation.py decide_about_picture": "the rule MODERATE",
}
"""Nobody else gets there."""
EVERYBODYS = {
    "web/stories/views/ideas.py follow": "topics that are shown",
    "web/stories/public_order.py __getitem__": "public stories, which are asked for once more as such",
}
KNOWN = {**ASKED_OF_THE_ROW, **FOUND_BEFORE, **FOR_MODERATORS, **EVERYBODYS}


def test_rows_are_looked_up_among_those_that_somebody_may_have() -> None:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "tests" not in path.parts]
    found = {
        f"{path.relative_to(ROOT).as_posix()} {function}": line
        for path in [*files, *(ROOT / name for name in FILES)]
        for function, line in lookups_among_everybodys(path)
    }
    new = {where: line for where, line in found.items() if where not in KNOWN}
    assert not new, "look among the reader's own rows (owned_by, visible_to), or say here what keeps others out"
    assert not KNOWN.keys() - found.keys(), "these look among everybody's no more"


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("get_object_or_404(Book, pk=book_id)", True),
        ("Book.objects.get(pk=request.POST['book'])", True),
        ("Book.objects.select_related('owner').filter(id=book_id).first()", True),
        ("get_object_or_404(Film.objects.all(), pk=film_id, vividpage=vividpage_id)", True),
        ("owned(Book.objects.all(), book_id)", True),
        ("Book.objects.owned_by(request.user).get(pk=book_id)", False),
        ("get_object_or_404(Key, owner=request.user, pk=key_id)", False),
        ("get_object_or_404(Page, vividpage=vividpage, pk=page_id)", False),
        ("vividpage.scenes.get(pk=scene_id)", False),
        ("owned(Book.objects.owned_by(user), book_id)", False),
    ],
)
def test_a_lookup_is_known_by_the_rows_that_it_begins_with(tmp_path: Path, line: str, is_found: bool) -> None:
    source = tmp_path / "views.py"
    source.write_text(f"def view(request, book_id):\n    return {line}\n")
    assert bool(list(lookups_among_everybodys(source))) == is_found
