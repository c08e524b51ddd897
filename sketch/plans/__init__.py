"""Plans of places: what stands where in the world, whoever looks at it from wherever."""
