"""Files that were sent: kept whole, known by their file_id, fetched by their path."""

import hashlib
from dataclasses import dataclass, field

from bot.simulator.model import Json

DOWNLOAD_LIMIT = 20 * 1024 * 1024
VOICE_ENDINGS = {"audio/mpeg": "mp3", "audio/mp4": "m4a"}
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
    claimed: int | None = None  # its size, where a test does without so many bytes

    @property
    def size(self) -> int:
        """How many bytes it has, as everybody is told."""
        return len(self.data) if self.claimed is None else self.claimed

    @property
    def reference(self) -> Json:
        """The fields that every kind of file has."""
        unique = hashlib.sha256(self.file_id.encode()).hexdigest()[:15]
        return {
            "file_id": self.file_id,
            "file_unique_id": f"AQAD{unique}",
            "file_size": self.size,
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
        self._forgotten: set[str] = set()

    def document(self, name: str, data: bytes, mime: str) -> StoredFile:
        """Keep a document."""
        return self._keep("document", name, data, mime, {"file_name": name, "mime_type": mime})

    def voice(self, data: bytes, seconds: int, mime: str, claimed: int | None = None) -> StoredFile:
        """Keep a voice message; it may claim another size than it has."""
        name = f"voice.{VOICE_ENDINGS.get(mime, 'oga')}"
        fields = {"duration": seconds, "mime_type": mime}
        return self._keep("voice", name, data, mime, fields, claimed=claimed)

    def photo(self, data: bytes) -> StoredFile:
        """Keep a photo in two sizes; its size in pixels is not looked at."""
        mime = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        small = self._keep("photo", "small.jpg", data, mime, {"width": 90, "height": 67})
        whole = {"width": 320, "height": 240}
        return self._keep("photo", "photo.jpg", data, mime, whole, small=small)

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

    def forgotten(self, file_id: str) -> bool:
        """Whether the bot knew this file_id once, and may not use it any more."""
        return file_id in self._forgotten

    def by_path(self, path: str) -> StoredFile | None:
        """Find a file by the file_path that getFile gave."""
        return self._by_path.get(path)

    def lose(self) -> None:
        """Have no bytes of any file any more, as Telegram after long: its file_id stays known."""
        self._by_path.clear()

    def forget(self, *file_ids: str) -> None:
        """Take these file_ids from the bot, or all of now, as when it becomes another bot.

        They are refused from now on; people still hear and see the files that they have.
        """
        self._forgotten.update(file_ids or self._by_id)

    def _keep(
        self,
        kind: str,
        name: str,
        data: bytes,
        mime: str,
        fields: Json,
        *,
        small: StoredFile | None = None,
        claimed: int | None = None,
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
            claimed=claimed,
        )
        self._by_id[stored.file_id] = self._by_path[stored.path] = stored
        return stored
