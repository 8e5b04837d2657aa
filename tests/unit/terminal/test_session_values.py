"""The values of a session: turns, query options, the toolbar, a summary of changes."""

import pytest

from qa.errors import UsageError
from qa.model import CorpusChanges
from qa.terminal.session.background import changes_summary
from qa.terminal.session.context import QueryOptions
from qa.terminal.session.toolbar import ToolbarState, toolbar
from qa.terminal.session.turns import SessionTurns
from tests.support.made_answers import made_answer, made_passage

KEYS = (("F1", "help"), ("F2", "scores"))


def toolbar_text(state: ToolbarState, width: int) -> str:
    """Return the toolbar's text."""
    return "".join(fragment[1] for fragment in toolbar(state, KEYS, width))


def test_turns_and_passages_are_found_by_their_numbers() -> None:
    """Nothing typed means the latest turn, the first passage; brackets may stand around one."""
    turns = SessionTurns()
    with pytest.raises(UsageError, match="there is no answer yet"):
        turns.last()
    second = made_passage("Nobody met her.", "Nobody met her.", rank=2)
    one = turns.add(made_answer(), shown=1)
    two = turns.add(made_answer(made_passage(), second), shown=2)
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
    turns = SessionTurns()
    turns.add(made_answer(), shown=1)
    third = made_passage("Nobody met her.", "Nobody met her.", rank=2)
    turns.extend((made_passage(), third), shown=2)
    assert (len(turns), turns.last().number, turns.last().shown) == (1, 1, 2)
    assert turns.passage("2") is third


def test_only_options_that_differ_from_the_defaults_are_shown() -> None:
    """A person's own limit is usual for them."""
    assert QueryOptions().differences() == ()
    assert QueryOptions(limit=5).differences(5) == ()
    assert QueryOptions(5, "asia/*\x1b", scores=True).differences() == (
        "in asia/*␛",
        "limit 5",
        "scores",
    )


def test_the_toolbar_shows_the_most_important_that_fits() -> None:
    """Rebuild and changes before options, those before counts, keys and the encoder."""
    full = ToolbarState(1, 40, "all-MiniLM", ("in asia/*",), "a.txt changed", "")
    assert toolbar_text(full, 100).startswith(
        "a.txt changed since: /rebuild · in asia/* · 1 article · 40 passages"
    )
    assert toolbar_text(full, 140).endswith(" F1 help  F2 scores")
    assert "all-MiniLM" in toolbar_text(full, 140)
    assert toolbar_text(full, 45).rstrip() == "a.txt changed since: /rebuild · in asia/*"
    assert toolbar_text(full, 20) == "a.txt changed since…"
    working = ToolbarState(1, 40, "", (), "a.txt changed", "encoding 1/2")
    assert toolbar_text(working, 60).startswith(
        "rebuilding: encoding 1/2 · 1 article · 40 passages"
    )
    assert toolbar_text(ToolbarState(1, 40), 30) == "1 article   F1 help  F2 scores"
    assert toolbar_text(ToolbarState(), 30) == "opening the index      F1 help"
    assert all(len(toolbar_text(full, width)) == width for width in (1, 10, 40, 80, 200))


def test_what_has_changed_is_named() -> None:
    """The first file, and how many others."""
    assert changes_summary(None) == ""
    assert changes_summary(CorpusChanges(kept=("a",))) == ""
    assert changes_summary(CorpusChanges(added=("a.txt",))) == "a.txt added"
    changes = CorpusChanges(added=("a",), changed=("b\x1b",), removed=("c", "d"))
    assert changes_summary(changes) == "b␛ changed, 3 more"
