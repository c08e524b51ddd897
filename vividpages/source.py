"""The source of what runs here, as whoever uses it over a network may have it (AGPL 3, section 13).

Only what belongs to the program goes in: what an operator keeps beside it (data, keys, `.env`) does not.
"""

from __future__ import annotations

import io
import tarfile
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import FileResponse
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpRequest

FOLDERS = ("templates", "static", "docs", "deploy", "LICENSES")
"""Those that are no packages."""
FILES = (
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "Makefile",
    "Dockerfile",
    "Caddyfile",
    "mkdocs.yml",
)
KINDS = ("requirements*.txt", "requirements*.in", "pyproject.toml", "docker-compose.yml", "manage.py", "conftest.py")
LEFT_OUT = frozenset({"__pycache__", "node_modules", "var"})
SUFFIXES = frozenset(
    {
        ".py",
        ".html",
        ".toml",
        ".md",
        ".webp",
        ".txt",
        ".css",
        ".js",
        ".mjs",
        ".typ",
        ".json",
        ".pdf",
        ".csl",
        ".jpg",
        ".gz",
        ".woff2",
        ".cfg",
        ".xml",
        ".svg",
        ".rng",
        ".npz",
        ".bin",
        ".epub",
        ".zip",
        ".typed",
    }
)
"""Kinds of files that the program has; what else lies among them is an operator's."""
WITHOUT_SUFFIX = frozenset({"LICENSES", "weights", "vendor"})
"""Folders in which files have none."""
_packing = Lock()
ARCHIVE = "vividpages-source.tar.gz"


@require_safe
def source(_: HttpRequest) -> FileResponse:
    """Give the source as one archive."""
    packed = io.BytesIO(_packed(settings.BASE_DIR))
    return FileResponse(packed, as_attachment=True, filename=ARCHIVE, content_type="application/gzip")


def _packed(base: Path) -> bytes:
    """Pack it once, whoever else asks meanwhile: what runs does not change while it runs."""
    with _packing:
        return _pack(base)


@lru_cache(maxsize=1)
def _pack(base: Path) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz", compresslevel=6) as archive:
        for path in files_of(base):
            archive.add(path, arcname=f"vividpages/{path.relative_to(base)}", recursive=False, filter=_of_nobody)
    return data.getvalue()


def files_of(base: Path) -> Iterator[Path]:
    """Go through the files of the program that lies in a folder, and of nothing that lies beside it."""
    packages = [path.parent.name for path in base.glob("*/__init__.py")]
    for folder in sorted({*packages, *FOLDERS}):
        for path in sorted((base / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and _is_ours(path.relative_to(base)):
                yield path
    for path in sorted({base / name for name in FILES} | {path for kind in KINDS for path in base.glob(kind)}):
        if path.is_file():
            yield path


def _is_ours(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    known = path.suffix in SUFFIXES or (not path.suffix and WITHOUT_SUFFIX & set(path.parts))
    return bool(known) and not hidden and not LEFT_OUT & set(path.parts)


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Tell nothing of the machine: no owner, no time."""
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry
