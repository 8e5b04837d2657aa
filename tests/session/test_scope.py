"""What a question was restricted to stays with its answer, wherever the answer goes."""

import json
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")


def test_a_saved_answer_says_which_articles_were_asked(desk: Desk, tmp_path: Path) -> None:
    """As Markdown, as JSON and in the log; of a question to all articles nothing is said."""
    desk.write_three()
    desk.rebuild()
    question = "Who flooded the old harbour?"
    with session(desk.corpus, desk.index, rows=60) as terminal:
        terminal.prompt().enter("/in travel/*").wait_for("in travel/*: 1 of 3").prompt("travel/* ›")
        terminal.enter(question).wait_for("only travel/* was asked").prompt("travel/* ›")
        terminal.enter("/in").wait_for("in all articles").prompt()
        terminal.enter(question).wait_for("confidence", times=2).prompt()
        terminal.enter("/log").wait_for(f"  1  {question} (in travel/*)\n").prompt()
        terminal.wait_for(f"  2  {question}\n")
        terminal.enter(f"/save {tmp_path}/x.md").wait_for("saved 2 turns").prompt()
        terminal.enter(f"/save {tmp_path}/x.json").wait_for("saved 2 turns", times=2).prompt()
    first, second = (tmp_path / "x.md").read_text().split(f"## {question}")[1:]
    assert first.startswith("\n\nonly `travel/*` was asked\n\n")
    assert "was asked" not in second
    turns = json.loads((tmp_path / "x.json").read_text())["turns"]
    assert [turn["answer"]["in"] for turn in turns] == ["travel/*", None]


def test_a_question_asked_again_keeps_its_articles(desk: Desk) -> None:
    """Whatever is in force now; it is said, and stays in force."""
    desk.write_three()
    desk.rebuild()
    question = "Who flooded the old harbour?"
    with session(desk.corpus, desk.index, rows=100) as terminal:
        terminal.prompt().enter("/in travel/*").prompt("travel/* ›").enter(question)
        terminal.wait_for("confidence").prompt("travel/* ›").enter("/in dogs").prompt("dogs ›")
        terminal.enter("/again 1").wait_for("in travel/*, as turn 1 was")
        terminal.wait_for("only travel/* was asked", times=2).prompt("dogs ›").enter("/in").prompt()
        terminal.enter(question).wait_for("confidence", times=3).prompt()
        terminal.enter("/in dogs").prompt("dogs ›").enter("/again")
        terminal.wait_for("in all articles, as turn 3 was").wait_for("confidence", times=4)
        terminal.prompt("dogs ›")
        terminal.enter("/log").wait_for(f"  2  {question} (in travel/*)\n")
        terminal.wait_for(f"  4  {question}\n")


def test_the_prompt_stays_short_however_long_the_scope(desk: Desk) -> None:
    """Both its ends stand before the prompt, and the question has the rest of the line."""
    desk.write_three()
    desk.rebuild()
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().enter(f"/in {'?' * 3}{'*' * 90}s").prompt(f"???{'*' * 10}…{'*' * 11}s ›")
        terminal.resize(40, 45).prompt("???***…*****s ›")
