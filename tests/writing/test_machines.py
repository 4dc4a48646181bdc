"""What `kansencoach check` says of machines that are wanted and do not work."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Config, read_config
from bot.settings.speech import Speech
from bot.writing.machines import MODELS, built, faults
from tests.writing.programs import model
from tests.writing.translations import Translations, hangs

EXAMPLE = Path(__file__).parents[2] / "kansencoach.example.toml"
KEY = SecretStr("s3cret-key")


def wanting(**speech: str) -> Config:
    return read_config(EXAMPLE).model_copy(update={"speech": Speech.model_validate(speech)})


@pytest.fixture
async def server() -> AsyncIterator[Translations]:
    server = Translations()
    await server.start()
    yield server
    await server.stop()


async def test_who_wants_no_machine_hears_of_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert await faults(wanting(), tmp_path, None) == []
    machines = built(Speech(), tmp_path, None)
    assert machines.transcriber is None
    assert machines.translator is None
    assert caplog.text == ""


async def test_a_model_that_is_not_there_is_named_with_its_folder(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = wanting(transcribe="whisper-small")
    [fault] = await faults(config, tmp_path, None)
    folder = tmp_path / MODELS / "whisper-small"
    assert fault.startswith(f"speech.transcribe: there is no model in {folder}: model.bin, ")
    assert fault.endswith("or remove the line")
    with caplog.at_level(logging.WARNING):
        assert built(config.speech, tmp_path, None).transcriber is None
    assert "there is no model" in caplog.text
    model(folder)
    (folder / "tokenizer.json").unlink()  # the library would fetch one from elsewhere
    [fault] = await faults(config, tmp_path, None)
    assert f"{folder}: tokenizer.json missing" in fault
    model(folder)
    assert await faults(config, tmp_path, None) == []
    machines = built(config.speech, tmp_path, None)
    assert machines.transcriber is not None
    await machines.close()


async def test_a_server_is_asked_for_a_trial_in_each_language_of_a_coach(
    tmp_path: Path, server: Translations
) -> None:
    config = wanting(translate_url=server.url)
    assert await faults(config, tmp_path, None) == []
    spoken = {coach.language for coach in config.coaches}
    assert {asked["target"] for asked in server.asked} == spoken - {"en"}
    assert {asked["q"] for asked in server.asked} == {"Good morning"}
    server.targets = ("fr",)
    [fault] = await faults(config, tmp_path, None)
    told = f"speech.translate_url: {server.url} does not translate to nl: HTTP 400"
    assert fault.startswith(told)


async def test_a_key_that_is_missing_or_wrong_is_never_shown(
    tmp_path: Path, server: Translations, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    config, server.key = wanting(translate_url=server.url), KEY.get_secret_value()
    assert await faults(config, tmp_path, KEY) == []
    [fault] = await faults(config, tmp_path, None)
    assert "KANSENCOACH_TRANSLATE_KEY" in fault
    server.key = "another"
    [fault] = await faults(config, tmp_path, KEY)
    assert "HTTP 403" in fault
    assert KEY.get_secret_value() not in fault + caplog.text


async def test_a_server_that_does_not_answer(tmp_path: Path, server: Translations) -> None:
    config = wanting(translate_url=server.url)
    server.does = hangs
    [fault] = await faults(config, tmp_path, None, patience=0.2)
    assert "TimeoutError" in fault
    await server.stop()
    [fault] = await faults(config, tmp_path, None)
    assert "ClientConnectorError" in fault
    await server.start()
