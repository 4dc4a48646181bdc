"""What the statistics tell cannot be worked out to who is few."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.counting import FEW, HIDDEN, shown

MONTH = "2026-11"
FEWER = f"< {FEW}"
# what each talk of a month counts under: how many times which school and which kind
TALKS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["school", "phone", "home"])), max_size=40
)

Told = dict[str, str]


def _told(counts: dict[str, int]) -> Told:
    counted = [(MONTH, name, count) for name, count in sorted(counts.items())]
    return {name: told for _, name, told in shown(counted)}


def _counts(talks: Sequence[tuple[str, str]]) -> dict[str, int]:
    return dict(
        Counter(
            name
            for school, kind in talks
            for name in ("booked", f"booked: school {school}", f"booked: kind {kind}")
        )
    )


def _sums(parts: int, together: int) -> Iterator[tuple[int, ...]]:
    """Give all ways in which so many parts, none of them nothing, are so many together."""
    if parts == 1:
        yield (together,)
    for first in range(1, together - parts + 2) if parts > 1 else ():
        yield from ((first, *rest) for rest in _sums(parts - 1, together - first))


def _groups(told: Told) -> dict[str, list[str]]:
    groups = defaultdict(list)
    for name, count in told.items():
        if ": " in name:
            groups[name.split()[1]].append(count)
    return groups


@given(TALKS)
def test_no_count_that_is_few_can_be_had_by_subtraction(talks: list[tuple[str, str]]) -> None:
    """Whoever adds and subtracts finds, for each hidden count, that it may be one or many."""
    told = _told(_counts(talks))
    for parts in _groups(told).values():
        secret = parts.count(HIDDEN)
        if not secret:
            continue
        rest = int(told["booked"]) - sum(int(part) for part in parts if part != HIDDEN)
        for possible in zip(*_sums(secret, rest), strict=True):
            assert min(possible) == 1
            assert max(possible) >= FEW


@given(TALKS)
def test_what_is_told_is_true_and_no_part_below_five_is_told(talks: list[tuple[str, str]]) -> None:
    counts = _counts(talks)
    for name, told in _told(counts).items():
        if told == FEWER:
            assert counts[name] < FEW
            assert ": " not in name  # beside its whole a part says more than that
        elif told != HIDDEN:
            assert counts[name] == int(told) >= FEW


@given(TALKS)
def test_nothing_is_hidden_where_nothing_is_few(talks: list[tuple[str, str]]) -> None:
    counts = _counts(talks)
    if min(counts.values(), default=0) >= FEW:
        assert _told(counts) == {name: f"{count}" for name, count in counts.items()}


def test_a_part_that_is_few_hides_with_the_next_smallest() -> None:
    counts = {
        "booked": 20,
        "booked: kind home": 11,
        "booked: kind phone": 1,
        "booked: kind school": 8,
        "booked: language nl": 20,
        "moved": 3,
        "opinion: good": 4,
    }
    assert _told(counts) == {
        "booked": "20",
        "booked: kind home": "11",
        "booked: kind phone": HIDDEN,
        "booked: kind school": HIDDEN,
        "booked: language nl": "20",
        "moved": FEWER,
        "opinion: good": FEWER,  # of no whole that is told
    }


def test_a_group_that_is_too_small_to_hide_in_is_left_out() -> None:
    """Five talks at five schools: that they are together five says that each is one."""
    counts = {"booked": 5, **{f"booked: school {name}": 1 for name in "abcde"}}
    assert _told(counts) == {"booked": "5"}
    assert _told({"booked": 1, "booked: kind phone": 1}) == {"booked": FEWER}
