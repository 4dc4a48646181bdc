"""How much the program can bear: rate, size, reminders, and Telegram's own pace."""
