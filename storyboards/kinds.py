"""What is drawn of a book, in which order, and under which names its units and calls stand."""

from __future__ import annotations

from books.models import Scene
from characters.models import Character, Setting
from storyboards.models import Picture

STAGE = "image-generation"
PERSON, PLACE, SCENE = Picture.Kind.PERSON.value, Picture.Kind.PLACE.value, Picture.Kind.SCENE.value
APPROVAL = "approval"
REFERENCES: dict[str, type[Character] | type[Setting]] = {PERSON: Character, PLACE: Setting}
"""Whose picture each kind of reference is."""
TARGETS: dict[str, type[Character] | type[Setting] | type[Scene]] = {**REFERENCES, SCENE: Scene}
"""What each kind of picture is of."""
REFERENCES_PHASE, APPROVAL_PHASE, SCENES_PHASE = 0, 1, 2
"""Reference pictures come first, since scenes refer to them; between them the reader may want to look."""
