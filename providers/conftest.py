"""What tests of services stand on: a server of our own that speaks as they do."""

from providers.tests.wire.fixtures import wire

__all__ = ["wire"]
