"""Follow-ups measured: the ways a set is asked, what people reworded, the table."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.evaluation.followups import (
    ALONE,
    COMPLETED,
    IN_FRONT,
    PLAIN,
    REWORDED,
    SHUFFLED,
    Measured,
    main,
    measure,
    read_rewordings,
    table,
    ways,
)
from qa.evaluation.sets import QuestionSet, read_set
from qa.model import Answer, Question
from tests.support.made_answers import made_answer


class FakeEngine:
    """Stands for an engine that finds one passage and completes every turn of a conversation."""

    def ask_many(self, questions: Sequence[Question], *, limit: int) -> list[Answer]:
        """Answer all questions alike."""
        assert limit >= 5
        return [
            made_answer(question=q.text, searched=q.text + (" (more)" if q.conversation else ""))
            for q in questions
        ]


def made_set(folder: Path, *lines: dict[str, object]) -> QuestionSet:
    """Write and read a set whose questions the first passage of every made answer answers."""
    passage = made_answer().passages[0].citation
    article = folder / "corpus" / passage.path
    article.parent.mkdir(parents=True)
    article.write_text("x" * passage.char_end, "utf-8")
    span = [passage.path, passage.char_start, passage.char_end]
    common = {"answerable": True, "evidence": [span]}
    rows = [{"id": n, **common, **line} for n, line in enumerate(lines)]
    (folder / "questions.jsonl").write_text("\n\n".join(map(json.dumps, rows)), "utf-8")
    return read_set(folder)


TALK: list[dict[str, object]] = [
    {"question": "Who is Rex?", "conversation": "a"},
    {"question": "Who is Tom?", "conversation": "b"},
    {"question": "Why?", "conversation": "a", "rewrite": "Why is Rex here?"},
    {"question": "When?", "conversation": "b", "rewrite": None},
    {"question": "And now?", "conversation": "a"},
]


def test_conversations_are_asked_in_four_ways(tmp_path: Path) -> None:
    """As they are, alone, with the question before in front, and in people's own words."""
    questions = made_set(tmp_path, *TALK)
    found = {
        way.name: way.questions.questions for way in ways(questions, read_rewordings(tmp_path))
    }
    texts = {name: [q.text for q in asked] for name, asked in found.items()}
    typed = ["Who is Rex?", "Who is Tom?", "Why?", "When?", "And now?"]
    assert texts == {
        COMPLETED: typed,
        PLAIN: typed,
        IN_FRONT: [*typed[:2], "Who is Rex? Why?", "Who is Tom? When?", "Why? And now?"],
        REWORDED: [*typed[:2], "Why is Rex here?", *typed[3:]],
    }
    assert found[COMPLETED] == questions.questions
    alone = [found[name] for name in (PLAIN, IN_FRONT, REWORDED)]
    assert {q.conversation for asked in alone for q in asked} == {None}


def test_without_rewordings_there_is_no_such_row(tmp_path: Path) -> None:
    """A ceiling that nobody has measured is not shown."""
    questions = made_set(tmp_path, *TALK[:2])
    assert read_rewordings(tmp_path) == {}
    assert [way.name for way in ways(questions, {})] == [COMPLETED, PLAIN, IN_FRONT]


def test_a_set_without_conversations_is_asked_as_one(tmp_path: Path) -> None:
    """In an order that the seed decides, and that changes nothing else."""
    lines: list[dict[str, object]] = [{"question": f"Who is {n}?"} for n in range(9)]
    questions = made_set(tmp_path, *lines)
    alone, shuffled = ways(questions, {}, seed=1)
    assert (alone.name, shuffled.name) == (ALONE, SHUFFLED)
    assert alone.questions == questions
    order = [q.id for q in shuffled.questions.questions]
    assert order != list(range(9))
    assert sorted(order, key=str) == list(range(9))
    assert {q.conversation for q in shuffled.questions.questions} == {"all"}
    assert list(ways(questions, {}, seed=1))[1] == shuffled


def test_a_way_is_measured_over_answerable_questions(tmp_path: Path) -> None:
    """R@1, R@3, R@5, and how many questions were searched otherwise than typed."""
    questions = made_set(tmp_path, *TALK, {"question": "?", "answerable": False, "evidence": []})
    rows = [measure(FakeEngine(), way) for way in ways(questions, {})]
    assert rows == [
        Measured(COMPLETED, (1.0, 1.0, 1.0), 5),
        Measured(PLAIN, (1.0, 1.0, 1.0), 0),
        Measured(IN_FRONT, (1.0, 1.0, 1.0), 0),
    ]


def test_the_table_aligns(tmp_path: Path) -> None:
    """Three places, and a dash where there is nothing to measure."""
    del tmp_path
    lines = table([Measured(PLAIN, (0.5, 2 / 3, 1.0), 0), Measured(ALONE, (None,) * 3, 12)])
    assert lines.splitlines() == [
        "                        R@1    R@3    R@5  completed",
        "plain                 0.500  0.667  1.000          0",
        "alone                     –      –      –         12",
    ]


def test_a_faulty_set_is_an_error_of_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the exit code of its kind."""
    assert main([str(tmp_path)]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("followups: ")
    assert written.err.count("\n") == 1
