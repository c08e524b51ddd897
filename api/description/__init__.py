"""The description of the API as it was published, and what of it a change would break."""
