"""Who says what: cues in the narration, turns of a conversation, and how likely each person is to speak."""
