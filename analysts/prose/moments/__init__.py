"""The telling moment of a scene, and all that is in its picture: people, deed, things, place, light and weather."""
