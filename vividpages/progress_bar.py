"""A progress bar on a terminal for the stages of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never, TextIO

from tqdm import tqdm

if TYPE_CHECKING:
    from types import TracebackType

    from jobs.queries import Progress


class StageBars:
    """One bar for each stage, drawn as the stages come; used as a context manager and called with each progress."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm[Never] | None = None
        self._stage = ""

    def __enter__(self) -> StageBars:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def __call__(self, progress: Progress) -> None:
        """Show how far a stage has come."""
        if progress.stage != self._stage:
            self._complete()
            self._close()
            self._stage = progress.stage
            self._bar = tqdm(total=progress.total, desc=f"{progress.title:<26}", file=self._stream, leave=True)
        assert self._bar is not None
        self._bar.total = progress.total
        self._bar.update(progress.settled - self._bar.n)
        if progress.failed:
            self._bar.set_postfix_str(f"{progress.failed} set aside")

    def _complete(self) -> None:
        """Fill the bar of a stage that another has followed: its last progress may not have been told."""
        if self._bar is not None:
            self._bar.update((self._bar.total or 0) - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
