"""What happened to accounts and to the site: written once, read by whom it concerns, changed by nobody."""
