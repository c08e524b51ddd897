"""The pipeline of editions by its names. Knows nothing else, so that services and steps both know it."""

EDITION = "edition"
BINDING = "binding"
