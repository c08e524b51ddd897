"""The prompts for authors, as files beside this one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template


@cache
def prompt(name: str) -> Template:
    """Return the prompt `name`, whose $words are filled in with `substitute`: numbers, never words of others."""
    return Template((Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8").strip())
