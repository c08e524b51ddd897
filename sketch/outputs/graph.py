"""The scene graph as JSON: what is in a picture, where, how far off, and whose it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from sketch.paint.colours import RGB, local_colour
from sketch.paint.geometry import bounds
from sketch.record.shapes import Glow, Layer, Mist, Shape, Wash

if TYPE_CHECKING:
    from sketch.record.shapes import DisplayList, Item

Node: TypeAlias = "dict[str, str | float | list[float] | list[Node]]"
VERSION = 1


def scene_graph(drawn: DisplayList) -> Node:
    """Return a picture as nodes in painter's order, in drawing units (its height is 1000)."""
    return {
        "version": VERSION,
        "width": round(drawn.size[0] / drawn.unit, 1),
        "height": round(drawn.size[1] / drawn.unit, 1),
        "children": [_node(item, drawn.size[0] / drawn.unit) for item in drawn.items],
    }


def scene_graph_json(drawn: DisplayList) -> str:
    """Return the scene graph as JSON, the same text for the same picture."""
    return json.dumps(scene_graph(drawn), sort_keys=True, separators=(",", ":"))


def _node(item: Item, width: float) -> Node:
    node: Node = {"kind": type(item).__name__.lower(), "role": item.tags.role}
    if item.tags.owner:
        node["owner"] = item.tags.owner
    if item.tags.part:
        node["part"] = item.tags.part
    if item.tags.depth:
        node["depth"] = round(item.tags.depth, 1)
    node["box"] = [round(side, 1) for side in _box(item, width)]
    match item:
        case Shape():
            node["colour"], node["alpha"] = _hex(local_colour(item.colour)), round(item.alpha, 3)
        case Wash():
            node["colour"] = _hex(local_colour(item.colours[0]))
        case Mist() | Glow():
            node["colour"] = _hex(local_colour(item.colour))
        case Layer():
            node["children"] = [_node(child, width) for child in item.items]
    return node


def _box(item: Item, width: float) -> tuple[float, float, float, float]:
    match item:
        case Shape():
            return bounds(item.outlines)
        case Wash():
            return (0.0, item.top, width, item.bottom)
        case Mist():
            return (item.x - item.rx, item.y - item.ry, item.x + item.rx, item.y + item.ry)
        case Glow():
            return (item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius)
        case Layer():
            return item.box


def _hex(colour: RGB) -> str:
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"
