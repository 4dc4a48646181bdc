"""What the table of roles forbids is refused, also where no button leads."""

import pytest

from bot.conversation.turn import Place, Turn
from bot.services.dialogue import answer
from bot.services.roles import MAY, Role
from tests.stories.test_roles import (
    ANSWERS,
    QUESTION,
    STRAIGHT,
    TAG,
    _everybody,
    _incoming,
    _refused,
    _theirs,
)
from tests.stories.town import Town


@STRAIGHT
@pytest.mark.parametrize("role", list(Role))
async def test_each_deed_that_the_table_forbids_is_refused_whatever_led_to_it(
    town: Town, role: Role
) -> None:
    """Also where a dialogue never lets somebody come so far: there the table has the last word."""
    assert town.app is not None
    actors, _ = await _everybody(town)
    [(appointment, *_)] = await town.booked()
    chat, known = actors[role].phone.chat_id, {"appointment", "talk", "past"}
    answers = ANSWERS | dict.fromkeys(known, appointment) | {"message": QUESTION, "call": QUESTION}
    before, refused = await _theirs(town, chat), list[str]()
    for deed in (deed for deed, roles in MAY.items() if role not in roles):
        turn = Turn(None, deed=deed, scene=Place("menu", TAG, "menu", answers))
        await answer(town.app.office, _incoming(chat), lambda _, turn=turn: turn)  # type: ignore[misc]
        refused.append(f"refused: {deed}")
        assert await _refused(town) == refused
        assert await _theirs(town, chat) == before, (role, deed)
    assert refused
