"""The schemas of answers, as services are told them."""

from __future__ import annotations

import hashlib
import json

from analysts.language.schemas import Merging, PartAnswer


def test_the_schema_changes_only_on_purpose_because_every_paid_answer_is_known_by_it() -> None:
    schema = json.dumps(PartAnswer.model_json_schema(), sort_keys=True)

    assert hashlib.sha256(schema.encode()).hexdigest().startswith("24c696212a22207e")


def test_what_we_say_of_our_classes_is_neither_sent_nor_part_of_what_was_paid_for() -> None:
    for schema in (PartAnswer, Merging):
        whole = schema.model_json_schema()
        assert [part for part in (whole, *whole["$defs"].values()) if "description" in part] == []
