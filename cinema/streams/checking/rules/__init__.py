"""What is looked for in a stream, by what it is about."""
