"""The pipeline of films by its names. Knows nothing else, so that services and steps both know it."""

FILM = "film"
NARRATION = "narration"
SHOTS = "shots"
ASSEMBLY = "assembly"
