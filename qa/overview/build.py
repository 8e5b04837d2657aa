"""One article to its overview, from what the index holds of it; pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from numpy.typing import NDArray

from qa.annotations.values import Annotations, Named, Quotation
from qa.model import Passage
from qa.overview.outline import find_outline
from qa.overview.places import PlaceFinder
from qa.overview.summary import summarize
from qa.overview.values import ArticleCard, DateMention, Entity, NumberMention, Overview, Quote
from qa.settings import DEFAULT_SENTENCES


def make_overview(
    article: ArticleCard,
    text: str,
    passages: Sequence[Passage],
    vectors: NDArray[Any],
    annotations: Annotations | None,
    *,
    sentences: int = DEFAULT_SENTENCES,
) -> Overview:
    """Return the article as a whole, with a summary of at most `sentences` sentences.

    `passages` are all of the article's, in order; `vectors` those of their sentences, shape (number
    of sentences, dimension). `annotations` is None where the article was not annotated.
    """
    finder = PlaceFinder(text, passages)
    marks = annotations or Annotations()
    summary = summarize(text, passages, vectors, sentences, people=marks.people)
    return Overview(
        article=article,
        summary=tuple(finder.place(s.start, s.end) for s in summary),
        outline=find_outline(text, passages, finder, title=article.title),
        quotes=tuple(_quote(finder, quotation) for quotation in marks.quotations),
        people=_entities(finder, marks.people),
        organisations=_entities(finder, marks.organisations),
        places=_entities(finder, marks.places),
        dates=tuple(
            DateMention(finder.place(d.start, d.end), d.date, finder.sentence(d.start, d.end))
            for d in marks.dates
        ),
        numbers=tuple(
            NumberMention(finder.of_mark(n), finder.sentence(n.start, n.end)) for n in marks.numbers
        ),
        annotated=annotations is not None,
    )


def _entities(finder: PlaceFinder, named: Iterable[Named]) -> tuple[Entity, ...]:
    """Return what is named, in the order in which each is named first."""
    entities = (
        Entity(
            entry.name,
            finder.of_mark(entry.role) if entry.role else None,
            tuple(finder.of_mark(mention) for mention in entry.mentions),
        )
        for entry in named
    )
    return tuple(sorted(entities, key=lambda e: e.mentions[0].char_start if e.mentions else 0))


def _quote(finder: PlaceFinder, quotation: Quotation) -> Quote:
    written = quotation.speaker_as_written
    return Quote(
        place=finder.place(quotation.start, quotation.end),
        speaker=quotation.speaker,
        speaker_as_written=finder.of_mark(written) if written else None,
        direct=quotation.direct,
        sentence=finder.of_mark(quotation.sentence),
        clause=finder.of_mark(quotation.clause) if quotation.clause else None,
        sure=quotation.sure,
    )
