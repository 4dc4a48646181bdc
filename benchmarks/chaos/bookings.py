"""Bookings: what a parent was told is so, stands in the database, and no time is given twice."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from benchmarks.chaos.deeds import Confirmed, confirmed
from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.held import clashes
from benchmarks.chaos.tables import moment

ANSWERS_LIVE = timedelta(hours=12)  # what a parent who blocked the bot misses for longer is dropped


def look(evidence: Evidence) -> Finding:
    """Compare the parents' phones with the database."""
    told = confirmed(evidence)
    kept = {row["id"]: row for row in evidence.tables.appointments}
    made = {one.appointment: one for one in told if one.what == "booked"}
    lost = [one for one in told if one.appointment not in kept and not _erased(evidence, one)]
    double = {*_clashes(evidence), *clashes(evidence)}
    silent = [key for key in kept if key not in made and not _away(evidence, kept[key])]
    return Finding(
        (
            ("bookings confirmed to a parent", len(made)),
            ("… in the database", len(set(made) & set(kept))),
            ("… erased by the parent since", sum(_erased(evidence, o) for o in made.values())),
            ("parents who erased everything", len(evidence.tables.erased)),
            ("bookings whose parent was away", len(set(kept) - set(made)) - len(silent)),
            ("moves and cancels", sum(row["sequence"] for row in kept.values())),
            ("double bookings", len(double)),
        ),
        (
            *listed("booking lost", {_named(one) for one in lost}),
            *listed("booking that its parent was never told of", silent),
            *listed("booking of somebody else", _of_others(told, kept)),
            *listed("booking at another time than told", _otherwise(told, kept)),
            *listed("double booking", double),
        ),
    )


def _erased(evidence: Evidence, one: Confirmed) -> bool:
    """Tell whether the parent has erased everything since."""
    at = evidence.tables.erased_at(one.chat)
    return at is not None and at >= one.at - timedelta(hours=1)


def _away(evidence: Evidence, row: Mapping[str, Any]) -> bool:
    booked = moment(row["booked"])
    return evidence.away(row["parent"], booked, booked + ANSWERS_LIVE)


def _of_others(told: list[Confirmed], kept: Mapping[str, Mapping[str, Any]]) -> set[str]:
    return {
        _named(one)
        for one in told
        if one.appointment in kept
        and (kept[one.appointment]["parent"], kept[one.appointment]["coach"])
        != (one.chat, one.coach)
    }


def _otherwise(told: list[Confirmed], kept: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Find those that were never moved, and stand at another time all the same."""
    return {
        _named(one)
        for one in told
        if one.what == "booked"
        and (row := kept.get(one.appointment))
        and row["state"] == "booked"
        and row["sequence"] == 0
        and moment(row["start"]) != one.start
    }


def _clashes(evidence: Evidence) -> Iterator[str]:
    """Find talks of one coach (buffer included), or of one parent, that overlap."""
    buffer = int(evidence.config.booking.buffer.total_seconds())
    booked = [row for row in evidence.tables.appointments if row["state"] == "booked"]
    for who, apart in (("coach", buffer), ("parent", 0)):
        talks = sorted(booked, key=lambda row: (str(row[who]), row["start"]))
        for one, next_ in pairwise(talks):
            if one[who] == next_[who] and one["end"] + apart > next_["start"]:
                yield f"{who} {one[who]}: {one['id']} and {next_['id']} at {moment(one['start'])}"


def _named(one: Confirmed) -> str:
    return f"{one.appointment} of chat {one.chat} with {one.coach} at {one.start}"
