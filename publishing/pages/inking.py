"""Which ink words have that stand on a picture itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.models import PageSet
from publishing.pages.framing import seen_part, within
from publishing.pages.looking import StoredLook
from publishing.pages.reading import shown_images
from publishing.pages.tree import PlacedPicture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from publishing.models import Page
    from publishing.pages.catalogue import Layout
    from publishing.pages.tree import Ink

UNREADABLE = "No ink can be read well there: take a panel, or move the text or the picture."


def ink_on_picture(page: Page, layout: Layout, values: Mapping[str, Any]) -> tuple[Ink, str]:
    """Return the ink for the words of a page in a layout, with `values` that it is to have; also what is to be said.

    A page without a picture has white paper.
    """
    key = values.get("picture", page.picture_id)
    images = shown_images(page.vividpage, [key]) if key else {}
    if not images or layout.picture is None or layout.text is None:
        return "dark", ""
    (image,) = images.values()
    focus = (values.get("focus_x", page.focus_x), values.get("focus_y", page.focus_y))
    box = layout.picture
    placed = PlacedPicture(image, "", box, layout.part, layout.shape, focus, zoom=values.get("zoom", page.zoom))
    settings = PageSet.objects.get(vividpage=page.vividpage_id)
    aspect = box.width * settings.trim_width / (box.height * settings.trim_height)
    seen = StoredLook({})(image)
    spot = within(seen_part(placed, aspect=aspect), layout.text)
    ink = seen.ink_on(spot)
    return (ink, "") if ink else (seen.better_ink(spot), UNREADABLE)
