"""What a person sees and hears on a phone: the chat with the bot, its toasts, its voice."""

from bot.simulator.model import Json, Keyboard, Message, Toast, bad_request, forbidden
from bot.simulator.world import Chat, Question, World


class Screen(Chat):
    """A private chat with the bot, as the person in it has it.

    `refuses_voices`: the person lets nobody send voice messages, a setting of Telegram Premium;
    `actions`: all that the bot was seen doing ('typing', 'record_voice', …).
    """

    def __init__(
        self, world: World, user_id: int, first_name: str, language_code: str | None
    ) -> None:
        super().__init__(user_id, {"first_name": first_name, "type": "private"})
        self.user_id = user_id
        self.first_name = first_name
        self.language_code = language_code
        self.started = False
        self.blocked = False
        self.refuses_voices = False
        self.toasts: list[Toast] = []
        self.actions: list[str] = []
        self._world = world

    @property
    def language(self) -> str:
        """The two letters of the app's language; '' if the app tells none."""
        return (self.language_code or "")[:2]

    @property
    def last(self) -> Message:
        """The newest message from the bot; raises LookupError if there is none."""
        for message in reversed(self.messages):
            if message.outgoing:
                return message
        raise LookupError(f"the bot has not written to {self.first_name}")

    @property
    def last_voice(self) -> Message:
        """The newest voice message from the bot; raises LookupError if there is none."""
        for message in reversed(self.messages):
            if message.outgoing and message.voice:
                return message
        raise LookupError(f"the bot has not spoken to {self.first_name}")

    def voice(self, message: Message) -> bytes:
        """Listen to a voice message: give its sound; raises LookupError if it is none."""
        found = self._world.files.by_id(message.voice["file_id"]) if message.voice else None
        if found is None:
            raise LookupError(f"message {message.message_id} is no voice message")
        return found.data

    @property
    def keyboard(self) -> Keyboard | None:
        """The reply keyboard on the screen."""
        return self.reply_keyboard.rows if self.reply_keyboard else None

    def check_writable(self) -> None:
        """Raise RefusalError unless the person began the talk and has not blocked the bot."""
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.started:
            raise forbidden("bot can't initiate conversation with a user")

    def check_hears(self) -> None:
        """Raise RefusalError where the person lets nobody send voice messages."""
        if self.refuses_voices:
            raise bad_request("VOICE_MESSAGES_FORBIDDEN")

    def acted(self, action: str) -> None:
        """Show that the bot is typing or the like; 'cancel' when it is no more."""
        if action != "cancel":
            self.actions.append(action)
        self._world.feed.say("action", {"phone": self.user_id, "action": action})

    def answered(self, question: Question, toast: Json) -> None:
        """Stop the button's spinner, and show the words if there are any."""
        told = {"phone": self.user_id, "message_id": question.message_id}
        self._world.feed.say("answered", told)
        if toast["text"]:
            self.toasts.append(Toast(**toast))
            shown = {"phone": self.user_id, "text": toast["text"], "alert": toast["show_alert"]}
            self._world.feed.say("toast", shown)

    def complaint(self, text: str) -> str:
        """Tell which buttons there are, where the one with this text is missing."""
        inline = [label for message in self.messages for label in message.buttons]
        keys = [button["text"] for row in self.keyboard or [] for button in row]
        return f"{self.first_name} sees no button with {text!r}; inline: {inline}; keyboard: {keys}"
