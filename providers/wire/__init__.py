"""What services share: connections, what their failures mean, schemas, pictures, and words that may be shown."""

from __future__ import annotations

import logging

# At DEBUG the SDKs log whole requests, which hold the text of books; at INFO each address that is asked.
for _name in ("anthropic", "openai", "httpx2", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.WARNING)
