"""Whom a stretch of an article introduces, and whom it takes for known."""

from hypothesis import given
from hypothesis import strategies as st

from qa.annotations.values import Mark, Named
from qa.overview.introductions import Naming, find_namings
from tests.support.made_overviews import mark

TEXT = (
    "Ann Reed closed the harbour. Reed went home. "
    "Lo, the mayor of Vale, stayed. Lo slept. Pelé sang."
)
STRETCHES = [(0, 28), (29, 44), (45, 75), (76, 85), (86, 96)]


def _named(name: str, *mentions: Mark, role: Mark | None = None) -> Named:
    return Named(name, mentions, role)


def test_a_full_name_or_a_description_introduces() -> None:
    """A part of the name does not; the only word of one does."""
    lo = TEXT.index("Lo slept")
    people = [
        _named("Ann Reed", mark(TEXT, "Ann Reed"), mark(TEXT, "Reed", 20)),
        _named("Max Lo", mark(TEXT, "Lo"), Mark(lo, lo + 2), role=mark(TEXT, "the mayor of Vale")),
        _named("Pelé", mark(TEXT, "Pelé")),
    ]
    none: frozenset[int] = frozenset()
    assert find_namings(TEXT, STRETCHES, people) == (
        Naming(frozenset({0}), none),
        Naming(none, frozenset({0})),
        Naming(frozenset({1}), none),
        Naming(none, frozenset({1})),
        Naming(frozenset({2}), none),
    )


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 6)), max_size=20))
def test_names_between_the_stretches_count_nowhere(marks: list[tuple[int, int]]) -> None:
    """A name belongs to the stretch in which it begins, if there is one."""
    mentions = tuple(Mark(start, start + length) for start, length in sorted(marks))
    found = find_namings(TEXT, STRETCHES, [Named("Ann Reed", mentions)])
    begun = [any(s <= m.start < e for m in mentions) for s, e in STRETCHES]
    assert [bool(n.introduced | n.taken_for_known) for n in found] == begun
    assert not any(naming.introduced & naming.taken_for_known for naming in found)
