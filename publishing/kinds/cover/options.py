"""What a reader chooses for a cover."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from publishing.kinds.kind import Options
from publishing.kinds.printed import PrintedOptions

LONGEST_BACK = 4000
"""Characters."""


class FrontOptions(Options):
    """What the front of a cover shows."""

    picture: str = Field(
        default="auto",
        max_length=20,
        pattern=r"^(auto|cover|\d{1,6})$",
        title="Picture",
        description="“auto” takes the first picture of the story, “cover” the cover that the book has; or the "
        "number of a scene.",
    )
    design: Literal["framed", "full"] = Field(
        default="framed",
        title="Design",
        description="“framed” shows the picture below the title, “full” over the whole front.",
    )
    ground: Literal["auto", "night", "forest", "wine", "paper", "white"] = Field(
        default="auto", title="Ground", description="“auto” takes a colour of the picture."
    )
    front_words: bool = Field(
        default=True,
        title="Title on the front",
        description="Turn it off if the picture bears the title already.",
    )
    title: str = Field(default="", max_length=300, title="Title", description="Empty: the title of the book.")
    subtitle: str = Field(default="", max_length=300, title="Subtitle")
    author: str = Field(default="", max_length=300, title="Author", description="Empty: the authors of the book.")


class CoverOptions(PrintedOptions, FrontOptions):
    """What a reader chooses for the cover of a printed book."""

    pages: int = Field(
        default=0,
        ge=0,
        le=5000,
        title="Pages",
        description="Of the finished inside, blank ones too: they decide how wide the spine is. 0: as many as the "
        "inside has that is made with these choices.",
    )
    back: str = Field(
        default="",
        max_length=LONGEST_BACK,
        title="Words on the back",
        description="Empty: what is told of the book.",
    )
    spine_words: bool = Field(default=True, title="Words on the spine", description="Where it is wide enough for them.")


class EbookCoverOptions(FrontOptions):
    """What a reader chooses for the cover of an e-book."""

    design: Literal["framed", "full"] = Field(
        default="full",
        title="Design",
        description="“full” shows the picture over the whole cover, “framed” below the title.",
    )
