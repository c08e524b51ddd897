"""Make the pictures of README.md, docs/tour.md and the landing page anew, from the sample book.

    python -m samples.tour [--novel TREASURE-ISLAND.epub] [--only NAME…]

For whoever works on VividPages: it needs `requirements-dev.txt` and Chromium. The book is made in a database and a data
folder of the run's own, and photographed from a real web server; that takes two minutes. `--novel` draws sixty pictures
of a novel as well. `--only` writes those pictures alone (`reading-phone`, `styles`); the walk is gone through all the
same, since each page stands on the ones before.
"""

from __future__ import annotations

import argparse
import atexit
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from samples.tour import drawings
from samples.tour.album import Album
from samples.tour.photographer import Photographer

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures; 0 when done, 1 without Chromium."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--novel", type=Path, help="the novel of which sixty scenes are drawn")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images", metavar="FOLDER")
    parser.add_argument("--landing", type=Path, default=ROOT / "static" / "img", metavar="FOLDER")
    options = parser.parse_args(arguments)
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        sys.stderr.write("There is no Chromium here: apt-get install chromium\n")
        return 1
    _stand_alone()
    album = Album(options.out, only=options.only)
    drawings.draw_landing(Album(options.landing, only=options.only))  # a page of the walk shows it
    drawings.draw_styles(album)
    drawings.draw_genres(album)
    with Photographer(album, chromium=chromium, log=Path(os.environ["VIVIDPAGES_VAR"]) / "processes.log") as camera:
        from samples.tour.walk import walk

        walk(camera, password=secrets.token_urlsafe())
    if options.novel:
        drawings.draw_mosaic(album, options.novel)
    return 0


def _stand_alone() -> None:
    """Set Django up on a database and a folder of this run's own, which are gone when it ends."""
    folder = tempfile.mkdtemp(prefix="tour-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # before the server's own, so that it runs after that
    for name in ("DATABASE_URL", "REDIS_URL", "S3_BUCKET", "SITE_URL"):
        os.environ.pop(name, None)
    os.environ["VIVIDPAGES_VAR"] = folder
    os.environ["MEDIA_ROOT"] = str(Path(folder) / "media")
    os.environ["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
