"""Two thousand articles in nested folders."""

from qa.model import Progress
from tests.support.desk import Desk

NAMES = ("river", "bridge", "market", "school", "station", "museum", "garden", "tower")


def _write(desk: Desk, number: int, *, year: int = 1900) -> str:
    place, other = NAMES[number % 8], NAMES[number // 8 % 8]
    path = f"{place}/{number % 13}/{number % 7}/article-{number}.txt"
    desk.write(
        path,
        f"The {place} number {number} was opened in {year + number % 100} by the mayor.\n\n"
        f"It stands beside the {other} and is visited by {number * 37} people a year.",
    )
    return path


def test_two_thousand_articles_are_indexed_and_one_change_costs_one_article(desk: Desk) -> None:
    """The status is right, every article can be found, and an edit encodes that edit only."""
    paths = [_write(desk, number) for number in range(2000)]
    steps: list[Progress] = []
    report = desk.rebuild(progress=steps.append)
    assert report.changes.added == tuple(sorted(paths))
    assert {step.total for step in steps if step.stage == "reading articles"} == {2000}
    status = desk.status()
    assert (status.articles, status.passages, status.sentences) == (2000, 2000, 4000)
    assert not status.index.stale
    answer = desk.ask("When was the tower number 1999 opened?", within="article-1999")
    assert "opened in 1999" in answer.passages[0].text
    _write(desk, 1999, year=1800)
    status = desk.status()
    assert status.changes is not None
    assert status.changes.changed == (paths[1999],)
    again = desk.rebuild()
    assert again.changes.changed == (paths[1999],)
    assert len(again.changes.kept) == 1999
    # The passage and its first sentence; the second is as it was.
    assert (again.encoded, again.reused) == (2, 1)
    answer = desk.ask("When was the tower number 1999 opened?", within="article-1999")
    assert "opened in 1899" in answer.passages[0].text
