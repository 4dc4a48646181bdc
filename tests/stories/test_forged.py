"""Forged and replayed callbacks: thousands of them change nothing that is somebody else's."""

import asyncio
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from bot.conversation.screen import Tap
from bot.services import dialogue
from bot.services.deeds import DEEDS, Deed
from bot.settings import Config
from tests.stories.forging import Button, Street
from tests.stories.town import Town

CASES = 10_000  # in pairs: a forged tap, and what opens its round or follows it up
OWNED = {"calendar_file", "will_come", "move", "cancel"}  # deeds about a talk, of its parent


class Watched(dict[str, Deed]):
    """The deeds, which note that they were reached."""

    def __init__(self, deeds: Mapping[str, Deed]) -> None:
        super().__init__(deeds)
        self.reached: set[str] = set()

    def __getitem__(self, name: str) -> Deed:
        """Give a deed that is to be done."""
        self.reached.add(name)
        return super().__getitem__(name)


@pytest.fixture
def street(tmp_path: Path, config: Config) -> Iterator[Street]:
    with asyncio.Runner() as runner:
        street = Street(runner, Town(tmp_path, config))
        runner.run(street.settle())
        yield street
        runner.run(street.town.stop())


def test_ten_thousand_forged_and_replayed_buttons_change_nothing_of_others(street: Street) -> None:
    before = street.theirs()
    cases = count()
    tried: set[str] = set()

    @settings(
        max_examples=CASES // 2,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        some.sampled_from(street.actors),
        street.forged(),
        some.integers(0, 11),
        some.sampled_from(street.heard),
    )
    def forged(actor: int, pair: tuple[Button | None, Tap], choice: int, old: int) -> None:
        number, (button, tap) = next(cases), pair
        if button is None:
            street.hear(actor, tap)
        else:
            street.press(actor, button, tap)
            if button.does and tap.tag == street.tag(button):
                tried.add(button.does)
        if button is None or not button.is_round:
            street.go_on(actor, choice)
        if number % 20 == 0:
            street.hear(street.victim, tap, update=old)  # Telegram gives an old update once more
        if number % 50 == 0:
            assert street.theirs() == before, (actor, tap)
            street.come_back()

    forged()
    assert next(cases) >= CASES // 2
    assert tried == {button.does for button in street.buttons() if button.does}
    assert street.theirs() == before


def test_in_the_hand_of_the_owner_the_same_buttons_do_what_they_say(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the forged ones are refused for whose they are, and not for being badly made."""
    watched = Watched(DEEDS)
    monkeypatch.setattr(dialogue, "DEEDS", watched)
    doing = [button for button in street.buttons() if button.does in OWNED]
    for button in sorted(doing, key=lambda button: button.does == "cancel"):
        street.press(street.victim, button, button.tap(street.tag(button)))
    assert watched.reached >= OWNED
