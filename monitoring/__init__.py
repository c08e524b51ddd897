"""How the site is doing: what it can still do, what waits, what it costs, and who is told when something goes wrong."""
