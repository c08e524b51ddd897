"""Metre and rhyme of English verse, by the stresses of its words: what a verse of ours or a model's is measured by."""

from __future__ import annotations

from authors.verse.metre import METRES, Metre, Scanned, scan, scan_stanza
from authors.verse.rhyme import rhyme

__all__ = ["METRES", "Metre", "Scanned", "rhyme", "scan", "scan_stanza"]
