"""What is asked for is learnt; whether a phrase may be that is seen by its form."""

import numpy as np
import pytest

from qa.answering.answer_type import (
    OTHER_TYPE,
    Asked,
    AskedType,
    _learnt,
    asked_for,
    best_of_type,
)
from qa.answering.question_type import QuestionKind
from qa.readers.protocol import FoundSpan

PASSAGE = "In March Anna Berg, 52, moved from Oslo to Bergen for 35% more pay, or $9,000."


def asked(asks: AskedType, question: str = "Which?") -> Asked:
    """Return a question for a phrase of this type."""
    return Asked(question, QuestionKind.SPAN, asks)


@pytest.mark.parametrize(
    ("asks", "fitting", "other"),
    [
        (AskedType.PLACE, ["Oslo", "in the north"], ["March", "35%", "2014"]),
        (AskedType.PERSON, ["Anna Berg"], ["52", "March 2014", "moved"]),
        (AskedType.ORGANISATION, ["Bergen Line"], ["35%", "more pay"]),
        (AskedType.DATE, ["March", "5 May", "2014", "last week"], ["Oslo", "35%"]),
        (AskedType.DURATION, ["two weeks", "until May"], ["Oslo", "35%"]),
        (AskedType.AGE, ["52", "fifty-two"], ["Oslo", "35%", "$9,000"]),
        (AskedType.COUNT, ["200,000", "a dozen ships", "42"], ["Oslo", "$9,000", "March 5"]),
        (AskedType.MONEY, ["$9,000", "40 million euros"], ["Oslo", "52"]),
        (AskedType.PERCENTAGE, ["35%", "a third"], ["Oslo", "52"]),
        (AskedType.TITLE, ["director", "Foreign Secretary"], ["2014", "March"]),
        (AskedType.THING, ["anything", "2014"], []),
    ],
)
def test_a_phrase_fits_by_its_form(asks: AskedType, fitting: list[str], other: list[str]) -> None:
    """Capitals, digits, units and the names of months; no list of names."""
    assert [phrase for phrase in fitting if not asked(asks).may_be(phrase)] == []
    assert [phrase for phrase in other if asked(asks).may_be(phrase)] == []


def test_who_somebody_is_is_no_name() -> None:
    """A description answers that; and where more than a phrase is asked for, any form does."""
    assert asked(AskedType.PERSON, "Who is Anna Berg?").may_be("a former mayor")
    assert Asked("Why?", QuestionKind.WHY, AskedType.REASON).may_be("35%")
    assert Asked("Which?", QuestionKind.SPAN).may_be("35%")
    assert not Asked("Who built it?", QuestionKind.SPAN).may_be("Who")


def test_a_span_of_another_type_has_to_be_much_surer() -> None:
    """A month is no city, unless the reader is surer of it by more than the penalty."""
    month, city = PASSAGE.index("March"), PASSAGE.index("Oslo")
    other = FoundSpan(city, city + 4, 1.0)
    found = FoundSpan(month, month + 5, 4.0, (other,))
    best = best_of_type(asked(AskedType.PLACE), PASSAGE, found)
    assert (best.start, best.margin) == (city, 1.0)
    assert [(span.start, span.margin) for span in best.others] == [(month, 4.0 - OTHER_TYPE)]
    surer = FoundSpan(month, month + 5, 1.5 + OTHER_TYPE, (other,))
    assert best_of_type(asked(AskedType.PLACE), PASSAGE, surer).start == month
    assert best_of_type(asked(AskedType.DATE), PASSAGE, found).start == month


def test_with_another_encoder_the_rules_decide() -> None:
    """Its vectors say nothing to what was learnt with this one's."""
    vector = np.zeros(384, np.float32)
    found = asked_for("Why did Anna move?", vector, "another")
    assert found == Asked("Why did Anna move?", QuestionKind.WHY, None)
    assert asked_for("Write a poem", vector, _learnt().encoder).kind is QuestionKind.REQUEST


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who moved to Bergen?", QuestionKind.SPAN),
        ("why did she leave?", QuestionKind.WHY),
        ("what does the mayor say about the bridge", QuestionKind.SAID),
        ("Did she move to Bergen?", QuestionKind.YES_NO),
        ("Which countries signed it?", QuestionKind.LIST),
    ],
)
def test_the_words_alone_mostly_tell_the_kind(question: str, kind: QuestionKind) -> None:
    """A blank vector adds nothing: kinds that the words show are found without."""
    assert asked_for(question, np.zeros(384, np.float32), _learnt().encoder).kind is kind


def test_a_time_in_a_clause_of_its_own_dates_something_else() -> None:
    """And a question for the whole article is answered by no phrase of it."""
    text = "Putin visits India for the first time since Moscow invaded Ukraine in 2022."
    year = FoundSpan(text.index("2022"), text.index("2022") + 4, 3.0)
    assert list(asked(AskedType.DATE, "When did Putin visit India?").doubts(text, year)) == [
        "dates something else"
    ]
    assert asked(AskedType.DATE, "When did Moscow invade Ukraine?").doubts(text, year) == {}
    assert list(asked(AskedType.PERSON, "who is quoted?").doubts(text, year)) == [
        "asks for the whole article"
    ]
