"""Things that stand on the floors of rooms, decks and streets, in the round."""
