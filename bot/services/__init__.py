"""What can be done, one transaction each. No Telegram in here."""
