"""A municipality where some read e-mail: the addresses, the coaches, the mail server."""

from dataclasses import replace
from typing import Any

from bot.settings import Config, Coordinator, MailServer
from tests.stories.mailbox import HERE, Mailbox

ANNA, BILAL, CARLA, DINA = (f"{name}@example.nl" for name in ("anna", "bilal", "carla", "dina"))
SENDER = "bot@example.nl"


def server(box: Mailbox, **changes: Any) -> MailServer:  # noqa: ANN401 - fields of it
    plain = MailServer(HERE, box.port, False, False, None, None, SENDER)  # noqa: FBT003 - in order
    return replace(plain, **changes)


def notified(config: Config, **notify: str) -> Config:
    """Give the same municipality, with coaches who are notified in this way."""
    coaches = [
        coach.model_copy(update={"email": f"{coach.id}@example.nl", "notify": notify[coach.id]})
        if coach.id in notify
        else coach
        for coach in config.coaches
    ]
    dina = Coordinator(name="Dina", email=DINA, notify="email")
    return config.model_copy(update={"coaches": tuple(coaches), "coordinator": dina})
