"""The analyst that asks a text model."""

from analysts.language.analyst import LanguageModelAnalyst

__all__ = ["LanguageModelAnalyst"]
