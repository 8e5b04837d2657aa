"""A set is asked as the engine asks any batch; the sample article's own set reaches its bar."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qa.errors import IndexDamagedError, QAError, UsageError
from qa.evaluation.run import CHUNK, LIMIT, ask_all, evaluate, index_folder
from qa.evaluation.sets import QuestionSet, SetQuestion
from qa.model import Answer, Progress, Question
from tests.support.paths import DATA
from tests.unit.evaluation.test_judgement import answer


class Recorder:
    """An engine that remembers what it was asked and answers with the question's number."""

    def __init__(self, error: QAError | None = None) -> None:
        self.chunks: list[list[Question]] = []
        self.limits: list[int] = []
        self._error = error

    def ask_many(self, questions: Sequence[Question], *, limit: int) -> list[Answer | QAError]:
        """Return an answer whose `searched` is the question, or the error for questions "bad"."""
        self.chunks.append(list(questions))
        self.limits.append(limit)
        return [
            self._error
            if self._error is not None and question.text == "bad"
            else replace(answer(), searched=question.text)
            for question in questions
        ]


def question_set(*questions: SetQuestion) -> QuestionSet:
    """Return a set of these questions."""
    return QuestionSet("small", Path("corpus"), questions)


def numbered(line: int, conversation: str | None = None, text: str = "") -> SetQuestion:
    """Return an unanswerable question whose text is its line."""
    return SetQuestion(
        line, f"id{line}", text or f"q{line}", answerable=False, conversation=conversation
    )


def test_questions_are_asked_in_chunks_and_answers_come_in_the_sets_order() -> None:
    """Two chunks and a rest; every answer stands at its question."""
    engine, reported = Recorder(), list[Progress]()
    asked = question_set(*(numbered(line) for line in range(1, 2 * CHUNK + 4)))
    answers = ask_all(engine, asked, reported.append)
    assert [a.searched for a in answers] == [q.text for q in asked.questions]
    assert [len(chunk) for chunk in engine.chunks] == [CHUNK, CHUNK, 3]
    assert set(engine.limits) == {LIMIT} == {10}
    assert reported == [
        Progress("asking", done, 2 * CHUNK + 3) for done in (CHUNK, 2 * CHUNK, 2 * CHUNK + 3)
    ]


def test_a_conversation_stays_whole_and_in_order() -> None:
    """Its turns go into one chunk although the set mixes them with other questions."""
    engine = Recorder()
    talk = {1: "t", 3: "t", CHUNK + 20: "t"}
    asked = question_set(*(numbered(line, talk.get(line)) for line in range(1, CHUNK + 30)))
    answers = ask_all(engine, asked)
    assert [a.searched for a in answers] == [q.text for q in asked.questions]
    first = [q.text for q in engine.chunks[0] if q.conversation == "t"]
    assert first == ["q1", "q3", f"q{CHUNK + 20}"]
    assert not any(q.conversation for chunk in engine.chunks[1:] for q in chunk)


def test_conversations_named_like_a_line_are_kept_apart() -> None:
    """A conversation called "2" is not the question on line 2."""
    engine = Recorder()
    ask_all(engine, question_set(numbered(1, "2"), numbered(2), numbered(3, "2")))
    assert [q.conversation for q in engine.chunks[0]] == ["2", "2", None]


def test_a_question_carries_its_restriction_and_id() -> None:
    """What a batch line may hold reaches the engine."""
    engine = Recorder()
    ask_all(engine, question_set(replace(numbered(1, "c"), within="far/*")))
    assert engine.chunks == [[Question("q1", within="far/*", conversation="c", id="id1")]]


def test_a_refused_question_names_its_line() -> None:
    """A restriction that matches no article is a fault of the set."""
    engine = Recorder(UsageError("no article matches x", remedy="see `qa status`"))
    with pytest.raises(UsageError) as caught:
        ask_all(engine, question_set(numbered(1), numbered(2, text="bad")))
    assert str(caught.value) == "small, line 2: no article matches x; see `qa status`"


def test_any_other_error_ends_the_run_as_it_is() -> None:
    """A damaged index is not a fault of the set."""
    error = IndexDamagedError("vectors are damaged")
    with pytest.raises(IndexDamagedError) as caught:
        ask_all(Recorder(error), question_set(numbered(1, text="bad")))
    assert caught.value is error


def test_each_set_and_each_encoder_has_its_own_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index remembers its encoder, so one for all would measure the wrong one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, two = tmp_path / "a" / "set", tmp_path / "b" / "set"
    folders = {index_folder(s, model) for s in (one, two) for model in (None, "mini")}
    assert len(folders) == 4
    assert all(folder.is_relative_to(tmp_path / "cache") for folder in folders)
    monkeypatch.chdir(tmp_path)
    assert index_folder(Path("a/set"), None) == index_folder(one, None)


def test_results_that_cannot_be_written_are_refused_before_the_work(tmp_path: Path) -> None:
    """The folder to save in is missing: nothing is built or asked."""
    with pytest.raises(UsageError, match=r"cannot write .*out\.jsonl"):
        evaluate(DATA / "article_dev", save=tmp_path / "missing" / "out.jsonl")


@pytest.mark.usefixtures("compiled_model")
def test_the_sample_article_reaches_its_bar(tmp_path: Path) -> None:
    """With the real encoder: the right paragraph first three times in four, saved for a diff."""
    saved = tmp_path / "first.jsonl"
    reported: list[Progress] = []
    report = evaluate(DATA / "article_dev", save=saved, progress=reported.append)
    figures = {figure.name: figure for figure in report.rows()}
    assert (report.questions, report.unanswerable) == (36, 12)
    recall = [figures[name].value for name in ("R@1", "R@3")]
    assert None not in recall
    assert (figures["R@1"].value or 0) >= 0.75
    assert (figures["R@3"].value or 0) >= 0.95
    assert 10 < (figures["passage"].value or 0) < 130
    assert (figures["speed"].value or 0) > 0
    assert reported[-1] == Progress("asking", 36, 36)
    lines = [json.loads(line) for line in saved.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines][:2] == ["a00", "a01"]
    right = sum(line["first_relevant"] == 1 for line in lines if line["answerable"])
    assert right / 24 == figures["R@1"].value

    again = tmp_path / "second.jsonl"
    evaluate(DATA / "article_dev", save=again)
    assert again.read_bytes() == saved.read_bytes()


def test_conversations_are_asked_as_such() -> None:
    """All twelve turns are answerable and have places, so these figures exist and those do not."""
    report = evaluate(DATA / "article_chat_dev")
    assert (report.questions, report.unanswerable) == (12, 0)
    assert (report.value("R@3") or 0) >= 0.5
    assert report.value("EM") is None
    assert report.value("AUROC") is None
