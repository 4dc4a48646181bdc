"""A group that the bot is in: people write, the bot may answer."""

from bot.simulator.phone import Phone
from bot.simulator.texts import text_content
from bot.simulator.world import Chat, World


class Group(Chat):
    """A group that the bot is in."""

    def __init__(self, world: World, chat_id: int, title: str) -> None:
        super().__init__(chat_id, {"title": title, "type": "group"})
        self.title = title
        self._world = world

    def post(self, phone: Phone, text: str) -> int:
        """Let a person write in the group."""
        message = self._world.write(self, phone.user, text_content(text))
        return self._world.queue.add({"message": message.as_json()})
