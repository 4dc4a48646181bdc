"""Files that were sent: kept whole, known by their file_id, fetched by their path."""

import hashlib
from dataclasses import dataclass, field

from bot.simulator.model import Json

DOWNLOAD_LIMIT = 20 * 1024 * 1024
FOLDERS = {"document": "documents", "voice": "voice", "photo": "photos", "sticker": "stickers"}
PREFIXES = {"document": "BQAC", "voice": "AwAC", "photo": "AgAC", "sticker": "CAAC"}


@dataclass(frozen=True)
class StoredFile:
    """A file and the fields that the Bot API shows of it."""

    kind: str
    file_id: str
    path: str
    name: str
    mime: str
    data: bytes = field(repr=False)
    fields: Json = field(default_factory=dict)
    small: "StoredFile | None" = None  # the same photo, smaller

    @property
    def reference(self) -> Json:
        """The fields that every kind of file has."""
        unique = hashlib.sha256(self.file_id.encode()).hexdigest()[:15]
        return {
            "file_id": self.file_id,
            "file_unique_id": f"AQAD{unique}",
            "file_size": len(self.data),
        }

    @property
    def content(self) -> Json:
        """The message field with this file, as the Bot API writes it."""
        whole = {**self.reference, **self.fields}
        if self.kind != "photo":
            return {self.kind: whole}
        return {"photo": [*(self.small.content["photo"] if self.small else ()), whole]}


class Files:
    """All files of one world."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def document(self, name: str, data: bytes, mime: str) -> StoredFile:
        """Keep a document."""
        return self._keep("document", name, data, mime, {"file_name": name, "mime_type": mime})

    def voice(self, data: bytes, seconds: int, mime: str) -> StoredFile:
        """Keep a voice message."""
        return self._keep(
            "voice", "voice.oga", data, mime, {"duration": seconds, "mime_type": mime}
        )

    def photo(self, data: bytes) -> StoredFile:
        """Keep a photo in two sizes; its size in pixels is not looked at."""
        mime = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        small = self._keep("photo", "small.jpg", data, mime, {"width": 90, "height": 67})
        whole = {"width": 320, "height": 240}
        return self._keep("photo", "photo.jpg", data, mime, whole, small)

    def sticker(self) -> StoredFile:
        """Keep a small sticker."""
        shape = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        }
        return self._keep("sticker", "sticker.webp", b"RIFF", "image/webp", shape)

    def by_id(self, file_id: str) -> StoredFile | None:
        """Find a file by its file_id."""
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """Find a file by the file_path that getFile gave."""
        return self._by_path.get(path)

    def lose(self) -> None:
        """Have no bytes of any file any more, as Telegram after long: its file_id stays known."""
        self._by_path.clear()

    def _keep(  # noqa: PLR0917 - all of it describes the file
        self,
        kind: str,
        name: str,
        data: bytes,
        mime: str,
        fields: Json,
        small: StoredFile | None = None,
    ) -> StoredFile:
        count = len(self._by_id)
        end = name.rsplit(".", 1)[-1] if "." in name else "bin"
        stored = StoredFile(
            kind=kind,
            file_id=f"{PREFIXES[kind]}AgIAAxkB{count:08d}{hashlib.sha256(data).hexdigest()[:24]}",
            path=f"{FOLDERS[kind]}/file_{count}.{end}",
            name=name,
            mime=mime,
            data=data,
            fields=fields,
            small=small,
        )
        self._by_id[stored.file_id] = self._by_path[stored.path] = stored
        return stored
