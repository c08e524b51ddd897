"""Words in a source that are meant for a language model and not for readers.

They change nothing by themselves, since nothing here follows what a source says; but they tell that somebody has laid
the text out for machines, so the writer is told, and such passages are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.sources.records import SourcePassage

_MODEL = r"(?:ai|a\.i\.|assistant|language model|llm|chatbot|chatgpt|gpt|claude|gemini|copilot|ai agent|ai model)s?"
_ORDERS = r"(?:instructions?|prompts?|rules|directions|guidelines|context)"
_EARLIER = r"(?:previous|prior|preceding|earlier|above|foregoing|your)"
_IN_TEXT = r"(?:in (?:the|your) (?:biography|summary|answer|response|output)|to (?:the )?(?:user|reader))"
ADDRESSES = (
    rf"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){{0,3}}{_EARLIER}\s+(?:\w+\s+){{0,2}}{_ORDERS}\b",
    rf"\b(?:ignore|disregard|override)\s+all\s+{_ORDERS}\b",
    rf"\b(?:if|when|since|as)\s+you\s+are\s+an?\s+{_MODEL}\b",
    rf"\b(?:attention|note|notice|message|instructions?)\s+(?:to|for)\s+(?:all\s+|any\s+|the\s+)?{_MODEL}\b",
    r"\byou\s+are\s+(?:now\s+)?an?\s+(?:helpful\s+)?(?:ai|assistant|language model|chatbot|unrestricted)\b",
    r"\b(?:system|developer)\s+(?:prompt|message|override)\b",
    r"<\|?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[/?INST\]|<</?SYS>>",
    r"^\s*(?:system|assistant|user)\s*:\s",
    r"\b(?:reveal|print|repeat|output)\s+(?:your|the)\s+(?:system\s+)?(?:prompt|instructions|api key)",
    rf"\b(?:you must|always|do not|never)\s+(?:now\s+)?(?:write|state|say|claim|mention|tell|include)\s+{_IN_TEXT}",
    r"\b(?:in|into)\s+your\s+(?:answer|response|output|summary|reply)\b",
)
_ADDRESSED = re.compile("|".join(f"(?:{pattern})" for pattern in ADDRESSES), re.IGNORECASE | re.MULTILINE)


def is_addressed_to_models(text: str) -> bool:
    """Return whether a text speaks to a language model."""
    return _ADDRESSED.search(text) is not None


def addressed_to_models(passages: Iterable[SourcePassage]) -> list[SourcePassage]:
    """Return the passages that speak to a language model."""
    return [passage for passage in passages if is_addressed_to_models(passage.text)]
