"""What can be seen in a scene: where and when it plays, who is present, and the moment to draw."""
