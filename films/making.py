"""The pipeline of films by its names. Knows nothing else, so that services and steps both know it."""

FILM = "film"
NARRATION = "narration"
CLIPS = "clips"
SHOTS = "shots"
ASSEMBLY = "assembly"
