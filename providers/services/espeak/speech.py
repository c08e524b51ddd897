"""Speech by the program espeak-ng of this machine, in a process with limits of memory and time."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache

from providers.errors import BadAnswer, RequestRejected
from providers.interfaces.speech import Speech, SpeechRequest, Voice
from providers.services.espeak.voices import VOICES, Timbre
from sandbox.speech import SpeakingFailed, spoken

PROGRAM = "espeak-ng"
NOT_INSTALLED = (
    "There is no voice on this machine: espeak-ng is not installed. Whoever runs this site installs it "
    "(Debian: apt install espeak-ng); or choose a speech service, or no voice."
)
LONGEST = 4_000
"""Characters of one passage."""
ENGLISH = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")


def is_installed() -> bool:
    """Return whether the program is there."""
    return shutil.which(PROGRAM) is not None


class ESpeak:
    """Voices that follow from rules, in whatever language the program knows. The same request gives the same bytes."""

    name = "espeak"
    longest = LONGEST

    def voices(self) -> list[Voice]:
        """List the voices. Raises RequestRejected if the program is not installed."""
        _program()
        return [Voice(name, timbre.title, timbre.gender, timbre.age, timbre.tells) for name, timbre in VOICES.items()]

    def speak(self, request: SpeechRequest) -> Speech:
        """Speak one passage, as WAV. Raises RequestRejected if it cannot, and BadAnswer if no sound comes of it."""
        program = _program()
        timbre = VOICES.get(request.voice)
        if timbre is None:
            raise RequestRejected(f"espeak-ng is given no voice “{request.voice}”. Choose another.")
        try:
            data = spoken(program, _arguments(timbre, language_known(request.language)), request.text[:LONGEST])
        except SpeakingFailed:
            raise BadAnswer("espeak-ng did not come to the end of a passage.") from None
        if not data.startswith(b"RIFF"):
            raise BadAnswer("espeak-ng gave no sound for a passage.")
        return Speech(data, "audio/wav")


def language_known(language: str) -> str:
    """Return the language as the program calls it; English for one that it does not know."""
    wanted = language.lower().replace("_", "-")
    if not _LANGUAGE.fullmatch(wanted):
        return ENGLISH
    known = _languages(_program())
    return next((one for one in (wanted, wanted.partition("-")[0]) if one in known), ENGLISH)


def _arguments(timbre: Timbre, language: str) -> list[str]:
    voice = f"{language}+{timbre.variant}"
    return ["-v", voice, "-s", str(timbre.speed), "-p", str(timbre.pitch), "-a", "100", "--stdin", "--stdout"]


def _program() -> str:
    program = shutil.which(PROGRAM)
    if program is None:
        raise RequestRejected(NOT_INSTALLED)
    return program


@cache
def _languages(program: str) -> frozenset[str]:
    """Return the names of the languages that the program knows, in small letters."""
    listed = subprocess.run([program, "--voices"], capture_output=True, timeout=30, check=False).stdout  # noqa: S603
    rows = (line.split() for line in listed.decode(errors="replace").splitlines()[1:])
    return frozenset(row[1].lower() for row in rows if len(row) > 1)
