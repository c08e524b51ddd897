"""What can be done with editions. Every caller (page, command, worker, API) uses these functions."""
