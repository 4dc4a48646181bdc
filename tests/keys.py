"""A key for tests, which seals nothing that matters."""

import base64

from storage.sealing import Sealer

KEY = base64.urlsafe_b64encode(b"for tests only".ljust(32)).decode()
SEALER = Sealer([KEY])
