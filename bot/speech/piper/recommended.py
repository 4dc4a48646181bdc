"""The Piper voices that we would take, and what is known of their licences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """A voice by its name, with the licence of the recordings it was made from, if we know it."""

    name: str
    licence: str | None = None
    remark: str = ""


RECOMMENDED = {
    "nl": PiperVoice("nl_NL-ronnie-medium", "CC0", "Flemish: nl_BE-rdh-medium, CC0 too"),
    "en": PiperVoice("en_US-ljspeech-medium", "public domain"),
    "ar": PiperVoice("ar_JO-kareem-medium"),
    "uk": PiperVoice("uk_UA-ukrainian_tts-medium"),
    "pl": PiperVoice("pl_PL-gosia-medium", "CC0"),
    "tr": PiperVoice("tr_TR-dfki-medium"),
    "fa": PiperVoice(
        "fa_IR-gyro-medium", None, "it speaks as in Iran; Dari differs: let a parent listen first"
    ),
    "ro": PiperVoice("ro_RO-mihai-medium", "CC0"),
    "bg": PiperVoice("bg_BG-dimitar-medium", "CC0"),
    "ru": PiperVoice("ru_RU-denis-medium", "CC0"),
    "de": PiperVoice("de_DE-thorsten-medium", "CC0"),
}
