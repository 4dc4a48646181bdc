"""Forged and replayed callbacks: thousands of them change nothing that is somebody else's."""

import asyncio
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from bot.conversation.screen import Tap
from bot.settings import Config
from tests.stories.forging import Button, Street
from tests.stories.town import Town

CASES = 10_000  # in pairs: a forged tap, and what opens its round or follows it up


@pytest.fixture
def street(tmp_path: Path, config: Config) -> Iterator[Street]:
    with asyncio.Runner() as runner:
        street = Street(runner, Town(tmp_path, config))
        runner.run(street.settle())
        yield street
        runner.run(street.town.stop())


@pytest.mark.long
def test_ten_thousand_forged_and_replayed_buttons_change_nothing_of_others(street: Street) -> None:
    before = street.theirs()
    cases = count()
    for actor, button in product(street.actors, street.buttons()):
        if button.does:  # each deed at least once, whatever chance brings
            for target in sorted(street.targets(button)):
                street.press(actor, button, button.tap(target))
                street.come_back()
    assert street.theirs() == before

    @settings(
        max_examples=CASES // 2,
        deadline=None,
        derandomize=True,
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
        if button is None or not button.is_round:
            street.go_on(actor, choice)
        if number % 20 == 0:
            street.hear(street.victim, tap, update=old)  # Telegram gives an old update once more
        if number % 50 == 0:
            assert street.theirs() == before, (actor, tap)
            street.come_back()

    forged()
    assert next(cases) >= CASES // 2
    assert street.theirs() == before
