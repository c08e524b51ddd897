"""Media of paper, thread, shadow and glass."""
