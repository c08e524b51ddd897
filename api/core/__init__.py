"""What every route stands on: who may call it, how errors and lists are answered, what is told twice only once."""
