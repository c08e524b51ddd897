"""What is looked for in a finished PDF, by what it is about."""
