"""What people look like and what changes it: statements of the narration, and the facts in them."""
