"""What is shown is said as a person would say it: the rules that hold in every language."""

from dataclasses import replace

import pytest

from bot.i18n import LOCALES
from bot.speech.ear import read_ear, spoken
from tests.speech.ears import said


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("👍🏽 👨‍👩‍👧 🇳🇱 ❤️ ☎️", ""),
        ("1️⃣ Eén dag", "Eén dag."),
        ("Tik op 🆘 voor hulp.", "Tik op voor hulp."),
        ("*vet* _schuin_ `code` <b>dik</b>", "vet schuin code dik."),
        ("*_<i>alles</i>_* <b", "alles b."),
        ("Kijk op https://x.nl/a?b=1. Of www.x.nl!", "Kijk op. Of!"),
        ("Kijk op samendoen.nl/hulp of t.me/bot.", "Kijk op of."),
        ("Mail naar anna_b@school.nl, graag.", "Mail naar, graag."),
        ("\u2068Anna\u2069\u200e zegt\u202fja\u00a0hoor", "Anna zegt ja hoor."),
        ("kansen\u00adcoach", "kansencoach."),
        ("a\ud800b\x00c\x1bd", "abcd."),
    ],
)
def test_what_cannot_be_said_is_dropped(shown: str, heard: str) -> None:
    assert said("nl", shown) == heard


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("Klopt dit?\n\nmaandag\n👤 Jan", "Klopt dit?\nmaandag.\nJan."),
        ("• een\n- twee\n– drie;", "een.\ntwee.\ndrie."),
        ("een · twee • drie", "een, twee, drie."),
        ("de coach (Jan) belt", "de coach, Jan, belt."),
        ("[((half", "half."),
        ("Echt?! Nee... Ja!!!", "Echt? Nee. Ja!"),
        ("Jan — de coach - belt", "Jan, de coach, belt."),
        ("zij/haar", "zij, haar."),
        ("brood & melk + kaas", "brood en melk en kaas."),
        ("1. Brood", "1. Brood."),
        ("Hij vraagt:", "Hij vraagt:"),
        ("een e-mail van 's ochtends", "een e-mail van 's ochtends."),
        ("«ja» “nee” 'ooit'", "ja nee ooit."),
    ],
)
def test_every_pause_is_one_mark_and_every_line_ends(shown: str, heard: str) -> None:
    assert said("nl", shown) == heard


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("06-12345678", "0 6, 1 2, 3 4, 5 6, 7 8."),
        ("0523 28 91 11", "0 5 2 3, 2 8, 9 1, 1 1."),
        ("0523/289111", "0 5 2 3, 2 8, 9 1, 1 1."),
        ("+31 (0)6 12345678", "plus 3 1, 6, 1 2, 3 4, 5 6, 7 8."),
        ("14 0523", "1 4, 0 5 2 3."),
        ("Bel 112.", "Bel 1 1 2."),
        ("0800-2000 of 0900 8844", "0 8 0 0, 2 0 0 0 of 0 9 0 0, 8 8 4 4."),
        ("06-12345678 112", "0 6, 1 2, 3 4, 5 6, 7 8 1 1 2."),
        ("12345678901", "1 2, 3 4, 5 6, 7 8, 9 0 1."),
        ("7772 AB Hardenberg", "77 72 A B Hardenberg."),
        ("in 2026, over 3 weken, om 14:30", "in 2026, over 3 weken, om 14 uur 30."),
        ("٠٦-١٢٣٤٥٦٧٨", "0 6, 1 2, 3 4, 5 6, 7 8."),
    ],
)
def test_a_number_to_write_down_is_said_digit_by_digit(shown: str, heard: str) -> None:
    assert said("nl", shown) == heard


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("€ 5,50", "5 euro 50."),
        ("€5.50", "5 euro 50."),
        ("5,50 €", "5 euro 50."),
        ("€ 5", "5 euro."),
        ("€ 5,- per week", "5 euro per week."),
        ("€ 5,05", "5 euro 5."),
        ("EUR 1.250,00", "1250 euro."),
        ("€ 12.500", "12500 euro."),
        ("Wat kost het in €?", "Wat kost het in euro?"),
    ],
)
def test_an_amount_is_said_with_its_cents_behind(shown: str, heard: str) -> None:
    assert said("nl", shown) == heard


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("10:00 uur in de ochtend", "10 uur in de ochtend."),
        ("om 9.30 uur", "om 9 uur 30."),
        ("hoofdstuk 9.30", "hoofdstuk 9.30."),
        ("van 10:00 – 10:30 uur", "van 10 uur tot 10 uur 30."),
        ("ma 9:00–12:00 Lutten", "maandag van 9 uur tot 12 uur Lutten."),
        ("10:75 en 25:00", "10, 75 en 25, 00."),
        ("di 1 dec. 2026", "dinsdag 1 december 2026."),
        ("1.12.2026 of 2026-12-01", "1 december 2026 of 1 december 2026."),
        ("di 1 dec – do 3 dec", "dinsdag 1 december tot en met donderdag 3 december."),
        ("3-4 weken", "3 tot 4 weken."),
        ("zo", "zondag."),
        ("Doe het zo, mei komt 1 keer", "Doe het zo, mei komt 1 keer."),
    ],
)
def test_times_and_days_are_said_in_full(shown: str, heard: str) -> None:
    assert said("nl", shown) == heard


def test_a_whole_message_can_have_words_of_its_own_for_the_ear() -> None:
    words = read_ear("nl", LOCALES)
    own = (("Ma of di?", "Kiest u maandag, of dinsdag?"),)
    own_words = replace(words, said=(*words.said, *own))
    assert spoken("📅 Ma of di?", own_words) == "Kiest u maandag, of dinsdag?"


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("Over 10 min. Dan belt u.", "Over 10 minuten. Dan belt u."),
        ("Over 10 min. belt u.", "Over 10 minuten belt u."),
        ("Brood, melk enz.", "Brood, melk enzovoort."),
        ("Op 1 dec. Dan wel.", "Op 1 december. Dan wel."),
    ],
)
def test_a_short_form_keeps_the_stop_that_ends_the_sentence(shown: str, heard: str) -> None:
    assert said("nl", shown) == heard
