"""Every story runs twice: straight through, and restarted before every message; none leaks."""

import io
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot import logs
from bot.settings import Config, read_config
from tests.speech.ready import ready
from tests.stories.leaks import leaks
from tests.stories.mailbox import Mailbox
from tests.stories.posting import notified, server
from tests.stories.town import Town

EXAMPLE = Path(__file__).parents[2] / "kansencoach.example.toml"


@pytest.fixture(scope="session")
def everybodys() -> Config:
    """The example without speech and the question after booking: these have their own stories."""
    known = read_config(EXAMPLE)
    rules = known.booking_table.model_copy(update={"teach_back": False})
    silent = known.speech.model_copy(update={"on": False})
    return known.model_copy(update={"booking_table": rules, "speech": silent})


@pytest.fixture(scope="session")
def config(everybodys: Config) -> Config:
    """The same in three languages: a start tells Telegram about each, which takes its time."""
    return everybodys.model_copy(update={"languages": ("nl", "en", "ar")})


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """Log everything there is, as with KANSENCOACH_LOG_LEVEL=DEBUG; nobody is in it afterwards."""
    stream = io.StringIO()
    root, level = logging.getLogger(), logging.getLogger().level
    handler = logs.configure("DEBUG", stream)
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # a mail server's own log is not ours
    Town.built.clear()
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
    assert leaks(stream.getvalue(), Town.built) == []


@pytest.fixture(params=["straight", "restarted"])
async def town(
    request: pytest.FixtureRequest, tmp_path: Path, config: Config
) -> AsyncIterator[Town]:
    built = Town(tmp_path, config, restarts=request.param == "restarted")
    await built.start()
    yield built
    await built.stop()


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf of clips that all towns fill: what is the same for everybody is made once."""
    return tmp_path_factory.mktemp("clips")


@pytest.fixture(params=["straight", "restarted"])
async def speaking(
    request: pytest.FixtureRequest, tmp_path: Path, clips: Path, config: Config
) -> AsyncIterator[Town]:
    """A town where every message can be listened to."""
    ready()
    (tmp_path / "speech").symlink_to(clips)
    speech = config.speech.model_copy(update={"on": True, "prepare": False})
    known = config.model_copy(
        update={
            "speech": speech,
            "languages": ("nl", "ar", "pl", "so"),
            "topics": ("money", "other", "later"),
        }
    )
    built = Town(tmp_path, known, restarts=request.param == "restarted")
    await built.start()
    yield built
    await built.stop()


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    box = Mailbox()
    await box.start()
    yield box
    await box.stop()


@pytest.fixture(params=["straight", "restarted"])
async def by_mail(
    request: pytest.FixtureRequest, tmp_path: Path, config: Config, mailbox: Mailbox
) -> AsyncIterator[Town]:
    """A town where one coach, and the coordinator, read nothing but e-mail."""
    restarts = request.param == "restarted"
    known = notified(config, bilal="email")
    built = Town(tmp_path, known, restarts=restarts, mail=server(mailbox))
    await built.start()
    yield built
    await built.stop()
