"""A part of a name is completed to the one whole name that the articles have."""

import pytest

from qa.answering.full_names import complete_names

SENTENCES = [
    "“It sends a message,” Rajan Kumar from the Centre of Russian Studies told DW.",
    "That is the reason, according to Kumar.",
    "At the invitation of Prime Minister Narendra Modi, President Vladimir Putin is in New Delhi.",
    "Ann Reed opened the bridge; Tom Reed closed it.",
    "The Kremlin spokesman Dmitry Peskov’s words were clear.",
]


def completed(question: str) -> str:
    """Return the question completed from the sentences."""
    return complete_names(question, lambda word: [text for text in SENTENCES if word in text])


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Who is Kumar?", "Who is Rajan Kumar?"),
        ("who is kumar", "who is Rajan Kumar"),
        ("Where does Kumar work?", "Where does Rajan Kumar work?"),
        ("What is Kumar’s job?", "What is Rajan Kumar’s job?"),
        ("Who is Professor Kumar?", "Who is Professor Rajan Kumar?"),
        ("Did Modi meet Putin?", "Did Narendra Modi meet Vladimir Putin?"),
        ("Who invited Vladimir?", "Who invited Vladimir Putin?"),
    ],
)
def test_a_part_is_completed_wherever_it_stands(question: str, whole: str) -> None:
    """First name or last, with a title or a possessive, several in one question."""
    assert completed(question) == whole


@pytest.mark.parametrize(
    "question",
    [
        "Who is Reed?",
        "Who is Rajan Kumar?",
        "Who is Miller?",
        "Who works in Delhi?",
        "How many Putin came?",
        "Who is Jan van Putin?",
        "What is said on Thursday?",
        "Who is the president?",
        "Where does it go?",
    ],
)
def test_what_is_whole_unknown_or_more_than_one_stays_as_it_is(question: str) -> None:
    """Two Reeds, a name nobody has, a place, several, a longer name, a day, a title."""
    assert completed(question) == question
