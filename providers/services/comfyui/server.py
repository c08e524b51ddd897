"""What a ComfyUI has of what a picture needs: the checkpoint, its family, an IP-Adapter for it. Each is asked once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from providers.diffusion.families import family_of
from providers.errors import UnknownModel
from providers.services.comfyui.client import architecture_of, checkpoints, ip_adapters

if TYPE_CHECKING:
    from providers.diffusion.families import Family
    from providers.wire.json_client import JsonClient

PRESETS = {True: "PLUS (high strength)", False: "STANDARD (medium strength)"}
"""Of ComfyUI_IPAdapter_plus, by whether a “plus” adapter is there."""


class ComfyUIServer:
    """A ComfyUI; `checkpoint` is one of it, "" the first that it has. Safe to use from several threads."""

    def __init__(self, client: JsonClient, checkpoint: str) -> None:
        self._client = client
        self._asking = threading.Lock()
        self._wanted = checkpoint
        self._chosen: tuple[str, Family] | None = None
        self._adapters: list[str] | None = None

    def checkpoint(self) -> tuple[str, Family]:
        """Return the checkpoint's name and its family. Raises UnknownModel if it is not there."""
        with self._asking:
            if self._chosen is None:
                names = checkpoints(self._client)
                if not names:
                    raise UnknownModel("ComfyUI has no checkpoint: put one into its models/checkpoints folder.")
                name = self._wanted or names[0]
                if name not in names:
                    raise UnknownModel(f"ComfyUI has no checkpoint {name!r}: choose another.")
                family = family_of(name)
                self._chosen = name, family if family.is_known else family_of(name, architecture_of(self._client, name))
            return self._chosen

    def preset_for(self, family: Family) -> str:
        """Return which IP-Adapter lets a reference guide a picture of that family; "" if there is none."""
        if family.reference not in ("sd15", "sdxl"):
            return ""
        with self._asking:
            if self._adapters is None:
                self._adapters = ip_adapters(self._client)
            fitting = [name.lower() for name in self._adapters or () if family.reference in name.lower()]
        fitting = [name for name in fitting if "face" not in name and "light" not in name]
        return PRESETS[any("plus" in name for name in fitting)] if fitting else ""
