"""What a session shows to whoever starts it for the first time, or in an unusual place."""

from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"

Built = tuple[Path, Path]


def test_an_empty_corpus_is_told_once(tmp_path: Path) -> None:
    """What to put where; exit code 4."""
    (tmp_path / "corpus").mkdir()
    with session(tmp_path / "corpus", tmp_path / "index", columns=200) as terminal:
        assert terminal.exit_code() == 4
        assert terminal.text.count("holds no article; put .txt or .md articles there") == 1


def test_a_question_in_another_language_is_told_of_theirs(built: Built) -> None:
    """Only where nothing was found, and the question is clearly in another one."""
    with session(*built) as terminal:
        terminal.prompt().enter("Wann kommt Putin nach Indien?").wait_for("does not say").prompt()
        assert terminal.lines[-2] == "the articles are in English: ask in English"
        terminal.enter("How do I bake bread at home?").wait_for("confidence", times=2).prompt()
        assert terminal.text.count("ask in English") == 1


def test_a_window_of_thirty_columns_reads_well(built: Built) -> None:
    """No word is cut that fits, and what a row names stands above what is said of it."""
    with session(*built, columns=30, rows=80) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        assert "\n  endured for nearly eight\n  decades of geopolitical\n" in terminal.text
        terminal.enter("/status").wait_for("unchanged since").prompt()
        assert "\ncorpus  unchanged since\n" in terminal.text
        assert "\nindex\n  1 article, 40 passages, 46\n  sentences\n" in terminal.text
        terminal.enter("/rebuild").wait_for("kept  1").wait_for("time  ").prompt()
        terminal.enter("/open 1").wait_for_foot("[1] ").wait_for("┃ Russian President Vladimir")
        terminal.type("q").prompt().type("/re").wait_for("/rebuild", times=3)


def test_a_word_without_end_is_cut_short(desk: Desk) -> None:
    """A screen full of it would hide what can be read; in the article itself it stands whole."""
    desk.write("noise.txt", f"The postman barks {'abcdefghij' * 1000} at dogs.")
    desk.rebuild()
    with session(desk.corpus, desk.index, columns=60) as terminal:
        terminal.prompt().enter("Who barks at dogs?").wait_for("confidence").prompt()
        assert "abcdefghij…" in "".join(line.strip() for line in terminal.lines)
        assert len(terminal.lines) < 30
        terminal.enter("/open").wait_for_foot("[1] noise").type("G").wait_for("abcdefghij at dogs.")


def test_wide_letters_and_emoji_keep_their_columns(desk: Desk) -> None:
    """A window that is drawn over shows emoji by themselves, and right-to-left text as it is."""
    text = "The family 👨‍👩‍👧 from 東京 🇯🇵 likes ❤️ trains and שלום very much, as people say."
    desk.write("wide.txt", text)
    desk.rebuild()
    with session(desk.corpus, desk.index, columns=40) as terminal:
        terminal.prompt().enter("Who likes trains?").wait_for("confidence").prompt()
        assert all(wcswidth(line) <= 40 for line in terminal.lines)
        terminal.enter("/open").wait_for_foot("[1] wide")
        assert terminal.lines == [
            "┃ The family 👨👩👧 from 東京 JP likes ❤",
            "┃ trains and שלום very much, as people",
            "┃ say.",
        ]
        assert terminal.type("q").prompt()
