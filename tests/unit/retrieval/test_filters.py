"""Restricting a question to articles by name or glob."""

import pytest

from qa.errors import UsageError
from qa.retrieval.filters import matches, matching, select_articles
from qa.storage.keys import split_keys
from tests.support.desk import Desk

PATH = "News/2024/Putin-India.Summit.txt"


@pytest.mark.parametrize(
    "within",
    [
        "News/2024/Putin-India.Summit.txt",
        "News/2024/Putin-India.Summit",
        "Putin-India.Summit.txt",
        "Putin-India.Summit",
        "putin-india.summit",
        "NEWS/2024/PUTIN-INDIA.SUMMIT.TXT",
        "./News/2024/Putin-India.Summit.txt",
        "  Putin-India.Summit ",
        "News",
        "news/2024",
        "News/",
        "news/*",
        "*summit*",
        "putin-????a.summit",
        "[mp]utin*",
        "*.txt",
        "*",
    ],
)
def test_matches(within: str) -> None:
    """A path, a name, a folder or a glob over them, with or without extension, in any case."""
    assert matches(PATH, within)


@pytest.mark.parametrize(
    "within", ["", "putin", "2023", "news/2024/putin", "*.md", "india.summit", "ews", "/", "."]
)
def test_does_not_match(within: str) -> None:
    """A part of a name is not a name."""
    assert not matches(PATH, within)


def test_marks_of_a_glob_in_a_name_match_themselves() -> None:
    """A file may be called so."""
    assert matches("[draft] what?.txt", "[draft] what?")


def test_rows_are_those_of_the_articles(desk: Desk) -> None:
    """Passages and sentences of the articles chosen, and no others."""
    desk.write_three()
    desk.rebuild()
    generation = desk.generation()
    chosen = select_articles(generation, "t*")
    paths = dict(generation.texts.paths())
    assert [paths[uid] for uid in chosen.uids] == ["travel/trains.md"]
    uids, ordinals = split_keys(generation.keys(chosen.passages))
    assert ([paths[uid] for uid in uids.tolist()], ordinals.tolist()) == (["travel/trains.md"], [0])
    assert generation.parents(chosen.sentences).tolist() == [chosen.passages[0]] * 2
    generation.close()


def test_no_match_is_an_error_with_a_suggestion(desk: Desk) -> None:
    """What is nearest by name, or where to look."""
    desk.write_three()
    desk.rebuild()
    with desk.engine() as engine:
        with pytest.raises(UsageError, match=r"no article matches 'travel/train'.*travel/trains"):
            engine.ask("When?", within="travel/train")
        with pytest.raises(UsageError, match="`qa status`"):
            engine.ask("When?", within="zzz")


def test_the_restriction_holds_before_candidates_are_cut(desk: Desk) -> None:
    """An article that all others surpass is found if it is the only one asked."""
    for number in range(150):
        desk.write(
            f"storms/{number}.txt", f"The storm number {number} flooded the harbour at night."
        )
    desk.write("calm.txt", "A painter sold one picture in spring.")
    desk.rebuild()
    question = "Which storm flooded the harbour at night?"
    everywhere = desk.ask(question, limit=100)
    assert "calm.txt" not in {passage.citation.path for passage in everywhere.passages}
    only = desk.ask(question, within="calm")
    assert [passage.citation.path for passage in only.passages] == ["calm.txt"]


def test_a_path_chooses_only_its_article() -> None:
    """Where a name is that of several articles, each can be chosen alone."""
    paths = ["a.md", "a.md.txt", "a.txt", "b.txt"]
    assert matching("a", paths) == ["a.md", "a.txt"]
    assert matching("a.md", paths) == ["a.md"]
    assert matching("A.TXT", paths) == ["a.txt"]
    assert matching("a*", paths) == ["a.md", "a.md.txt", "a.txt"]
