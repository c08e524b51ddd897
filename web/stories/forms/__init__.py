"""What readers fill in: a story's rules, a line, reasons, reports, ideas."""
