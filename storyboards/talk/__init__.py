"""Who is talking: the turns of a conversation as they are read, and a small face for each."""
