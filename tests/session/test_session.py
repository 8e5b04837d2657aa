"""The interactive session, in a real pseudo-terminal, with a real index."""

import shutil
from pathlib import Path

import pytest

from qa.indexing import rebuild
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"
OFF_TOPIC = "How do I bake sourdough bread at home?"
BEGINNING = "ask a question · /help · Ctrl-D leaves"

Built = tuple[Path, Path]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A corpus of one small article, without an index."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "trains.txt").write_text("The night train to Vienna leaves at nine.\n")
    return corpus


def test_a_question_is_answered_and_the_session_goes_on(built: Built) -> None:
    """Answer, time, citation, lit sentence, and the prompt again; Ctrl-D leaves with 0."""
    with session(*built) as terminal:
        assert terminal.prompt().lines == [BEGINNING, "›"]
        terminal.enter(QUESTION).wait_for("[3] ").prompt()
        assert terminal.lines[1] == f"› {QUESTION}"
        assert "Thursday" in " ".join(terminal.lines[3:6])
        assert " ms\n\n[1] putin-india-summit · ¶ 1 · line 1\n" in terminal.text
        lit = terminal.styles("Russian President Vladimir")[-1]
        assert (lit.bold, lit.fg) == (True, "green")
        terminal.enter(OFF_TOPIC).wait_for("The article does not say.").prompt()
        assert "nearest passage:\n[1] " in terminal.text
        assert terminal.type("\x04").exit_code() == 0


def test_small_talk_gets_one_line_that_says_what_can_be_asked(built: Built) -> None:
    """Neither a denial nor passages; the next question follows."""
    friendly = "Ask anything that the article says: who, what, when, where, why or how."
    with session(*built) as terminal:
        terminal.prompt().enter("hello").wait_for(friendly).prompt()
        assert terminal.lines[1:] == ["› hello", "", friendly, "", "›"]
        terminal.enter(QUESTION).wait_for("[3] ").prompt()
        terminal.enter("thanks, you are great").wait_for(friendly, times=2).prompt()
        terminal.enter("why?").wait_for("searched: why? (When").prompt()


def test_control_c_clears_the_line_and_never_leaves(built: Built) -> None:
    """On an empty line it says how to leave, once."""
    with session(*built) as terminal:
        terminal.prompt().type("half a quest").wait_for("half a quest")
        terminal.type("\x03").prompt()
        assert terminal.lines == [BEGINNING, "›"]
        terminal.type("\x03").wait_for("to leave: Ctrl-D or /quit").prompt()
        terminal.type("\x03").wait_for("›", times=3).prompt()
        assert terminal.text.count("to leave") == 1
        assert terminal.enter("/quit").exit_code() == 0


def test_commands_show_what_they_say(built: Built) -> None:
    """`/help`, `/status` and `/rebuild` of an index that is up to date."""
    with session(*built) as terminal:
        terminal.prompt().enter("/help").wait_for("F5").prompt()
        for name in ("/help", "/status", "/rebuild", "/quit"):
            assert f"\n{name}" in terminal.text
        terminal.enter("/status").wait_for("unchanged since").prompt()
        assert "index       1 article, " in terminal.text
        terminal.enter("/rebuild").wait_for("generation", times=2).prompt()
        assert "kept        1\n" in terminal.text


def test_an_unknown_command_is_refused_and_not_asked(built: Built) -> None:
    """The nearest command is named, and the history suggests what was typed."""
    with session(*built) as terminal:
        terminal.prompt().enter("/statsu").wait_for("no such command: /statsu; did you mean")
        assert terminal.prompt().lines[-2].endswith("did you mean /status?")
        terminal.enter("/status now").wait_for("/status takes nothing after it")
        terminal.prompt().enter("\x01\x0b").prompt()
        assert "confidence" not in terminal.text


def test_a_command_is_completed_from_the_table(built: Built) -> None:
    """The menu names what fits, with what it is for."""
    with session(*built) as terminal:
        terminal.prompt().type("/re").wait_for("bring the index in line")
        assert "/status" not in terminal.text
        terminal.type("\t").wait_for("› /rebuild")


def test_history_is_kept_between_sessions_for_its_owner_alone(built: Built, tmp_path: Path) -> None:
    """Arrow up finds what was typed in an earlier session; a suggestion is taken with the arrow."""
    with session(*built, state=tmp_path) as terminal:
        terminal.prompt().enter(OFF_TOPIC).wait_for("confidence").prompt()
        assert terminal.type("\x04").exit_code() == 0
    file = tmp_path / "article-qa" / "history"
    assert file.read_text() == f"{OFF_TOPIC}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    with session(*built, state=tmp_path) as terminal:
        terminal.prompt().type("\x1b[A").wait_for(f"› {OFF_TOPIC}")
        terminal.type("\x03").prompt().type("How do").wait_for(f"› {OFF_TOPIC}")
        terminal.type("\x1b[C\r").wait_for("The article does not say.")


def test_a_history_that_cannot_be_kept_is_told_once(built: Built, tmp_path: Path) -> None:
    """The session works without."""
    (tmp_path / "article-qa").write_text("in the way")
    with session(*built, state=tmp_path) as terminal:
        terminal.prompt().enter("/log").wait_for("nothing has been asked yet").prompt()
        terminal.enter(OFF_TOPIC).wait_for("confidence").prompt()
        assert terminal.text.count("history is not kept") == 1


def test_a_new_index_is_taken_between_two_questions(article: Path, tmp_path: Path) -> None:
    """A session that is open goes on with the old one until then, and says so."""
    index = tmp_path / "index"
    rebuild(article, index)
    with session(article, index) as terminal:
        terminal.prompt().enter("When does the train to Vienna leave?").wait_for("at nine").prompt()
        (article / "trains.txt").write_text("The night train to Vienna leaves at ten o'clock.\n")
        rebuild(article, index)
        terminal.enter("And when does the train to Vienna leave?").wait_for("ten o'clock").prompt()
        assert "the index has changed: from here on " in terminal.text


def test_articles_that_changed_are_mentioned_once(article: Path, tmp_path: Path) -> None:
    """A reminder with every answer would be a nuisance."""
    index = tmp_path / "index"
    rebuild(article, index)
    (article / "trains.txt").write_text("The night train to Vienna leaves at ten o'clock.\n")
    with session(article, index) as terminal:
        terminal.prompt().enter("When does the train to Vienna leave?")
        terminal.wait_for("the articles have changed since the index was built: /rebuild").prompt()
        terminal.enter("When does the night train leave?").wait_for("confidence", times=2).prompt()
        assert terminal.text.count("have changed since") == 1
        terminal.enter("/rebuild").wait_for("changed     1\n            trains.txt").prompt()
        terminal.enter("When does the night train leave?").wait_for("ten o'clock").prompt()


def test_without_an_index_the_session_builds_it_first(article: Path, tmp_path: Path) -> None:
    """It says so, and what was being typed is still there afterwards."""
    with session(article, tmp_path / "index", columns=120) as terminal:
        terminal.wait_for("index built: 1 article, 1 passage").prompt()
        assert f"qa: no index in {tmp_path / 'index'} yet: building it from" in terminal.text
        terminal.enter("When does the train to Vienna leave?").wait_for("at nine").prompt()


def test_an_index_that_cannot_be_used_ends_the_session_with_3(
    article: Path, tmp_path: Path
) -> None:
    """One line, with the file and the remedy."""
    index = tmp_path / "index"
    index.mkdir()
    (index / "CURRENT").write_text("20260131T120000-gone\n")
    with session(article, index) as terminal:
        assert terminal.exit_code() == 3
        assert "qa rebuild" in terminal.text
        assert "Traceback" not in terminal.text


def test_an_index_that_vanishes_goes_on_answering(built: Built, tmp_path: Path) -> None:
    """The error is shown, and the question is answered from the generation that is open."""
    index = tmp_path / "index"
    shutil.copytree(built[1], index)
    with session(built[0], index, columns=200) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        (index / "CURRENT").unlink()
        terminal.enter(OFF_TOPIC).wait_for("The article does not say.").prompt()
        assert "there is no index in" in terminal.text


def test_a_hostile_article_does_nothing_to_the_screen(tmp_path: Path) -> None:
    """Escape sequences and markup in an article are seen, not obeyed."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "The [bold]night[/] train \x1b[2J\x1b]0;owned\x07 to \u202eVienna leaves at nine.\n"
    (corpus / "trains.txt").write_text(text)
    rebuild(corpus, tmp_path / "index")
    with session(corpus, tmp_path / "index") as terminal:
        terminal.prompt().enter("When does the night train to Vienna leave?").wait_for("[1] ")
        shown = "The [bold]night[/] train ␛[2J␛]0;owned␇ to \ufffdVienna leaves at nine."
        assert shown in terminal.prompt().text
        assert terminal.lines[0] == BEGINNING
        assert b"\x1b[2J" not in terminal.raw
        assert b"\x1b]0;owned" not in terminal.raw


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_the_lit_sentence_can_still_be_told(
    environment: dict[str, str], built: Built
) -> None:
    """Bold where there is no colour, marks where there is nothing."""
    with session(*built, environment=environment) as terminal:
        mark = ">" if "TERM" in environment else "›"
        terminal.wait_for(mark).enter(QUESTION).wait_for("[2] ")
        if "TERM" in environment:
            assert "    »Russian President Vladimir" in terminal.text
            assert terminal.text.count(QUESTION) == 1
            assert b"\x1b" not in terminal.raw
        else:
            lit = terminal.styles("Russian President Vladimir")[-1]
            assert (lit.bold, lit.fg) == (True, "default")


def test_a_narrow_window_reads_well(built: Built) -> None:
    """At forty columns no word is cut and the citation breaks between its parts."""
    with session(*built, columns=40, rows=60) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        assert (
            "\n[1] putin-india-summit · ¶ 1 · line 1\n    Russian President Vladimir"
            in terminal.text
        )
