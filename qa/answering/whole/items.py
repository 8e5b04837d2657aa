"""What an article, or several, hold of a topic: the items of an answer, each with its place; pure.

An item never reaches beyond its article; which passages are shown is not decided here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.annotations.values import Mark, Named, Quotation
from qa.answering.spelling import is_near, most_slips
from qa.answering.whole.recognition import Topic, WholeQuestion
from qa.language.english import TITLES
from qa.model import Sentence
from qa.overview.summary import summarize
from qa.retrieval.marked_articles import MarkedArticle
from qa.settings import DEFAULT_SENTENCES

MOST_ITEMS = 60
"""Items of an answer, at most; of several articles each has an equal share, at least LEAST_EACH."""
LEAST_EACH = 3
# So many articles have a summary of two sentences each.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Found:
    """An item of the article at position `article`; the rest as in `qa.model.AnswerItem`."""

    article: int
    start: int
    end: int
    speaker: str | None = None
    detail: str | None = None


def find_items(asked: WholeQuestion, articles: Sequence[MarkedArticle]) -> list[Found]:
    """Return what answers, best first where that is known, else in the order of the articles."""
    named = {
        Topic.PEOPLE: [article.marks.people for article in articles],
        Topic.ORGANISATIONS: [article.marks.organisations for article in articles],
        Topic.PLACES: [article.marks.places for article in articles],
    }
    if asked.topic in named:
        return _named(named[asked.topic], articles)[:MOST_ITEMS]
    if asked.topic is Topic.TIMELINE:
        return _dates(articles)[:MOST_ITEMS]
    if asked.topic is Topic.SUMMARY:
        return _summaries(articles)[:MOST_ITEMS]
    each = max(LEAST_EACH, MOST_ITEMS // max(len(articles), 1))
    makers = {Topic.QUOTES: _quotations, Topic.NUMBERS: _numbers}
    found: list[Found] = []
    for at, article in enumerate(articles):
        found += islice(makers[asked.topic](asked, at, article), each)
    return found[:MOST_ITEMS]


def sentence_at(sentences: Sequence[Sentence], mark: int) -> Sentence | None:
    """Return the sentence in which the character at this place stands."""
    return next((sentence for sentence in sentences if sentence.start <= mark < sentence.end), None)


def _summaries(articles: Sequence[MarkedArticle]) -> list[Found]:
    """Return what each article says in a few sentences, in one where there are many articles."""
    each = DEFAULT_SENTENCES if len(articles) == 1 else 2 if len(articles) <= _FEW else 1
    return [
        Found(at, sentence.start, sentence.end)
        for at, article in enumerate(articles)
        for sentence in summarize(article.text, article.passages, article.vectors(), each)
    ]


def _quotations(asked: WholeQuestion, at: int, article: MarkedArticle) -> Iterator[Found]:
    """Yield what is quoted, of one speaker if one is asked for; a part of a clause with all of it.

    Who is guessed to speak is not named.
    """
    last = 0
    for quotation in article.marks.quotations:
        if asked.speaker and not is_speaker(asked.speaker, quotation):
            continue
        whole = quotation.clause or quotation
        if whole.start < last:
            continue
        last = whole.end
        speaker = quotation.speaker if quotation.sure else None
        yield Found(at, whole.start, whole.end, speaker)


def is_speaker(typed: str, quotation: Quotation) -> bool:
    """Return whether the quotation is of somebody of that name, or of a part of it.

    "kumar", "Mr Kumar" and "Kummar" are all Rajan Kumar.
    """
    if not quotation.speaker or not quotation.sure:
        return False
    wanted = [word for word in _name(typed) if word not in _NO_NAMES]
    return bool(wanted) and all(
        any(_is_meant(word, known) for known in _name(quotation.speaker)) for word in wanted
    )


_AFTER_ALL = "~"
_NO_NAMES = TITLES | {"the", "a", "an", "s", "of"}
_WORD = re.compile(r"[^\W_]+")


def _name(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_meant(word: str, known: str) -> bool:
    return word == known or is_near(word, known, most_slips(word))


def _numbers(_: WholeQuestion, at: int, article: MarkedArticle) -> Iterator[Found]:
    seen = set()
    for mark in article.marks.numbers:
        text = article.text[mark.start : mark.end].casefold()
        if text not in seen:
            seen.add(text)
            yield Found(at, mark.start, mark.end)


def _named(entries: Iterable[Sequence[Named]], articles: Sequence[MarkedArticle]) -> list[Found]:
    """Return each name once, with the role that is told of it, the most often named first."""
    counts: dict[str, int] = {}
    first: dict[str, Found] = {}
    for at, names in enumerate(entries):
        text = articles[at].text
        for entry in names:
            counts[entry.name] = counts.get(entry.name, 0) + len(entry.mentions)
            known = first.get(entry.name)
            if entry.mentions and (known is None or (entry.role and not known.detail)):
                mention = _fullest(entry, text)
                role = entry.role and text[entry.role.start : entry.role.end]
                first[entry.name] = Found(at, mention.start, mention.end, None, role or None)
    return [first[name] for name in sorted(first, key=lambda name: -counts[name])]


def _fullest(entry: Named, text: str) -> Mark:
    """Return the first mention that is the whole name, else the first."""
    whole = (mark for mark in entry.mentions if text[mark.start : mark.end] == entry.name)
    return next(whole, entry.mentions[0])


def _dates(articles: Sequence[MarkedArticle]) -> list[Found]:
    """Return the sentences that tell a date, in the order of time; those of unknown dates last."""
    found: dict[tuple[int, int], Found] = {}
    for at, article in enumerate(articles):
        sentences = [s for passage in article.passages for s in passage.sentences]
        for date in article.marks.dates:
            sentence = sentence_at(sentences, date.start)
            if sentence is None:
                continue
            place = at, sentence.start
            known = found.get(place)
            if known is None or (date.date and not known.detail):
                found[place] = Found(at, sentence.start, sentence.end, None, date.date)
    return sorted(found.values(), key=lambda each: each.detail or _AFTER_ALL)
