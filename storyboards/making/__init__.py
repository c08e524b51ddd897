"""Making a book, from its text to its pictures: what it costs, why it stands still, and what can be changed of it."""
