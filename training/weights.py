"""Write a trained pipeline without what the product does not need of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

OUT = Path(__file__).parent.parent / "analysts" / "prose" / "weights" / "parser"
_BRANCHES = ("prefix_tree", "suffix_tree")
_LEAVES = ("orig", "subst")


def save(nlp: Language, folder: Path) -> None:
    """Write the pipeline to `folder`, in place of what was there, without the words that it was trained on."""
    _prune_lemmas(nlp)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(_needed_strings(nlp)), ensure_ascii=False))


def _prune_lemmas(nlp: Language) -> None:
    """Drop the ways of making a lemma that were too rare to be learned."""
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    trees = lemmatizer.label_data["trees"]
    kept, rest = set[int](), list(lemmatizer.labels)
    while rest:
        number = rest.pop()
        if number < len(trees) and number not in kept:
            kept.add(number)
            rest += [trees[number][branch] for branch in _BRANCHES if branch in trees[number]]
    new = {old: at for at, old in enumerate(sorted(kept))}
    for number in kept:
        trees[number].update(
            {
                branch: new.get(trees[number][branch], trees[number][branch])
                for branch in _BRANCHES
                if branch in trees[number]
            }
        )
        trees[number].update(
            {leaf: nlp.vocab.strings[trees[number][leaf]] for leaf in _LEAVES if leaf in trees[number]}
        )
    lemmatizer.trees.from_json([trees[number] for number in sorted(kept)])
    lemmatizer.cfg["labels"] = [new[label] for label in lemmatizer.labels]
    lemmatizer.tree2label = {label: at for at, label in enumerate(lemmatizer.labels)}


def _needed_strings(nlp: Language) -> set[str]:
    """Return the names of all labels, and what lemmas are made with."""
    needed = {"ROOT", "dep"}
    for name in ("tagger", "parser", "ner", "morphologizer"):
        pipe: Any = nlp.get_pipe(name)
        needed.update(pipe.labels)
        needed.update(label.rpartition("-")[2] for label in pipe.labels)
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    for tree in lemmatizer.label_data["trees"]:
        needed.update(tree[leaf] for leaf in _LEAVES if leaf in tree)
    return needed - {""}
