"""Our own pictures in depth: a camera goes through them, and weather and light move in them."""
