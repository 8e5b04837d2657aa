"""A question that depends on its context is rewritten to stand alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.conversation.context_dependence import context_dependence_of
from qa.conversation.memory import Turn
from qa.conversation.query_rewriting import rewrites, subjects, with_brackets
from qa.model import Outcome


def turn(question: str, searched: str | None = None, answer: str | None = None) -> Turn:
    """Return a turn that was answered."""
    return Turn(question, searched or question, Outcome.ANSWERED, "…", "…", answer, "a.txt")


def rewritten(question: str, before: Turn) -> str:
    """Return the most certain rewrite of a question."""
    return rewrites(question, context_dependence_of(question), before)[0]


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "Who is Harsh Pant?",
            "How does he see Washington?",
            "How does Harsh Pant see Washington?",
        ),
        ("Who is Rajan Kumar?", "What does he say?", "What does Rajan Kumar say?"),
        ("Who's Varma?", "Who sent him?", "Who sent Varma?"),
        ("Who is Maria Zakharova?", "What is her job?", "What is Maria Zakharova's job?"),
        ("Who is Maria Zakharova?", "Who criticised her?", "Who criticised Maria Zakharova?"),
        ("Who is Maria Zakharova?", "And what did she say?", "What did Maria Zakharova say?"),
        ("Who is Maria Zakharova?", "but what did she sell?", "What did Maria Zakharova sell?"),
        ("When does Putin get to India?", "How long will he stay?", "How long will Putin stay?"),
        ("What is HAL?", "Where is it built?", "Where is HAL built?"),
        ("What are BRICS?", "Who founded them?", "Who founded BRICS?"),
    ],
)
def test_a_pronoun_gives_way_to_the_only_name_it_can_mean(
    before: str, question: str, expected: str
) -> None:
    """The one asked about, or the one who did something in the last question."""
    assert rewritten(question, turn(before)) == expected


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Does Kumar see Modi as weak?", "Why does he?"),
        ("What did Trump's tariffs do?", "Did he lift them?"),
        ("What is said about Trump?", "How does he answer?"),
        ("Who is Harsh Pant?", "Who edited it?"),
        ("What is HAL?", "Who is he?"),
        ("Who is the former ambassador?", "What does he expect?"),
        ("Who is Rajan Kumar?", "Does he agree with them?"),
        ("Who invited Putin?", "How old is he?"),
    ],
)
def test_where_a_pronoun_may_mean_several_the_last_question_is_added(
    before: str, question: str
) -> None:
    """Two names, another's possession, a name in passing, a thing for a person: no guess."""
    assert rewritten(question, turn(before)) == f"{question} ({before.rstrip('?')})"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Narendra Modi", "How old is Narendra Modi?"),
        ("Narendra Modi.", "How old is Narendra Modi?"),
        ("the Prime Minister of India", "How old is he? (Who invited Putin)"),
        ("At the invitation of Modi, he comes.", "How old is he? (Who invited Putin)"),
    ],
)
def test_he_is_who_answered_the_question_who(answer: str, expected: str) -> None:
    """If the answer is a name and nothing else."""
    assert rewritten("How old is he?", turn("Who invited Putin?", answer=answer)) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "What does Rajan Kumar say about Trump?",
            "and about BRICS?",
            "What does Rajan Kumar say about BRICS?",
        ),
        (
            "What did Peskov say about trade?",
            "What about sanctions?",
            "What did Peskov say about sanctions?",
        ),
        ("What happened in 1971?", "And in 1999?", "What happened in 1999?"),
        ("What happened in 1971?", "In 1999?", "What happened in 1999?"),
        ("What is grown in Chile?", "What about in Peru?", "What is grown in Peru?"),
        (
            "How much oil does India import from Russia?",
            "And from Iran in 2020?",
            "How much oil does India import from Iran in 2020?",
        ),
        (
            "How much Russian oil does India import?",
            "And before the war?",
            "How much Russian oil does India import before the war?",
        ),
    ],
)
def test_a_phrase_takes_its_place_in_the_last_question(
    before: str, question: str, expected: str
) -> None:
    """That of a phrase of the same kind; a time can be added to anything."""
    assert rewritten(question, turn(before)) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("In what year was it?", "And in Paris?", "And in Paris? (In what year was it)"),
        ("Who came to Delhi?", "And for whom?", "And for whom? (Who came to Delhi)"),
        ("Who came to Delhi?", "And Modi?", "And Modi? (Who came to Delhi)"),
        ("Who came to Delhi?", "And the US?", "And the US? (Who came to Delhi)"),
        ("Who came to Delhi?", "Why?", "Why? (Who came to Delhi)"),
        ("Hi! Who came to Delhi?", "Who else?", "Who else? (Who came to Delhi)"),
        ("He said: why? Is it so?", "And Modi?", "And Modi? (He said: why? Is it so)"),
    ],
)
def test_else_the_last_question_stands_in_brackets(
    before: str, question: str, expected: str
) -> None:
    """Without its question mark, and without small talk before it."""
    assert rewritten(question, turn(before)) == expected


def test_what_a_turn_depended_on_is_passed_on() -> None:
    """Until a question says enough by itself; at most two stand in brackets."""
    first = turn("What happened in 1971?")
    second = turn("Who backed the other side?", with_brackets("Who backed the other side?", first))
    assert subjects(second) == ("Who backed the other side", "What happened in 1971")
    third = turn("Why?", with_brackets("Why?", second))
    assert third.searched == "Why? (Who backed the other side; What happened in 1971)"
    assert subjects(third) == ("Who backed the other side", "What happened in 1971")
    fourth = turn("Who sold them?", with_brackets("Who sold them?", third))
    assert subjects(fourth) == ("Who sold them", "Who backed the other side")
    long = "Which tanks and jets were sold to them then?"
    assert subjects(turn(long, with_brackets(long, fourth))) == (long.rstrip("?"),)


def test_a_question_without_a_subject_is_no_context() -> None:
    """Two of them in a row stay as they are."""
    assert with_brackets("Why?", turn("Where?")) == "Why?"


def test_a_very_long_question_is_cut_between_words() -> None:
    """What stands in brackets is for a person to read."""
    text = with_brackets("Why?", turn("Which word " * 100_000))
    assert text.endswith(" word…)")
    assert len(text) < 220


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_rewrite(question: str, before: str) -> None:
    """The last resort is always among them, and none is empty."""
    found = rewrites(question, context_dependence_of(question), turn(before))
    assert found[-1] == with_brackets(question, turn(before))
    assert found[-1].startswith(question)
