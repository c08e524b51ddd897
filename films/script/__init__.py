"""What a film tells and shows, in its order, before anybody has decided how long that takes: plain data."""
