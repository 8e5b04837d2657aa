"""A session's turns in a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qa.errors import UsageError
from qa.model import Outcome
from qa.terminal.output.passage import quotation
from qa.terminal.output.theme import RenderOptions
from qa.terminal.session.export import save_turns
from qa.terminal.session.turns import SessionTurns
from tests.support.made_answers import INFO, TEXT, made_answer, made_passage


def two_turns() -> SessionTurns:
    """Return a turn that was answered and one that was not."""
    turns = SessionTurns()
    turns.add(replace(made_answer(), within="a*"), shown=1)
    second = made_passage("Nobody met her.", "Nobody met her.", rank=2)
    nothing = made_answer(made_passage(), second, short=None, outcome=Outcome.NOT_FOUND)
    turns.add(nothing, shown=1)
    return turns


def test_markdown_holds_what_was_shown(tmp_path: Path) -> None:
    """Of an answer that was none the passages that were on the screen, no more."""
    file = save_turns(tuple(two_turns()), str(tmp_path / "s.MD"), options=RenderOptions())
    text = file.read_text()
    assert text.startswith("# Questions and answers\n\n## When did Anna arrive?\n\n")
    assert text.count("\n\nonly `a*` was asked\n\n**on Monday**\n") == 1
    assert text.count("was asked") == 1
    assert "nearest passage:\n\n> The sky was grey." in text
    assert text.count("arrivals/anna, ¶ 3, line 5") == 2
    assert "> Nobody met her." not in text
    assert file.stat().st_mode & 0o777 == 0o600


def test_json_holds_the_answer_objects(tmp_path: Path) -> None:
    """As `qa ask --json` writes them, with what they were restricted to."""
    file = save_turns(tuple(two_turns()), str(tmp_path / "s.json"), options=RenderOptions())
    made = json.loads(file.read_text())
    assert (made["schema"], [turn["in"] for turn in made["turns"]]) == (1, ["a*", None])
    assert [turn["answer"]["in"] for turn in made["turns"]] == ["a*", None]
    assert made["turns"][0]["answer"]["answer"]["text"] == "on Monday"
    assert made["turns"][0]["answer"]["index"]["generation"] == INFO.generation
    assert len(made["turns"][1]["answer"]["passages"]) == 2


def test_another_file_is_never_written_over_unasked(tmp_path: Path) -> None:
    """With force it is, whatever its mode was; a link is replaced and not followed."""
    turns = tuple(two_turns())
    other, link = tmp_path / "other", tmp_path / "s.md"
    other.write_text("mine")
    link.symlink_to(other)
    with pytest.raises(UsageError, match="is there already; name another, or put --force"):
        save_turns(turns, str(link), options=RenderOptions())
    save_turns(turns, str(link), options=RenderOptions(), force=True)
    assert other.read_text() == "mine"
    assert not link.is_symlink()
    assert link.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other", "s.md"]


@pytest.mark.parametrize("name", ["", "s", "s.txt", "no/such/folder/s.md"])
def test_a_file_that_cannot_be_is_an_error(name: str) -> None:
    """And nothing is written."""
    with pytest.raises(UsageError):
        save_turns(tuple(two_turns()), name, options=RenderOptions())


def test_a_quotation_has_its_source_and_is_harmless() -> None:
    """What a shell would obey in a paste is shown and not obeyed."""
    assert quotation(made_passage(section="Arrivals")) == (
        f"“{TEXT}”\n— arrivals/anna, ¶ 3, line 5, § Arrivals (arrivals/anna.txt)\n"
    )
    hostile = "Run\x1b[2J this.\r\nNow."
    assert quotation(made_passage(hostile, hostile)).startswith("“Run␛[2J this. \nNow.”\n")
