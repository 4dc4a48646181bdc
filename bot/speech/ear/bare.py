"""Drops what cannot be said: pictures, markup, addresses, and characters that nobody sees."""

import re
import unicodedata

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
MARKS = ".,;:!?،؛؟።፧፣"  # the pauses that a voice knows
SIGNS = "'-–/€%&+№"  # what has a word of its own, or a place inside one
FRACTIONS = "²³½¼¾"
TURNED = {  # what is written in more ways than one, or is a pause by another name
    **dict.fromkeys("([{", ", "), **dict.fromkeys(")]}", ", "),
    **dict.fromkeys("·•‣∙▪▫◦●○■□►▶→⇒|", ", "),
    **dict.fromkeys("‒–—―", "–"), **dict.fromkeys("‐‑−﹣-", "-"),
    **dict.fromkeys("’‘ʼ`´'", "'"), **dict.fromkeys("፡፣፤፥፦", "፣"),
    "…": ". ", "‼": "! ", "⁉": "? ", "⁇": "? ", "۔": ".", "。": ". ", "、": ", ", "，": ", ",
}  # fmt: skip

JOINER = re.compile(r"(?<![\u0600-\u06ff])\u200c|\u200c(?![\u0600-\u06ff])")
KEYCAP = re.compile("[0-9#*]\u20e3")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)*")
LINK = re.compile(r"(?:https?://|tg://|\bwww\.)[^\s<>]+", re.IGNORECASE)
SITE = re.compile(r"(?<![\w.@-])(?P<host>[\w-]++(?:\.[\w-]++)++)(?:[/?#][^\s<>]*)?")
ENDINGS = ("nl", "com", "org", "net", "eu", "info", "io", "app")  # no word of a language of ours
ROUND = re.compile(r"(?<=\d),[-–]{1,2}(?!\d)")  # of an amount without cents
AREA = re.compile(r"(\+\d{1,3}) ?\(0\) ?")  # +31 (0)6


def bare(text: str) -> str:
    """Leave only letters, digits, and the marks that are a pause or are said."""
    text = JOINER.sub("", text.translate(_SEEN))
    for dropped in (KEYCAP, TAG, MAIL):
        text = dropped.sub(" ", text)
    text = SITE.sub(_site, LINK.sub(_end, text))
    text = AREA.sub(r"\1 ", ROUND.sub("", text))
    return text.translate(_SAID)


def _end(link: re.Match[str]) -> str:
    """Keep the marks behind an address: they end the sentence."""
    return " " + link[0][len(link[0].rstrip(MARKS + ")]")) :]


def _site(site: re.Match[str]) -> str:
    host = site["host"]
    return _end(site) if host == "t.me" or host.rpartition(".")[2] in ENDINGS else site[0]


class _Seen(dict[int, str]):
    """Each character as it is seen: controls and what steers the writing are not."""

    def __missing__(self, point: int) -> str:
        self[point] = seen = self._seen(chr(point))
        return seen

    @staticmethod
    def _seen(char: str) -> str:
        if char in LINE_BREAKS:
            return "\n"
        if char.isspace():
            return " "
        if (digit := unicodedata.decimal(char, None)) is not None:
            return str(digit)
        selects = "VARIATION SELECTOR" in unicodedata.name(char, "")
        unseen = unicodedata.category(char)[0] == "C" and char != "\u200c"
        return "" if unseen or selects else char


class _Said(dict[int, str]):
    """Each character as it can be said; a space for the others."""

    def __missing__(self, point: int) -> str:
        self[point] = said = self._said(chr(point))
        return said

    @staticmethod
    def _said(char: str) -> str:
        if char in TURNED:
            return TURNED[char]
        if char in MARKS or char in SIGNS or char in FRACTIONS or char in "\n\u200c":
            return char
        category = unicodedata.category(char)
        letter = category[0] == "L" and char != "ℹ"
        return char if letter or category in ("Mn", "Mc", "Nd", "Nl") else " "


_SEEN, _SAID = _Seen(), _Said()
