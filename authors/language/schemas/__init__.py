"""What a text model is asked to answer, for plans and for texts."""
