"""Reads a finished PDF, ours or anybody's, and finds what a printer would refuse or print badly. Knows no Django."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.choices import PrintChoices
from publishing.preflight.inspecting import inspect

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.checks import Check

__all__ = ["PrintChoices", "report"]


def report(path: Path, choices: PrintChoices) -> tuple[Check, ...]:
    """Return what is found in a PDF that we made ourselves, the most serious first. Raises ChoiceRefused.

    Files of strangers are checked in a process of their own: `publishing.preflight.sandboxed`.
    """
    return inspect(path, choices).checks
