"""What goes out: the outbox, and one letter -> one call of the Bot API."""
