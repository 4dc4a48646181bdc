"""The program itself: what was done to it, and that it was not broken by it."""

import re
from collections import Counter

from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.finding import Finding, listed

FAULT = re.compile(
    r"level=(?:error|critical)\b.*?event=(?P<event>\"[^\"]*\"|\S+).*?fault=(?P<fault>\w+)"
)
DISK = ("database or disk is full", "disk I/O error")
BUSY = ("database is locked", "updates are not kept yet")
REFUSES = "the database refuses: "
OF_THE_DATABASE = {"OperationalError", "DatabaseError", "OSError"}  # by their words only
EXPECTED = {"NetworkError", "TimedOut", "RetryAfter"}


def look(evidence: Evidence) -> Finding:
    """Count what went wrong on purpose; find what the program did not expect."""
    weathered = evidence.weathered
    faults = Counter(call.fault for call in evidence.calls if call.fault)
    log = weathered.log
    refusals = sum(any(words in line for words in DISK) for line in log)
    unexpected = [line for line in log if "Traceback" in line or _unexpected(line)]
    ended = [] if weathered.code == 0 else [f"exit code {weathered.code}"]
    return Finding(
        (
            ("kills", len(weathered.kills)),
            ("the clock jumped an hour", weathered.jumps),
            ("the disk was full", len(weathered.fills)),
            ("… refusals of the database logged", refusals),
            ("faults of Telegram", sum(faults.values())),
            *((f"… {kind}", count) for kind, count in sorted(faults.items())),
            ("chats that blocked the bot and came back", _blocks(evidence)),
            ("taps", weathered.taps),
        ),
        (
            *listed("the program was surprised", set(unexpected)),
            *listed("the program did not end well", ended),
        ),
    )


def _unexpected(line: str) -> bool:
    """Tell whether a line is of a fault that nobody caused; the database's are known by words."""
    fault = match["fault"] if (match := FAULT.search(line)) else ""
    if fault in OF_THE_DATABASE or REFUSES in line:
        return not any(words in line for words in (*DISK, *BUSY))
    return bool(fault) and fault not in EXPECTED


def _blocks(evidence: Evidence) -> int:
    changes = (given.update.get("my_chat_member") for given in evidence.given.values())
    return sum(c["new_chat_member"]["status"] == "kicked" for c in changes if c is not None)
