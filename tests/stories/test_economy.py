"""A tap is cheap: for us, and for the limits that Telegram sets."""

import pytest

from bot.simulator import Fault
from tests.stories.town import Town


@pytest.mark.parametrize("town", ["straight"], indirect=True)
async def test_a_tap_is_three_calls_and_three_transactions(town: Town) -> None:
    """Heard and answered in one; its letters are taken in one, and marked together in one."""
    parent = await town.parent()
    assert town.app is not None
    statements: list[str] = []
    town.app.office.database._file.set_trace_callback(statements.append)
    # The message comes last in any case, so that there is something to be marked with.
    town.simulator.faults.add(Fault("sendMessage", status=200, delay=0.3))
    calls = len(town.simulator.calls)
    await parent.tap("📅")
    town.app.office.database._file.set_trace_callback(None)
    made = [call.method for call in town.simulator.calls[calls:] if call.method != "getUpdates"]
    assert sorted(made) == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    assert statements.count("COMMIT") == 3
