"""Seals what people said before it is written: whoever finds the file reads none of it."""

import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class WrongKeyError(Exception):
    """KANSENCOACH_KEY does not open this database: write the key it was made with."""


class Sealer:
    """Seals and unseals texts with Fernet (AES-128-CBC and HMAC-SHA256).

    The first key seals; every key unseals, so that an old one can be replaced. Raises ValueError
    for a key that is not 32 bytes in URL-safe base64, or when there is none.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("there is no key")
        self._keys = tuple(keys)
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        """Seal a text; the same text gives another token each time."""
        return self._fernet.encrypt(text.encode()).decode()

    def unseal(self, token: str) -> str:
        """Read a token; raises WrongKeyError if no key fits, or somebody changed it."""
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken:
            raise WrongKeyError(WrongKeyError.__doc__) from None

    def marks(self, text: str) -> list[str]:
        """Give what recognises a text and does not lead back to it; one mark for each key."""
        return [
            hmac.digest(key.encode(), text.encode(), hashlib.sha256).hex() for key in self._keys
        ]


def new_key() -> str:
    """Make a key."""
    return Fernet.generate_key().decode()
