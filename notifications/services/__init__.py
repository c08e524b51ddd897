"""What the floors above call: tell somebody something, and keep what they want to hear of."""

from notifications.services.telling import forget, notify, settle, tell_of_wait

__all__ = ["forget", "notify", "settle", "tell_of_wait"]
