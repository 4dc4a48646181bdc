"""Ids made by us: letters in the order they were written, appointments that cannot be guessed."""

import secrets
import time
from itertools import count

_numbers = count(time.time_ns() // 1000)


def letter_id() -> int:
    """Give a number higher than all before it, also before the last restart.

    It starts at the microseconds since 1970 and grows by one, so a process would have to write
    a million letters a second to overtake its successor.
    """
    return next(_numbers)


def appointment_id() -> str:
    """Give ten random hexadecimal digits: short enough for a button, and checked for its owner."""
    return secrets.token_hex(5)


def round_tag() -> str:
    """Give four random characters that mark the buttons of one round of a conversation."""
    return secrets.token_hex(2)


def nobody_id() -> int:
    """Give a number below zero for a parent whose chat is not known: no chat has one."""
    return -1 - secrets.randbits(52)
