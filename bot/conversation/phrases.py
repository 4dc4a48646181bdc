"""The few sentences that every conversation can need."""

from bot.conversation.words import Say, Value, say

BACK = say("↩️ Back")
MORE = say("➕ More")
LANGUAGE = say("🌐 Language")
HELP = say("🆘 Help now")
PAST = say("That question is past. We go on here.")
NOT_THERE = say("This appointment is not there any more.")
NOT_POSSIBLE = say("That is not possible any more. Please choose again.")
BLANK = say("Please tap another one.")
NOT_READ = say("I am a computer. I cannot read this. Tap 🆘 for help now.")
TAP_A_BUTTON = say("Please tap one of the buttons.")
ONLY_BUTTONS = say("I cannot use that here. Please tap a button or type an answer.")


def chosen(label: Value) -> Value:
    """Mark what was chosen; a label that has a tick of its own needs no second one."""
    ticked = isinstance(label, Say) and label.msgid.startswith("✅")
    return label if ticked else Say("☑️ {choice}", {"choice": label})
