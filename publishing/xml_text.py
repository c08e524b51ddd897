"""What no XML can hold."""

from __future__ import annotations

import re

NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document has, escaped or not (XML 1.0, 2.2)."""
