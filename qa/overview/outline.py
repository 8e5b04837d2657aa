"""The headings of an article with the places of their words; pure.

Passages know the section they are in, and a heading stands in none: it is in the text before the
first passage of its section.
"""

from collections.abc import Iterator, Sequence

from qa.model import Passage
from qa.overview.places import PlaceFinder
from qa.overview.values import Heading


def find_outline(
    text: str, passages: Sequence[Passage], finder: PlaceFinder, *, title: str | None = None
) -> tuple[Heading, ...]:
    """Return the headings under which something stands, in order, without the article's `title`."""
    return tuple(_headings(text, passages, finder, title))


def _headings(
    text: str, passages: Sequence[Passage], finder: PlaceFinder, title: str | None
) -> Iterator[Heading]:
    section, end = None, 0
    for passage in passages:
        if passage.section and passage.section not in (section, title):
            found = _heading_in(text, end, passage.start, passage.section)
            if found:
                yield Heading(passage.section, finder.place(*found))
        section, end = passage.section, passage.end


def _heading_in(text: str, start: int, end: int, section: str) -> tuple[int, int] | None:
    """Return where the heading stands between two passages; None if there is none.

    One whose words are written with marks is the last line that is not blank nor a rule below it.
    """
    at = text.rfind(section, start, end)
    if at >= 0:
        return at, at + len(section)
    position = end
    for line in reversed(text[start:end].splitlines(keepends=True)):
        position -= len(line)
        words = line.strip().lstrip("#").strip()
        if any(map(str.isalnum, words)):
            first = position + line.index(words)
            return first, first + len(words)
    return None
