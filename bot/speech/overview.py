"""Who speaks each language now, and which voice could."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings.speech import Speech
from bot.speech.espeak import Espeak
from bot.speech.fixed import Fixed
from bot.speech.piper.near import files
from bot.speech.piper.recommended import RECOMMENDED
from bot.speech.recordings import Recordings

SILENT = "no voice: 🔊 is not shown"
RECORDED = "no voice: 🔊 is shown below a message of which all is recorded"
LICENCES = (
    "A licence is that of the recordings a voice was made from. Its MODEL_CARD, which stands beside"
    " it where it is downloaded, has the last word: read it first."
)


@dataclass(frozen=True)
class Overview:
    """What there is to speak with; `espeak` is None when it cannot be used, and `why` tells."""

    speech: Speech
    fixed: Fixed
    recordings: Recordings
    voices: Path
    has_piper: bool
    espeak: Espeak | None
    why: str = ""

    def lines(self) -> Iterator[str]:
        """Go through the languages."""
        if not self.speech.on:
            yield "Nothing is read aloud: kansencoach.toml has [speech] on = false.\n"
        if self.espeak is None:
            yield f"No espeak-ng: {self.why}. To install it: apt-get install espeak-ng\n"
        for code in self.fixed.languages.codes:
            yield f"{code} {self.fixed.languages.own_name(code)}: {self._now(code)}"
            yield from (f"   {line}" for line in self._more(code))
        yield f"\n{LICENCES}"

    def _now(self, code: str) -> str:
        """Name the voice that speaks now."""
        piper = self.speech.piper.get(code)
        if piper and self._lacks(piper) is None:
            return f"Piper, {piper}"
        if self.espeak and code in self.espeak.languages:
            return f"espeak-ng {self.espeak.version}, voice {code}"
        return RECORDED if self.recordings.count(code) else SILENT

    def _more(self, code: str) -> Iterator[str]:
        yield f"recordings: {self.recordings.count(code)} of {len(self.fixed.texts(code))}"
        piper = self.speech.piper.get(code)
        if piper and self.speech.piper_url:
            yield f"Piper: {piper} of {self.speech.piper_url}; espeak-ng when it does not answer"
        elif piper and (fault := self._lacks(piper)):
            yield f"Piper: {piper} is not used: {fault}"
        elif not piper:
            yield f"Piper: {self._advice(code)}"

    def _lacks(self, piper: str) -> str | None:
        """Tell what a Piper voice needs; None when all is there, or elsewhere."""
        if self.speech.piper_url:
            return None
        if not self.has_piper:
            return "Piper is not installed: pip install -c constraints.txt -e '.[piper]'"
        lacking = next((it for it in files(self.voices, piper) if not it.is_file()), None)
        return f"{lacking} is missing: {self._download(piper)}" if lacking else None

    def _advice(self, code: str) -> str:
        """Tell which voice could be taken, with its licence and how to get it."""
        voice = RECOMMENDED.get(code)
        if voice is None:
            return "there is no voice of this language that we know; recordings help here most"
        licence = voice.licence or "licence not known here: read its MODEL_CARD"
        remark = f"; {voice.remark}" if voice.remark else ""
        return (
            f"none is set. Recommended: {voice.name} ({licence}{remark}). To get it:"
            f" {self._download(voice.name)};"
            f' then write below [speech.piper]: {code} = "{voice.name}"'
        )

    def _download(self, name: str) -> str:
        return f"python -m piper.download_voices {name} --download-dir {self.voices}"
