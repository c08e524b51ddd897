"""What speaks for an antecedent: binary features by name, and two numbers; the same for training and for reading."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.lexicon.titles import PERSON_NOUNS
from analysts.prose.beings.being import Being
from analysts.prose.coreference.references import REFLEXIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.coreference.mind import Mind, Trace
    from analysts.prose.coreference.references import Reference

Features = dict[str, float]
_DISTANCES = ((0, "0"), (1, "1"), (2, "2"), (4, "4"), (8, "8"))


@dataclass(frozen=True, slots=True)
class View:
    """How a reference stands: who are the subjects around it, whether it says a quotation, where it is."""

    paragraph: int
    clause_subject: Being | None = None
    matrix_subject: Being | None = None
    says: bool = False
    salience: float = 1.0
    opens_paragraph: bool = False


def recency_ranks(traces: Sequence[Trace]) -> dict[int, int]:
    """Rank traces by how lately they were meant: 0 for the last; by the being's id."""
    ordered = sorted(traces, key=lambda t: -t.order)
    return {id(t.being): min(n, 4) for n, t in enumerate(ordered)}


def of_pronoun(reference: Reference, trace: Trace, rank: int, mind: Mind, view: View) -> Features:
    """Return what speaks for a trace as the one whom a pronoun means."""
    being, distance = trace.being, mind.sentence - trace.sentence
    near = _distance(distance)
    part = "reflexive" if reference.word in REFLEXIVE else reference.role
    features: Features = {
        f"distance {near}": 1.0,
        f"{part} distance {near}": 1.0,
        f"rank {rank}": 1.0,
        f"{part} rank {rank}": 1.0,
        f"was {trace.role}": 1.0,
        f"by {trace.kind}": 1.0,
        "gender known" if being.gender != "unknown" else "gender unknown": 1.0,
        "salience": min(trace.salience, 4.0),
        "count": log(1 + trace.count),
        f"by {trace.kind} {near}": 1.0,
        f"{part} salience": min(trace.salience, 4.0),
        "share of mind": trace.salience / max(view.salience, 0.01),
        f"{trace.kind} {'local' if being.is_local else 'named'}": 1.0,
    }
    if distance <= 1:
        features[f"{part} was {trace.role} {near}"] = 1.0
        if trace.opened == mind.sentence - distance:
            features[f"opened {near}"] = 1.0
    if mind.chain.get(reference.gender) is being:
        features[f"{part} chain {near}"] = 1.0
    if being is view.clause_subject:
        features[f"{part} of clause"] = 1.0
    if being is view.matrix_subject:
        features[f"{part} of matrix"] = 1.0
    if trace.subject_in == mind.sentence - 1:
        features[f"{part} subject before"] = 1.0
    if trace.paragraph == view.paragraph:
        features["same paragraph"] = 1.0
    elif view.opens_paragraph and rank == 0:
        features["over paragraphs"] = 1.0
    if being.is_local:
        features["local"] = 1.0
    features.update(_of_talk(trace, mind, view))
    return features


def _of_talk(trace: Trace, mind: Mind, view: View) -> Features:
    if not mind.turns:
        return {}
    kind = "says" if view.says else "beside"
    if mind.turns[-1] is trace.being:
        return {f"{kind} last speaker": 1.0}
    if len(mind.turns) > 1 and mind.turns[-2] is trace.being:
        return {f"{kind} speaker before": 1.0}
    return {}


def of_nobody(reference: Reference, candidates: int) -> Features:
    """Return what speaks for a pronoun that means nobody of whom the chapter has told."""
    return {"nobody": 1.0, f"nobody {reference.role}": 1.0, f"nobody of {min(candidates, 3)}": 1.0}


def of_noun(reference: Reference, trace: Trace, rank: int, mind: Mind, view: View) -> Features:
    """Return what speaks for a trace as the one whom a description means ("the old man")."""
    being, article = trace.being, reference.article
    near = _distance(mind.sentence - trace.sentence)
    same = is_called(trace, reference.word)
    generic = "generic" if reference.word in PERSON_NOUNS else "special"
    match = "same noun" if same else f"{generic} {trace.kind}"
    features: Features = {
        f"{match}": 1.0,
        f"{match} {article}": 1.0,
        f"{match} distance {near}": 1.0,
        f"rank {rank}": 1.0,
        f"was {trace.role}": 1.0,
        "gender known" if being.gender == reference.gender != "unknown" else "gender unknown": 1.0,
        "salience": min(trace.salience, 4.0),
        "count": log(1 + trace.count),
    }
    if same and reference.modifiers:
        shared = trace.modifiers.intersection(reference.modifiers)
        features["same adjective" if shared else "other adjective"] = 1.0
    elif reference.modifiers:
        features["adjective"] = 1.0
    if being is view.clause_subject:
        features["of clause"] = 1.0
    if being.is_local:
        features["local"] = 1.0
    if trace.paragraph == view.paragraph:
        features["same paragraph"] = 1.0
    return features


def of_stranger(reference: Reference, matches: int) -> Features:
    """Return what speaks for a description that brings in somebody new."""
    number = "plural" if reference.is_plural else "single"
    generic = "generic" if reference.word in PERSON_NOUNS else "special"
    return {
        "new": 1.0,
        f"new {reference.article}": 1.0,
        f"new {reference.article} {generic}": 1.0,
        f"new {number}": 1.0,
        f"new {reference.role}": 1.0,
        f"new {'known noun' if matches else 'other noun'}": 1.0,
        f"new {reference.article} {'known noun' if matches else 'other noun'}": 1.0,
        f"new {'adjective' if reference.modifiers else 'bare'}": 1.0,
    }


def is_called(trace: Trace, noun: str) -> bool:
    """Say whether somebody was called by a noun, or is of the species that it names."""
    species = SPECIES_OF_NOUN.get(noun)
    return noun in trace.nouns or (species is not None and species == trace.being.species)


def _distance(sentences: int) -> str:
    return next((name for most, name in _DISTANCES if sentences <= most), "far")
