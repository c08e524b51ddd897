"""How a theme in free words is read: its words, who it is about, and what kind of situation it tells of."""
