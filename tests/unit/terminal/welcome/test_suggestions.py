"""Which questions a session offers: those that are answered where they have to be."""

from dataclasses import replace

from qa.annotations.values import Annotations, DateMark, Mark, Named, Quotation
from qa.model import Answer, Outcome
from qa.terminal.session.welcome.suggestions import (
    MOST_ASKED,
    OFFERED,
    Candidate,
    MarkedText,
    answers,
    candidates,
    find_suggestions,
)
from tests.support.made_answers import made_answer, made_passage

PLACE = made_answer().answer
assert PLACE
RIGHT, WRONG = Mark(PLACE.char_start, PLACE.char_end), Mark(0, 5)
PATH = made_passage().citation.path


def said(speaker: str, *, sure: bool = True) -> Quotation:
    """Return a quotation."""
    return Quotation(0, 5, speaker, None, direct=True, sentence=RIGHT, sure=sure)


def article(**marks: object) -> MarkedText:
    """Return an article with these marks."""
    return MarkedText(PATH, "In 2014 it rained.", replace(Annotations(), **marks))  # type: ignore[arg-type]


PEOPLE = tuple(Named(f"Ann Reed{letter}", (RIGHT,), RIGHT) for letter in "abcdefghijkl")


def questions(*articles: MarkedText) -> list[str]:
    """Return the questions of all candidates."""
    return [candidate.question for candidate in candidates(articles)]


def test_there_is_one_template_for_each_kind_of_mark() -> None:
    """In turn, so that no three questions are of one kind."""
    marked = article(
        people=(*PEOPLE[:2], Named("Bo Lee", (RIGHT,)), Named("Ann", (RIGHT,), RIGHT)),
        quotations=(said("Cy Fox"), said("Cy Fox"), said("Di Poe"), said("Ed Roe", sure=False)),
        dates=(DateMark(3, 7, "2014"), DateMark(0, 2, "2013"), DateMark(0, 7, "2014-01-01")),
    )
    assert questions(marked) == [
        "Who is Ann Reeda?",
        "What does Cy Fox say?",
        "What happened in 2014?",
        "Who is Ann Reedb?",
    ]


def test_a_question_counts_if_its_answer_stands_where_it_has_to() -> None:
    """Of another article, at another place or unsure it is not offered."""
    good = Candidate("Who is Ann Reed?", PATH, (WRONG, RIGHT))
    assert answers(good, made_answer())
    assert not answers(replace(good, path="other.txt"), made_answer())
    assert not answers(replace(good, places=(WRONG,)), made_answer())
    assert not answers(good, replace(made_answer(), outcome=Outcome.WEAK))
    assert not answers(good, replace(made_answer(), answer=None))


def test_only_so_many_are_asked_and_offered() -> None:
    """However many there are; none any more once nobody wants them."""
    asked: list[str] = []

    def ask(question: str, *, right: bool) -> Answer:
        asked.append(question)
        return replace(made_answer(), outcome=Outcome.ANSWERED if right else Outcome.WEAK)

    everything = article(people=PEOPLE)
    assert len(find_suggestions([everything], lambda q: ask(q, right=True))) == OFFERED
    assert len(asked) == OFFERED
    asked.clear()
    assert find_suggestions([everything], lambda q: ask(q, right=False)) == ()
    assert len(asked) == MOST_ASKED
    assert find_suggestions([everything], lambda q: ask(q, right=True), lambda: False) == ()
