"""ControlNet, the web UI's extension through which a reference picture guides a new one."""

from __future__ import annotations

import base64
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from providers.errors import BadAnswer, ProviderError, RequestRejected, UnknownModel
from providers.services.automatic1111.client import ControlModels, Modules, Scripts

if TYPE_CHECKING:
    from providers.diffusion.families import Family
    from providers.interfaces.images import ReferenceImage
    from providers.wire.json_client import JsonClient

WEIGHT = 0.6
"""How much a reference counts: a sheet shows somebody before a plain ground, and the picture is of a scene."""
REFERENCE_ONLY = "reference_only"
ENCODERS = {
    "sd15": ("ip-adapter-auto", "ip-adapter_clip_sd15", "CLIP-ViT-H (IPAdapter)"),
    "sdxl": ("ip-adapter-auto", "ip-adapter_clip_sdxl_plus_vith", "CLIP-ViT-H (IPAdapter)"),
}
"""Modules that prepare a picture for the IP-Adapters of a family (those of SDXL named `vit-h`), the best first; the
last are Forge's."""
_LASTING = (RequestRejected, BadAnswer, UnknownModel)
"""What a server that has no such address answers, today and tomorrow."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What a server's ControlNet has."""

    modules: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


class ControlNet:
    """The ControlNet of a server, if it has one. Nothing that goes wrong in asking for it fails a picture."""

    def __init__(self, client: JsonClient) -> None:
        self._client = client
        self._asking = threading.Lock()
        self._installed: Installed | None = None

    def unit_for(self, reference: ReferenceImage, family: Family) -> dict[str, Any] | None:
        """Return how a reference guides a picture of that family: by an IP-Adapter, else as reference.

        None if not at all.
        """
        if not family.reference:
            return None
        installed = self._look()
        module, model = _adapter(installed, family.reference)
        if not module and REFERENCE_ONLY in installed.modules:
            module, model = REFERENCE_ONLY, "None"
        if not module:
            return None
        return {
            "enabled": True,
            "module": module,
            "model": model,
            "image": base64.b64encode(reference.data).decode(),
            "weight": WEIGHT,
            "control_mode": "My prompt is more important",
        }

    def _look(self) -> Installed:
        """Look what it has, again until there is an answer that will last."""
        with self._asking:
            if self._installed is not None:
                return self._installed
            try:
                self._installed = self._ask()
            except _LASTING:
                self._installed = Installed()
            except ProviderError:
                return Installed()
            return self._installed

    def _ask(self) -> Installed:
        scripts = self._client.get("/sdapi/v1/scripts", Scripts).txt2img
        if "controlnet" not in {name.lower() for name in scripts}:
            return Installed()
        modules = self._client.get("/controlnet/module_list", Modules).module_list
        models = self._client.get("/controlnet/model_list", ControlModels).model_list
        return Installed(tuple(modules), tuple(models))


def _adapter(installed: Installed, base: str) -> tuple[str, str]:
    """Return an IP-Adapter for checkpoints of that base and what prepares pictures for it.

    Both are "" if one of them is missing.
    """
    module = next((module for module in ENCODERS.get(base, ()) if module in installed.modules), "")
    fitting = [model for model in installed.models if _fits(model.lower(), base)]
    model = min(fitting, key=lambda name: ("plus" not in name.lower(), name), default="")
    return (module, model) if module and model else ("", "")


def _fits(model: str, base: str) -> bool:
    """Return whether a model is an IP-Adapter of whole figures (not of faces alone) for that base."""
    is_adapter = "ip-adapter" in model and "face" not in model
    return is_adapter and ("xl" in model and "vit-h" in model if base == "sdxl" else "sd15" in model)
