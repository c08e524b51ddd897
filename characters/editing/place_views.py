"""Choosing what a place's reference picture is: one that is uploaded, or one that has been drawn."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from characters.editing.journal import fresh, recorded
from characters.editing.portraits import redrawn
from characters.models import Edit, Setting, view_path

LOCK = "view"


def set_view(*, setting: Setting, data: bytes, by: User | None) -> Edit | None:
    """Make a picture, of whatever origin, a place's reference picture; it is drawn anew as WebP.

    Raises EditRefused for what is no picture, or too large a one.
    """
    name = default_storage.save(view_path(setting, ""), ContentFile(redrawn(data)))
    try:
        with recorded(vividpage_id=setting.vividpage_id, by=by, kind="view") as journal:
            place = fresh(setting)
            place.views = [*views_of(place), name]
            Setting.objects.filter(pk=place.pk).update(views=place.views)
            journal.summary = f"{place.name} has a new reference picture"
            journal.change(place, view=name)
            journal.lock(place, LOCK)
    except BaseException:
        default_storage.delete(name)
        raise
    return journal.edit


@transaction.atomic
def keep_drawn(*, setting: Setting, data: bytes) -> None:
    """Keep a view that an artist has drawn; it is shown unless the reader has chosen another."""
    name = default_storage.save(view_path(setting, ""), ContentFile(data))
    place = Setting.objects.select_for_update(no_key=True).get(pk=setting.pk)
    place.views = [*views_of(place), name]
    if LOCK not in place.locked:
        place.view = name
    place.save(update_fields=["view", "views"])


def views_of(setting: Setting) -> list[str]:
    """The files of all views of a place, oldest first."""
    now = [setting.view.name] if setting.view and setting.view.name else []
    return list(dict.fromkeys([*(setting.views or now), *now]))
