"""Which shots of a film a video model is to move, and what it is asked for. Knows no ORM, and reads no file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cinema.contract import Shape, Size
from films.digesting import digest
from films.recipes import Recipe

FORMAT = 1
"""Of what a clip's key is made of. Raise it when equal keys no longer mean equal clips: all are paid for anew."""
SIZES = {Shape.LANDSCAPE: Size(1280, 720), Shape.SQUARE: Size(960, 960), Shape.PORTRAIT: Size(720, 1280)}
"""Of first frames: what most video models make."""
SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class WantedClip:
    """A clip that begins with the first frame of `recipe` and lasts `seconds`; `prompt` says what moves.

    Equal keys are equal clips, whatever the exact length of the shot.
    """

    key: str
    recipe: Recipe
    prompt: str
    seconds: int

    @property
    def seed(self) -> int:
        """What chance hangs on."""
        return int(self.key[:12], 16) % SEEDS


@dataclass(frozen=True, slots=True)
class Moving:
    """How a film is moved: the model's name, the lengths of its clips in seconds, and the film's shape."""

    model: str
    lengths: tuple[int, ...]
    shape: Shape

    def clip_for(self, recipe: Recipe, prompt: str) -> WantedClip | None:
        """Return what is asked for a shot; None if the built-in painters film it.

        The first view of each picture is moved: it shows the whole. What else is told over the same picture are views
        of ours, so that a long scene costs no more than one clip.
        """
        if recipe.kind != "picture" or recipe.moment or not prompt:
            return None
        lengths = sorted(self.lengths)
        seconds = next((length for length in lengths if length >= recipe.seconds), lengths[-1])
        begun = replace(recipe, seconds=float(seconds), clip="", unlike="")  # paid for once, whatever comes before it
        key = digest(FORMAT, self.model, begun.as_json(), prompt, seconds, self.shape.value)
        return WantedClip(key, begun, prompt, seconds)
