"""Found by every interpreter that has this folder on its PYTHONPATH: its clock goes as the file CLOCK_FILE says.

In the file stands by how many seconds it is wrong. Shifted is the time of day, as Django and `time.time` tell it;
pauses and deadlines are measured by another clock, which is always right. libfaketime would do the same below Python,
but its version in Debian 12 refuses the sleeps of Python 3.11.
"""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_FILE = Path(os.environ["CLOCK_FILE"])
_right_time, _right_now = time.time, timezone.now


def _wrong_by() -> float:
    try:
        return float(_FILE.read_text() or 0)
    except (OSError, ValueError):
        return 0.0


def _now() -> datetime:
    return _right_now() + timedelta(seconds=_wrong_by())


timezone.now = _now
time.time = lambda: _right_time() + _wrong_by()
