"""What is said survives the time it waits as JSON."""

import json
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.words import (
    Dated,
    InLanguage,
    Lines,
    Local,
    Say,
    Value,
    placeholders,
    plain,
    say,
    say_n,
    unplain,
)

THOROUGH = settings(deadline=None, max_examples=150, derandomize=True)
NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
FORMS = st.sampled_from(["month", "short", "weekday", "initial"])
DATED = st.builds(Dated, st.dates(), FORMS)
ATOMS: st.SearchStrategy[Value] = st.one_of(st.text(), st.integers(), st.dates(), CLOCKS, DATED)


def _larger(parts: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    values = st.dictionaries(NAMES, parts, max_size=3)
    return st.one_of(
        st.builds(lambda text, named: say(text, **named), st.text(), values),
        st.builds(
            lambda one, many, count, named: say_n(one, many, count, **named),
            st.text(),
            st.text(min_size=1),
            st.integers(0, 100),
            values,
        ),
        st.builds(Local, st.dictionaries(NAMES, st.text(), max_size=3)),
        st.builds(InLanguage, NAMES, parts),
        st.builds(Lines, st.lists(parts, max_size=3).map(tuple), st.booleans()),
    )


VALUES: st.SearchStrategy[Value] = st.recursive(ATOMS, _larger, max_leaves=12)


@THOROUGH
@given(VALUES)
def test_every_value_comes_back_from_json_as_it_was(value: Value) -> None:
    back = unplain(json.loads(json.dumps(plain(value), ensure_ascii=False)))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        0,
        date(2026, 12, 8),
        time(10, 0),
        Say("{when}", {"when": Lines((date(2026, 12, 8), time(10, 0)))}),
        say_n("{count} talk", "{count} talks", 2),
        Local({"nl": "Lokaal 3", "day": "2026-12-08"}),
        InLanguage("ar", say("Choose your language.")),
        Lines((), gap=True),
    ],
)
def test_each_kind_of_value_comes_back_as_it_was(value: Value) -> None:
    assert unplain(json.loads(json.dumps(plain(value)))) == value


@pytest.mark.parametrize("kept", [None, 1.5, [], {}, {"said": "x"}, {"in": "nl"}])
def test_what_is_no_value_is_named(kept: object) -> None:
    with pytest.raises(ValueError, match="not a value: "):
        unplain(kept)


@THOROUGH
@given(st.lists(NAMES, max_size=5), st.text(st.characters(exclude_characters="{}"), max_size=5))
def test_placeholders_are_given_in_their_order(names: list[str], between: str) -> None:
    text = between.join(f"{{{name}}}" for name in names)
    assert placeholders(text) == names


@pytest.mark.parametrize("text", ["{", "}", "a {b", "a b}", "{a} {"])
def test_a_brace_without_its_partner_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"[Ss]ingle|expected '}'"):
        placeholders(text)
