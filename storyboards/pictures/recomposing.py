"""The request of a picture of the built-in artist, composed once more: it draws the same at any size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from providers.choosing.catalogue import entry_named
from providers.errors import UnknownModel
from storyboards.looks.faces import LooksOfVersions
from storyboards.models import PictureVersion
from storyboards.pictures.parts import PART_OF
from storyboards.requests import composing
from storyboards.requests.adjusting import adjustments_from
from storyboards.requests.facts import facts_of_book

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage
    from providers.interfaces.images import PictureRequest


def recomposed_requests(vividpage: VividPage) -> dict[UUID, PictureRequest]:
    """Compose the requests of the shown pictures of scenes that the built-in artist drew, by their versions.

    A picture is left out if the book says otherwise by now, if it was cut from a larger one, or if nobody knows what it
    was drawn from. The number of queries does not grow with the book.
    """
    shown = PictureVersion.objects.filter(active_for__vividpage=vividpage, picture__scene__isnull=False)
    versions = {version.picture.scene_id: version for version in shown.select_related("picture") if _is_ours(version)}
    if not versions:
        return {}
    looks = LooksOfVersions(vividpage)
    requests: dict[UUID, PictureRequest] = {}
    for facts in facts_of_book(vividpage).values():
        version = versions.get(facts.scene.pk)
        if version is None:
            continue
        drawn = looks.as_drawn(facts, version)
        if composing.digest_of(drawn, reads_words=False) == version.digest:
            adjustments = adjustments_from(version.parameters.get("adjustments", {}))
            request = composing.scene_request(drawn, version=version.number, adjustments=adjustments)
            seed = version.parameters["seed"]
            requests[version.pk] = replace(request, seed=seed, width=version.width, height=version.height)
    return requests


def _is_ours(version: PictureVersion) -> bool:
    """Return whether the built-in artist drew the whole of it, and from what is known."""
    parameters = version.parameters
    if version.origin != PictureVersion.Origin.DRAWN or PART_OF in parameters or "seed" not in parameters:
        return False
    try:
        return bool(version.digest) and entry_named(str(parameters.get("model", "")), "image").is_built_in
    except UnknownModel:
        return False
