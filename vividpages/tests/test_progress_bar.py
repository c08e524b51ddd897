"""The bars that commands draw on a terminal."""

from __future__ import annotations

import re
from io import StringIO

from jobs.queries import Progress
from vividpages.progress_bar import StageBars


def progress(stage: str, done: int) -> Progress:
    title = stage.title()
    return Progress(stage, title, "working", done=done, failed=0, total=11, step="", seconds_left=None, reason="")


def test_the_bar_of_a_stage_that_another_follows_is_full() -> None:
    stream = StringIO()

    with StageBars(stream) as bars:
        bars(progress("analysis", 10))
        bars(progress("drawing", 3))

    ends = dict(re.findall(r"(Analysis|Drawing).*? (\d+/11)[^\r]*\n", stream.getvalue()))
    assert ends == {"Analysis": "11/11", "Drawing": "3/11"}
