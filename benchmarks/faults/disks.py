"""Disks that can be full: file systems in memory, whose size is set to what is in them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROOM = "3g"


def can_mount(folder: Path) -> bool:
    """Return whether this user may mount a disk there."""
    if os.geteuid() != 0:
        return False
    try:
        disk = Disk(folder)
    except (OSError, subprocess.CalledProcessError):
        return False
    disk.unmount()
    return True


class Disk:
    """A disk of its own at a folder; one that is there from before stays as it is."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        if not folder.is_mount():
            _run("mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=755", "tmpfs", str(folder))

    def fill(self) -> None:
        """Let it take not a byte more than is on it."""
        status = os.statvfs(self.folder)
        used = (status.f_blocks - status.f_bfree) * status.f_frsize
        self._resize(str(max(used, status.f_frsize)))

    def empty(self) -> None:
        """Let it take what comes again."""
        self._resize(ROOM)

    def unmount(self) -> None:
        """Take it away with all that is on it, as soon as nobody uses it."""
        _run("umount", "-l", str(self.folder))

    def _resize(self, size: str) -> None:
        _run("mount", "-o", f"remount,size={size}", str(self.folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
