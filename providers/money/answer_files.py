"""An answer that is a file (sound, a clip): kept with its call in the storage, else beside it in the database."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from providers.models import PaidCall
from providers.money import answers, ledger

if TYPE_CHECKING:
    from providers.interfaces.usage import Usage

logger = logging.getLogger(__name__)


def keep_file(call: PaidCall, *, name: str, data: bytes, media_type: str) -> dict[str, object]:
    """Set data as the file of its call, unsaved; if the storage does not take it, it is stored in the database.

    Returns the response that is stored with the call.
    """
    response: dict[str, object] = {"media_type": media_type}
    try:
        call.file.save(name, ContentFile(data), save=False)
    except Exception as error:  # each storage has errors of its own  # noqa: BLE001
        logger.error("the storage did not take %s: %s", name, type(error).__name__)
        call.file = ""
        response["data"] = b64encode(data).decode()
    return response


def kept_file(call: PaidCall) -> tuple[bytes, str, Usage] | None:
    """Read a stored file, its media type and what it took; None if it is gone, and then it may be asked for again."""
    response = ledger.response_of(call)
    if "data" in response:
        return b64decode(response["data"]), response["media_type"], call.used
    try:
        with call.file.open("rb") as file:
            data = file.read()
    except (FileNotFoundError, ValueError):
        answers.forget(PaidCall.objects.filter(pk=call.pk))
        return None
    return data, response["media_type"], call.used
