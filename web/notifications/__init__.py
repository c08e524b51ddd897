"""What a reader is told: the bell, the list, and by which ways they want to hear of what."""
