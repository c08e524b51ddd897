"""How each kind of book is asked for: its prompts, its schemas, what is shown, and what an answer becomes."""
