"""`qa eval`: figures as a table and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from qa.evaluation.report import EvalReport, Figure
from qa.terminal.app import main

FIGURES = (
    Figure("R@1", 0.83333, 24, "a passage that answers stands first"),
    Figure("AUROC", None, 36, "confidence puts [bold]answerable[/] above"),
    Figure("speed", 1234.56, 36, "questions asked a second", "per second"),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the measuring was called with."""
    seen: dict[str, Any] = {}

    def evaluate(folder: Path, **options: Any) -> EvalReport:
        seen.update(folder=folder, **options)
        return EvalReport("little", "tiny", 36, 12, FIGURES)

    monkeypatch.setattr("qa.evaluation.run.evaluate", evaluate)
    return seen


def test_figures_are_a_table(asked: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Name, value, how many questions it is over, and what it means."""
    files = ["--save", "results.jsonl", "--plot", "trust.svg"]
    assert main(["eval", "set", "--model", "m", "--reader", "none", *files]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert lines[0] == "little · 36 questions, 12 of them unanswerable · tiny"
    rows = [line.split(maxsplit=3) for line in lines[4:]]
    assert rows == [
        ["R@1", "0.833", "24", "a passage that answers stands first"],
        ["AUROC", "–", "36", "confidence puts [bold]answerable[/] above"],
        ["speed", "1,234.6", "36", "questions asked a second"],
    ]
    assert captured.err == ""
    assert callable(asked.pop("progress"))
    assert asked == {
        "folder": Path("set"),
        "model": "m",
        "reader": "none",
        "save": Path("results.jsonl"),
        "plot": Path("trust.svg"),
    }


def test_figures_by_type_are_a_second_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A column for each type, a row for each figure that one of them has."""
    types = (("said", FIGURES[:1]), ("list", (Figure("R@1", 0.5, 2, ""),)))
    report = EvalReport("little", "tiny", 36, 12, FIGURES, types)
    monkeypatch.setattr("qa.evaluation.run.evaluate", lambda *_, **__: report)
    assert main(["eval", "set"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[8:] if line[:1] in "bR"] == [
        ["by", "type", "said", "list"],
        ["R@1", "0.833", "0.500"],
    ]


@pytest.mark.usefixtures("asked")
def test_figures_are_json_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    """The object is the report's own."""
    assert main(["eval", "set", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made == EvalReport("little", "tiny", 36, 12, FIGURES).to_json()


def test_a_set_that_is_not_there_is_a_wrong_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is named, as a line and as an object."""
    assert main(["eval", str(tmp_path / "none"), "--json"]) == 2
    captured = capsys.readouterr()
    assert str(tmp_path / "none") in captured.err
    assert json.loads(captured.out)["error"]["code"] == 2
