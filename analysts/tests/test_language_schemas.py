"""The schemas of answers, as services are told them."""

from __future__ import annotations

import hashlib
import json

from analysts.language.schemas import PartAnswer


def test_an_answer_that_was_paid_for_by_an_earlier_version_is_still_found() -> None:
    schema = json.dumps(PartAnswer.model_json_schema(), sort_keys=True)

    assert hashlib.sha256(schema.encode()).hexdigest().startswith("a0b8a1ae1d7e1cc1")
