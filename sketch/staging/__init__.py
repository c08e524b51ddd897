"""Who is where in a scene: relations and deeds as formations on the floor of a plan."""
