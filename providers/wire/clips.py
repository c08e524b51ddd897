"""What a video model over the network sends back, as far as it can be told without opening it.

Nobody plays it in this process: whoever films with it has it opened in one with limits of its own.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from providers.errors import BadAnswer
from providers.interfaces.usage import Usage
from providers.interfaces.video import Clip

if TYPE_CHECKING:
    from providers.interfaces.video import ShotRequest

MATROSKA = b"\x1a\x45\xdf\xa3"
"""What files of Matroska and WebM begin with."""


def clip_of(data: bytes, request: ShotRequest, title: str) -> Clip:
    """Return the clip that came for a request. Raises BadAnswer for what is no file of video."""
    if data[4:8] == b"ftyp":
        media_type = "video/mp4"
    elif data.startswith(MATROSKA):
        media_type = "video/webm"
    else:
        raise BadAnswer(f"{title} sent something that is no clip.")
    return Clip(data, media_type, Usage(seconds=request.seconds))


def first_frame_url(request: ShotRequest) -> str:
    """Return the first frame as a data URL."""
    return f"data:{request.media_type};base64,{base64.b64encode(request.first_frame).decode()}"
