"""Each language says times, days, money, numbers and short forms in its own words."""

import pytest

from tests.speech.ears import CODES, ear, said

TIMES = {  # 10:00, 10:05, 14:30
    "nl": ("10 uur", "10 uur 5", "14 uur 30"),
    "en": ("10 o'clock", "10 oh 5", "14 30"),
    "ar": ("الساعة 10", "الساعة 10 و 5 دقائق", "الساعة 14 و 30 دقيقة"),
    "uk": ("десята", "десята нуль 5", "чотирнадцята 30"),
    "pl": ("dziesiąta", "dziesiąta zero 5", "czternasta 30"),
    "tr": ("saat 10", "saat 10 sıfır 5", "saat 14 30"),
    "ti": ("ሰዓት 10", "ሰዓት 10ን 5 ደቓይቕን", "ሰዓት 14ን 30 ደቓይቕን"),
    "fa": ("ساعت 10", "ساعت 10 و 5 دقیقه", "ساعت 14 و 30 دقیقه"),
    "ro": ("ora 10", "ora 10 și 5", "ora 14 și 30"),
    "bg": ("10 часа", "10 часа и 5", "14 часа и 30"),
    "so": ("saacadda 10", "saacadda 10 iyo 5 daqiiqo", "saacadda 14 iyo 30 daqiiqo"),
    "ru": ("10 часов", "10 часов 5 минут", "14 часов 30 минут"),
    "de": ("10 Uhr", "10 Uhr 5", "14 Uhr 30"),
}
RANGES = {  # 10:00–12:00
    "nl": "van 10 uur tot 12 uur",
    "en": "from 10 o'clock to 12 o'clock",
    "ar": "من الساعة 10 حتى الساعة 12",
    "uk": "з десятої до дванадцятої",
    "pl": "od dziesiątej do dwunastej",
    "tr": "saat 10 ile saat 12 arası",
    "ti": "ካብ ሰዓት 10 ክሳብ ሰዓት 12",
    "fa": "از ساعت 10 تا ساعت 12",
    "ro": "de la ora 10 până la ora douăsprezece",
    "bg": "от 10 часа до 12 часа",
    "so": "laga bilaabo saacadda 10 ilaa saacadda 12",
    "ru": "с десяти часов до двенадцати часов",
    "de": "von 10 Uhr bis 12 Uhr",
}
MONEY = {  # € 5,50 and € 5
    "nl": ("5 euro 50", "5 euro"),
    "en": ("5 euros 50", "5 euros"),
    "ar": ("5 يورو و 50 سنت", "5 يورو"),
    "uk": ("5 євро 50", "5 євро"),
    "pl": ("5 euro 50", "5 euro"),
    "tr": ("5 euro 50 sent", "5 euro"),
    "ti": ("5 ዩሮን 50 ሳንቲምን", "5 ዩሮ"),
    "fa": ("5 یورو و 50 سِنت", "5 یورو"),
    "ro": ("5 euro 50", "5 euro"),
    "bg": ("5 евро и 50 цента", "5 евро"),
    "so": ("5 yuuro iyo 50 senti", "5 yuuro"),
    "ru": ("5 евро 50", "5 евро"),
    "de": ("5 Euro 50", "5 Euro"),
}
SHORT = [  # dates and short forms, as each language has them on the screen
    ("nl", "di 1 dec", "dinsdag 1 december"),
    ("nl", "bijv. de 2e t/m 3e, tel. 112, evt. a.u.b.",
     "bijvoorbeeld de tweede tot en met derde, telefoon 1 1 2, eventueel alstublieft"),
    ("en", "Tue, 1 Dec, e.g. Mr. Jones", "Tuesday, the 1st of December, for example Mister Jones"),
    ("ar", "الثلاثاء، 1 كانون الأول الخ", "الثلاثاء، 1 كانون الأول إلى آخره"),
    ("ar", "في الساعة 10:10 صباحًا", "في الساعة 10 و 10 دقائق صباحًا"),
    ("uk", "вт, 1 груд. 2026\u202fр.", "вівторок, перше грудня 2026 року"),
    ("uk", "пт о 9:00, до 2 груд., напр. № 5",
     "пт о дев'ятій, до другого грудня, наприклад номер 5"),
    ("pl", "wt., 1 gru 2026\u00a0r.", "wtorek, pierwszego grudnia 2026 roku"),
    ("pl", "np. o 10:00 lub od godz. 9:30", "na przykład o dziesiątej lub od dziewiątej 30"),
    ("pl", "1 gru – 3 gru", "pierwszego grudnia do trzeciego grudnia"),
    ("tr", "1 Ara 2026 Sal, örn. saat 14:30'da", "1 Aralık 2026 Salı, örneğin saat 14 30'da"),
    ("tr", "%50 vb.", "yüzde 50 ve benzeri"),
    ("ti", "ሰሉ፣ 1 ታሕ", "ሰሉስ፣ 1 ታሕሳስ"),
    ("ti", "ሰዓት 10:00 ናይ ንግሆ፦ ት/ቲ", "ሰዓት 10 ናይ ንግሆ፣ ትምህርቲ"),
    ("fa", "سه‌شنبه 1 دسم", "سه‌شنبه اول دسمبر"),
    ("fa", "دسم 2, 2026، ساعت 9:15 الخ", "دوم دسمبر 2026، ساعت 9 و 15 دقیقه و غیره"),
    ("fa", "2 می‌توانم", "2 می‌توانم"),
    ("ro", "mar., 1 mar. 2026", "marți, întâi martie 2026"),
    ("ro", "la ora 14:00, de ex. 10 min. Apoi", "la ora 14, de exemplu 10 minute. Apoi"),
    ("bg", "вт, 1 дек 2026\u202fг.", "вторник, първи декември 2026 година"),
    ("bg", "в 10:00 часа и т.н.", "в 10 часа и така нататък"),
    ("so", "Tldo, Dis 1, 2026", "Talaado, 1 Diseembar 2026"),
    ("so", "Isn 9:00, tel. 112 iwm.",
     "Isniin saacadda 9, telefoon 1 1 2 iyo wixii la mid ah"),
    ("ru", "вт, 1 дек. 2026\u202fг.", "вторник, первое декабря 2026 года"),
    ("ru", "до 2 дек., в 14:00, и т. д.", "до второго декабря, в 14 часов, и так далее"),
    ("de", "Di., 1. Dez. 2026", "Dienstag, erster Dezember 2026"),
    ("de", "am 2. März, z. B. um 10:00 Uhr usw.",
     "am zweiten März, zum Beispiel um 10 Uhr und so weiter"),
]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_a_time_is_said_as_the_language_says_it(code: str) -> None:
    stop = ear(code).signs.stop
    heard = tuple(said(code, shown).removesuffix(stop) for shown in ("10:00", "10:05", "14:30"))
    assert heard == TIMES[code]


@pytest.mark.parametrize("code", CODES)
def test_from_one_time_to_another_is_said_with_its_words(code: str) -> None:
    for shown in ("10:00–12:00", "10:00 - 12:00", "10:00-12:00"):
        assert said(code, shown).removesuffix(ear(code).signs.stop) == RANGES[code]


@pytest.mark.parametrize("code", CODES)
def test_an_amount_is_said_as_the_language_says_it(code: str) -> None:
    stop = ear(code).signs.stop
    for shown in ("€ 5,50", "5,50 €", "€5.50"):
        assert said(code, shown).removesuffix(stop) == MONEY[code][0]
    assert said(code, "€ 5,-").removesuffix(stop) == MONEY[code][1]


def test_one_euro_is_said_in_the_singular() -> None:
    assert said("en", "€ 1 or € 1,50 or € 21") == "1 euro or 1 euros 50 or 21 euros."


@pytest.mark.parametrize("code", CODES)
def test_a_dash_between_two_numbers_or_days_is_said_as_its_word(code: str) -> None:
    signs, days = ear(code).signs, ear(code).days
    assert said(code, "3–4") == said(code, "3 - 4") == f"3 {signs.until} 4{signs.stop}"
    first, last = (f"{day} {days.months[0]}" for day in (1, 3))
    assert said(code, f"{first} – {last}") == said(code, f"{first} {days.until} {last}")


@pytest.mark.parametrize("code", CODES)
def test_a_telephone_number_is_said_in_groups_with_the_pause_of_the_language(code: str) -> None:
    signs = ear(code).signs
    groups = ("0 6", "1 2", "3 4", "5 6", "7 8")
    assert said(code, "06-12345678") == f"{signs.comma} ".join(groups) + signs.stop
    assert said(code, "+31 6 12345678").startswith(f"{signs.plus} 3 1{signs.comma} 6")


@pytest.mark.parametrize(("code", "shown", "heard"), SHORT)
def test_short_forms_are_said_in_full(code: str, shown: str, heard: str) -> None:
    assert said(code, shown).removesuffix(ear(code).signs.stop) == heard
