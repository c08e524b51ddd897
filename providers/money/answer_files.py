"""An answer that is a file (sound, a clip): kept with its call in the storage, else beside it in the database."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

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
    return response | keep_data(call, name=name, data=data, called=name)


def keep_data(call: PaidCall, *, name: str, data: bytes, called: str) -> dict[str, object]:
    """Set data as the file of its call, unsaved; `called` is what the log calls it.

    Returns what is stored with the call beside that: nothing, or the data where the storage does not take them, for
    they have been paid for.
    """
    try:
        call.file.save(name, ContentFile(data), save=False)
    except Exception as error:  # each storage has errors of its own  # noqa: BLE001
        logger.error("the storage did not take %s: %s", called, type(error).__name__)
        call.file = ""
        return {"data": b64encode(data).decode()}
    return {}


def kept_file(call: PaidCall) -> tuple[bytes, str, Usage] | None:
    """Read a stored file, its media type and what it took; None if it is gone, and then it may be asked for again."""
    response = ledger.response_of(call)
    data = kept_data(call, response)
    return None if data is None else (data, response["media_type"], call.used)


def kept_data(call: PaidCall, response: dict[str, Any]) -> bytes | None:
    """Read what `keep_data` has kept; None if its file is gone, and then it may be asked for again."""
    if "data" in response:
        return b64decode(response["data"])
    try:
        with call.file.open("rb") as file:
            data: bytes = file.read()
    except (FileNotFoundError, ValueError):
        answers.forget(PaidCall.objects.filter(pk=call.pk))
        return None
    return data
