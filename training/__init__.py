"""How the weights are made that the built-in analyst ships with. Runs by hand, never in the product."""
