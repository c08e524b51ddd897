"""The built-in embedder: no download, no network, a few thousand pages a minute on one core.

A vector has two halves. One says how much a text speaks of each subject of a small thesaurus of story words, so that
a gale lies near a storm. The other is a signed random projection of its stems and of their letters, so that the same
words lie near each other, also in languages and spellings that the thesaurus does not know.
"""

from __future__ import annotations

import hashlib
import math
import re
import threading
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import snowballstemmer  # type: ignore[import-untyped]

from providers.interfaces.usage import Usage
from providers.services.local.common_words import SHARES
from providers.services.local.thesaurus import hints, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LOCAL = "local"
"""Its name. Vectors are stored under it, so whatever changes them must change it too."""
DIMENSIONS = 384
SUBJECTS = len(subjects())
"""Dimensions of the first half, one for each subject."""
HASHED = DIMENSIONS - SUBJECTS
"""Dimensions of the second half."""

SUBJECT_SHARE = 0.8
"""How much of a vector's length the first half has, if the text speaks of any subject at all."""
RAREST_SHARE = 0.02
"""The share of scenes that a word is taken to occur in if it is not among the common ones."""
SIGNS_PER_FEATURE = 8
"""Dimensions that a stem or a run of letters is spread over."""
LETTERS_WEIGHT = 0.35
"""Of all runs of letters of a word together, against its stem."""
RUN = 3
"""Letters in a run."""
KNOWN_WORDS = 20_000
"""Words whose features are kept in memory."""
LONGEST_WORD = 100
"""Letters of a word that are heeded; no language has a longer one."""
LONGEST_TEXT = 200_000
"""Characters of a text that are heeded; a scene has ten thousand."""
MOST_DECOMPOSED = 4 * LONGEST_TEXT
"""Characters that they may be without their accents: a syllable of Korean becomes three, some signs eighteen."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{2,}")
"""Runs of scripts that set no space between words: each two letters of them count as a word."""

Floats = npt.NDArray[np.float32]


class LocalEmbedder:
    """Embeds with the thesaurus and with hashes."""

    name = LOCAL
    dimensions = DIMENSIONS

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """Compute a vector for each text. A text without any word that says something has zeros alone."""
        return [_vector(text).tolist() for text in texts], Usage()


def related_words(query: str, text: str) -> list[tuple[int, int]]:
    """Find where in `text` a word says what a word of `query` says: the same stem, or the same subject."""
    wanted = {stem_of(word) for word in words_of(query)}
    about = {subject for stem in wanted for subject, share in _about(stem) if share == 1}
    spans: list[tuple[int, int]] = []
    for match in WORD.finditer(text):
        stem = stem_of(_plain(match.group()[:LONGEST_WORD]))
        is_same = stem in wanted and _weight(stem) > 0
        if is_same or any(share == 1 and subject in about for subject, share in _about(stem)):
            spans.append(match.span())
    return spans


def words_of(text: str) -> Iterator[str]:
    """Split a text into words, small and without accents; in scripts without spaces each two letters."""
    for match in WORD.finditer(_plain(text)):
        word = match.group()
        if UNSPACED.fullmatch(word):
            yield from (word[i : i + 2] for i in range(len(word) - 1))
        else:
            yield word[:LONGEST_WORD].removesuffix("'s")


def _plain(text: str) -> str:
    """Write a text in small letters, without accents, with one kind of apostrophe."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(c for c in decomposed[:MOST_DECOMPOSED] if not unicodedata.combining(c))


_stemmers = threading.local()


@lru_cache(KNOWN_WORDS)
def stem_of(word: str) -> str:
    """Return the English stem of a small word."""
    if not hasattr(_stemmers, "english"):  # one keeps the word that it is at, so each thread has its own
        _stemmers.english = snowballstemmer.stemmer("english")
    return str(_stemmers.english.stemWord(word))


def _vector(text: str) -> Floats:
    counts = Counter(map(stem_of, words_of(text[:LONGEST_TEXT])))
    about = np.zeros(SUBJECTS, np.float32)
    hashed = np.zeros(HASHED, np.float32)
    for stem, count in counts.items():
        weight = _weight(stem)
        if weight == 0:
            continue
        weight *= 1 + math.log(count)
        for subject, share in _about(stem):
            about[subject] += weight * share
        hashed += weight * _hashed(stem)
    whole = np.concatenate([SUBJECT_SHARE * _unit(about), math.sqrt(1 - SUBJECT_SHARE**2) * _unit(hashed)])
    return _unit(whole)


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


@lru_cache(KNOWN_WORDS)
def _weight(stem: str) -> float:
    """Weigh a stem: 1 for a rare one, 0 for one that is everywhere or a single letter."""
    share = SHARES.get(stem, RAREST_SHARE)
    return 0.0 if len(stem) < 2 or share >= 0.8 else math.log(share) / math.log(RAREST_SHARE)


def _about(stem: str) -> Iterable[tuple[int, float]]:
    return _thesaurus().get(stem, ())


@cache
def _thesaurus() -> dict[str, tuple[tuple[int, float], ...]]:
    """Map each stem to the subjects that it speaks of, by their dimension, and how much."""
    dimension = {subject.name: number for number, subject in enumerate(subjects())}
    hinted = hints()
    weights: dict[str, dict[int, float]] = {}
    for subject in subjects():
        for word in subject.words:
            shares = weights.setdefault(stem_of(word), {})
            for name, share in hinted[subject.name].items():
                shares[dimension[name]] = max(share, shares.get(dimension[name], 0))
    return {stem: tuple(shares.items()) for stem, shares in weights.items()}


@lru_cache(KNOWN_WORDS)
def _hashed(stem: str) -> Floats:
    """Hash a stem and its runs of letters into the second half's dimensions."""
    vector = _signs(stem)
    bounded = f"<{stem}>"
    runs = [bounded[i : i + RUN] for i in range(len(bounded) - RUN + 1)]
    if len(stem) > RUN:
        letters = np.array([_signs(run) for run in runs]).sum(axis=0)  # of a hundred at most
        vector = vector + np.float32(LETTERS_WEIGHT) * _unit(letters)
    return vector


@lru_cache(KNOWN_WORDS)
def _signs(feature: str) -> Floats:
    """Return a direction of length 1 that only `feature` has: the same on every machine, today and later."""
    digest = hashlib.blake2b(feature.encode(), digest_size=4 * SIGNS_PER_FEATURE).digest()
    vector = np.zeros(HASHED, np.float32)
    for i in range(0, len(digest), 4):
        number = int.from_bytes(digest[i : i + 4], "big")
        vector[(number >> 1) % HASHED] += 1 if number & 1 else -1
    return _unit(vector)
