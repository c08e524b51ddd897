"""What a reader orders lies among a unit's options, and is read back."""

from __future__ import annotations

import json
from uuid import uuid4

from storyboards.orders.redraw_order import NO_ORDER, RedrawOrder, order_from, ordered_options
from storyboards.requests.adjusting import Adjustments


def test_an_order_comes_back_as_it_was_and_leaves_nothing_to_the_next() -> None:
    snow = Adjustments(weather="snow", no_props=("boat",))
    order = RedrawOrder(by=uuid4(), wish="snow", adjustments=snow, prompt="Ice.", draughts=3, draught_of=uuid4())
    options = ordered_options({"revision": 2, "model": "m", "wish": "rain"}, order)

    assert order_from(json.loads(json.dumps(options))) == order
    assert ordered_options(options, NO_ORDER) == {"revision": 2, "model": "m"}
