"""`kansencoach check`: what an operator should know, in plain sentences."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.folder import DATABASE
from bot.settings import read_config
from bot.simulator import Simulator
from storage import coaches, facts, outbox
from storage.database import Database
from storage.outbox import Letter
from tests.keys import SEALER
from tests.program.municipality import EXAMPLE, anna_by_mail
from tests.program.program import Program, command
from tests.program.visitor import Visitor

Env = dict[str, str]


def _data_exists(env: Env) -> bool:
    return Path(env["KANSENCOACH_DATA"]).exists()


async def _database(env: Env) -> Database:
    return await Database.open(Path(env["KANSENCOACH_DATA"]) / DATABASE, SEALER)


async def _all_is_well(env: Env) -> None:
    """Link every coach, and let the heart beat."""
    database = await _database(env)
    now = datetime.now(UTC)
    async with database.transaction() as connection:
        await facts.put(connection, "heartbeat", now.isoformat())
        await facts.put(connection, "backup", now.isoformat())
        for number, reader in enumerate(read_config(Path(env["KANSENCOACH_CONFIG"])).readers):
            await coaches.link(connection, reader, 500 + number, now)
    await database.close()


async def _checked(env: Env) -> list[str]:
    """Run `check`, which finds no fault; give its remarks but those on translations."""
    ended = await command("check", env=env)
    assert (ended.code, ended.err) == (0, ""), ended.everything
    return [line for line in ended.out.splitlines() if "no native speaker" not in line]


async def test_before_the_first_run_there_is_no_database(env: Env) -> None:
    """The operator hears what makes the database, and `check` does not make it."""
    [line] = await _checked(env)
    assert "there is no database yet; `kansencoach run` makes it" in line
    assert not _data_exists(env)


async def test_nothing_is_said_about_what_is_in_order(env: Env) -> None:
    """A bot that runs, with every coach linked and all letters sent, gives no remark."""
    await _all_is_well(env)
    assert await _checked(env) in ([], ["Everything is in order."])


async def test_unlinked_coaches_are_named_with_what_to_type(env: Env) -> None:
    """Each coach without a phone is named, and a bot that does not run too."""
    database = await _database(env)
    await database.close()
    said = await _checked(env)
    assert any("The bot does not run" in line for line in said)
    assert "the coordinator is not linked yet: kansencoach invite coordinator" in said
    for coach in read_config(Path(env["KANSENCOACH_CONFIG"])).coaches:
        assert f"coach {coach.id} is not linked yet: kansencoach invite {coach.id}" in said


async def test_undelivered_letters_are_counted(env: Env) -> None:
    """Letters that wait for a coach, that wait for parents, and that Telegram refused."""
    await _all_is_well(env)
    database = await _database(env)
    earlier = datetime.now(UTC) - timedelta(hours=1)
    later = earlier + timedelta(days=9)
    async with database.transaction() as connection:
        for address in ({"coach": "anna"}, {"coach": "anna"}, {"chat": 7}, {"coach": "zoe"}):
            await outbox.put(connection, Letter("message", "{}", earlier, later, **address))
        for coach in ("bilal", "carla"):
            mailed = Letter("message", "{}", earlier, later, coach=coach, channel="email")
            await outbox.put(connection, mailed)
        await outbox.put(connection, Letter("message", "{}", earlier, later, chat=8))
        await connection.run("UPDATE letters SET ended = due, fate = 'refused' WHERE chat = 8")
        await connection.run(
            "UPDATE letters SET ended = due, fate = 'refused' WHERE coach = 'bilal'"
        )
    await database.close()
    said = "\n".join(await _checked(env))
    assert "2 letters for coach anna cannot be delivered since" in said
    assert "1 letter for coach zoe, who is not in the configuration" in said
    assert "1 letter for parents wait" in said
    assert "1 letter refused by Telegram since" in said
    assert "1 letter for coach bilal refused by the mail server since" in said
    assert "1 letter for coach carla cannot be handed to the mail server since" in said


async def test_e_mail_without_a_mail_server_is_a_fault(env: Env) -> None:
    """Who wants e-mail is named, with what to write; a coach who reads e-mail needs no link."""
    anna_by_mail(Path(env["KANSENCOACH_CONFIG"]))
    ended = await command("check", env=env)
    assert ended.code == 1
    assert 'coaches[0] (anna).notify: is "email", and KANSENCOACH_SMTP_URL is not set' in ended.out
    env["KANSENCOACH_SMTP_URL"] = "smtp://bot%40stad.nl:s3cret@mail.stad.nl"
    await (await _database(env)).close()
    said = await _checked(env)
    assert not any("anna" in line for line in said)


async def test_a_notice_waits_until_the_coach_is_linked(
    env: Env, simulator: Simulator, parent: Visitor, running: Program
) -> None:
    """What the coach could not hear yet goes out with the link; `check` sees the bot run."""
    await parent.start()
    await parent.book()
    database = await _database(env)
    [coach] = [row[0] for row in await database.reader.rows("SELECT coach FROM appointments")]
    await database.close()
    invited = await command("invite", coach, env=env)
    phone = Visitor(simulator, simulator.phone(102, "Coach", "nl"))
    await phone.start(invited.out.strip().partition("?start=")[2])
    await phone.hears("📅")
    said = await _checked(env)
    assert not any("does not run" in line or f"coach {coach} " in line for line in said)
    assert running.process.returncode is None


async def test_a_fault_gives_exit_code_one(env: Env) -> None:
    """A script can see that the bot would not start."""
    env["KANSENCOACH_CONFIG"] = str(EXAMPLE.with_name("there_is_none.toml"))
    ended = await command("check", env=env)
    assert ended.code == 1
    assert "there is no such file" in ended.out
