"""What lies in an index, in a few words: an article's title, date and people, or what several name.

Pure; texts are not sanitized here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.annotations.values import Annotations, Named
from qa.terminal.output.wording import counted

_MOST_PEOPLE, _MOST_PLACES = 3, 3


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown when a session begins; `questions` are those it offers, in order."""

    title: str
    details: tuple[str, ...] = ()
    questions: tuple[str, ...] = field(default=())


def card_of_article(title: str, date: str | None, source: str | None, marks: Annotations) -> Card:
    """Return the card of the only article: when, where from, and the people named most."""
    people = _most_named([marks.people], _MOST_PEOPLE)
    return Card(title, tuple(part for part in (date, source, ", ".join(people)) if part))


def card_of_articles(count: int, marks: Sequence[Annotations]) -> Card:
    """Return the card of several articles: who and what place is named in most of them."""
    people = _most_named([each.people for each in marks], _MOST_PEOPLE)
    places = _most_named([each.places for each in marks], _MOST_PLACES)
    parts = (", ".join(people), ", ".join(places))
    return Card(counted(count, "article"), tuple(part for part in parts if part))


def _most_named(articles: Sequence[Sequence[Named]], most: int) -> list[str]:
    """Return the names that most articles have; of those, what is mentioned most."""
    held: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for names in articles:
        for entry in names:
            held[entry.name] += 1
            mentions[entry.name] += len(entry.mentions)
    return sorted(held, key=lambda name: (-held[name], -mentions[name]))[:most]
