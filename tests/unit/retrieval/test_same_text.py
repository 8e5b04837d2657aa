"""Passages of the same text are one passage with several places."""

from dataclasses import replace

from qa.model import FoundPassage
from qa.storage.manifest import read_manifest, write_manifest
from tests.support.desk import Desk

# Each long enough to be a passage of its own.
DOGS = "Dogs bark at the postman every morning, who wears boots of very thick leather."
RAIN = "Heavy rain flooded the old harbour, and the fishermen lost their nets and boats."
PAPER = "Our newspaper is delivered on Monday morning to all houses in the old town."
QUESTION = "When is the newspaper delivered?"


def _place(passage: FoundPassage) -> tuple[str, int, str]:
    cited = passage.citation
    return cited.path, cited.paragraph, passage.text


def test_a_text_is_shown_once_with_all_its_places(desk: Desk) -> None:
    """In one article or in several, with marks or without; the limit counts texts."""
    desk.write("a.txt", f"{DOGS}\n\n{PAPER}")
    desk.write("b.md", f"{PAPER.replace('Monday', '**Monday**')}\n\n{RAIN}\n\n{PAPER}")
    desk.rebuild()
    found = desk.ask(QUESTION, limit=100).passages
    assert len({passage.text for passage in found}) == len(found) == 3
    first = found[0]
    assert _place(first) == ("a.txt", 2, PAPER)
    assert [(other.path, other.paragraph) for other in first.also] == [("b.md", 1), ("b.md", 3)]
    for other in first.also:
        text = (desk.corpus / other.path).read_text()[other.char_start : other.char_end]
        assert text.replace("*", "") == PAPER
    assert (first.also[1].sha256, first.also_more) == (first.citation.sha256, 0)
    assert all(not passage.also for passage in found[1:])


def test_only_places_in_the_articles_asked_are_named(desk: Desk) -> None:
    """An article that is not asked neither stands for the others nor stands beside them."""
    for name in ("a", "b", "c"):
        desk.write(f"{name}.txt", f"{DOGS}\n\n{PAPER}" if name == "a" else PAPER)
    desk.write("news/d.txt", PAPER)
    desk.write("news/e.txt", PAPER)
    desk.rebuild()
    first = desk.ask(QUESTION, within="news").passages[0]
    assert _place(first) == ("news/d.txt", 1, PAPER)
    assert [other.path for other in first.also] == ["news/e.txt"]
    assert not desk.ask(QUESTION, within="c").passages[0].also


def test_a_text_of_very_many_articles_takes_one_place(desk: Desk) -> None:
    """It is cited a few times and counted, and hides no other passage from any view."""
    for number in range(300):
        desk.write(f"n{number:03}.txt", PAPER)
    others = [PAPER.replace("Monday", f"every day of week {number}") for number in range(30)]
    desk.write("z.txt", "\n\n".join([*others, RAIN]))
    desk.rebuild()
    found = desk.ask(QUESTION, limit=50).passages
    assert sorted(passage.text for passage in found) == sorted([PAPER, *others, RAIN])
    [common] = [passage for passage in found if passage.text == PAPER]
    assert (common.citation.path, len(common.also), common.also_more) == ("n000.txt", 10, 289)
    within = desk.ask(QUESTION, limit=50, within="n*").passages
    assert [_place(passage) for passage in within] == [("n000.txt", 1, PAPER)]


def test_places_follow_the_articles(desk: Desk) -> None:
    """An article that comes, changes or goes is a place more or less."""

    def places() -> list[str]:
        first = desk.ask(QUESTION).passages[0]
        return [first.citation.path, *(other.path for other in first.also)]

    desk.write("a.txt", PAPER)
    desk.write("b.txt", PAPER)
    desk.write("c.txt", RAIN)
    desk.rebuild()
    assert places() == ["a.txt", "b.txt"]
    desk.write("d.txt", PAPER)
    desk.rebuild()
    assert places() == ["a.txt", "b.txt", "d.txt"]
    (desk.corpus / "a.txt").unlink()
    desk.rebuild()
    assert places() == ["b.txt", "d.txt"]
    desk.write("b.txt", DOGS)
    desk.rebuild()
    assert places() == ["d.txt"]


def test_an_index_of_an_earlier_version_answers_and_is_completed(desk: Desk) -> None:
    """Without the note each place is a passage; the next rebuild adds it and encodes nothing."""
    desk.write("a.txt", PAPER)
    desk.write("b.txt", PAPER)
    files = desk.layout.generation(desk.rebuild().generation)
    manifest = read_manifest(files.manifest)
    kept = tuple(record for record in manifest.files if record.path != files.equal.name)
    write_manifest(files.manifest, replace(manifest, files=kept))
    files.equal.unlink()
    assert [passage.also for passage in desk.ask(QUESTION).passages] == [(), ()]
    second = desk.rebuild()
    assert (second.generation != files.name, second.encoded) == (True, 0)
    assert len(desk.ask(QUESTION).passages) == 1
    assert desk.rebuild().generation == second.generation
