"""A reader whose generation is pruned under it goes on with it or with the next; none fails."""

from pathlib import Path
from typing import Any

import pytest

from qa import engine as engine_module
from qa.answering import pipeline
from qa.engine import Engine, open_index
from qa.errors import IndexDamagedError, IndexUnusableError
from qa.indexing import rollback
from qa.model import Question
from qa.storage import generation as generation_module
from qa.storage.manifest import Manifest, read_manifest
from tests.support.desk import DOGS, Desk

QUESTION = "Who barks at the postman?"


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    """Three articles and their index, which has no reader."""
    desk.write_three()
    desk.rebuild(reader="none")
    return desk


@pytest.fixture
def nothing_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is loaded before it is needed, as if its thread had come too late."""
    for module in (engine_module, generation_module):
        monkeypatch.setattr(module, "load_in_background", lambda _: lambda: None)


def _prune_all(desk: Desk) -> str:
    """Rebuild until what was in use has gone; return what is in use now."""
    for word in ("Foxes", "Wolves"):
        desk.write("dogs.txt", DOGS.replace("Dogs", word))
        name = desk.rebuild().generation
    return name


def _said(engine: Engine) -> tuple[str, str]:
    answer = engine.ask(QUESTION)
    return answer.index.generation, answer.passages[0].text.split()[0]


@pytest.mark.usefixtures("nothing_beside")
def test_what_was_never_asked_answers_from_the_next(indexed: Desk) -> None:
    """The encoder had not been read when it went."""
    with indexed.engine() as engine:
        now = _prune_all(indexed)
        assert _said(engine) == (now, "Wolves")
        assert _said(engine) == (now, "Wolves")


@pytest.mark.usefixtures("nothing_beside")
def test_many_questions_are_answered_from_one_generation(indexed: Desk) -> None:
    """From the next, all of them."""
    with indexed.engine() as engine:
        now = _prune_all(indexed)
        answers = engine.ask_many([Question(QUESTION, id=number) for number in range(3)])
    assert [getattr(answer, "id", None) for answer in answers] == [0, 1, 2]
    assert {answer.index.generation for answer in answers if hasattr(answer, "index")} == {now}


def test_what_was_opened_and_left_alone_answers(indexed: Desk) -> None:
    """The encoder loads beside the opening, and what is open stays open."""
    with indexed.engine() as engine:
        now = _prune_all(indexed)
        assert _said(engine) in {(engine.info.generation, "Dogs"), (now, "Wolves")}


@pytest.mark.usefixtures("nothing_beside")
def test_what_took_a_newer_one_and_was_not_asked_answers(indexed: Desk) -> None:
    """A refresh reads no more than an opening does."""
    with indexed.engine() as engine:
        engine.ask(QUESTION)
        indexed.write("dogs.txt", DOGS.replace("Dogs", "Cats"))
        indexed.rebuild()
        assert engine.refresh()
        now = _prune_all(indexed)
        assert _said(engine) == (now, "Wolves")


@pytest.mark.usefixtures("nothing_beside")
def test_a_generation_asked_for_by_name_is_never_another(indexed: Desk) -> None:
    """Whoever compares two generations must not be given one of them twice."""
    first = indexed.layout.generations()[0]
    with open_index(indexed.index, generation=first) as engine:
        indexed.write("dogs.txt", DOGS.replace("Dogs", "Cats"))
        indexed.rebuild()
        assert not engine.refresh()
        _prune_all(indexed)
        with pytest.raises(IndexDamagedError):
            engine.ask(QUESTION)


@pytest.mark.usefixtures("nothing_beside")
def test_if_there_is_no_other_the_error_stands(indexed: Desk) -> None:
    """A damaged index is not taken for a pruned one."""
    with indexed.engine() as engine:
        (engine_folder,) = indexed.index.glob("*/encoder")
        (engine_folder / "model.onnx").unlink()
        with pytest.raises(IndexDamagedError, match=r"model\.onnx"):
            engine.ask(QUESTION)


def test_a_reader_that_went_is_the_next_ones(
    indexed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is found missing in the middle of a question, it is asked anew, from its start."""
    with indexed.engine() as engine:
        now = _prune_all(indexed)
        original, failed = pipeline.find_answer, list[Any]()

        def fail_once(*given: Any) -> Any:
            if not failed:
                failed.append(given)
                raise IndexDamagedError("gone")
            return original(*given)

        monkeypatch.setattr(pipeline, "find_answer", fail_once)
        assert _said(engine) == (now, "Wolves")
    assert len(failed) == 1


def test_what_is_pruned_while_it_is_opened_is_opened_anew(
    indexed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at CURRENT and the look at what it names."""
    gone: list[Path] = []
    now: list[str] = []

    def prune_first(file: Path) -> Manifest:
        if not gone:
            gone.append(file)
            now.append(_prune_all(indexed))
        return read_manifest(file)

    monkeypatch.setattr(generation_module, "read_manifest", prune_first)
    with indexed.engine() as engine:
        assert not gone[0].exists()
        assert _said(engine) == (now[0], "Wolves")


def test_what_cannot_be_opened_is_tried_once(
    indexed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While CURRENT names the same, there is nothing to wait for."""
    tried: list[Path] = []

    def fail(file: Path) -> Any:
        tried.append(file)
        raise IndexUnusableError("no")

    monkeypatch.setattr(generation_module, "read_manifest", fail)
    with pytest.raises(IndexUnusableError, match="no"):
        indexed.engine()
    assert len(tried) == 1


@pytest.mark.usefixtures("nothing_beside")
def test_a_rollback_is_taken_like_a_rebuild(indexed: Desk) -> None:
    """An engine that is told to look finds the older one in use."""
    first = indexed.layout.generations()[0]
    indexed.write("dogs.txt", DOGS.replace("Dogs", "Cats"))
    second = indexed.rebuild().generation
    with indexed.engine() as engine:
        assert _said(engine) == (second, "Cats")
        rollback(indexed.index)
        assert _said(engine) == (second, "Cats")
        assert engine.refresh()
        assert _said(engine) == (first, "Dogs")
