"""Static files by a CDN: pages name them there, the Content-Security-Policy lets it in, and pictures stay here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

CDN = "https://cdn.example.com"
READ = """
import json, django
django.setup()
from django.conf import settings
from django.core.files.storage import default_storage
from django.templatetags.static import static
print(json.dumps({
    "static": static("css/base.css"),
    "picture": default_storage.url("kept/a/b.webp"),
    "policy": settings.CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "path": settings.STATIC_PATH,
}))
"""


def _read(**environment: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READ],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "vividpages.settings",
            "DATABASE_URL": "postgresql://not-used/none",
            "SECRET_KEY": "x" * 50,
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.processes
def test_a_cdn_has_static_files_and_nothing_else() -> None:
    found = _read(STATIC_CDN_URL=f"{CDN}/")

    assert found["static"] == f"{CDN}/static/css/base.css"
    assert found["picture"] == "/media/kept/a/b.webp"
    assert found["path"] == "/static/"
    policy = found["policy"]
    assert all(CDN in policy[name] for name in ("default-src", "img-src", "style-src", "script-src"))
    assert all(CDN not in policy[name] for name in ("connect-src", "object-src", "base-uri", "form-action"))
