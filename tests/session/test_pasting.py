"""Lines pasted into a session, in a real pseudo-terminal."""

from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

SLOW = ["-m", "tests.session.slow_session"]
BARKS, LEAVES, FLOODED = (
    "Who barks at the postman?",
    "When does the night train leave?",
    "What flooded the old harbour?",
)
INTERRUPT, UP = "\x03", "\x1b[A"

Built = tuple[Path, Path]


@pytest.fixture
def three(desk: Desk) -> Desk:
    """An index of three articles."""
    desk.write_three()
    desk.rebuild()
    return desk


def pasted(text: str) -> str:
    """Return what a terminal sends when the text is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


def test_pasted_lines_are_asked_one_by_one(three: Desk) -> None:
    """What was typed before belongs to the first; each answer stands below its own question."""
    with session(three.corpus, three.index, rows=100) as terminal:
        terminal.prompt().enter("/limit 1").wait_for("limit 1").prompt()
        terminal.type("Who barks ").wait_for("› Who barks")
        terminal.type(pasted(f"at the postman?\r\n\r\n  {LEAVES}\x9b2J\r{FLOODED}\r"))
        terminal.wait_for("confidence", times=3).prompt()
        entered = [line for line in terminal.lines if line.startswith("› ")]
        assert entered == ["› /limit 1", f"› {BARKS}", f"› {LEAVES}\ufffd2J", f"› {FLOODED}"]
        answers = terminal.text.split("› ")[2:5]
        assert [answer.count("confidence") for answer in answers] == [1, 1, 1]
        cited = [answer.partition("\n[1] ")[2].partition(" ·")[0] for answer in answers]
        assert cited == ["dogs", "travel/trains", "weather/rain"]
        terminal.type(UP).wait_for(FLOODED, times=2).type(UP).wait_for(LEAVES, times=2)


def test_a_pasted_line_waits_for_enter(three: Desk) -> None:
    """Its newline asks nothing: more may be typed."""
    with session(three.corpus, three.index) as terminal:
        terminal.prompt().type(pasted("Who barks at\r\n")).wait_for("› Who barks at")
        terminal.enter(" the postman?").wait_for(f"› {BARKS}").wait_for("confidence").prompt()
        assert terminal.text.count("confidence") == 1


def test_many_pasted_lines_and_commands_are_asked_back(three: Desk) -> None:
    """With no they stand at the prompt as one line, which may be one question; with yes they go."""
    lines = "\r".join(f"Who barks at postman {number}?" for number in range(6))
    with session(three.corpus, three.index, rows=100) as terminal:
        terminal.prompt().enter("/limit 1").wait_for("limit 1").prompt()
        terminal.type(pasted(lines)).wait_for(
            "6 lines were pasted\ngo through them one by one? (y/n)"
        )
        assert "confidence" not in terminal.text
        terminal.type("n").wait_for("› Who barks at postman 0? Who barks at postman 1?")
        terminal.wait_for("postman 5?").type(INTERRUPT).prompt()
        terminal.type(pasted("/in dogs\r/log")).wait_for("2 lines were pasted, commands among them")
        terminal.wait_for("one by one?", times=2).type(INTERRUPT).wait_for("› /in dogs /log").type(
            INTERRUPT
        ).prompt()
        terminal.type(pasted(f"/in dogs\r{lines}")).wait_for("7 lines were pasted")
        terminal.wait_for("one by one?", times=3).type("y")
        terminal.wait_for("in dogs: 1 of 3").wait_for("confidence", times=6).prompt("dogs ›")
        assert terminal.text.count("\ndogs › Who barks at postman") == 6


def test_ctrl_c_leaves_out_the_rest(built: Built) -> None:
    """And says how many; nothing but what was answered is a turn."""
    with session(*built, program=SLOW) as terminal:
        terminal.prompt().type(pasted("Who reads slowly?\rWho is Putin?\rWho is Modi?"))
        terminal.wait_for("reading").type(INTERRUPT).wait_for("2 lines left out").prompt()
        assert terminal.lines[-4:] == ["› Who reads slowly?", "stopped", "2 lines left out", "›"]
        terminal.enter("/log").wait_for("nothing has been asked yet").prompt()


def test_lines_pasted_without_a_window_are_asked_one_by_one(three: Desk) -> None:
    """Each is shown again before its answer."""
    with session(three.corpus, three.index, "--plain", rows=100) as terminal:
        terminal.prompt(">").type(pasted(f"{BARKS}\r{FLOODED}")).wait_for("harbour?").type("\r")
        terminal.wait_for("confidence", times=2).prompt(">")
        assert f"\n> {FLOODED}\n" in terminal.text
