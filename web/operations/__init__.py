"""How the site is doing: one page for operators, in the admin."""
