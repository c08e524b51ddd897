"""A reader's account at Canva: connected and disconnected; their templates, and what fills them."""
