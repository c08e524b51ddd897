"""Write a trained pipeline without what the product does not need of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

OUT = Path(__file__).parent.parent / "analysts" / "prose" / "weights" / "parser"
LEMMAS = "trainable_lemmatizer"


def save(nlp: Language, folder: Path) -> None:
    """Write the pipeline to `folder`, in place of what was there, without the words that it was trained on.

    Lemmas are learned along, for what it teaches the shared layer; they are made otherwise (`analysts.prose.lemmas`).
    """
    if LEMMAS in nlp.pipe_names:
        nlp.remove_pipe(LEMMAS)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(_needed_strings(nlp)), ensure_ascii=False))


def _needed_strings(nlp: Language) -> set[str]:
    """Return the names of all labels."""
    needed = {"ROOT", "dep"}
    for name in ("tagger", "parser", "ner", "morphologizer"):
        pipe: Any = nlp.get_pipe(name)
        needed.update(pipe.labels)
        needed.update(label.rpartition("-")[2] for label in pipe.labels)
    return needed - {""}
