"""The engine: what may be asked, what comes back, and from which generation."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from qa.answering import pipeline
from qa.conversation.memory import Conversation
from qa.errors import IndexMissingError, QAError, UsageError
from qa.model import Answer, Question
from tests.support.desk import DOGS, Desk, said


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    """Three articles and their index."""
    desk.write_three()
    desk.rebuild()
    return desk


@pytest.mark.parametrize("question", ["", " ", "\n\t", "\u2003"])
def test_an_empty_question_is_an_error(indexed: Desk, question: str) -> None:
    """White space asks nothing."""
    with pytest.raises(UsageError, match="empty"):
        indexed.ask(question)


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_a_limit_out_of_range_is_an_error(indexed: Desk, limit: int) -> None:
    """From 1 to 100 passages can be shown."""
    with pytest.raises(UsageError, match=f"from 1 to 100, not {limit}"):
        indexed.ask("Who barks?", limit=limit)


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_the_limit_is_how_many_passages_come(indexed: Desk, limit: int) -> None:
    """At most; ranks count from 1 and the fused score falls."""
    passages = indexed.ask("Who barks?", limit=limit).passages
    assert [passage.rank for passage in passages] == list(range(1, min(limit, 3) + 1))
    fused = [passage.scores.fused for passage in passages]
    assert fused == sorted(fused, reverse=True)
    assert passages[0].citation.path == "dogs.txt"


def test_many_questions_are_answered_in_order_and_a_bad_one_in_its_place(indexed: Desk) -> None:
    """Each as if it were asked alone."""
    questions = [
        Question("Who barks?", id="a"),
        Question(" ", id=2),
        Question("When does the train leave?", within="dogs"),
        Question("Rain?", within="nowhere"),
    ]
    with indexed.engine() as engine:
        answers = engine.ask_many(questions)
        assert [isinstance(answer, Answer) for answer in answers] == [True, False, True, False]
        alone = engine.ask("Who barks?")
        assert engine.ask_many([]) == []
    first, bad, third, fourth = answers
    assert isinstance(first, Answer)
    assert isinstance(third, Answer)
    assert (first.id, said(first)) == ("a", said(alone))
    assert {passage.citation.path for passage in third.passages} == {"dogs.txt"}
    assert isinstance(bad, QAError)
    assert isinstance(fourth, UsageError)


@pytest.mark.parametrize(
    "question",
    [
        "\ud800",
        "who \udcff barks",
        "\0",
        "\x1b[2J",
        "[bold]dogs[/]",
        "🐶" * 9,
        "dogs " * 20_000,
        '"dogs AND (postman',
        "words:dogs^2~",
        "\u202eskrab",
    ],
)
def test_any_text_can_be_asked(indexed: Desk, question: str) -> None:
    """No question is a query in some language, and none is an error for what it is made of."""
    answer = indexed.ask(question)
    assert answer.question == question
    assert answer.searched == answer.searched.encode("utf-8").decode("utf-8").strip()
    assert len(answer.passages) == 3


def test_paths_and_info_are_the_indexes(indexed: Desk) -> None:
    """Which articles, which generation, and whether the corpus is still the same."""
    with indexed.engine() as engine:
        assert engine.paths() == ("dogs.txt", "travel/trains.md", "weather/rain.txt")
        assert engine.info == indexed.status().index
        assert not engine.info.stale
    indexed.write("dogs.txt", DOGS + " They sleep at noon.")
    assert indexed.ask("Who barks?").index.stale


def test_refresh_takes_a_newer_generation_and_survives_a_broken_one(indexed: Desk) -> None:
    """Until then, and if the new one cannot be used, the old one answers."""
    with indexed.engine() as engine:
        before = said(engine.ask("Who barks?"))
        current = indexed.layout.current.read_text()
        indexed.layout.current.write_text("nowhere\n")
        with pytest.raises(QAError):
            engine.refresh()
        assert said(engine.ask("Who barks?")) == before
        indexed.layout.current.write_text(current)
        assert not engine.refresh()
        indexed.write("dogs.txt", DOGS.replace("Dogs", "Foxes"))
        made = indexed.rebuild().generation
        assert engine.refresh()
        assert engine.info.generation == made
        assert engine.ask("Who barks?").passages[0].text.startswith("Foxes")


def test_several_threads_may_ask(indexed: Desk) -> None:
    """They wait for one another and get what each would get alone."""
    questions = ["Who barks?", "When does the train leave?", "What did the rain flood?"] * 4
    with indexed.engine() as engine:
        expected = [said(engine.ask(question)) for question in questions]
        found: dict[int, object] = {}

        def ask(number: int) -> None:
            found[number] = said(engine.ask(questions[number]))

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(questions))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [found[number] for number in range(len(questions))] == expected


def test_an_engine_needs_an_index(desk: Desk) -> None:
    """It makes none."""
    with pytest.raises(IndexMissingError):
        desk.engine()
    assert not desk.index.exists()


def _without_generation(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != "generation"}


def test_concurrent_callers_get_the_answers_of_one(desk: Desk) -> None:
    """Several threads ask, each in a conversation of its own, while the index is replaced."""
    desk.write_three()
    desk.rebuild()
    questions = ("Who barks at the postman?", "When does the night train leave?", "Why?")
    with desk.engine() as engine:
        talk = Conversation()
        expected = [
            _without_generation(said(engine.ask(text, conversation=talk))) for text in questions
        ]
        desk.rebuild(force=True)

        def ask_all(number: int) -> list[dict[str, Any]]:
            own = Conversation()
            if number == 1:
                engine.refresh()
            return [said(engine.ask(text, conversation=own)) for text in questions]

        with ThreadPoolExecutor(4) as threads:
            for answers in threads.map(ask_all, range(12)):
                assert [_without_generation(a) for a in answers] == expected


def test_a_replaced_generation_is_closed_after_its_last_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refresh does not wait for a question that is being answered, nor take its files away."""
    desk.write_three()
    desk.rebuild()
    asked, released = threading.Event(), threading.Event()
    original = pipeline.find_answer

    def wait_once(*given: Any) -> Any:
        if not asked.is_set():
            asked.set()
            released.wait()
        return original(*given)

    monkeypatch.setattr(pipeline, "find_answer", wait_once)
    with desk.engine() as engine, ThreadPoolExecutor(1) as threads:
        before = engine.info.generation
        waiting = threads.submit(engine.ask, "Who barks at the postman?")
        asked.wait()
        desk.rebuild(force=True)
        assert engine.refresh()
        assert engine.ask("Who barks at the postman?").index.generation != before
        released.set()
        assert waiting.result().index.generation == before
