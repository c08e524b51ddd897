"""Key-encryption keys for tests."""

from __future__ import annotations

import base64

OLD = "2025-01:" + base64.b64encode(b"o" * 32).decode()
NEW = "2026-11:" + base64.b64encode(b"n" * 32).decode()
SECRET = "sk-test-3Qm8Zt7xWv5nKp2LrY9d"
