"""The services' SDKs behind our faces: one module per service, and what they share."""

from __future__ import annotations

import logging

# At DEBUG the SDKs log whole requests, which hold the text of books; at INFO each address that is asked.
for _name in ("anthropic", "openai", "httpx", "httpx2", "httpcore", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.WARNING)
