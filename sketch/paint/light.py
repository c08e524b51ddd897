"""The light of a scene: a small palette for each time of day, tempered by weather and mood."""

from __future__ import annotations

from dataclasses import dataclass

from sketch.paint.colours import RGB, Pigment, local_colour, luminance, mix, multiply, tuned


@dataclass(frozen=True, slots=True)
class Light:
    """The light that a picture is drawn in. Everything in it is seen through `lit`, which is what makes it agree.

    `sky` goes from the zenith down to the horizon, `key` is the light that falls on things, `shade` what shadows turn
    to, `haze` what the distance fades into, `glow` the colour of sun or moon.
    """

    sky: tuple[RGB, RGB, RGB]
    key: RGB
    shade: RGB
    haze: RGB
    glow: RGB
    dark: bool = False

    def lit(self, colour: RGB, depth: float = 0.0) -> RGB:
        """Return a material's colour in this light, `depth` (0 near, 1 at the horizon) of the way into the haze."""
        seen = mix(mix(colour, multiply(colour, self.key), 0.9), self.haze, depth)
        return Pigment(seen, local_colour(colour), "air", depth)

    def worn(self, colour: RGB) -> RGB:
        """Return the colour of a person or a thing near us: less of the light, so that red stays red by moonlight."""
        return Pigment(mix(colour, multiply(colour, self.key), 0.5 if self.dark else 0.6), local_colour(colour), "near")


_TIMES: dict[str, Light] = {
    "dawn": Light(
        ((104, 128, 178), (222, 172, 172), (252, 222, 170)),
        (255, 222, 196),
        (88, 84, 128),
        (236, 200, 186),
        (255, 214, 150),
    ),
    "morning": Light(
        ((124, 178, 214), (184, 214, 218), (250, 236, 196)),
        (255, 243, 214),
        (80, 104, 134),
        (222, 230, 212),
        (255, 236, 176),
    ),
    "day": Light(
        ((92, 160, 202), (158, 204, 216), (238, 240, 212)),
        (255, 250, 230),
        (72, 102, 128),
        (206, 226, 218),
        (255, 246, 206),
    ),
    "evening": Light(
        ((74, 76, 132), (206, 112, 110), (250, 186, 104)),
        (255, 200, 150),
        (78, 58, 98),
        (222, 146, 118),
        (255, 196, 108),
    ),
    "night": Light(
        ((18, 28, 62), (36, 58, 104), (82, 112, 150)),
        (112, 134, 186),
        (14, 20, 46),
        (66, 92, 134),
        (250, 232, 176),
        dark=True,
    ),
    "unknown": Light(
        ((142, 180, 190), (204, 212, 190), (248, 230, 186)),
        (255, 242, 212),
        (92, 96, 112),
        (226, 220, 190),
        (255, 232, 170),
    ),
}


def light_for(time_of_day: str, weather: str, mood: str) -> Light:
    """Return the light of a time of day, as weather and mood change it. Unknown words count as nothing said."""
    light = _TIMES.get(time_of_day, _TIMES["unknown"])
    return _in_mood(_in_weather(light, weather), mood)


def _in_weather(light: Light, weather: str) -> Light:
    veil: dict[str, tuple[RGB, float]] = {
        "cloudy": ((178, 186, 190), 0.45),
        "rain": ((122, 138, 150), 0.62),
        "storm": ((62, 70, 88), 0.74),
        "snow": ((212, 220, 230), 0.6),
        "fog": ((206, 210, 206), 0.66),
        "wind": ((190, 200, 196), 0.2),
    }
    if weather not in veil:
        return light
    colour, amount = veil[weather]
    brightness = 0.2 + 0.8 * luminance(light.sky[1]) / 0.78
    grey = tuned(mix(colour, light.sky[1], 0.15), value=min(1.0, brightness))
    sky = (mix(light.sky[0], grey, amount), mix(light.sky[1], grey, amount), mix(light.sky[2], grey, amount * 0.8))
    haze = mix(light.haze, tuned(grey, value=1.06), amount * (1.1 if weather == "fog" else 0.7))
    key = mix(light.key, multiply(light.key, grey), 0.4 * amount + (0.2 if weather == "storm" else 0.0))
    return Light(sky, key, light.shade, haze, mix(light.glow, grey, amount * 0.4), light.dark or weather == "storm")


def _in_mood(light: Light, mood: str) -> Light:
    moods: dict[str, tuple[RGB, float, float]] = {
        "joyful": ((255, 214, 120), 0.08, 1.22),
        "tense": ((150, 70, 60), 0.10, 0.92),
        "sad": ((104, 118, 142), 0.16, 0.68),
        "mysterious": ((58, 108, 124), 0.20, 0.95),
        "violent": ((142, 34, 30), 0.20, 1.04),
        "tender": ((244, 170, 160), 0.14, 1.05),
    }
    if mood not in moods:
        return light
    tint, amount, saturation = moods[mood]

    def temper(colour: RGB) -> RGB:
        # A tint as light as the colour itself changes the mood and leaves the time of day as it is.
        near = tuned(tint, value=0.35 + 0.75 * luminance(colour))
        return tuned(mix(colour, near, amount), saturation=saturation)

    return Light(
        (temper(light.sky[0]), temper(light.sky[1]), temper(light.sky[2])),
        mix(temper(light.key), light.key, 0.5),
        temper(light.shade),
        temper(light.haze),
        light.glow,
        light.dark,
    )
