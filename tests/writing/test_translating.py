"""A translation comes from a server that can misbehave in every way, and never says our words."""

import json
import logging
import time
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.writing.outcome import BusyError, NothingWrittenError, Written
from bot.writing.translating import Translator
from tests.writing.translations import Answer, Translations, hangs, late, refuses, says, sends_away

ASKED, MADE = "متى تبدأ السباحة؟", "Wanneer begint het zwemmen?"
KEY = SecretStr("s3cret-key")


@pytest.fixture
async def server() -> AsyncIterator[Translations]:
    server = Translations(knows={ASKED: MADE})
    await server.start()
    yield server
    await server.stop()


async def test_a_text_comes_back_with_the_language_it_was_in(server: Translations) -> None:
    made = await Translator(server.url, None).translate(ASKED, "nl")
    assert made == Written(MADE, "ar")
    assert server.asked == [{"q": ASKED, "source": "auto", "target": "nl", "format": "text"}]


async def test_a_server_can_want_a_key(server: Translations) -> None:
    server.key = KEY.get_secret_value()
    assert (await Translator(server.url, KEY).translate(ASKED, "nl")).text == MADE
    with pytest.raises(NothingWrittenError, match=r"^HTTP 403$"):
        await Translator(server.url, SecretStr("wrong")).translate(ASKED, "nl")
    with pytest.raises(NothingWrittenError, match=r"^HTTP 400$"):
        await Translator(server.url, None).translate(ASKED, "nl")


@pytest.mark.parametrize(
    "does",
    [
        refuses(400),
        refuses(403),
        refuses(500),
        says("", status=204),
        says(MADE, status=302),
        says("<html>Bad gateway</html>", "text/html"),
        says("[]"),
        says("null"),
        says("{}"),
        says('{"translatedText": 7}'),
        says('{"translatedText": "  "}'),
        says('{"translatedText": ["x"]}'),
        says('{"translatedText": "x", "detectedLanguage": "ar"}'),
        says('{"translatedText": "' + 9_000 * "x" + '"}'),
        says('{"translatedText": "x"}' + 1_000_000 * " "),
        says('{"translatedText": "x"'),
    ],
)
async def test_whatever_else_a_server_says_is_no_translation(
    server: Translations, does: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.does = does
    with pytest.raises(NothingWrittenError) as failed:
        await Translator(server.url, KEY).translate(ASKED, "nl")
    for shown in (str(failed.value), caplog.text):
        assert ASKED not in shown
        assert KEY.get_secret_value() not in shown
        assert server.url not in shown
    assert failed.value.__context__ is None or failed.value.__suppress_context__


async def test_without_a_detected_language_none_is_told(server: Translations) -> None:
    server.does = says(json.dumps({"translatedText": MADE}))
    assert await Translator(server.url, None).translate(ASKED, "nl") == Written(MADE, None)
    server.does = says(json.dumps({"translatedText": MADE, "detectedLanguage": {"language": 5}}))
    assert await Translator(server.url, None).translate(ASKED, "nl") == Written(MADE, None)


@pytest.mark.parametrize(
    ("told", "seconds"), [({}, 60), ({"Retry-After": "7"}, 7), ({"Retry-After": "99999"}, 300)]
)
async def test_a_busy_server_is_left_alone_as_long_as_it_wants(
    server: Translations, told: dict[str, str], seconds: float
) -> None:
    server.does = refuses(429, **told)
    with pytest.raises(BusyError, match=r"^HTTP 429$") as busy:
        await Translator(server.url, None).translate(ASKED, "nl")
    assert busy.value.seconds == seconds


async def test_a_slow_server_is_waited_for_and_one_that_hangs_is_not(server: Translations) -> None:
    server.does = late(0.3)
    assert (await Translator(server.url, None, patience=5).translate(ASKED, "nl")).text == MADE
    server.does = hangs
    begun = time.monotonic()
    with pytest.raises(NothingWrittenError, match=r"^TimeoutError$|^ServerTimeoutError$"):
        await Translator(server.url, None, patience=0.2).translate(ASKED, "nl")
    assert time.monotonic() - begun < 3


async def test_words_and_key_are_not_shown_to_another_server(server: Translations) -> None:
    server.does = sends_away
    with pytest.raises(NothingWrittenError, match=r"^HTTP 307$"):
        await Translator(server.url, KEY).translate(ASKED, "nl")
    assert len(server.asked) == 1


async def test_a_server_that_is_not_there(server: Translations) -> None:
    url = server.url
    await server.stop()
    with pytest.raises(NothingWrittenError, match=r"^ClientConnectorError$"):
        await Translator(url, None).translate(ASKED, "nl")
    await server.start()
