"""All rules that there are, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cinema.streams.checking.rules import captions, lines, master_playlists, media_playlists, segments

if TYPE_CHECKING:
    from cinema.streams.checking.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *lines.RULES,
    *master_playlists.RULES,
    *media_playlists.RULES,
    *segments.RULES,
    *captions.RULES,
)
