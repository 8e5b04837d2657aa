"""Follow-ups in a session, in a real pseudo-terminal, with a real index."""

from pathlib import Path

import pytest

from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

FIRST = "Who is Rajan Kumar?"
THEN = "What did he say about China?"

Built = tuple[Path, Path]


def test_a_question_that_leans_is_completed_and_shown(built: Built) -> None:
    """`/context` shows the turns, `/new` forgets them, the log keeps them."""
    with session(*built, rows=90) as terminal:
        terminal.prompt().enter("/context").wait_for("the next question stands alone").prompt()
        terminal.enter(FIRST).wait_for("confidence").prompt()
        terminal.enter(THEN).wait_for("searched: What did Rajan Kumar say about China?").prompt()
        assert terminal.styles("searched:")[0].fg == "brightblack"
        assert f"› {THEN}\n  searched: " in terminal.text
        terminal.enter("/context").wait_for("\nWhat did Rajan Kumar say about China?").prompt()
        assert f"\n{FIRST}\n" in terminal.text
        terminal.enter("/new").wait_for("the next question stands alone", times=2).prompt()
        terminal.enter(THEN).wait_for("confidence", times=3).prompt()
        assert terminal.text.count("searched:") == 1
        terminal.enter("/log").wait_for(f"  3  {THEN}").prompt()
