"""What sources say of somebody: dated statements, each with the passage that says it, and contradictions."""
