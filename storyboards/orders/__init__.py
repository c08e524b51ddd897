"""What a reader orders when they have a picture drawn anew: what is to be otherwise, and what it costs."""
