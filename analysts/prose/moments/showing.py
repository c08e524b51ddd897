"""What each deed looks like: how much it makes of a picture, in what pose, from how near, and how two stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysts.vocabulary import DeedKind, Distance, Pose, Relation


class Showing(NamedTuple):
    """`weight` is how telling a picture of the deed is, from 0; `relation` holds where another person is touched."""

    weight: float
    relation: Relation = "unknown"
    pose: Pose = "standing"
    distance: Distance = "medium"


SHOWINGS: Mapping[DeedKind, Showing] = {
    "arriving": Showing(1.6, "facing", "walking"),
    "leaving": Showing(1.4, "unknown", "walking"),
    "walking": Showing(1.5, "beside", "walking", "long"),
    "running": Showing(2.3, "beside", "running", "long"),
    "chasing": Showing(2.7, "chasing", "running", "long"),
    "fleeing": Showing(2.3, "fleeing", "running", "long"),
    "following": Showing(1.8, "following", "walking"),
    "leading": Showing(2.0, "leading", "walking"),
    "riding": Showing(2.4, "riding", "riding", "long"),
    "driving": Showing(2.0, "driving", "sitting", "long"),
    "rowing": Showing(2.5, "rowing", "sitting", "long"),
    "sailing": Showing(1.8, "unknown", "standing", "long"),
    "flying": Showing(2.4, "flying", "standing", "long"),
    "swimming": Showing(2.4, "swimming", "lying", "long"),
    "climbing": Showing(2.4, "climbing", "walking", "long"),
    "jumping": Showing(2.4, "unknown", "running"),
    "falling": Showing(2.2, "falling", "lying"),
    "crawling": Showing(2.2, "unknown", "kneeling"),
    "hiding": Showing(2.0, "unknown", "kneeling"),
    "searching": Showing(1.7, "unknown", "standing"),
    "fighting": Showing(3.1, "fighting with fists", "fighting"),
    "shooting": Showing(3.0, "fighting with guns", "standing"),
    "threatening": Showing(2.9, "threatening", "standing"),
    "seizing": Showing(2.7, "seizing", "standing"),
    "binding": Showing(2.4, "holding", "standing"),
    "breaking": Showing(2.2, "unknown", "standing"),
    "throwing": Showing(2.4, "throwing at", "standing"),
    "catching": Showing(2.2, "holding", "standing"),
    "carrying": Showing(2.6, "carrying", "walking"),
    "pulling": Showing(2.3, "leading", "standing"),
    "pushing": Showing(2.1, "unknown", "standing"),
    "holding": Showing(2.3, "holding", "standing"),
    "putting": Showing(1.8, "beside", "standing"),
    "giving": Showing(2.4, "giving", "standing"),
    "taking": Showing(1.9, "taking", "standing"),
    "opening": Showing(1.9, "unknown", "standing"),
    "closing": Showing(1.6, "unknown", "standing"),
    "embracing": Showing(3.0, "embracing", "standing", "close"),
    "kissing": Showing(3.0, "kissing", "standing", "close"),
    "comforting": Showing(2.6, "comforting", "sitting", "close"),
    "tending": Showing(2.4, "beside", "kneeling", "close"),
    "greeting": Showing(1.9, "facing", "standing"),
    "bowing": Showing(2.0, "facing", "standing"),
    "kneeling": Showing(2.6, "kneeling before", "kneeling"),
    "praying": Showing(2.3, "unknown", "kneeling"),
    "pointing": Showing(2.0, "facing", "standing"),
    "looking": Showing(1.3, "facing", "standing"),
    "listening": Showing(1.2, "facing", "standing"),
    "talking": Showing(0.7, "facing", "standing"),
    "whispering": Showing(1.7, "whispering", "standing", "close"),
    "shouting": Showing(1.2, "facing", "standing"),
    "reading": Showing(2.1, "reading aloud", "sitting"),
    "writing": Showing(2.1, "writing", "sitting"),
    "eating": Showing(2.0, "eating", "sitting"),
    "drinking": Showing(1.9, "eating", "sitting"),
    "smoking": Showing(1.9, "facing", "sitting"),
    "cooking": Showing(2.0, "working", "standing"),
    "working": Showing(2.1, "working", "working"),
    "digging": Showing(2.4, "working", "working"),
    "sewing": Showing(2.1, "working", "sitting"),
    "washing": Showing(1.8, "working", "standing"),
    "dressing": Showing(1.5, "unknown", "standing"),
    "lighting": Showing(2.0, "unknown", "standing"),
    "playing": Showing(2.0, "beside", "standing"),
    "making music": Showing(2.3, "making music", "sitting"),
    "dancing": Showing(2.5, "dancing", "standing"),
    "laughing": Showing(1.4, "facing", "standing"),
    "weeping": Showing(2.2, "beside", "sitting", "close"),
    "sitting": Showing(2.0, "beside", "sitting"),
    "standing": Showing(1.8, "beside", "standing"),
    "turning": Showing(1.1, "facing", "standing"),
    "lying": Showing(2.0, "beside", "lying"),
    "sleeping": Showing(2.0, "asleep", "lying"),
    "waking": Showing(1.3, "beside", "lying"),
    "dying": Showing(1.9, "lying dead", "lying"),
    "unknown": Showing(0.0),
}
"""What each kind of deed shows; the weights follow what a reader would have painted: touch before talk."""

TOUCHING: frozenset[DeedKind] = frozenset(
    {
        "fighting",
        "seizing",
        "binding",
        "carrying",
        "pulling",
        "pushing",
        "embracing",
        "kissing",
        "comforting",
        "tending",
        "giving",
        "taking",
        "threatening",
        "leading",
        "kneeling",
        "whispering",
        "dancing",
        "chasing",
    }
)
"""Deeds that mean little without the one to whom they are done."""

PERSONAL: frozenset[DeedKind] = frozenset({"embracing", "kissing", "comforting", "whispering"})
"""Deeds that are only done to somebody."""
