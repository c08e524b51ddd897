"""Published faults of e-book servers, readers and what they are built on, tried on VividPages (`docs/replays.md`)."""
