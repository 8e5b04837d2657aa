"""What is marked in articles becomes the items of an answer, each at its own place."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa.annotations.values import Annotations, DateMark, Mark, Named, Quotation
from qa.answering.whole.items import LEAST_EACH, MOST_ITEMS, find_items, is_speaker
from qa.answering.whole.recognition import Topic, WholeQuestion
from qa.model import Passage, Sentence
from qa.retrieval.marked_articles import MarkedArticle
from qa.storage.texts import StoredArticle

TEXT = "Ann Reed said in 2014 that 5 men left. In 1971 Reed told Bo Lee: Two came, 5 left."
SENTENCES = (Sentence(0, 38, TEXT[:38]), Sentence(39, len(TEXT), TEXT[39:]))


def at(text: str, nth: int = 0) -> Mark:
    """Return where the text stands, the first time or a later one."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Mark(start, start + len(text))


def quoted(text: str, speaker: str | None, *, sure: bool = True) -> Quotation:
    """Return a reported clause."""
    mark = at(text)
    return Quotation(
        mark.start, mark.end, speaker, None, direct=False, sentence=mark, clause=None, sure=sure
    )


def article(marks: Annotations, number: int = 1) -> MarkedArticle:
    """Return an article of one passage."""
    stored = StoredArticle(
        number, f"{number}.txt", str(number), "", 0, None, None, None, None, None, 1, 2
    )
    passage = Passage(0, len(TEXT), TEXT, 1, 1, 1, None, SENTENCES)
    return MarkedArticle(stored, TEXT, (passage,), marks, lambda: np.eye(2, dtype=np.float16))


def texts(question: WholeQuestion, *articles: MarkedArticle) -> list[str]:
    """Return the texts of the items."""
    return [TEXT[found.start : found.end] for found in find_items(question, articles)]


MARKS = Annotations(
    people=(
        Named("Bo Lee", (at("Bo Lee"),)),
        Named("Ann Reed", (at("Ann Reed"), at("Reed", 1)), role=at("men")),
    ),
    dates=(DateMark(17, 21, "2014"), DateMark(42, 46, "1971")),
    numbers=(at("5 men"), at("Two"), at("5", 1), at("5")),
    quotations=(
        quoted("5 men left", "Ann Reed"),
        quoted("Two came", None),
        quoted("5 left", "Bo Lee", sure=False),
    ),
)


def test_quotations_are_in_order_and_a_guess_names_nobody() -> None:
    """Of one speaker only theirs."""
    found = find_items(WholeQuestion(Topic.QUOTES), [article(MARKS)])
    assert [item.speaker for item in found] == ["Ann Reed", None, None]
    assert texts(WholeQuestion(Topic.QUOTES, "reed"), article(MARKS)) == ["5 men left"]
    assert texts(WholeQuestion(Topic.QUOTES, "lee"), article(MARKS)) == []


def test_a_speaker_goes_by_a_part_of_the_name() -> None:
    """With a title, with a slip in a long name; never by a title alone."""
    said = Quotation(0, 9, "Rajan Kumar", None, direct=True, sentence=Mark(0, 9))
    for typed in ("kumar", "Kumar", "mr kumar", "rajan kumar", "kummar", "Professor Kumar"):
        assert is_speaker(typed, said), typed
    for typed in ("pant", "mr", "the", "ashok kumar", "kumar pant"):
        assert not is_speaker(typed, said), typed


def test_people_come_by_how_often_they_are_named() -> None:
    """Each once, by the whole name, with the role that is told of it."""
    found = find_items(WholeQuestion(Topic.PEOPLE), [article(MARKS), article(MARKS, 2)])
    assert [TEXT[item.start : item.end] for item in found] == ["Ann Reed", "Bo Lee"]
    assert [item.detail for item in found] == ["men", None]


def test_dates_are_told_by_their_sentences_in_order_of_time() -> None:
    """Not in the order in which the article tells them."""
    found = find_items(WholeQuestion(Topic.TIMELINE), [article(MARKS)])
    assert [item.detail for item in found] == ["1971", "2014"]
    assert [TEXT[item.start : item.end] for item in found] == [TEXT[39:], TEXT[:38]]


def test_a_number_is_told_once() -> None:
    """It may be given twice."""
    assert texts(WholeQuestion(Topic.NUMBERS), article(MARKS)) == ["5 men", "Two", "5"]


def test_a_summary_has_few_sentences_of_each_article() -> None:
    """One of each where there are many."""
    sums = find_items(WholeQuestion(Topic.SUMMARY), [article(MARKS, n) for n in range(20)])
    assert [found.article for found in sums] == list(range(20))
    assert texts(WholeQuestion(Topic.SUMMARY), article(MARKS)) == [TEXT[:38], TEXT[39:]]


@given(st.integers(1, 200))
def test_many_articles_are_bounded(count: int) -> None:
    """Each has its share."""
    articles = [article(MARKS, number) for number in range(count)]
    found = find_items(WholeQuestion(Topic.QUOTES), articles)
    assert len(found) == min(MOST_ITEMS, LEAST_EACH * count)
