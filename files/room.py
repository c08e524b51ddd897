"""Whether a file has found no room."""

from __future__ import annotations

import errno

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says then: the disk is full, or this user or process may not have more."""


def found_no_room(error: BaseException | None) -> bool:
    """Return whether an error says so."""
    return isinstance(error, OSError) and error.errno in NO_ROOM
