"""The schemas of answers, as services are told them."""

from __future__ import annotations

import hashlib
import json

from analysts.language.schemas import PartAnswer


def test_the_schema_changes_only_on_purpose_because_every_paid_answer_is_known_by_it() -> None:
    schema = json.dumps(PartAnswer.model_json_schema(), sort_keys=True)

    assert hashlib.sha256(schema.encode()).hexdigest().startswith("e55936872ce78a2e")
