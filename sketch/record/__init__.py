"""What is drawn, before it is paint: shapes with their colours, roles and owners, in painter's order."""
