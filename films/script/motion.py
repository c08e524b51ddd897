"""What moves in a scene, in words for a video model: its deed, weather and light. Nothing of the book's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STILL = frozenset({"", "unknown", "standing", "sitting", "lying", "sleeping", "dying", "holding", "hiding", "kneeling"})
"""Deeds in which hardly anything moves."""
WEATHERS: Mapping[str, str] = {
    "cloudy": "clouds drift slowly",
    "rain": "rain falls steadily",
    "storm": "a storm drives rain and wind across the picture",
    "snow": "snow falls softly",
    "fog": "fog drifts slowly",
    "wind": "wind moves hair, cloth and leaves",
}
LIGHTS: Mapping[str, str] = {
    "sunlight": "sunlight shifts gently",
    "moonlight": "moonlight shimmers",
    "starlight": "stars twinkle",
    "candlelight": "candlelight flickers",
    "lamplight": "lamplight wavers a little",
    "firelight": "firelight flickers and smoke rises",
    "lightning": "lightning flashes once or twice",
}
MOODS: Mapping[str, str] = {"tense": "tense", "violent": "fierce", "joyful": "lively", "mysterious": "slow and eerie"}
ALWAYS = (
    "Keep the drawing style, the colours, the faces and the clothes exactly as in the first frame. Nobody enters or "
    "leaves. One continuous shot with a slow, steady camera and no cuts. No text."
)


def motion_words(*, deed: str, weather: str, light: str, mood: str, indoors: bool) -> str:
    """Say what moves, of words of the analysts' vocabulary; what it does not know is left out."""
    moving = [
        f"Those in the picture are {deed}" if deed not in STILL else "Those in the picture breathe and move slightly",
        "" if indoors else WEATHERS.get(weather, ""),
        LIGHTS.get(light, ""),
    ]
    said = "; ".join(filter(None, moving))
    manner = f" The movement is {MOODS.get(mood, 'calm and natural')}."
    return f"{said}.{manner} {ALWAYS}"


NOTHING_KNOWN = motion_words(deed="", weather="", light="", mood="", indoors=True)
"""Of a scene that nobody has analysed."""
