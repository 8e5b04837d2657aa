"""Questions to Markdown, with the real models: tables, inline marks, tags, copies, front matter."""

from collections.abc import Iterator

import pytest

import qa
from qa.engine import Engine
from qa.model import Answer

CITIES = """\
# Cities

| City | Budget | Mayor |
|------|--------|-------|
| Hamburg | 18 billion | Peter Tschentscher |
| Munich | 7 billion | Dieter Reiter |
| Mainz | ~~8~~ 9 million | **Nino** Haase |
| Cologne | 5.6 billion | [Henriette Reker](http://k.example) |
"""
NEWS = """\
<div class="lead">

The mayor of Bonn, **Katja Dörner**, opened the [new bridge](http://x.example "t")<br>
in *May* 2021.

</div>

The budget of Trier is ~~8~~ 9 million euros this year, `net`, says the town's treasurer[^1].

[^1]: In a letter.
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An index of both articles."""
    corpus, index = (tmp_path_factory.mktemp(name) for name in ("corpus", "index"))
    (corpus / "cities.md").write_text(CITIES, encoding="utf-8")
    (corpus / "news.md").write_text(NEWS, encoding="utf-8")
    qa.rebuild(corpus, index)
    with qa.open_index(index, corpus=corpus) as opened:
        # What the first question starts is left until the end, and no test leaves it behind.
        opened.ask("Who is the mayor?")
        yield opened


def _answer(answer: Answer) -> tuple[str, str]:
    """Return the answer as shown, and the line or lines of the passage it is cited from."""
    assert answer.answer is not None
    cited = answer.passages[0].citation
    text = CITIES if cited.path == "cities.md" else NEWS
    found = answer.answer
    assert text[found.char_start : found.char_end] == found.text
    assert text[cited.char_start : cited.char_end] == answer.passages[0].text
    return (found.plain or found.text), answer.passages[0].text


@pytest.mark.parametrize(
    ("question", "right", "city"),
    [
        ("Who is the mayor of Munich?", "Dieter Reiter", "Munich"),
        ("Who is the mayor of Hamburg?", "Peter Tschentscher", "Hamburg"),
        ("Who is the mayor of Cologne?", "Henriette Reker", "Cologne"),
        ("Who is the mayor of Mainz?", "Nino Haase", "Mainz"),
        ("What is the budget of Munich?", "7 billion", "Munich"),
        ("What is the budget of Mainz?", "9 million", "Mainz"),
        ("Which city has a budget of 18 billion?", "Hamburg", "Hamburg"),
    ],
)
def test_a_cell_answers_and_its_row_is_cited(
    engine: Engine, question: str, right: str, city: str
) -> None:
    """A row is understood by its table's heading, and no other row is cited for it."""
    shown, row = _answer(engine.ask(question))
    assert shown == right
    assert row.startswith(f"| {city} |")
    assert "\n" not in row


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("What is the budget of Trier?", "9 million euros"),
        ("Who is the mayor of Bonn?", "Katja Dörner"),
        ("What did the mayor of Bonn open?", "new bridge"),
        ("When was the new bridge opened?", "May 2021"),
    ],
)
def test_no_mark_is_in_an_answer(engine: Engine, question: str, right: str) -> None:
    """Deleted text, emphasis, links, code, notes and tags are not shown as part of an answer."""
    shown, passage = _answer(engine.ask(question))
    assert right in shown
    assert not set(shown) & set("*~`[]<>^")
    assert not passage.startswith("<")
