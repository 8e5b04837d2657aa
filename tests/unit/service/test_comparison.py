"""`qa rebuild --compare` and `--dry-run`: what differs is told first, and the index can stay."""

import json
from dataclasses import replace
from typing import Any

import pytest

from qa.engine import open_index
from qa.errors import UsageError
from qa.model import Outcome, ShortAnswer
from qa.service.comparison import AnswerSummary, summarize
from qa.storage import current_generation
from qa.terminal.app import main
from tests.support.desk import DOGS, RAIN, Desk, said
from tests.support.made_answers import made_answer, made_passage

BARKS = "Who barks at the postman?"
LEAVES = "When does the night train to Vienna leave?"


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    """Three articles, indexed without a reader; one of them has changed since."""
    desk.write_three()
    desk.rebuild(reader="none")
    desk.write("dogs.txt", DOGS.replace("Dogs", "Foxes"))
    return desk


def run(desk: Desk, *arguments: str, questions: str = f"{BARKS}\n{LEAVES}\n") -> int:
    """Rebuild on the command line, with a file of questions beside the corpus."""
    file = desk.corpus.parent / "questions.txt"
    file.write_text(questions)
    given = [str(file) if word == "QUESTIONS" else word for word in arguments]
    return main(["rebuild", *given, "--corpus", str(desk.corpus), "--index", str(desk.index)])


def contents(desk: Desk) -> dict[str, bytes]:
    """Return every file of the index but the vectors that wait for the next rebuild."""
    return {
        str(file.relative_to(desk.index)): file.read_bytes()
        for file in sorted(desk.index.rglob("*"))
        if file.is_file() and not file.name.startswith((".stash", ".checked"))
    }


def test_what_differs_is_shown_and_the_index_is_switched(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a table: the question, and what was and is; what is the same is not in it."""
    before = current_generation(indexed.index)
    assert run(indexed, "--compare", "QUESTIONS") == 0
    out, err = capsys.readouterr()
    table, _, report = out.partition("changed     1\n")
    assert table.startswith("compared    2 questions: 1 answered otherwise\n\nquestion ")
    words = " ".join(table.split())
    assert "barks" in words
    assert "→ Foxes bark" in words
    assert "dogs.txt:1" in words
    assert "→ other text" in words
    assert "Vienna" not in table
    assert "generation  " in report
    assert err == ""
    assert current_generation(indexed.index) != before
    assert indexed.ask(BARKS).passages[0].text.startswith("Foxes")


def test_where_nothing_differs_one_line_says_so(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rebuild goes on."""
    assert run(indexed, "--compare", "QUESTIONS", questions=f"{LEAVES}\n") == 0
    assert capsys.readouterr().out.startswith("compared    1 question: no change\nchanged ")


def test_a_dry_run_leaves_the_index_exactly_as_it_was(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the last byte; what was computed is found by the rebuild that follows."""
    before, answered = contents(indexed), said(indexed.ask(BARKS))
    assert run(indexed, "--dry-run", "--compare", "QUESTIONS") == 0
    out, _ = capsys.readouterr()
    assert "1 answered otherwise" in out
    assert "removed again: the index is as it was" in out
    assert contents(indexed) == before
    assert said(indexed.ask(BARKS)) == answered
    report = indexed.rebuild()
    assert (report.encoded, report.changes.changed) == (0, ("dogs.txt",))
    assert indexed.layout.vector_caches() == []


def test_a_dry_run_alone_tells_what_a_rebuild_would_do(indexed: Desk) -> None:
    """As values, too."""
    before = contents(indexed)
    report = indexed.rebuild(dry_run=True)
    assert not report.in_use
    assert report.changes.changed == ("dogs.txt",)
    assert contents(indexed) == before
    real = indexed.rebuild()
    assert real.in_use
    assert (real.changes, real.passages) == (report.changes, report.passages)


def test_a_dry_run_of_what_has_not_changed_removes_nothing(desk: Desk) -> None:
    """Not even what was gone back from."""
    from qa.indexing import rollback

    desk.write_three()
    desk.rebuild()
    desk.write("dogs.txt", RAIN)
    desk.rebuild()
    rollback(desk.index)
    desk.write("dogs.txt", DOGS)
    before = contents(desk)
    report = desk.rebuild(dry_run=True)
    assert report.in_use
    assert contents(desk) == before
    assert len(desk.layout.generations()) == 2


def test_as_json_it_is_one_object(indexed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """With the build's figures, and both citations whole."""
    questions = json.dumps({"id": 7, "question": BARKS, "in": "dogs*"}) + "\n"
    assert run(indexed, "--json", "--compare", "QUESTIONS", questions=questions) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["schema"], made["in_use"], made["changed"]) == (1, True, ["dogs.txt"])
    assert made["generation"] == current_generation(indexed.index)
    compared = made["comparison"]
    assert compared["questions"] == 1
    assert compared["after"]["generation"] == made["generation"]
    assert compared["before"]["generation"] < made["generation"]
    (difference,) = compared["differences"]
    assert (difference["id"], difference["question"]) == (7, BARKS)
    assert {"answer", "citation"} <= set(difference["differs"])
    assert difference["before"]["answer"].startswith("Dogs bark")
    assert difference["after"]["answer"].startswith("Foxes bark")
    assert difference["after"]["citation"]["path"] == "dogs.txt"
    assert difference["after"]["citation"]["char_start"] == 0


def test_as_json_without_questions_there_is_no_comparison(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what was done."""
    assert run(indexed, "--json", "--dry-run") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["comparison"], made["in_use"], made["kept"]) == (None, False, 2)


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_without_an_index_before_one_line_says_so(
    desk: Desk, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """And the index is built."""
    desk.write_three()
    code = run(
        desk, "--compare", "QUESTIONS", "--reader", "none", "--model", str(desk.model), *option
    )
    out, err = capsys.readouterr()
    assert code == 0
    assert err == f"qa: nothing to compare with: there is no index in {desk.index}\n"
    assert "compared" not in out
    assert desk.ask(BARKS).passages


def test_where_nothing_has_changed_there_is_nothing_to_compare(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """That, too, is said in one line."""
    indexed.rebuild()
    assert run(indexed, "--compare", "QUESTIONS") == 0
    assert capsys.readouterr().err == (
        "qa: nothing has changed since: there is nothing to compare\n"
    )


def test_questions_that_cannot_be_read_stop_it_before_it_begins(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong name is told of at once; a wrong line is left out."""
    before = contents(indexed)
    assert run(indexed, "--compare", "nowhere.txt") == 2
    assert capsys.readouterr().err == "qa: nowhere.txt cannot be read: No such file or directory\n"
    assert contents(indexed) == before
    assert run(indexed, "--compare", "QUESTIONS", questions=f'{{"question": 3}}\n{BARKS}\n') == 0
    out, err = capsys.readouterr()
    assert err == "qa: not compared: line 1: `question` must be a text\n"
    assert out.startswith("compared    1 question: 1 answered otherwise\n")


def test_a_question_that_can_only_be_asked_of_one_differs(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error is an outcome like another."""
    indexed.write("new.txt", "A lion escaped from the circus.")
    questions = json.dumps({"question": "What escaped?", "in": "new.txt"})
    assert run(indexed, "--json", "--compare", "QUESTIONS", questions=questions) == 0
    (difference,) = json.loads(capsys.readouterr().out)["comparison"]["differences"]
    assert difference["before"]["outcome"] == "error"
    assert "new.txt" in difference["before"]["answer"]
    assert difference["after"]["outcome"] != "error"


def test_nothing_of_an_article_reaches_the_terminal_as_it_is(
    indexed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither from a question, nor from an answer, nor from a file's name."""
    indexed.write("a\x1b[2J.txt", "A\x1b[31m lion\x07 [bold]escaped\u202e from the circus.")
    (indexed.corpus / "dogs.txt").unlink()
    code = run(indexed, "--compare", "QUESTIONS", questions="What\x1b]8;; lion escaped?\n")
    out, _ = capsys.readouterr()
    assert code == 0
    assert "[bold]" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_what_looks_at_it_can_stop_a_rebuild(indexed: Desk) -> None:
    """The new generation answers while it is looked at; then it is gone without a trace."""
    before, seen = contents(indexed), []

    def look(name: str) -> None:
        with open_index(indexed.index, generation=name) as engine:
            seen.append(engine.ask(BARKS).passages[0].text.split()[0])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        indexed.rebuild(before_switch=look)
    assert seen == ["Foxes"]
    assert contents(indexed) == before


def test_the_name_it_answers_under_is_its_own(indexed: Desk) -> None:
    """Answers given before the switch name the generation that they were given from."""
    names: list[str] = []

    def look(name: str) -> None:
        with open_index(indexed.index, generation=name) as engine:
            names.append(engine.ask(BARKS).index.generation)

    made = indexed.rebuild(before_switch=look).generation
    assert names == [made]
    assert current_generation(indexed.index) == made


def _with_answer(**changes: Any) -> Any:
    passages = (made_passage(rank=1), made_passage(rank=2))
    return replace(made_answer(), **{"passages": passages, **changes})


def test_what_an_answer_says_is_what_it_cites() -> None:
    """The passage in which the answer stands, else the first; nothing where nothing was found."""
    first, second = _with_answer().passages
    short = ShortAnswer("boots", 2, 0, 5)
    answered = Outcome.ANSWERED
    assert summarize(_with_answer(outcome=answered, answer=short)) == AnswerSummary(
        "answered", "boots", second.citation
    )
    assert summarize(_with_answer(outcome=Outcome.WEAK, answer=None)) == AnswerSummary(
        "weak", first.sentence.text, first.citation
    )
    assert summarize(_with_answer(outcome=Outcome.NOT_FOUND)) == AnswerSummary("not_found")
    assert summarize(_with_answer(outcome=answered, passages=())) == AnswerSummary("answered")
    assert summarize(UsageError("no")) == AnswerSummary("error", "no")
