"""What articles hold as a whole, by commands of the session and in plain words."""

import json
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

Built = tuple[Path, Path]


def test_who_is_quoted_is_shown_opened_and_saved(built: Built, tmp_path: Path) -> None:
    """Each has the number of its passage, as after a question."""
    saved = tmp_path / "quotes.json"
    with session(*built, rows=120) as terminal:
        terminal.prompt().enter("/quotes kumar").wait_for("Rajan Kumar says · putin").prompt()
        assert "clear message to the Western bloc" in terminal.text.replace("\n  ", " ")
        terminal.enter("/open 2").wait_for_foot("[2] ").wait_for("┃ India also sees").type("q")
        terminal.prompt().enter("/quotes").wait_for("Quoted: ").prompt()
        terminal.enter("/people").wait_for(" people · putin").prompt()
        terminal.enter("/timeline").wait_for("- 1947: Ties between").prompt()
        terminal.enter("/numbers").wait_for(" numbers · putin").prompt()
        terminal.enter("/quotes putin").wait_for("no putin is quoted; /quotes shows who is")
        terminal.prompt().enter(f"/save {saved}").wait_for("saved 5 turns in").prompt()
    kinds = [turn["answer"]["kind"] for turn in json.loads(saved.read_text())["turns"]]
    assert kinds == ["quotes", "quotes", "people", "timeline", "list"]


def test_an_article_is_shown_as_a_whole(built: Built) -> None:
    """The first page, and its headings; a name that matches none is told."""
    with session(*built, rows=100) as terminal:
        terminal.prompt().enter("/about").wait_for("quoted  ").prompt()
        terminal.enter("/outline").wait_for("Balancing Moscow and Washington  ¶ 33").prompt()
        terminal.enter("/about nothing").wait_for("no article matches 'nothing'").prompt()


def test_plain_words_do_the_same(built: Built) -> None:
    """At forty columns too, where no word is cut."""
    with session(*built, columns=40, rows=100) as terminal:
        terminal.prompt().enter("who's quoted?").wait_for("Quoted: ").prompt()
        terminal.enter("summarise pls").wait_for("In short · putin-india-summit").prompt()
        assert all(len(line) <= 40 for line in terminal.lines)


def test_articles_without_marks_say_so(desk: Desk) -> None:
    """And how to get them."""
    desk.write_three()
    desk.rebuild(annotations=False)
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().enter("/people").wait_for("the articles are not annotated; ").prompt()
