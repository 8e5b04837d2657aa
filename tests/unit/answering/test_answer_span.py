"""How much is shown: a phrase, a clause, a sentence or a whole enumeration."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.answer_span import answer_span
from qa.answering.lists import list_span
from qa.answering.question_type import QuestionKind

WEAPONS = (
    "Talking to reporters, he also referred to Russia’s defense deals, including the sales of "
    "S-400 anti-aircraft defense systems, Sukhoi-57 fighter jets and small modular nuclear "
    "reactors."
)
ALL_WEAPONS = WEAPONS[WEAPONS.index("S-400") : -1]


def whole_list(sentence: str, found: str) -> str:
    """Return the enumeration that the first occurrence of `found` is in."""
    start = sentence.index(found)
    first, last = list_span(sentence, start, start + len(found))
    return sentence[first:last]


@pytest.mark.parametrize(
    ("sentence", "found", "whole"),
    [
        (WEAPONS, "S-400 anti-aircraft defense systems", ALL_WEAPONS),
        (WEAPONS, "Sukhoi-57 fighter jets", ALL_WEAPONS),
        (WEAPONS, "small modular nuclear reactors", ALL_WEAPONS),
        ("India bought tanks, jets and ships last year.", "jets", "tanks, jets and ships"),
        ("Alice, Bob, and Carol met.", "Bob", "Alice, Bob, and Carol"),
        (
            "forums like the Shanghai Cooperation Organization (SCO) and BRICS.",
            "BRICS",
            "the Shanghai Cooperation Organization (SCO) and BRICS",
        ),
        ("while both the US and China backed it", "the US", "the US and China"),
        ("including on nuclear energy and uranium sales.", "uranium", "nuclear energy and uranium"),
        ("It exports oil and gas to India.", "gas", "oil and gas"),
        ("It costs $1,000, 2,000 or 3,000 a month", "2,000", "$1,000, 2,000 or 3,000 a month"),
    ],
)
def test_a_list_is_shown_whole(sentence: str, found: str, whole: str) -> None:
    """From any of its items, as far as its items go."""
    assert whole_list(sentence, found) == whole


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("He lives in Paris, France.", "Paris"),
        ("games,” Kanwal Sibal, a former secretary and ambassador, said", "Kanwal Sibal"),
        ("it created a deficit with the US and has increased trade", "the US"),
        ("urging an end to the war and blaming nobody", "war"),
        ("They met Modi, who said it was good and left", "Modi"),
        ("Putin arrives on Thursday.", "Thursday"),
    ],
)
def test_what_is_no_list_stays(sentence: str, found: str) -> None:
    """Clauses, explanations and places are not items."""
    assert whole_list(sentence, found) == found


def shown(kind: QuestionKind, question: str, text: str, found: str) -> str:
    """Return what is shown of a text of one sentence."""
    start = text.index(found)
    span = (start, start + len(found))
    first, last = answer_span(kind, question, text, span, (0, len(text)))
    return text[first:last]


def test_a_span_is_a_whole_phrase() -> None:
    """Whatever the reader cut is completed."""
    assert shown(QuestionKind.SPAN, "Which jets?", WEAPONS, "Sukhoi") == "Sukhoi-57"


def test_a_list_unless_the_question_picks_one_item() -> None:
    """“Which weapons” wants all, “which fighter planes” the one that is called so."""
    for question, answer in [
        ("Which weapons are sold?", ALL_WEAPONS),
        ("Which fighter planes could Russia sell?", "Sukhoi-57 fighter jets"),
    ]:
        assert shown(QuestionKind.LIST, question, WEAPONS, "Sukhoi-57 fighter jets") == answer


REASON = (
    "Trade is growing; India resists, because it values its old ties to Moscow, while others wait."
)


def test_a_reason_is_what_a_word_for_it_opens() -> None:
    """Up to the end of its sentence; without such a word it is the whole sentence."""
    clause = "because it values its old ties to Moscow, while others wait"
    assert shown(QuestionKind.WHY, "Why does India resist?", REASON, "ties") == clause
    assert shown(QuestionKind.HOW, "How is trade?", REASON, "growing") == REASON


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ties help India balance the West and China on several levels, according to Kumar.",
            "Ties help India balance the West and China on several levels",
        ),
        (
            "Kumar said that the ties would help India for years.",
            "the ties would help India for years",
        ),
        ("“Ties help India for years,” said Kumar.", "Ties help India for years"),
        ("India’s ties with Moscow will hold.", "India’s ties with Moscow will hold."),
    ],
)
def test_what_was_said_is_shown_without_who_said_it(text: str, said: str) -> None:
    """Whatever few words the reader found, they would put others into the speaker's mouth."""
    asked = "What did Kumar say about India?"
    assert shown(QuestionKind.SAID, asked, text, "India") == said
    assert text[slice(*answer_span(QuestionKind.SAID, asked, text, None, (0, len(text))))] == said


def test_a_yes_no_question_gets_the_sentence() -> None:
    """It decides; yes or no is for the one who asks to say."""
    assert shown(QuestionKind.YES_NO, "Does India resist?", REASON, "India resists") == REASON


@settings(deadline=None)
@given(
    st.sampled_from(QuestionKind),
    st.text(alphabet=st.sampled_from("aB, .and()“”'-—;1$"), max_size=50),
    st.integers(0, 50),
    st.integers(0, 50),
)
def test_never_beyond_the_sentence(kind: QuestionKind, text: str, start: int, end: int) -> None:
    """Whatever the kind, the found characters are in it, less marks around them."""
    low, high = sorted((min(start, len(text)), min(end, len(text))))
    first, last = answer_span(kind, "Which?", text, (low, high), (0, len(text)))
    assert 0 <= first <= last <= len(text)
    if text[low:high].strip():
        assert text[first:last].strip()
