"""Forms made from the options of a kind of edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from web.options import ModelForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publishing.kinds.kind import EditionKind


class OptionsForm(ModelForm):
    """The options of a kind. What they may be is decided by the kind itself, in `publishing.services.making`."""

    def __init__(self, kind: EditionKind[Any], data: Any = None, *, chosen: Mapping[str, Any] | None = None) -> None:
        initial = {**kind.options().model_dump(mode="json"), **(chosen or {})}
        super().__init__(kind.options, data, prefix=kind.name, initial=initial)
        self.kind = kind
