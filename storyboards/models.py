"""Pictures and their versions: one history for scenes, people, places, covers and pages."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from files.store import by_content
from storyboards.styles.models import ReaderStyle, StyleSpecimen  # noqa: F401 (Django looks for models here)

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile

    from accounts.models import User

RENDITIONS = ("thumbnail", "rendition_720", "rendition_1080")
"""The columns of a version's smaller renditions, in the order of `sandbox.renditions.SIDES`."""
FILES = ("image", *RENDITIONS)
SHOWN_OF_VERSION = (*FILES, "blur", "width", "height", "moderation", "rating")
"""The columns of a version that showing it needs: what it was made from is as long again as a page."""


VARIANT = "variant"
"""Among the parameters of a reference picture's version: which draught of what the text leaves open it is."""


class PictureQuerySet(models.QuerySet["Picture"]):
    """Pictures as somebody may see them."""

    def owned_by(self, user: User) -> PictureQuerySet:
        """Filter pictures of the books of `user`."""
        return self.filter(vividpage__owner=user)

    def presentable(self) -> PictureQuerySet:
        """Filter those that can be shown: drawn or uploaded, and not hidden by an admin."""
        shown = PictureVersion.Moderation.SHOWN
        return self.filter(active_version__moderation=shown).exclude(active_version__image="")


class Picture(models.Model):
    """The picture of one thing in a book. Readers see its active version.

    People and places may be removed from the bible and brought back by an undo: their pictures outlive them, so the
    database does not follow these two keys. `storyboards.pictures.clearing` removes what nobody can bring back.
    """

    class Kind(models.TextChoices):
        SCENE = "scene", "scene"
        PERSON = "person", "person"
        PLACE = "place", "place"
        COVER = "cover", "cover"
        PAGE = "page", "page"

    REFERENCES = (Kind.PERSON, Kind.PLACE)
    """The kinds that are reference pictures: scenes are drawn after them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="pictures")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    scene = models.OneToOneField("books.Scene", null=True, on_delete=models.CASCADE, related_name="picture")
    person = models.OneToOneField(
        "characters.Character", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="picture"
    )
    place = models.OneToOneField(
        "characters.Setting", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="picture"
    )
    page = models.UUIDField(null=True, unique=True, help_text="The page of a book that is written here.")
    variant = models.PositiveSmallIntegerField(
        default=0, help_text="Which draught of what the text leaves open; a redrawn reference picture is the next."
    )
    last_deleted = models.PositiveIntegerField(
        default=0, help_text="The highest number of a deleted version: none gets it again, for seeds follow from it."
    )
    active_version = models.OneToOneField(
        "PictureVersion", null=True, on_delete=models.RESTRICT, related_name="active_for"
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["vividpage", "kind", "scene__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="scene", scene__isnull=False, person=None, place=None, page=None)
                | Q(kind="person", scene=None, person__isnull=False, place=None, page=None)
                | Q(kind="place", scene=None, person=None, place__isnull=False, page=None)
                | Q(kind="cover", scene=None, person=None, place=None, page=None)
                | Q(kind="page", scene=None, person=None, place=None, page__isnull=False),
                name="picture_target_fits_its_kind",
            ),
            models.UniqueConstraint(fields=["vividpage"], condition=Q(kind="cover"), name="picture_one_cover_per_book"),
        ]

    def __str__(self) -> str:
        return f"Picture of a {self.kind}"

    @property
    def target_id(self) -> uuid.UUID:
        """What it is a picture of; a cover's is its book."""
        return self.scene_id or self.person_id or self.place_id or self.page or self.vividpage_id

    @property
    def shown(self) -> PictureVersion | None:
        """The version that readers see; None if there is none or it is hidden."""
        version = self.active_version
        return version if version is not None and version.is_presentable else None

    @property
    def shown_variant(self) -> int:
        """Which draught of somebody or a place is shown: not the latest, once a reader has gone back to another."""
        return self.variant if self.active_version is None else self.variant_of(self.active_version)

    def variant_of(self, version: PictureVersion) -> int:
        """Return which draught a version of it is; of one that does not say so, the latest."""
        return int(version.parameters.get(VARIANT, self.variant))


class PictureVersion(models.Model):
    """One drawing or upload, with what it was made from. Versions count from 1."""

    class Moderation(models.TextChoices):
        SHOWN = "shown", "shown"
        HIDDEN = "hidden", "hidden by a moderator"
        HELD = "held", "held until it has been checked"

    class Rating(models.TextChoices):
        """What it shows, in the terms of films and archives of fiction. Only the last three stand behind a blur."""

        NOT_RATED = "", "not rated"
        GENERAL = "general", "general"
        TEEN = "teen", "teen and up"
        MATURE = "mature", "mature"
        VIOLENT = "violent", "graphic violence"
        ADULT = "adult", "adult"
        UNCHECKED = "unchecked", "could not be checked"

    class Origin(models.TextChoices):
        DRAWN = "drawn", "drawn"
        UPLOADED = "uploaded", "uploaded"

    class Standing(models.TextChoices):
        """What its reader has said of it. The one that is shown is kept; so is whatever was shown once."""

        KEPT = "kept", "kept"
        WAITING = "waiting", "waits beside the one that is shown"
        REJECTED = "rejected", "put aside"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.DRAWN)
    image = models.ImageField(upload_to=by_content, max_length=200)
    thumbnail = models.ImageField(upload_to=by_content, blank=True, max_length=200)
    rendition_720 = models.ImageField(
        upload_to=by_content, blank=True, max_length=200, help_text="Empty: not made yet."
    )
    rendition_1080 = models.ImageField(
        upload_to=by_content, blank=True, max_length=200, help_text="Empty: not made yet."
    )
    blur = models.CharField(
        max_length=300, blank=True, help_text="A WebP of a few pixels in base64, shown until the picture has come."
    )
    width = models.PositiveIntegerField(default=0, help_text="Pixels; 0: not known.")
    height = models.PositiveIntegerField(default=0, help_text="Pixels; 0: not known.")
    size = models.PositiveIntegerField(default=0, help_text="Bytes of the image; 0: not known.")
    prompt = models.TextField(blank=True)
    negative_prompt = models.TextField(blank=True)
    parameters = models.JSONField(default=dict, blank=True, help_text="Model, style, seed.")
    request = models.TextField(blank=True, help_text="What the reader wished to be different, in their words.")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who asked for it or uploaded it; empty: the making of the book.",
    )
    cost = models.DecimalField(
        max_digits=12, decimal_places=6, null=True, blank=True, help_text="USD; empty: not known."
    )
    digest = models.CharField(
        max_length=64, blank=True, help_text="Of what the bible said when it was drawn; empty: not known."
    )
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.KEPT)
    is_favourite = models.BooleanField(default=False, help_text="Its reader keeps it: it is not deleted with old ones.")
    draught_of = models.UUIDField(
        null=True, blank=True, help_text="What the draughts that were asked for together have in common."
    )
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.SHOWN)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    moderation_reason = models.TextField(blank=True, help_text="Why it is hidden or held; its reader is told.")
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True, default=Rating.NOT_RATED)
    scores = models.JSONField(default=dict, blank=True, help_text="From 0 to 1, by what was looked for.")
    rated_by = models.CharField(
        max_length=120, blank=True, help_text="The checks that it was rated by, or a moderator."
    )
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        permissions = [("moderate_pictures", "Can moderate pictures")]
        constraints = [
            models.UniqueConstraint(fields=["picture", "number"], name="picture_version_number_unique"),
            # The other side of the key (id, active_version) that keeps a picture from showing another's version.
            models.UniqueConstraint(fields=["picture", "id"], name="picture_version_of_its_picture"),
        ]
        indexes = [
            models.Index(fields=["picture"], name="picture_version_waiting", condition=Q(standing="waiting")),
            *(models.Index(fields=[column], name=f"picture_version_{column}") for column in FILES),
            models.Index(fields=["created"], name="picture_version_held", condition=Q(moderation="held")),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def files(self) -> list[FieldFile]:
        """Its files in the order of FILES; those that are not made are empty."""
        return [getattr(self, column) for column in FILES]

    @property
    def file_names(self) -> list[str]:
        """The names of its files in the storage, the picture itself first."""
        return [str(file.name) for file in self.files if file]

    @property
    def is_presentable(self) -> bool:
        """Whether readers may see it."""
        return bool(self.image) and self.moderation == self.Moderation.SHOWN


class PicturePreferences(models.Model):
    """What a reader wants of pictures, whatever the book."""

    class Veil(models.TextChoices):
        SHOW = "show", "show them"
        BLUR = "blur", "blur them until I click"
        HIDE = "hide", "never show them"

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    accepts_at_once = models.BooleanField(
        default=False, help_text="Whether a redrawn picture is shown as soon as it is drawn, without being looked at."
    )
    adult = models.CharField(max_length=5, choices=Veil.choices, default=Veil.BLUR)
    violent = models.CharField(max_length=5, choices=Veil.choices, default=Veil.BLUR)
    birth_date = models.DateField(null=True, blank=True, help_text="Empty: not told, and so not of age.")
    checks_at_services = models.BooleanField(
        default=True, help_text="Whether pictures that a service has drawn are sent to OpenAI's check with a key of it."
    )

    class Meta:
        verbose_name_plural = "picture preferences"

    def __str__(self) -> str:
        return f"Picture preferences of {self.reader_id}"


class Report(models.Model):
    """What somebody says is wrong with a picture; moderators answer it."""

    class Reason(models.TextChoices):
        ADULT = "adult", "Nudity or sex"
        VIOLENT = "violent", "Graphic violence or gore"
        MINOR = "minor", "A child shown in a sexual or cruel way"
        HATEFUL = "hateful", "Hate, or an insult to a group of people"
        PERSON = "person", "A real person, without their consent"
        RIGHTS = "rights", "Somebody else's work, copied"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "open"
        UPHELD = "upheld", "upheld"
        DISMISSED = "dismissed", "dismissed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="reports")
    version = models.ForeignKey(PictureVersion, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created = models.DateTimeField(default=timezone.now, editable=False)
    closed = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "reporter"], condition=Q(state="open"), name="report_one_open_of_a_reader"
            ),
        ]
        indexes = [models.Index(fields=["created"], name="report_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"Report: {self.get_reason_display()}"


class ModerationEvent(models.Model):
    """One entry of the audit trail. The database refuses to change or delete it, whoever asks.

    So it refers to nothing by a key that a deletion would follow: the ids stay when what they name is gone.
    """

    class Action(models.TextChoices):
        REPORTED = "reported", "reported"
        HIDDEN = "hidden", "hidden"
        RESTORED = "restored", "shown again"
        DISMISSED = "dismissed", "reports dismissed"
        RATED = "rated", "rated"
        BANNED = "banned", "account banned from drawing"
        LIFTED = "lifted", "ban lifted"
        TAKEN_DOWN = "taken_down", "written book taken down"
        PUT_BACK = "put_back", "written book put back"
        WITHHELD = "withheld", "film withheld"
        RELEASED = "released", "film shown again"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    action = models.CharField(max_length=10, choices=Action.choices)
    by = models.UUIDField(null=True, help_text="The account that did it; empty: the checks.")
    reason = models.TextField()
    version = models.UUIDField(null=True, help_text="The version of a picture that it was about.")
    picture = models.UUIDField(null=True)
    vividpage = models.UUIDField(null=True)
    owner = models.UUIDField(null=True, help_text="The account of the book.")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["picture"], name="moderation_event_picture")]

    def __str__(self) -> str:
        return f"{self.get_action_display()}, {self.at:%-d %B %Y}"
