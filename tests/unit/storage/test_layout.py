"""Where things lie below the index folder: names in the order of making, and what is removed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa.storage import Layout

NOON = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """An index folder in which nothing lies."""
    return Layout(tmp_path)


def make(layout: Layout, name: str) -> str:
    """Make the folder of a generation."""
    layout.generation(name).folder.mkdir()
    layout.generation(name).manifest.write_text("{}")
    return name


def test_a_name_tells_when_it_was_made(layout: Layout) -> None:
    """To the second; two of the same second never have the same name."""
    names = {layout.next_name(NOON) for _ in range(9)}
    assert len(names) == 9
    assert {name[:16] for name in names} == {"20260131T120000-"}


@pytest.mark.parametrize(
    ("before", "follows"),
    [
        ("20260131T115959-ffffff", "20260131T120000-"),
        ("20260131T120000-000000", "20260131T120001-"),
        ("20260131T120000-ffffff", "20260131T120001-"),
        ("20280229T235959-a1b2c3", "20280229T235960-"),
        ("20281231T999999-a1b2c3", "20281232T000000-"),
    ],
)
def test_a_name_sorts_after_all_others(layout: Layout, before: str, follows: str) -> None:
    """Also within one second, and if the clock was ahead."""
    make(layout, "20200101T000000-a1b2c3")
    make(layout, before)
    name = layout.next_name(NOON)
    assert name[:16] == follows
    make(layout, name)
    assert layout.generations() == ["20200101T000000-a1b2c3", before, name]


def test_only_what_has_such_a_name_is_a_generation(layout: Layout) -> None:
    """A folder that somebody else put there is left alone, and so is one without a manifest."""
    kept = make(layout, "20260131T120000-a1b2c3")
    for name in ("backup", ".building-20260131T120001-a1b2c3", "20260131T120002-A1B2C3"):
        make(layout, name)
    (layout.root / "20260131T120003-a1b2c3").mkdir()
    assert layout.generations() == [kept]


def test_what_is_removed_goes_at_once_and_leaves_nothing(layout: Layout) -> None:
    """What cannot be removed any more is no error."""
    name = make(layout, "20260131T120000-a1b2c3")
    layout.remove(name)
    layout.remove(name)
    assert list(layout.root.iterdir()) == []


def test_what_dead_builders_left_is_swept(layout: Layout) -> None:
    """Half made and half removed generations, but not a vector cache."""
    kept = make(layout, "20260131T120000-a1b2c3")
    for name in (".building-20260131T120001-a1b2c3", ".leaving-20260131T120002-a1b2c3"):
        make(layout, name)
    for name in (".current-x", ".stash-x"):
        (layout.root / name).touch()
    layout.sweep()
    assert sorted(entry.name for entry in layout.root.iterdir()) == [".stash-x", kept]


def test_a_generation_has_one_name_wherever_it_lies(layout: Layout) -> None:
    """While it is made and afterwards."""
    assert layout.staging("x").name == layout.generation("x").name == "x"
