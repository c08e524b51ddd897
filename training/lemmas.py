"""Write the words by which lemmas are made: what the treebank says of forms, where the rules say something else."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from analysts.prose.lemmas import KnownWords, by_rule
from analysts.prose.typography import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from training.treebank import ParsedSentence

_SURE = 2
"""Times that a form has a lemma, before it is no slip."""


def save_lemmas(sentences: Iterable[ParsedSentence], file: Path) -> None:
    """Learn from sentences which lemma each form has most often under a tag, and write what the rules do not know."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for sentence in sentences:
        for word, tag, lemma in zip(sentence.words, sentence.tags, sentence.lemmas, strict=True):
            if not tag.startswith("NNP") and lemma not in ("", "_") and " " not in word:
                counts.setdefault((write(word).text.strip().lower(), tag), Counter())[lemma] += 1
    said = {key: lemmas.most_common(1)[0][0] for key, lemmas in sorted(counts.items())}
    known = KnownWords(
        verbs=frozenset(lemma for (_, tag), lemma in said.items() if tag.startswith("VB")),
        adjectives=frozenset(lemma for (_, tag), lemma in said.items() if tag.startswith(("JJ", "RB"))),
    )
    forms = {
        f"{form}/{tag}": lemma
        for (form, tag), lemma in said.items()
        if by_rule(form, tag, known) != lemma and counts[form, tag][lemma] >= _SURE
    }
    words = {"forms": forms, "verbs": sorted(known.verbs), "adjectives": sorted(known.adjectives)}
    file.write_text(json.dumps(words, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
