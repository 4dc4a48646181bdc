"""Goes through the dialogues by itself: tries each button, and each kind of text, once."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator
from functools import cache

from bot.conversation.drawing import MORE
from bot.conversation.model import Question
from bot.conversation.screen import Tap
from bot.simulator.model import Message
from tests.stories.town import Somebody

TYPED = {  # what a reader cannot use, then what it can
    "name": ("12", "Noor"),
    "phone": ("1", "0523 28 91 11"),
    "clock": ("?", "9:02", "9:15"),
    "message": ("Qwx zzq",),
}
NAME = re.compile("[a-z_]+")  # of a topic or a school; talks and days have digits
OFTEN = 2  # so many of the answers that a question offers: days, times, talks
MOST = 500  # things done on one walk

Screen = tuple[str, str]  # conversation, question
Step = tuple[str, str, str]  # conversation, question, answer
NOWHERE: Screen = ("", "")


class Walker:
    """A person who tries all that was not tried before, save what this walk `avoids`."""

    def __init__(
        self, somebody: Somebody, avoids: Collection[Step], tried: Counter[Step] | None = None
    ) -> None:
        self.somebody, self.avoids = somebody, avoids
        self.tried: Counter[Step] = Counter() if tried is None else tried
        self.known: dict[Screen, set[Step]] = defaultdict(set)
        self.leads: dict[Screen, dict[Step, Screen]] = defaultdict(dict)

    async def walk(self) -> None:
        """Go on until there is nothing new, wherever one can get from the menu."""
        for _ in range(MOST):
            if await self._try_new():
                continue
            await self.somebody.type("/menu")
            if not await self._try_new() and not await self._go_back_for_more():
                return
        raise AssertionError("it does not come to an end")

    async def _try_new(self) -> bool:
        """Try what stands in the newest message with something new."""
        for message in reversed(self.somebody.phone.messages):
            for step, text in await self._steps(message):
                if self._is_new(step):
                    await self._take(step, text, message)
                    return True
        return False

    async def _go_back_for_more(self) -> bool:
        """Go the shortest known way to a screen where something was left; or give that up."""
        way = await self._way()
        for step in way:
            steps = dict(await self._steps(self.somebody.phone.last))
            if step not in steps:
                break
            await self._take(step, steps[step], self.somebody.phone.last)
        if way and not await self._try_new():
            there = self.leads[way[-1][:2]][way[-1]]
            self.tried.update(dict.fromkeys(self.known[there], OFTEN))
        return bool(way)

    async def _way(self) -> list[Step]:
        waiting: deque[tuple[Screen, list[Step]]] = deque([(await self._screen(), [])])
        been = {waiting[0][0]}
        while waiting:
            screen, way = waiting.popleft()
            if way and any(self._is_new(step) for step in self.known[screen]):
                return way
            for step, there in self.leads[screen].items():
                if there not in been and there != NOWHERE:
                    been.add(there)
                    waiting.append((there, [*way, step]))
        return []

    async def _take(self, step: Step, text: str, message: Message) -> None:
        self.tried[step] += 1
        if step[2] == text:
            await self.somebody.type(text)
        else:
            await self.somebody.tap_again(message, text)
        self.leads[step[:2]][step] = await self._screen()

    async def _screen(self) -> Screen:
        """Tell which question stands in the newest message."""
        steps = await self._steps(self.somebody.phone.last)
        return steps[0][0][:2] if steps else NOWHERE

    async def _steps(self, message: Message) -> list[tuple[Step, str]]:
        """List what can be done with a message: a step, and what is tapped or typed for it."""
        steps = [(self._named(tap), tap.pack()) for tap in _taps(message)]
        place = await self.somebody.place() if message is self.somebody.phone.last else None
        question = self._question(place.conversation, place.question) if place else None
        if place and question and question.reads:
            typed = TYPED[question.reads]
            steps = [((place.conversation, question.id, text), text) for text in typed] + steps
        for step, _ in steps:
            self.known[step[:2]].add(step)
        return steps

    def _is_new(self, step: Step) -> bool:
        if step in self.avoids:
            return False
        return self.tried[step] < (OFTEN if step[2] in {"*", MORE} else 1)

    def _named(self, tap: Tap) -> Step:
        """Name a step: the days, times or talks of a list are one, other answers each their own."""
        question = self._question(tap.conversation, tap.question)
        own = {choice.id for choice in question.choices} if question else set()
        answer = tap.answer.rstrip("0123456789") if tap.answer.startswith("~") else tap.answer
        named = answer in own or NAME.fullmatch(answer) or answer.startswith("~")
        return tap.conversation, tap.question, answer if named else "*"

    def _question(self, conversation: str, question: str) -> Question | None:
        app = self.somebody.town.app
        assert app is not None
        return app.office.conversations[conversation].question(question)


@cache
def _unpacked(data: str) -> Tap | None:
    """Read a button; each is looked at again and again, as long as its message stands."""
    return Tap.unpack(data)


def _taps(message: Message) -> Iterator[Tap]:
    for row in message.inline_keyboard or []:
        for button in row:
            if tap := _unpacked(button.get("callback_data", "")):
                yield tap
