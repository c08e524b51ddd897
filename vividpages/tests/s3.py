"""A real S3 server on this machine: moto's, over HTTP, with a bucket for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import boto3
from django.conf import settings
from moto.server import ThreadedMotoServer

if TYPE_CHECKING:
    from pytest_django import Settings


class S3Server:
    """An S3 server that runs in threads of this process, and says so in no terminal."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.url = f"http://{host}:{port}"

    def stop(self) -> None:
        """End it with all its buckets."""
        self._server.stop()

    def new_bucket(self) -> dict[str, str]:
        """Make a bucket. Returns the environment that names it."""
        environment = {
            "S3_BUCKET": f"bucket-{uuid4().hex}",
            "S3_ENDPOINT_URL": self.url,
            "S3_ACCESS_KEY": "somebody",
            "S3_SECRET_KEY": "something",
            "S3_REGION": "us-east-1",
        }
        self.client().create_bucket(Bucket=environment["S3_BUCKET"])
        return environment

    def client(self) -> Any:
        """Return a client that needs nothing of ours."""
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id="somebody",
            aws_secret_access_key="something",
            region_name="us-east-1",
        )


def storages_on_s3(environment: dict[str, str]) -> dict[str, Any]:
    """Return STORAGES as the settings would have them for the bucket that the environment names."""
    options = {
        "bucket_name": environment["S3_BUCKET"],
        "endpoint_url": environment["S3_ENDPOINT_URL"],
        "access_key": environment["S3_ACCESS_KEY"],
        "secret_key": environment["S3_SECRET_KEY"],
        "region_name": environment["S3_REGION"],
        "file_overwrite": True,
    }
    return {**settings.STORAGES, "default": {"BACKEND": "vividpages.storage.CheckedS3Storage", "OPTIONS": options}}


def keep_files_on_s3(its: Settings, environment: dict[str, str]) -> None:
    """Let a test keep its files there."""
    its.STORAGES = storages_on_s3(environment)
