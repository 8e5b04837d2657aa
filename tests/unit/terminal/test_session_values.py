"""The values of a session: turns, what is in force, what the foot of the window tells."""

import pytest

from qa.errors import UsageError
from qa.model import CorpusChanges
from qa.terminal.options import QueryOptions
from qa.terminal.session.background import changes_told
from qa.terminal.session.toolbar import ToolbarState, toolbar
from qa.terminal.session.turns import Turns
from tests.support.made_answers import made_answer, made_passage

KEYS = (("F1", "help"), ("F2", "scores"))


def foot(outlook: ToolbarState, width: int) -> str:
    """Return the toolbar's text."""
    return "".join(fragment[1] for fragment in toolbar(outlook, KEYS, width))


def test_turns_and_passages_are_found_by_their_numbers() -> None:
    """Nothing typed means the latest turn, the first passage; brackets may stand around one."""
    turns = Turns()
    with pytest.raises(UsageError, match="there is no answer yet"):
        turns.last()
    second = made_passage("Nobody met her.", "Nobody met her.", rank=2)
    one = turns.add(made_answer(), within=None, shown=1)
    two = turns.add(made_answer(made_passage(), second), within="a*", shown=2)
    assert (turns.turn("1"), turns.turn(""), turns.last()) == (one, two, two)
    assert (turns.passage("").rank, turns.passage("[2]").rank) == (1, 2)
    assert [turn.number for turn in turns] == [1, 2]
    for typed in ("0", "3", "x", "²", "-1"):
        with pytest.raises(UsageError, match=f"there is no turn {typed}"):
            turns.turn(typed)
        with pytest.raises(UsageError, match=f"there is no passage {typed}"):
            turns.passage(typed)


def test_an_answer_that_is_extended_takes_the_place_of_the_latest() -> None:
    """Its number and question stay."""
    turns = Turns()
    turns.add(made_answer(), within=None, shown=1)
    third = made_passage("Nobody met her.", "Nobody met her.", rank=2)
    turns.extend((made_passage(), third), shown=2)
    assert (len(turns), turns.last().number, turns.last().shown) == (1, 1, 2)
    assert turns.passage("2") is third


def test_only_what_is_not_as_usual_is_told() -> None:
    """A person's own limit is usual for them."""
    assert QueryOptions().differences() == ()
    assert QueryOptions(limit=5).differences(5) == ()
    assert QueryOptions(5, "asia/*\x1b", scores=True).differences() == (
        "in asia/*␛",
        "limit 5",
        "scores",
    )


def test_the_foot_tells_what_matters_most_in_the_room_there_is() -> None:
    """Work and changes before what is in force, that before counts, keys and the encoder."""
    full = ToolbarState(1, 40, "all-MiniLM", ("in asia/*",), "a.txt changed", "")
    assert foot(full, 100).startswith(
        "a.txt changed since: /rebuild · in asia/* · 1 article · 40 passages"
    )
    assert foot(full, 140).endswith(" F1 help  F2 scores")
    assert "all-MiniLM" in foot(full, 140)
    assert foot(full, 45).rstrip() == "a.txt changed since: /rebuild · in asia/*"
    assert foot(full, 20) == "a.txt changed since…"
    working = ToolbarState(1, 40, "", (), "a.txt changed", "encoding 1/2")
    assert foot(working, 60).startswith("rebuilding: encoding 1/2 · 1 article · 40 passages")
    assert foot(ToolbarState(1, 40), 30) == "1 article   F1 help  F2 scores"
    assert foot(ToolbarState(), 30) == "opening the index      F1 help"
    assert all(len(foot(full, width)) == width for width in (1, 10, 40, 80, 200))


def test_what_has_changed_is_named() -> None:
    """The first file, and how many others."""
    assert changes_told(None) == ""
    assert changes_told(CorpusChanges(kept=("a",))) == ""
    assert changes_told(CorpusChanges(added=("a.txt",))) == "a.txt added"
    changes = CorpusChanges(added=("a",), changed=("b\x1b",), removed=("c", "d"))
    assert changes_told(changes) == "b␛ changed, 3 more"
