"""The parts of the session that need no terminal: commands, history, pastes, threads."""

import asyncio
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import DummyInput
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from qa.errors import IndexDamagedError, UsageError
from qa.model import BuildReport, CorpusChanges, IndexInfo, SkippedFile
from qa.settings import Settings
from qa.status import Status
from qa.terminal.history import PrivateHistory, history_file
from qa.terminal.output.reports import build_lines, status_lines
from qa.terminal.output.wording import counted, duration
from qa.terminal.preferences import Preferences
from qa.terminal.session import background
from qa.terminal.session.background import BackgroundValue, spinner
from qa.terminal.session.commands import COMMANDS, find_command, help_rows
from qa.terminal.session.completion import SessionCompleter
from qa.terminal.session.plain_prompt import PlainPrompt, entered_lines
from qa.terminal.session.prompt import flattened
from qa.terminal.session.session import Session
from qa.terminal.session.view import SessionView
from qa.terminal.session.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("/help", "/help"),
        ("/?", "/help"),
        ("help", "/help"),
        ("?", "/help"),
        ("/status ", "/status"),
        ("quit", "/quit"),
        ("exit", "/quit"),
        (":q", "/quit"),
        ("/exit", "/quit"),
    ],
)
def test_a_command_is_found_by_each_of_its_names(line: str, name: str) -> None:
    """With a slash, or as a word that stands alone."""
    found = find_command(line)
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize(
    "line", ["help me understand", "exit polls?", "status", "What does /help do?", "quit when?"]
)
def test_a_question_is_never_taken_for_a_command(line: str) -> None:
    """A word of a command at the start of a sentence is part of the sentence."""
    assert find_command(line) is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("/hlep", "no such command: /hlep; did you mean /help?"),
        ("/frobnicate it", "no such command: /frobnicate; /help shows them all"),
        ("/", "a command is missing after /; /help shows them all"),
        (":wq", "no such command: :wq; did you mean :q?"),
        ("/status now", "/status takes nothing after it"),
    ],
)
def test_what_looks_like_a_command_and_is_none_is_refused(line: str, message: str) -> None:
    """It is never asked as a question."""
    with pytest.raises(UsageError) as raised:
        find_command(line)
    assert str(raised.value) == message


@pytest.mark.parametrize("path", ["x" * 5000, "x/" * 2500, "two words " * 500, "字" * 5000])
def test_a_message_is_short_however_long_the_path(path: str) -> None:
    """Its beginning says what is wrong, its end how to mend it; the middle is left out."""

    def shown(show: Callable[[SessionView], None]) -> str:
        out = StringIO()
        show(SessionView(Console(file=out, width=100)))
        assert len(out.getvalue().splitlines()) <= 8
        # Where a line is wrapped is not what this is about.
        return "".join(out.getvalue().split())

    error = shown(lambda view: view.show_error(f"the file {path} is gone; name another"))
    assert error.startswith("thefile" + path.replace(" ", "")[:30])
    assert "…" in error
    assert error.endswith("isgone;nameanother")
    whole = path.replace(" ", "/")
    notice = shown(lambda view: view.show_notice(f"saved 2 turns in {whole}: see there"))
    assert notice.startswith("saved2turnsin" + whole[:30])
    assert "…" in notice
    assert notice.endswith(":seethere")


def completions(typed: str, vocabulary: Vocabulary | None = None) -> list[str]:
    """Return what Tab offers after what was typed."""
    completer = SessionCompleter(lambda: vocabulary or Vocabulary())
    asked = CompleteEvent(completion_requested=True)
    return [found.text for found in completer.get_completions(Document(typed), asked)]


def test_help_and_completion_come_from_the_table() -> None:
    """Every command is in both, with the same words."""
    assert completions("/") == [command.name for command in COMMANDS]
    assert help_rows()[: len(COMMANDS)] == [(c.usage, c.summary) for c in COMMANDS]
    assert completions("/help ") == []
    assert completions("/scores o") == ["on", "off"]


def test_words_of_the_articles_are_completed_names_first() -> None:
    """Then the more frequent; what only begins a sentence large is offered as it is else written.

    Articles are completed by any part of their name.
    """
    text = "Putting it in is simple. Then came Putin, and Putin put it there. They were putting."
    vocabulary = Vocabulary([text, "Puttees."], ["asia/putin-india.txt", "rain.md"])
    assert completions("What did put", vocabulary) == ["Putin", "putting", "Puttees"]
    assert completions("What did Putin", vocabulary) == []
    assert completions("What did ", vocabulary) == []
    assert completions("/in ind", vocabulary) == ["asia/putin-india"]
    assert completions("/in ", vocabulary) == ["asia/*", "asia/putin-india", "rain"]


def test_a_typo_is_reported_only_for_likely_names() -> None:
    """A word that no article holds, and a name that begins alike and is nearly the same."""
    vocabulary = Vocabulary(["The visit of Putin to Kashmir is over, and Putin said so."])
    assert vocabulary.find_typo("When does Putn arrive?") == ("Putn", "Putin")
    assert vocabulary.find_typo("when does putn arrive?") == ("putn", "Putin")
    assert vocabulary.find_typo("Does anyone visst?") is None
    assert vocabulary.find_typo("Was Kashmeer visited?") == ("Kashmeer", "Kashmir")
    assert vocabulary.find_typo("Who visits Putin’s bakery?") is None
    assert vocabulary.find_typo("Who won the lottery?") is None
    assert Vocabulary().find_typo("Putn?") is None


def test_another_language_is_detected_by_its_small_words() -> None:
    """Only where both languages are clear."""
    english = Vocabulary(["The visit of Putin to Kashmir is over, and that is how it was."])
    assert english.other_language("Wann kommt Putin nach Indien?") == "English"
    assert english.other_language("Когда Путин прибудет в Индию?") == "English"
    assert english.other_language("Quand Poutine arrive-t-il en Inde ?") == "English"
    assert english.other_language("How do I bake sourdough bread at home?") is None
    assert english.other_language("What is el Niño?") is None
    assert english.other_language("Sourdough?") is None
    german = Vocabulary(["Der Zug nach Wien ist spät, und das war auch so."])
    assert german.other_language("Wann kommt der Zug?") is None
    assert german.other_language("When does the train leave?") == "German"
    assert Vocabulary().other_language("Wann kommt er?") is None


def thread_names() -> set[str]:
    """Return the names of the running threads."""
    return {thread.name for thread in threading.enumerate()}


def loaded_entries(history: PrivateHistory) -> list[str]:
    """Return what a prompt would load, newest first."""

    async def load() -> list[str]:
        return [entry async for entry in history.load()]

    return asyncio.run(load())


def test_history_survives_whatever_is_typed(tmp_path: Path) -> None:
    """One entry a line, closed to others, whatever the file's mode or bytes were."""
    file = tmp_path / "state" / "history"
    history = PrivateHistory(file, pytest.fail)
    history.append_string("two\nlines")
    history.append_string("lone \ud800 half")
    assert file.read_bytes() == b"two lines\nlone ? half\n"
    file.chmod(0o644)
    with file.open("ab") as stream:
        stream.write(b"\xff\n")
    assert loaded_entries(PrivateHistory(file, pytest.fail)) == [
        "\ufffd",
        "lone ? half",
        "two lines",
    ]
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_an_unusable_history_is_reported_once(tmp_path: Path) -> None:
    """What is typed is remembered for this session."""
    notices: list[str] = []
    (tmp_path / "state").write_text("in the way")
    history = PrivateHistory(tmp_path / "state" / "history", notices.append)
    assert loaded_entries(history) == []
    history.append_string("one?")
    history.append_string("two?")
    assert history.get_strings() == ["one?", "two?"]
    assert len(notices) == 1
    assert notices[0].startswith(f"history is not kept: {tmp_path / 'state' / 'history'}: ")


def test_history_lies_in_the_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As the XDG convention wants it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert history_file() == tmp_path / "article-qa" / "history"


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("one\r\ntwo\n\n  three\n", "one two three"),
        (" kept ", " kept "),
        ("a\tb\x1b[2J", "a b␛[2J"),
        ("\n", ""),
    ],
)
def test_a_paste_is_flattened(pasted: str, line: str) -> None:
    """Many lines become one; what is on one line keeps its spaces."""
    assert flattened(pasted) == line


def test_what_is_entered_is_cut_into_lines() -> None:
    """Whatever ends them; empty ones are left out, controls are made visible."""
    assert entered_lines("one\r\n two \r\r\n\nthree\x1b[2J") == ("one", "two", "three␛[2J")
    assert entered_lines("\r \n") == ()


def test_a_background_value_is_computed_once() -> None:
    """Every `wait` returns it, at once if it is there; `finish` ends the thread."""
    gate, made = threading.Event(), list[int]()

    def make() -> int:
        gate.wait()
        made.append(1)
        return 7

    value = BackgroundValue(make, pytest.fail)
    assert value.finish() is None
    value.start()
    value.start()
    assert not value.ready
    gate.set()
    assert (value.wait(), value.wait(), value.finish()) == (7, 7, 7)
    assert value.ready
    assert made == [1]
    assert "background value" not in thread_names()


def test_a_background_value_that_fails_is_tried_again() -> None:
    """`wait` raises the error."""
    outcomes: list[int | Exception] = [IndexDamagedError("broken"), 7]
    failed = threading.Event()

    def make() -> int:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    value = BackgroundValue(make, failed.set)
    with pytest.raises(IndexDamagedError, match="broken"):
        value.wait()
    assert failed.is_set()
    assert value.wait() == 7


def test_short_work_shows_no_spinner(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody notices needs no explanation, and a failure inside comes out."""
    monkeypatch.setattr(background, "_SPINNER_DELAY_SECONDS", threading.TIMEOUT_MAX)
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=40)
    with pytest.raises(ZeroDivisionError), spinner(console, "loading"):
        raise ZeroDivisionError
    assert out.getvalue() == ""


def test_long_work_shows_what_it_is() -> None:
    """The spinner goes away when the work is done."""
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=40)
    with spinner(console, "loading"):
        pause = threading.Event()
        while "loading" not in out.getvalue():
            pause.wait(0.01)
    assert out.getvalue().endswith("\x1b[2K")


class BrokenService:
    """Fails at every question in its own way."""

    def __init__(self, *failures: BaseException) -> None:
        self.failures = list(failures)
        self.closed = False

    def refresh(self) -> bool:
        """Say that there is nothing newer."""
        return False

    def warm(self) -> None:
        """Load nothing."""

    def articles(self) -> None:
        """Fail."""
        raise IndexDamagedError("unreadable")

    info = IndexInfo("g1", "tiny", "2026-01-31T12:00:00Z", stale=False)

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True

    def ask(self, _: str, *, limit: int, **__: object) -> None:
        """Fail."""
        assert limit == 3
        raise self.failures.pop(0)


def test_no_failure_ends_the_session(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors, faults and Ctrl-C during a question are one line each."""
    lines = ["one?", "two?", "three?", "a\0b", "/quit"]
    failures = [IndexDamagedError("broken", remedy="mend it"), ZeroDivisionError("by hand")]
    service = BrokenService(*failures, KeyboardInterrupt())
    monkeypatch.setattr("qa.service.local.open_service", lambda *_, **__: service)
    monkeypatch.setattr(PlainPrompt, "read", lambda _: (lines.pop(0),))
    with create_app_session(input=DummyInput(), output=DummyOutput()):
        assert Session(Settings(), Preferences()).run() == 0
    assert service.closed
    assert capsys.readouterr().out.splitlines()[1:] == [
        "broken; mend it",
        "fault in the program: ZeroDivisionError: by hand",
        "stopped",
        "the question holds a NUL character",
    ]


def test_a_rebuild_is_reported_in_lines() -> None:
    """Names are listed up to ten of a kind, sanitized."""
    added = tuple(f"{number:02}.txt" for number in range(12))
    changes = CorpusChanges(added=added, removed=("x\x1b[2J\n.txt",), kept=("k",) * 2000)
    report = BuildReport(
        generation="g1",
        changes=changes,
        skipped=(SkippedFile("bad.txt", "not UTF-8"),),
        passages=1,
        sentences=2345,
        encoded=1,
        reused=2300,
        seconds=1.26,
    )
    lines = build_lines(report)
    assert lines[0] == "added       12"
    assert lines[1] == "            00.txt"
    assert lines[11] == "            … and 2 more"
    assert lines[12:] == [
        "removed     1",
        "            x␛[2J .txt",
        "kept        2,000",
        "left out    1",
        "            bad.txt: not UTF-8",
        "index       1 passage, 2,345 sentences; 1 text encoded, 2,300 found again",
        "generation  g1",
        "time        1.3 s",
    ]


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        (None, ["corpus      not there to compare with"]),
        (CorpusChanges(kept=("a",)), ["corpus      unchanged since"]),
        (
            CorpusChanges(changed=("a.txt",)),
            [
                "corpus      changed since: `qa rebuild` brings the index in line",
                "changed     1",
                "            a.txt",
            ],
        ),
    ],
)
def test_the_status_is_reported_in_lines(changes: CorpusChanges | None, last: list[str]) -> None:
    """What is indexed, with what, from when, and what has changed since."""
    info = IndexInfo("g1", "tiny", "2026-01-31T12:00:00Z", stale=bool(changes))
    status = Status(
        info,
        articles=1,
        passages=2,
        sentences=3,
        size=23_800_000,
        reader="own",
        changes=changes,
        annotated=True,
    )
    assert status_lines(status) == [
        "index       1 article, 2 passages, 3 sentences",
        "encoder     tiny",
        "reader      own",
        "annotated   yes",
        "built       2026-01-31T12:00:00Z",
        "generation  g1",
        "size        23.8 MB",
        *last,
    ]


@pytest.mark.parametrize(
    ("annotated", "annotating", "missing", "line"),
    [
        (True, "", "spacy", "yes, but the package spacy is missing (pip install spacy)"),
        (False, "", "spacy", "no: the package spacy is missing (pip install spacy)"),
        (False, "", None, "no; `qa rebuild` brings it"),
        (False, "no", None, "no, as asked; `qa rebuild --annotations` brings it"),
        (False, "too long", None, "no, most texts repeat; `qa rebuild --annotations` brings it"),
    ],
)
def test_the_status_tells_why_articles_are_not_annotated(
    *, annotated: bool, annotating: str, missing: str | None, line: str
) -> None:
    """And what brings it."""
    status = Status(
        IndexInfo("g1", "tiny", "2026-01-31T12:00:00Z", stale=False),
        articles=1,
        passages=2,
        sentences=3,
        size=4,
        reader="own",
        annotated=annotated,
        annotating=annotating,
        missing=missing,
    )
    assert f"annotated   {line}" in status_lines(status)


def test_times_and_counts_read_as_people_write_them() -> None:
    """Three units of time, and a plural where one is due."""
    assert [duration(ms) for ms in (0.4, 6.14, 1260, 125_000)] == [
        "0 ms",
        "6 ms",
        "1.3 s",
        "2 min 5 s",
    ]
    assert [counted(n, "article") for n in (0, 1, 2000)] == [
        "0 articles",
        "1 article",
        "2,000 articles",
    ]
