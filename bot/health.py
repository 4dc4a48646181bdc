"""Shows a monitor on this machine how the program is doing: /healthz and /metrics, no persons."""

import sqlite3
from collections.abc import Iterator

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot import status
from bot.services.office import Office
from bot.status import Status
from bot.tally import Tally

HERE = "127.0.0.1"
WELL, UNWELL = 200, 503


class Health:
    """A small web server that only this machine reaches."""

    def __init__(self, office: Office, port: int) -> None:
        self._office, self._port = office, port
        pages = web.Application()
        pages.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._metrics)])
        self._runner = web.AppRunner(pages, access_log=None)

    async def start(self) -> None:
        """Listen; raises OSError if the port is taken."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HERE, self._port).start()
        except OSError as fault:
            await self._runner.cleanup()
            words = f"KANSENCOACH_HEALTH_PORT: port {self._port} is not free on {HERE}"
            raise OSError(words) from fault

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        try:
            why = status.faults(await self._read())
        except sqlite3.Error:
            why = ["The database refuses."]
        return web.json_response({"well": not why, "why": why}, status=UNWELL if why else WELL)

    async def _metrics(self, _: web.Request) -> web.Response:
        registry = CollectorRegistry()
        registry.register(_Measured(await self._read(), self._office.tally))
        headers = {"Content-Type": CONTENT_TYPE_LATEST}
        return web.Response(body=generate_latest(registry), headers=headers)

    async def _read(self) -> Status:
        return await status.read(self._office.database.reader, self._office.now())


class _Measured(Collector):
    """What was read just now, as Prometheus wants to hear it."""

    def __init__(self, found: Status, tally: Tally) -> None:
        self._found, self._tally = found, tally

    def collect(self) -> Iterator[Metric]:
        """Give every measure; moments are seconds since 1970."""
        tally = self._tally
        updates = CounterMetricFamily("kansencoach_updates", "Updates heard since the start.")
        updates.add_metric([], tally.updates)
        yield updates
        yield _counts("kansencoach_letters", "What became of tries to send.", tally.letters)
        yield _counts("kansencoach_logged", "Warnings and errors since the start.", tally.logged)
        for name, words, value in _gauges(self._found):
            yield GaugeMetricFamily(f"kansencoach_{name}", words, value)


def _counts(name: str, words: str, counts: dict[str, int]) -> Metric:
    family = CounterMetricFamily(name, words, labels=["kind"])
    for kind, count in sorted(counts.items()):
        family.add_metric([kind], count)
    return family


def _gauges(found: Status) -> Iterator[tuple[str, str, float]]:
    yield "well", "1 when nothing is wrong.", not status.faults(found)
    yield "letters_late", "Letters that should have left.", found.late.count
    yield "letters_planned", "Letters whose moment has not come.", found.planned
    oldest = (found.now - found.late.since).total_seconds() if found.late.since else 0
    yield "oldest_late_seconds", "How long the oldest of them should have left.", oldest
    moments = (
        ("last_update_timestamp_seconds", "When somebody was last heard.", found.heard),
        ("last_asked_timestamp_seconds", "When Telegram last told who wrote.", found.asked),
        ("last_backup_timestamp_seconds", "When the last good backup was made.", found.backup.good),
        ("last_heartbeat_timestamp_seconds", "When the heart last beat.", found.beat),
    )
    for name, words, moment in moments:
        if moment is not None:
            yield name, words, moment.timestamp()
