"""Which questions depend on the turn before them, by their words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.conversation.context_dependence import Dependence, context_dependence_of

STANDING = [
    "When does Putin get to India?",
    "How long will the Russian president stay?",
    "What is the official name for the relationship between the two countries?",
    "Are Indian workers going to Russia?",
    "How much of India's crude oil comes from Russia now?",
    "Who says refiners are looking for other oil suppliers?",
    "What signal does the trip send to the West according to Kumar?",
    "What would happen if Russia were isolated?",
    "On whose terms does India run its foreign policy?",
    "Who is Varma?",
    "What does HAL stand for?",
    "What happened in 1971?",
    "How do I bake sourdough bread?",
    "And who is Dmitry Peskov?",
    "And how do I bake bread?",
    "But when did Modi first take office?",
    "How does Dick feel when he runs over the glass?",
    "Did Pant say that India is neutral?",
    "How long does it take to fly to Delhi?",
    "Is it true that Russia sells jets?",
    "Is this article about Moscow?",
    "What did Modi say this year?",
    "what is septicemia?",
    "who's varma",
    "What is a tariff?",
    "How many chloroplast lineages are there?",
    "What is it called when a player is replaced?",
    "In what area is it common for judges to strike?",
    "Who announced she would step down as leader?",
    "Which group is known for painting landscapes onto their furniture?",
    "Why did Modi smile when he arrived?",
    "What do the WHO and the US say?",
    "Are there any S-400 systems in Delhi?",
    "What is one of the reasons for the tariffs on oil?",
]

DEPENDENT = [
    ("Why?", Dependence.BARE),
    ("Who?", Dependence.BARE),
    ("what else?", Dependence.BARE),
    ("And another?", Dependence.BARE),
    ("Any others?", Dependence.BARE),
    ("Where at?", Dependence.BARE),
    ("Is that all?", Dependence.BARE),
    ("Tell me more.", Dependence.BARE),
    ("Interesting. How so?", Dependence.BARE),
    ("And before the war?", Dependence.CONNECTIVE),
    ("and about BRICS?", Dependence.CONNECTIVE),
    ("And the US?", Dependence.CONNECTIVE),
    ("WHY IS IT?", Dependence.BARE),
    ("OK, why?", Dependence.BARE),
    ("And the balancing act?", Dependence.CONNECTIVE),
    ("What about China?", Dependence.CONNECTIVE),
    ("Okay, how about the tariffs?", Dependence.CONNECTIVE),
    ("And what did he say about China?", Dependence.CONNECTIVE),
    ("In 1999?", Dependence.CONNECTIVE),
    ("During which war?", Dependence.CONNECTIVE),
    ("How does he see Washington's stance?", Dependence.PRONOUN),
    ("Who tracks that?", Dependence.PRONOUN),
    ("When was that created?", Dependence.PRONOUN),
    ("What weapons did it then build under licence?", Dependence.PRONOUN),
    ("Why did Trump criticise it?", Dependence.PRONOUN),
    ("What are these changes caused by?", Dependence.PRONOUN),
    ("What are their aims in Europe?", Dependence.PRONOUN),
    ("What was sold there?", Dependence.PRONOUN),
    ("Who sells its oil?", Dependence.PRONOUN),
    ("When did Russia sell weapons to them?", Dependence.PRONOUN),
    ("What theories of structures did they use?", Dependence.PRONOUN),
    ("What was his middle name?", Dependence.PRONOUN),
    ("Who backed the other side?", Dependence.OTHER),
    ("Which one is cheaper?", Dependence.OTHER),
    ("How are the two different?", Dependence.OTHER),
    ("How did other parties respond?", Dependence.OTHER),
    ("Who was driving?", Dependence.OPEN),
    ("What was the reaction?", Dependence.OPEN),
    ("So what's a better alternative?", Dependence.OPEN),
    ("why the reaction", Dependence.OPEN),
    ("I meant the reaction.", Dependence.OPEN),
]


@pytest.mark.parametrize("question", STANDING)
def test_a_question_with_a_subject_of_its_own_stands_alone(question: str) -> None:
    """Names, numbers, an antecedent of its own, or enough words that say what it is about."""
    assert context_dependence_of(question).why is Dependence.NONE
    assert not context_dependence_of(question)


@pytest.mark.parametrize("question", STANDING)
def test_small_letters_change_little(question: str) -> None:
    """People type without capitals; what then has no name may depend, but never for certain."""
    # Without capitals nothing shows that "its" stands for "india", nor the US from "us".
    if not any(word in question for word in (" its ", " he ", " US ")):
        assert not context_dependence_of(question.lower()).is_certain


@pytest.mark.parametrize("line", ["bananas", "the reaction!", "Cologne"])
def test_a_lone_word_stands_alone(line: str) -> None:
    """It may be keywords or struck at random, and asks nothing about the last answer."""
    assert context_dependence_of(line).why is Dependence.NONE


@pytest.mark.parametrize(("question", "why"), DEPENDENT)
def test_a_question_that_points_back_depends_on_its_context(question: str, why: Dependence) -> None:
    """By a pronoun, a connective, "other" and "one", or by having no subject."""
    dependence = context_dependence_of(question)
    assert dependence.why is why
    assert dependence
    assert dependence.is_certain is (why is not Dependence.OPEN)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How does he see Washington's stance?", ["he"]),
        ("Does he agree with what they say?", ["he", "they"]),
        ("And what did she say?", ["she"]),
        ("What's his name?", ["his"]),
        ("Which of the other ones?", []),
        ("Who backed the other side?", ["other"]),
    ],
)
def test_the_words_that_point_back_are_returned(question: str, words: list[str]) -> None:
    """So that they can be replaced."""
    assert [word.low for word in context_dependence_of(question).words] == words


def test_a_long_text_says_all_it_means() -> None:
    """A paste is not searched, however often it has "it"."""
    assert context_dependence_of("Why is it? " * 100_000).why is Dependence.NONE


@given(st.text(max_size=80))
def test_any_text_has_a_dependence(text: str) -> None:
    """Whatever it is made of."""
    dependence = context_dependence_of(text)
    assert all(text[word.start : word.end] == word.text for word in dependence.words)
