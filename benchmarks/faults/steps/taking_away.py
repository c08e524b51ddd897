"""Exporting an edition of a book, and filming it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.faults.steps.step import Stand, Step, missing_files

if TYPE_CHECKING:
    from uuid import UUID

    from films.models import Film
    from publishing.models import Edition

_STANDS: dict[str, Any] = {"ready": "done", "failed": "failed", "cancelled": "failed", "paused": "waits"}


class Exporting(Step):
    """An illustrated EPUB of a book."""

    name, pipeline, span = "exporting", "edition", 0.1
    edition: Edition | None = None

    def prepare(self) -> None:
        """Make an illustrated book."""
        from django.db import transaction

        from publishing.tests.books import make_published_book

        with transaction.atomic():
            self.vividpage = make_published_book(self.reader)

    def begin(self) -> None:
        """Ask for an edition."""
        from publishing.services.making import request_edition

        request_edition(vividpage=self.vividpage, kind="epub", options={}, by=self.reader)

    @property
    def subjects(self) -> list[UUID]:
        """The edition."""
        return list(self.vividpage.editions.values_list("pk", flat=True))

    def stand(self) -> Stand:
        """Return the edition's state."""
        edition = self.vividpage.editions.first()
        if edition is None:
            return Stand("open", "")
        return Stand(_STANDS.get(edition.state, "open"), edition.state, edition.reason)

    def go_on(self) -> None:
        """Ask again."""
        self.begin()

    def request(self) -> tuple[str, dict[str, Any]]:
        """Ask for an EPUB."""
        return f"/vividpages/{self.vividpage.pk}/editions", {"kind": "epub"}

    def told(self) -> tuple[str, str]:
        """Return where the edition is read."""
        return f"/vividpages/{self.vividpage.pk}/editions/{self.subjects[0]}", "ready"

    def untrue(self) -> list[str]:
        """Look whether the edition has its file."""
        files = list(self.vividpage.editions.filter(state="ready").values_list("file", flat=True))
        return [f"it is shown as ready and has no file {name}" for name in missing_files(files)]

    def doubles(self) -> list[str]:
        """There is one edition, and it is a whole EPUB."""
        import zipfile

        editions = list(self.vividpage.editions.all())
        if len(editions) != 1:
            return [f"there are {len(editions)} editions"]
        with editions[0].file.open("rb") as file:
            broken = zipfile.ZipFile(file).testzip()
        return [f"{broken} in the EPUB is broken"] if broken else []


class Filming(Step):
    """A film of a book, of which a paid service moves a picture."""

    name, pipeline, service = "filming", "film", "runway"

    def prepare(self) -> None:
        """Make an illustrated story."""
        from django.db import transaction

        from films.tests.books import make_story

        self.give_key()
        runway: Any = self.wire.services["runway"]
        runway.waits = 0
        with transaction.atomic():
            self.vividpage = make_story(self.reader)

    def begin(self) -> None:
        """Ask for a film."""
        from films.services.making import request_film

        request_film(vividpage=self.vividpage, options=self._options(), by=self.reader)

    @property
    def subjects(self) -> list[UUID]:
        """The film."""
        return list(self.vividpage.films.values_list("pk", flat=True))

    def stand(self) -> Stand:
        """Return the film's state."""
        film = self._film()
        return Stand("open", "") if film is None else Stand(_STANDS.get(film.state, "open"), film.state, film.reason)

    def go_on(self) -> None:
        """Go on with it, or ask again."""
        from films.services.making import go_on

        film = self._film()
        if film is not None and film.state == film.State.PAUSED:
            go_on(film=film, by=self.reader)
        else:
            self.begin()

    def request(self) -> tuple[str, dict[str, Any]]:
        """Ask for the film."""
        return f"/vividpages/{self.vividpage.pk}/films", self._options()

    def told(self) -> tuple[str, str]:
        """Return where the film is read."""
        return f"/vividpages/{self.vividpage.pk}/films/{self.subjects[0]}", "ready"

    def untrue(self) -> list[str]:
        """Look whether the film has its files."""
        film = self._film()
        if film is None or film.state != film.State.READY:
            return []
        names = [str(film.mp4), *film.stream_files.values_list("file", flat=True)]
        return [f"it is shown as ready and has no file {name}" for name in missing_files(names)]

    def doubles(self) -> list[str]:
        """There is one film, each file of its stream once."""
        films = list(self.vividpage.films.all())
        if len(films) != 1:
            return [f"there are {len(films)} films"]
        names = list(films[0].stream_files.values_list("path", flat=True))
        return [] if len(set(names)) == len(names) > 0 else [f"{len(names)} files of the stream have few names"]

    def _film(self) -> Film | None:
        found: Film | None = self.vividpage.films.first()
        return found

    def _options(self) -> dict[str, Any]:
        return {"rungs": ["240"], "video": "runway/gen4_turbo", "chapters": [2]}
