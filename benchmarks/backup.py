"""How long backups take: `python -m benchmarks.backup [--books 60]`.

In a database and folders of its own, which are thrown away: books with scenes, people, pictures and their files are
written in bulk, backed up, backed up again with one new book, restored on trial, and restored for good.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SCENES, PEOPLE, WORDS, PICTURE_BYTES = 40, 8, 900, 60_000
PASSPHRASE = "a passphrase for benchmarks"


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=60)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="vividpages-backup-"))
    folder.chmod(0o755)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "vividpages.settings",
        "VIVIDPAGES_VAR": str(folder / "var"),
        "BACKUP_PASSPHRASE": PASSPHRASE,
    }
    os.environ.pop("DATABASE_URL", None)
    try:
        print(json.dumps(_measured(options.books, folder), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(books: int, folder: Path) -> dict[str, Any]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from vividpages.backups.destinations import storage_at
    from vividpages.backups.repository import chosen_backup, open_repository
    from vividpages.backups.restoring import restore_backup
    from vividpages.backups.running import back_up
    from vividpages.backups.verifying import verify_backup

    call_command("migrate", verbosity=0)
    place = str(folder / "backups")
    told: dict[str, Any] = {"books": books, "scenes": SCENES, "picture_bytes": PICTURE_BYTES}
    told["generate_seconds"], _ = _timed(lambda: _generate(books))
    made_options: dict[str, Any] = {"destination": place, "secret": PASSPHRASE, "verify": False, "keep": 0}
    told["backup_seconds"], run = _timed(lambda: back_up(**made_options))
    told |= {"files": run.files, "file_bytes": run.file_bytes, "database_bytes": run.database_bytes}
    _generate(1)
    told["incremental_seconds"], again = _timed(lambda: back_up(**made_options))
    told["incremental_files"] = again.new_files
    repository = open_repository(storage_at(place), PASSPHRASE)
    name = chosen_backup(repository.storage)
    told["verify_seconds"], verified = _timed(lambda: verify_backup(repository, name))
    told["rows"] = verified.rows
    shutil.rmtree(settings.MEDIA_ROOT)
    told["restore_seconds"], restored = _timed(lambda: restore_backup(repository, name, replace=True))
    told["restored_files"] = restored.files
    return told


def _timed(measured: Callable[[], Any]) -> tuple[float, Any]:
    began = time.monotonic()
    result = measured()
    return round(time.monotonic() - began, 2), result


def _generate(books: int) -> None:
    """Write books with all that a drawn one has, in bulk; pictures are noise, which nobody can pack."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.db import transaction

    from accounts.services import local_reader
    from books.models import Chapter, Scene, VividPage
    from books.services.taking_in import save_with_budget
    from characters.models import Analysis, Character, Presence
    from files.store import name_of
    from storyboards.models import Picture, PictureVersion

    owner = local_reader()
    text = " ".join(f"word{number % 500}" for number in range(WORDS))
    for number in range(books):
        with transaction.atomic():
            book = VividPage(owner=owner, title=f"Book {number}", status=VividPage.Status.COMPLETED)
            save_with_budget(vividpage=book, budget=None)
            chapter = Chapter.objects.create(vividpage=book, number=1)
            scenes = Scene.objects.bulk_create(
                Scene(vividpage=book, chapter=chapter, number=one + 1, text=f"{number} {one} {text}", word_count=WORDS)
                for one in range(SCENES)
            )
            people = Character.objects.bulk_create(
                Character(vividpage=book, name=f"Person {one}", role="major") for one in range(PEOPLE)
            )
            analyses = Analysis.objects.bulk_create(Analysis(scene=one, moment="m", prompt="p") for one in scenes)
            Presence.objects.bulk_create(
                Presence(analysis=analysis, character=person, order=order)
                for analysis in analyses
                for order, person in enumerate(people[:3])
            )
            pictures = Picture.objects.bulk_create(
                Picture(vividpage=book, kind=Picture.Kind.SCENE, scene=scene) for scene in scenes
            )
            versions = []
            for picture in pictures:
                data = secrets.token_bytes(PICTURE_BYTES)
                name = default_storage.save(name_of(data, owner=owner.pk, extension="webp"), ContentFile(data))
                versions.append(PictureVersion(picture=picture, number=1, image=name, size=len(data)))
            PictureVersion.objects.bulk_create(versions)


if __name__ == "__main__":
    main()
