"""A reader's span becomes a whole phrase."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.answering.phrases import phrase_to_show, whole_phrase


def phrase(text: str, found: str) -> str:
    """Return the whole phrase for the first occurrence of `found`."""
    start = text.index(found)
    first, last = whole_phrase(text, start, start + len(found))
    return text[first:last]


DEAL = (
    "New Delhi is advancing a landmark $1 billion (€860 million) deal between the US-based GE "
    "Aerospace and India’s jet producer Hindustan Aeronautics Limited (HAL), hoping for more."
)


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("to arrive on Thursday for a two-day visit", "wo-da", "two-day"),
        ("sales of S-400 systems", "400", "S-400"),
        ("sales of Sukhoi-57 jets", "Sukhoi", "Sukhoi-57"),
        ("it didn’t arrive", "didn", "didn’t"),
        ("the US-based firm", "US", "US-based"),
        ("the word विश्व here", "विश", "विश्व"),
        ("see https://example.org/a?b=1, it says", "example", "https://example.org/a?b=1"),
    ],
)
def test_a_word_is_never_cut(text: str, found: str, whole: str) -> None:
    """Hyphens, apostrophes and combining marks belong to the word."""
    assert phrase(text, found) == whole


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("now supplying over 35% of crude", "35", "35%"),
        ("now supplying over 35% of crude", "over 35%", "over 35%"),
        ("it rose by 3.5 percent", "3", "3.5 percent"),
        ("it cost 1,000 dollars", "000", "1,000 dollars"),
        ("two million people", "million", "two million"),
        ("for £3.2bn, they said", "3.2", "£3.2bn"),
        ("at -5 °C today", "5", "-5 °C"),
        ("on 2024-05-01 it ended", "05", "2024-05-01"),
        ("lasted 1914-1918.", "1914", "1914"),
        (DEAL, "1", "$1 billion"),
        (DEAL, "billion", "$1 billion"),
        (DEAL, "$1 billion", "$1 billion"),
        (DEAL, "$1 billion (€860", "$1 billion (€860 million)"),
        (DEAL, "$1 billion (€860 million)", "$1 billion (€860 million)"),
        (DEAL, "860 million)", "€860 million"),
    ],
)
def test_an_amount_keeps_sign_magnitude_and_unit(text: str, found: str, whole: str) -> None:
    """What makes the number another number stays with it; of a range either end may stand."""
    assert phrase(text, found) == whole


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        (DEAL, "Hindustan", "Hindustan Aeronautics Limited"),
        (DEAL, "Hindustan Aeronautics Limited (HA", "Hindustan Aeronautics Limited (HAL)"),
        (DEAL, "Aerospace", "GE Aerospace"),
        ("told Kanwal Sibal, India’s envoy", "Sibal", "Kanwal Sibal"),
        ("India’s Prime Minister Narendra Modi said", "Modi", "Narendra Modi"),
        ("India’s Prime Minister Narendra Modi said", "Prime", "Prime Minister"),
        ("the Russian President Vladimir Putin", "Russian", "Russian"),
        ("the Russian President Vladimir Putin", "Putin", "Vladimir Putin"),
        ("In Moscow he spoke", "Moscow", "Moscow"),
        ("On Thursday Putin left", "Putin", "Putin"),
        ("Visiting Moscow is hard", "Moscow", "Moscow"),
        ("in Delhi, Moscow and Beijing", "Moscow", "Moscow"),
        ("as John F. Kennedy said", "John", "John F. Kennedy"),
        ("by Martin Luther King Jr. in 1963", "Luther", "Martin Luther King Jr."),
        ("read Seven Big Reasons Why Delhi Needs Moscow Now More", "Delhi", "Delhi Needs Moscow"),
        ("and A Very Long Row Of Capital Words Stands Here", "Long", "Very Long Row"),
        ("saw ALL THESE LOUD CAPITALS GO ON FOR LONG HERE", "LOUD", "LOUD CAPITALS GO"),
        ("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta", "Gamma", "Gamma"),
    ],
)
def test_a_name_is_completed(text: str, found: str, whole: str) -> None:
    """It grows over capitalised words, not over titles, peoples, days, commas or headlines."""
    assert phrase(text, found) == whole


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("for Russia’s Vladimir Putin", "Russia’s", "Russia"),
        ("for Russia's army", "Russia", "Russia"),
        ("they ate at McDonald’s.", "McDonald’s", "McDonald’s"),
        ("so it’s over", "it’s", "it’s"),
        ("Putin’s chief of staff", "’s chief of staff", "Putin’s chief of staff"),
        ("the workers’ rights", "workers’", "workers"),
    ],
)
def test_a_final_possessive_goes(text: str, found: str, whole: str) -> None:
    """“Whose?” is answered by the owner; a name that ends in ’s itself keeps it."""
    assert phrase(text, found) == whole


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("has created a “trust deficit” with it", "a “trust", "a “trust deficit”"),
        ("has created a “trust deficit” with it", "“trust", "trust"),
        ("has created a “trust deficit” with it", "deficit” with", "“trust deficit” with"),
        ("he said “we resist,” and left", "“we resist,”", "we resist"),
        ("he said (in 2002) no", "(in 2002)", "in 2002"),
        ("a firm (HAL) builds", "firm (HAL)", "firm (HAL)"),
        ("a firm (HAL) builds", "firm (", "firm"),
        ('he said "no way" to it', 'said "no', 'said "no way"'),
        ("*bold* words", "*bold*", "bold"),
        ("in the U.S. on Monday", "U.S", "U.S."),
        ("he lives in Paris.", "Paris.", "Paris"),
        ("why?  – because!", " – because!", "because"),
    ],
)
def test_marks_around_and_inside(text: str, found: str, whole: str) -> None:
    """Marks around go, a mark within gains its partner, an abbreviation keeps its full stop."""
    assert phrase(text, found) == whole


def test_a_partner_too_far_away_is_left() -> None:
    """A long quotation is not swallowed for the sake of its closing mark."""
    text = "he said “we will " + "go on " * 30 + "to resist” today"
    assert phrase(text, "“we will") == "we will"


def test_nothing_beyond_the_sentence() -> None:
    """What stands outside the bounds is neither looked at nor taken in."""
    text = "He met Modi. Vladimir Putin left (soon."
    low = text.index("Putin")
    start, end = whole_phrase(text, low, len(text), low, len(text) - 1)
    assert text[start:end] == "Putin left (soon"


def test_a_span_of_punctuation_alone_stays() -> None:
    """Something found is never turned into nothing; a blank span becomes an empty one."""
    assert whole_phrase("a … b", 1, 4) == (2, 3)
    assert whole_phrase("a   b", 1, 3) == (3, 3)


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aBé9 .,-’'“”\"()$€%_\u0301\n"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=60,
)


@settings(deadline=None)
@given(TEXTS, *[st.integers(0, 60)] * 4)
@example("aB", 0, 1, 0, 2)
@example("12 34", 0, 1, 0, 5)
def test_properties(text: str, start: int, end: int, low: int, high: int) -> None:
    """Within the bounds, never empty if something stood there, never inside a word."""
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    low, high = sorted((min(low, len(text)), min(high, len(text))))
    first, last = whole_phrase(text, start, end, low, high)
    asked = text[max(start, low) : min(end, high)]
    if asked.strip():
        assert low <= first < last <= high
    for at in (first, last):
        if first < last and low < at < high:
            assert not (text[at - 1].isalnum() and text[at].isalnum())


def shown_phrase(question: str, text: str, found: str) -> str:
    """Return the phrase that is shown of a text of one sentence."""
    start = text.index(found)
    place = phrase_to_show(question, text, (start, start + len(found)), (0, len(text)))
    return text[slice(*place)]


@pytest.mark.parametrize(
    ("text", "found", "answer"),
    [
        ("“No,” Ana Rey from the Law School at Lund said.", "Lund", "from the Law School at Lund"),
        ("Ana Rey, a former ambassador, disagrees.", "ambassador", "a former ambassador"),
        ("Ana Rey (then mayor of Lund) came.", "mayor", "then mayor"),
        ("The envoy Ana Rey came.", "envoy", "envoy"),
        ("Ana Rey met the mayor.", "mayor", "mayor"),
    ],
)
def test_who_somebody_is_is_shown_from_the_name_on(text: str, found: str, answer: str) -> None:
    """If the description follows the name; what somebody did is something else."""
    assert shown_phrase("Who is Ana Rey?", text, found) == answer
    assert shown_phrase("And who was Rey?", text, found) == answer
    assert shown_phrase("Who is the mayor?", text, found) == found


@pytest.mark.parametrize(
    ("text", "found", "answer"),
    [
        ("Russia supplies over 35% of the oil.", "35%", "over 35%"),
        ("It cost just under a million dollars.", "million", "just under a million dollars"),
        ("Prices fell by between 75 and 80%.", "75 and 80%", "between 75 and 80%"),
        ("From 5 to 7 of them came.", "5 to 7", "From 5 to 7"),
        ("The bus comes at least ten minutes late.", "ten minutes", "at least ten minutes"),
        ("He moved on from 12 Elm Street.", "12", "12"),
        ("They talked over tea.", "tea", "tea"),
    ],
)
def test_an_amount_is_shown_with_how_exact_it_is(text: str, found: str, answer: str) -> None:
    """What says "over" or "between" belongs to it; another word before a number does not."""
    assert shown_phrase("How much?", text, found) == answer
