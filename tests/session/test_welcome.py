"""What a session begins with: what lies there, and questions that are asked by their number."""

from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

Built = tuple[Path, Path]


def test_the_article_is_told_and_a_question_of_it_asked_by_number(built: Built) -> None:
    """Behind the prompt, which comes first; the question then stands as if it were typed."""
    with session(*built) as terminal:
        terminal.prompt().wait_for("\n1  ").prompt()
        assert "putin-india-summit\nVladimir Putin, " in terminal.text
        offered = next(line[3:] for line in terminal.lines if line.startswith("1  "))
        terminal.enter("1").wait_for(f"› {offered}").wait_for("[1] ").prompt()
        assert "does not say" not in terminal.text


def test_forty_columns_are_enough(built: Built) -> None:
    """Nothing is cut."""
    with session(*built, columns=40) as terminal:
        terminal.prompt().wait_for("\n1  ").prompt()
        assert "…" not in terminal.text


def test_whoever_asks_at_once_is_not_interrupted(built: Built) -> None:
    """What was typed stands, and the number is a line like any other."""
    with session(*built) as terminal:
        terminal.prompt().enter("When does Putin arrive in India?").wait_for("[3] ").prompt()
        assert "\n1  " not in terminal.text


def test_several_articles_are_counted(desk: Desk) -> None:
    """With who and what they name; an index without marks begins as ever."""
    desk.write_three()
    desk.write("paris.txt", "Anna Meyer lives in Paris. She likes Paris very much.")
    desk.rebuild(annotations=True)
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().wait_for("4 articles\nAnna Meyer\n").prompt()
    desk.rebuild(annotations=False)
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().wait_for_foot("4 articles").prompt()
        assert "4 articles" not in terminal.text
