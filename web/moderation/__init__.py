"""The moderators' pages: the queue of pictures, one picture with all that is known of it, and the audit trail."""
