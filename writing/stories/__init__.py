"""Stories that readers continue: a line becomes a scene, is checked, joins a branch, is drawn and shown."""
