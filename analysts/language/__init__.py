"""The analyst that asks a text model."""

from characters.analysts.language.analyst import LanguageModelAnalyst

__all__ = ["LanguageModelAnalyst"]
