"""What processes of tests do, by the name that is the first word of their argument."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from sandbox import child, redrawing
from sandbox.child import limit_itself

if TYPE_CHECKING:
    from io import BytesIO

LONGER_THAN_ANY_TEST = 600
_calls: list[str] = []


def act(argument: str) -> None:
    """Do what is named, with the words that come after it."""
    name, *words = argument.split()
    ACTS[name](*words)


def tell() -> None:
    """Tell who this is, what it knows of the world, and what was given."""
    _calls.append("tell")
    known = {
        "pid": os.getpid(),
        "server": os.getppid(),
        "session": os.getsid(0),
        "environment": dict(os.environ),
        "open": [number for number in range(256) if _is_open(number)],
        "calls": len(_calls),
        "given": sys.stdin.read(),
    }
    sys.stdout.write(json.dumps(known))


def say_and_wait() -> None:
    """Say that it has begun, and never end."""
    limit_itself(memory=2**30, seconds=LONGER_THAN_ANY_TEST, answer=100)
    sys.stdout.write("begun")
    sys.stdout.flush()
    while True:
        time.sleep(1)


def wait_for(path: str) -> None:
    """End when there is such a file; there is one beside it once this has begun."""
    Path(path).with_suffix(".begun").write_text(str(os.getpid()))
    while not Path(path).exists():
        time.sleep(0.01)
    sys.stdout.write("seen")


def count_threads() -> None:
    """Tell how many threads there are once matrices were multiplied."""
    import numpy as np
    import psutil

    matrix = np.ones((400, 400))
    matrix @ matrix
    sys.stdout.write(str(psutil.Process().num_threads()))


def look_without_pause() -> None:
    """Look for the parent as often as can be, and end."""
    child.LOOK_SECONDS = 0.0002
    child.end_with(os.getppid())
    sys.stdout.write("done")


def end(code: str) -> None:
    """End with an exit code."""
    raise SystemExit(int(code))


def be_killed(number: str) -> None:
    """End by a signal."""
    os.kill(os.getpid(), int(number))


def strike_server(number: str, path: str) -> None:
    """Send a signal to the server if there is no such file, and then never end."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getppid(), int(number))
        say_and_wait()
    sys.stdout.write("spared")


def redraw_unless_killed(order_as_json: str) -> None:
    """Redraw pictures, but die over one."""
    opened = Image.open

    def open_unless_killed(file: BytesIO, **options: Any) -> Image.Image:
        if file.getvalue() == b"kill":
            os.kill(os.getpid(), signal.SIGABRT)
        return opened(file, **options)

    vars(Image)["open"] = open_unless_killed
    redrawing.answer(order_as_json)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


ACTS = {
    act.__name__: act
    for act in (tell, count_threads, say_and_wait, wait_for, look_without_pause, end, be_killed, strike_server)
}
