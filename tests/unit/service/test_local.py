"""The service over an index on this machine: opening, asking, reading, comparing."""

from pathlib import Path

import pytest

from qa.conversation.memory import Conversation
from qa.errors import IndexMissingError
from qa.model import Progress, Question
from qa.service.local import build_index, open_service, read_status, roll_back
from qa.service.protocol import Service
from qa.settings import Settings
from tests.support.desk import Desk, said


@pytest.fixture
def settings(desk: Desk) -> Settings:
    """Three articles and no index."""
    desk.write_three()
    return Settings(desk.corpus, desk.index)


def _build(settings: Settings, desk: Desk) -> None:
    build_index(settings, model=str(desk.model))


def test_a_missing_index_is_built_by_the_caller(settings: Settings, desk: Desk) -> None:
    """The service opens; how a build is shown is the face's own."""
    with pytest.raises(IndexMissingError, match="there is no index"):
        open_service(settings)
    built: list[Settings] = []

    def build(missing: Settings) -> None:
        built.append(missing)
        _build(missing, desk)

    for _ in range(2):
        with open_service(settings, build=build) as service:
            assert service.article_count == 3
    assert built == [settings]


def test_no_index_and_no_corpus_names_both(tmp_path: Path) -> None:
    """Nothing is built from a folder that is not there."""
    settings = Settings(tmp_path / "corpus", tmp_path / "index")
    with pytest.raises(IndexMissingError, match="and no corpus folder"):
        open_service(settings, build=lambda _: pytest.fail("built from nothing"))


def test_it_answers_as_the_engine_does(settings: Settings, desk: Desk) -> None:
    """One question or many, in a conversation that the client holds."""
    _build(settings, desk)
    talk = Conversation()
    with open_service(settings) as local, desk.engine() as engine:
        service: Service = local
        assert service.info == engine.info
        answer = service.ask("Who barks at the postman?", limit=2, conversation=talk)
        assert said(answer) == said(engine.ask("Who barks at the postman?", limit=2))
        assert [turn.question for turn in talk.turns] == ["Who barks at the postman?"]
        (many,) = service.ask_many([Question("Who barks at the postman?")], limit=2)
        assert said(many) == said(answer)  # type: ignore[arg-type]


def test_articles_are_read_as_they_were_indexed(settings: Settings, desk: Desk) -> None:
    """An edit of the file changes nothing of what was indexed, and is seen."""
    _build(settings, desk)
    with open_service(settings) as service:
        articles = service.articles()
        before = articles.text("dogs.txt")
        desk.write("dogs.txt", "Cats sleep.")
        assert articles.text("dogs.txt") == before
        assert articles.is_edited("dogs.txt", desk.corpus)
        assert service.status().changes == read_status(settings).changes
        articles.close()


def test_two_generations_are_compared_and_the_older_comes_back(
    settings: Settings, desk: Desk
) -> None:
    """What an edit changes in the answers is seen before and after; a rollback undoes it."""
    _build(settings, desk)
    question = Question("Who barks at the postman?")
    with open_service(settings) as service:
        before = service.info.generation
        desk.write("dogs.txt", "Wolves bark at the postman every morning.")
        seen: list[Progress] = []

        def compare(generation: str) -> None:
            comparison = service.compare(generation, [question], seen.append)
            assert [entry.text for entry in comparison.differences] == [True]

        build_index(settings, before_switch=compare)
        assert seen
        assert service.refresh()
        assert service.info.generation != before
        assert roll_back(settings).generation == before
        assert service.refresh()
        assert service.info.generation == before
