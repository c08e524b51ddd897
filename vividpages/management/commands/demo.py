"""`manage.py demo`: make a VividPage of the sample book, a story to continue with its film, and serve them."""

from __future__ import annotations

import os
import secrets
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.services import local_reader
from books.models import VividPage
from storyboards.making.sample import sample_of
from vividpages.drive import drive
from vividpages.progress_bar import StageBars
from vividpages.sample_story import make_sample_story
from vividpages.serving import CannotListen, check_free

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User


class Command(BaseCommand):
    """Sets up what is missing, makes the sample once, and serves (unless SERVE=0)."""

    help = "Set up, make a VividPage of the sample book, and serve it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the demo."""
        serves = os.environ.get("SERVE") != "0"
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        if serves:
            _check_address(host, port)
        try:
            call_command("migrate", verbosity=0)
            reader, password = _reader()
            vividpage = sample_of(reader)
            if vividpage.status != VividPage.Status.COMPLETED:
                with StageBars(sys.stderr) as bars:
                    drive(vividpage, on_progress=bars)
            with StageBars(sys.stderr) as bars:
                story = make_sample_story(reader, on_progress=bars)
        except KeyboardInterrupt:
            sys.exit("\nStopped. The next time it goes on from here.")
        pictures = vividpage.scenes.filter(picture__active_version__isnull=False).count()
        self.stdout.write(f"“{vividpage.title}” is ready: {vividpage.scene_count} scenes, {pictures} pictures.")
        if vividpage.status != VividPage.Status.COMPLETED:
            sys.exit(f"Its making ended as “{vividpage.get_status_display()}”.")
        self.stdout.write(f"“{story.title}” is a story that you continue, with its film.")
        if not serves:
            return
        self.stdout.write(f"\n  Open      http://{host}:{port}\n  Sign in   {reader.email}\n  Password  {password}\n")
        self.stdout.write("\nCtrl-C stops everything.\n")
        self.stdout.flush()
        call_command("serve")


def _check_address(host: str, port: str) -> None:
    """Tell before the book is made what would keep it from being served."""
    if not port.isdecimal():
        raise CommandError(f"PORT is {port}, which is no number.")
    try:
        check_free(host=host, port=int(port))
    except CannotListen as error:
        raise CommandError(str(error)) from None


def _reader() -> tuple[User, str]:
    """Return this machine's own reader, who is an admin here, and the password that was made for them once."""
    path: Path = settings.VAR_DIR / "demo-password"
    reader = local_reader()
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(9))
    password = path.read_text()
    if not reader.check_password(password):
        reader.set_password(password)
        reader.is_staff = reader.is_superuser = True
        reader.save(update_fields=["password", "is_staff", "is_superuser"])
    return reader, password
