"""What a call used, as every service's bill counts it."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call; every kind is counted once.

    `input_tokens` are those read at the full price, `cache_read_tokens` and `cache_write_tokens` those read from and
    written to the service's prompt cache; `image_input_tokens` and `image_output_tokens` are those of pictures;
    `pictures` counts pictures made, `more_megapixels` those begun beyond the first of each picture, and all of the
    references; `characters` are those of a text that was spoken, `seconds` those of clips.
    `billed_micros` are the millionths of a USD that the service itself says it bills; 0: it does not say.
    """

    input_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    output_tokens: int = 0
    image_input_tokens: int = 0
    image_output_tokens: int = 0
    pictures: int = 0
    more_megapixels: int = 0
    billed_micros: int = 0
    characters: int = 0
    seconds: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(*(a + b for a, b in zip(asdict(self).values(), asdict(other).values(), strict=True)))

    @property
    def all_input_tokens(self) -> int:
        """Everything that was read, at whatever price."""
        return self.input_tokens + self.cache_read_tokens + self.cache_write_tokens + self.image_input_tokens

    @property
    def is_told(self) -> bool:
        """Whether the service has said what it bills: in tokens or in money."""
        return bool(self.all_input_tokens or self.output_tokens or self.image_output_tokens or self.billed_micros)
