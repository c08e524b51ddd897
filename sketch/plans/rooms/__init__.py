"""Rooms: four walls with what hangs on them, and furniture between."""
