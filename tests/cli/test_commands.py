"""The command line: what it accepts, what it says, in this process and without an index."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qa.conversation.memory import Conversations
from qa.errors import IndexDamagedError, QAError
from qa.model import Answer, Outcome, Question
from qa.settings import Settings
from qa.terminal.app import SUBCOMMANDS, main
from qa.terminal.commands import ask
from qa.terminal.errors import ErrorOutput
from tests.support.made_answers import made_answer, made_passage


class FakeService:
    """Answers whatever it is asked; keeps how it was asked."""

    def __init__(self, answer: Answer | QAError) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str | None, int]] = []

    def ask(self, question: str, *, within: str | None, limit: int) -> Answer:
        """Return the answer there is, or raise the error."""
        self.asked.append((question, within, limit))
        if isinstance(self.answer, QAError):
            raise self.answer
        return self.answer

    def ask_many(
        self, questions: Sequence[Question], *, limit: int, conversations: Conversations
    ) -> list[Answer | QAError]:
        """Return the answer there is for each question."""
        assert conversations is not None
        self.asked += [(question.text, question.within, limit) for question in questions]
        return [self.answer for _ in questions]

    @property
    def article_count(self) -> int:
        """Return how many articles there are to ask."""
        return 2


def service_with(monkeypatch: pytest.MonkeyPatch, answer: Answer | QAError) -> FakeService:
    """Let the command line find an service that gives this answer."""
    service = FakeService(answer)
    monkeypatch.setattr(ask, "_open", lambda _: service)
    return service


def streams_of(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Return what went to standard output and to standard error."""
    captured = capsys.readouterr()
    return captured.out, captured.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask"], 'qa: a question is missing: qa ask "…"; see qa ask --help'),
        (["ask", "  "], 'qa: the question is empty; ask one: qa ask "…"'),
        (["ask", "a?", "-n", "0"], "qa: invalid value for '-n' / '--limit': 0 is not in the range"),
        (["ask", "a?", "-n", "101"], "qa: invalid value for '-n' / '--limit': 101 is not in"),
        (["ask", "a?", "--frob"], "qa: no such option: --frob; see qa ask --help\n"),
        (["ask", "a?", "--jsn"], "qa: no such option: --jsn; did you mean --json?\n"),
        (["ask", "a?", "--format", "xml"], "qa: invalid value for '--format': 'xml' is not"),
        (["rebuild", "extra"], "qa: got unexpected extra argument"),
        (["stats"], "qa: no such command: stats; did you mean status?"),
        (["When does he come?"], "qa: no such command: When does he come?; to ask a question: qa"),
        (["\x1b[2J"], "qa: no such command: ␛[2J; see qa --help"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_exit_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line says what is wrong; nothing goes to standard output."""
    assert main(arguments) == 2
    out, err = streams_of(capsys)
    assert err.startswith(message)
    assert err.count("\n") == 1
    assert out == ""


def test_an_error_is_short_however_long_the_name_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong and how to mend it stay, the middle of the name does not."""
    assert main(["x" * 5000]) == 2
    _, err = streams_of(capsys)
    assert err.startswith("qa: no such command: xxx")
    assert err.endswith("x; see qa --help\n")
    assert len(err) < 300


@pytest.mark.parametrize(
    ("arguments", "message", "path"),
    [
        (["ask", "a?", "--json", "-n", "0"], "invalid value for '-n'", None),
        (["ask", "--format=json"], "a question is missing", None),
        (["--json"], "no such option", None),
        (["ask", "a?", "--json", "--format", "csv"], "--json and --format csv exclude", None),
        (["ask", "a?", "--batch", "-"], "a question and --batch exclude each other", None),
        (["ask", "--batch", "-", "--format", "csv"], "--batch writes JSON lines", None),
        (["ask", "--batch", "gone"], "gone cannot be read: No such file", "gone"),
        (["ask", "--batch", "."], ". cannot be read: Is a directory", "."),
    ],
)
def test_with_json_a_wrong_command_line_is_an_object_too(
    arguments: list[str], message: str, path: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even where the arguments could not be parsed to the end."""
    assert main(arguments) == 2
    out, err = streams_of(capsys)
    made = json.loads(out)
    assert made["schema"] == 1
    assert made["error"]["code"] == 2
    assert made["error"]["path"] == path
    assert made["error"]["message"].startswith(message)
    assert err == f"qa: {made['error']['message']}\n"


def test_how_an_error_is_shown_is_read_from_raw_arguments() -> None:
    """Known from the raw arguments, and only from those before `--`."""
    assert ErrorOutput.of(["ask", "a", "--json"]) == ErrorOutput(json=True)
    assert ErrorOutput.of(["ask", "--format", "jsonl", "a"]) == ErrorOutput(json=True, lines=True)
    assert ErrorOutput.of(["ask", "--batch=x", "--debug"]) == ErrorOutput(
        json=True, lines=True, debug=True
    )
    assert ErrorOutput.of(["ask", "--format", "text", "--", "--json"]) == ErrorOutput()


@pytest.mark.parametrize(
    ("outcome", "options", "code"),
    [
        (Outcome.ANSWERED, [], 0),
        (Outcome.WEAK, [], 0),
        (Outcome.NOT_FOUND, [], 1),
        (Outcome.NOT_FOUND, ["--no-fail"], 0),
    ],
)
def test_the_exit_code_says_whether_it_was_answered(
    outcome: Outcome, options: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a plain no is 1, and not if `--no-fail` is given."""
    service_with(monkeypatch, made_answer(outcome=outcome))
    assert main(["ask", "a?", *options]) == code


def test_options_reach_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of a question that was not quoted belong together."""
    service = service_with(monkeypatch, made_answer())
    main(["ask", "When", "did", "she come?", "--in", "news/*", "-n", "7"])
    main(["ask", "--", "--json?"])
    assert service.asked == [("When did she come?", "news/*", 7), ("--json?", None, 3)]


def test_each_format_writes_to_standard_output_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text, JSON, JSON lines, Markdown and CSV."""
    service_with(monkeypatch, made_answer())
    begins = {
        "text": "on Monday\nconfidence 0.93\n",
        "json": '{\n  "schema": 1,\n',
        "jsonl": '{"schema": 1, "id": null, ',
        "markdown": "## When did Anna arrive?\n",
        "csv": "question,outcome,confidence,",
    }
    for form, beginning in begins.items():
        assert main(["ask", "a?", "--format", form]) == 0
        out, err = streams_of(capsys)
        assert out.startswith(beginning)
        assert out.endswith("\n")
        assert err == ""


def test_several_articles_are_spoken_of_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing found: the denial counts the articles; `-n` shows more than the nearest passage."""
    passages = [made_passage(rank=rank) for rank in (1, 2, 3)]
    service_with(monkeypatch, made_answer(*passages, outcome=Outcome.NOT_FOUND))
    main(["ask", "a?"])
    out, _ = streams_of(capsys)
    assert out.startswith("The articles do not say.\n")
    assert "[2]" not in out
    main(["ask", "a?", "-n", "2"])
    assert "[2]" in streams_of(capsys)[0]


def test_small_talk_gets_one_friendly_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what can be asked; code 1 and JSON as for any question without an answer."""
    answer = replace(made_answer(outcome=Outcome.NOT_FOUND), question="hello", searched="hello")
    service_with(monkeypatch, answer)
    line = "Ask anything that the articles say: who, what, when, where, why or how."
    assert main(["ask", "hello"]) == 1
    assert streams_of(capsys) == (f"{line}\n", "")
    assert main(["ask", "hello", "--format", "markdown"]) == 1
    assert streams_of(capsys)[0] == f"## hello\n\n**{line}**\n"
    assert main(["ask", "hello", "--json"]) == 1
    found = json.loads(streams_of(capsys)[0])
    assert (found["outcome"], found["answer"], len(found["passages"])) == ("not_found", None, 1)


def test_what_the_user_should_know_of_a_question_is_one_line_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For people; JSON has it as a field of its own, and no empty one."""
    notice = "the encoder knows English alone"
    service_with(monkeypatch, replace(made_answer(), notices=(notice,)))
    assert main(["ask", "Wer ist Kumar?"]) == 0
    assert streams_of(capsys)[1] == f"qa: {notice}\n"
    assert main(["ask", "Wer ist Kumar?", "--json"]) == 0
    out, err = streams_of(capsys)
    assert (json.loads(out)["notices"], err) == ([notice], "")
    service_with(monkeypatch, made_answer())
    assert main(["ask", "Who is Kumar?", "--json"]) == 0
    assert "notices" not in json.loads(streams_of(capsys)[0])


def test_an_error_of_ours_gives_its_code_its_line_and_its_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names file and remedy, and a newline in a name does not break the line."""
    error = IndexDamagedError("x\ny.faiss is cut short", path="x\ny.faiss", remedy="qa rebuild")
    service_with(monkeypatch, error)
    assert main(["ask", "a?", "--format", "jsonl"]) == 3
    out, err = streams_of(capsys)
    assert err == "qa: x y.faiss is cut short; qa rebuild\n"
    assert json.loads(out)["error"] == {
        "code": 3,
        "message": "x\ny.faiss is cut short; qa rebuild",
        "path": "x\ny.faiss",
    }
    assert out.count("\n") == 1


def test_a_fault_is_one_line_and_shown_in_full_only_if_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of the program is none of the documented codes."""

    def fail(_: Settings) -> None:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr(ask, "_open", fail)
    assert main(["ask", "a?"]) == 70
    line = "qa: fault in the program: ZeroDivisionError: by hand"
    assert streams_of(capsys) == ("", f"{line}; --debug shows where\n")
    assert main(["ask", "a?", "--debug"]) == 70
    _, err = streams_of(capsys)
    assert err.startswith("Traceback ")
    assert err.endswith(f"{line}\n")
    for form, lines in (("json", 8), ("jsonl", 1)):
        assert main(["ask", "a?", "--format", form]) == 70
        out, err = streams_of(capsys)
        assert json.loads(out)["error"] == {"code": 70, "message": err[4:-1], "path": None}
        assert out.count("\n") == lines


def test_an_interrupt_is_130_and_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends the program as shells expect."""

    def interrupt(_: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ask, "_open", interrupt)
    assert main(["ask", "a?"]) == 130
    assert streams_of(capsys) == ("", "")


def test_a_batch_writes_an_object_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Bad lines give an error object in their place, and the exit code stays 0."""
    service = service_with(monkeypatch, made_answer(outcome=Outcome.NOT_FOUND))
    questions = tmp_path / "questions"
    questions.write_bytes(b'one?\n{"id": "b", "question": ""}\n{"question": "two?", "in": "y"}\n')
    assert main(["ask", "--batch", str(questions), "--in", "x", "-n", "5"]) == 0
    out, err = streams_of(capsys)
    first, bad, second = map(json.loads, out.splitlines())
    assert first["outcome"] == second["outcome"] == "not_found"
    assert bad["id"] == "b"
    assert bad["error"]["message"] == "line 2: the question is empty"
    assert service.asked == [("one?", "x", 5), ("two?", "y", 5)]
    assert err == ""


def test_settings_come_from_options_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option may stand before or after the command's name; the nearer one counts."""
    seen: list[Settings] = []

    def note(settings: Settings) -> FakeService:
        seen.append(settings)
        return FakeService(made_answer())

    monkeypatch.setattr(ask, "_open", note)
    main(["ask", "a?"])
    monkeypatch.setenv("QA_INDEX", "i1")
    monkeypatch.setenv("QA_CORPUS", "c1")
    main(["ask", "a?"])
    main(["--index", "i2", "--corpus", "c2", "ask", "a?", "--corpus", "c3"])
    assert [(str(s.corpus), str(s.index)) for s in seen] == [
        ("corpus", "index"),
        ("c1", "i1"),
        ("c3", "i2"),
    ]


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_the_group_lists_commands_as_they_describe_themselves(name: str) -> None:
    """The group's help does not import them, so what stands in its table is checked here."""
    command = SUBCOMMANDS[name].load()
    assert command.name == name
    assert command.short_help == SUBCOMMANDS[name].short_help


@pytest.mark.parametrize("command", [[], *([name] for name in SUBCOMMANDS)])
def test_every_command_has_help_and_takes_the_common_options(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`-h` and `--help` show the same."""
    assert main([*command, "-h"]) == 0
    out, _ = streams_of(capsys)
    assert main([*command, "--help"]) == 0
    assert streams_of(capsys) == (out, "")
    for option in ("-h, --help", "--debug"):
        assert option in out
    for option in ("--corpus DIR", "--index DIR"):
        # A question set has articles and an index of its own.
        assert (option in out) is (command != ["eval"])
    assert max(map(len, out.splitlines())) <= 100


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` names the program and its version."""
    from qa import __version__

    assert main(["--version"]) == 0
    assert streams_of(capsys) == (f"article-qa {__version__}\n", "")
