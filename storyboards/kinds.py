"""What is drawn of a book, in which order, and under which names its units and calls stand."""

from __future__ import annotations

from books.models import Scene
from characters.models import Character, Setting

STAGE = "image-generation"
PORTRAIT, VIEW, APPROVAL, SCENE = "portrait", "view", "approval", "scene"
REFERENCES: dict[str, type[Character] | type[Setting]] = {PORTRAIT: Character, VIEW: Setting}
"""Whose picture each kind of reference picture is."""
TARGETS: dict[str, type[Character] | type[Setting] | type[Scene]] = {**REFERENCES, SCENE: Scene}
"""What each kind of picture is of."""
SHEETS_PHASE, APPROVAL_PHASE, SCENES_PHASE = 0, 1, 2
"""Portraits and views come first, since scenes refer to them; between them the reader may want to look."""
