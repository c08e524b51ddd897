"""What an artist is asked for, composed of what the bible knows."""
