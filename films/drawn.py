"""What the built-in artist drew a picture from, as plain data that is kept with a shot: it draws the same in layers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sketch.scene import DepictedPerson, DepictedScene, Garment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.interfaces.images import PictureRequest


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scene as it was drawn: `style` is the key of one of ours or of a reader's own, the size in pixels."""

    scene: DepictedScene
    seed: int
    style: str
    width: int
    height: int

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def drawn_for(request: PictureRequest) -> Drawn:
    """Keep of a request to the built-in artist what it draws from."""
    return Drawn(request.scene, request.seed, request.style, request.width, request.height)


def drawn_from(data: Mapping[str, Any]) -> Drawn:
    """Read what `as_json` has written. Raises TypeError and KeyError for what another version has."""
    scene: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data["scene"].items()
    }
    people = tuple(_person(person) for person in scene.pop("people"))
    return Drawn(DepictedScene(**scene, people=people), data["seed"], data["style"], data["width"], data["height"])


def _person(data: Mapping[str, Any]) -> DepictedPerson:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return DepictedPerson(**{**fields, "clothes": tuple(Garment(**garment) for garment in fields["clothes"])})
