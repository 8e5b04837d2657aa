"""Who says what is found, by the quotations in the article."""

from dataclasses import replace

import pytest
from rich.console import Console

from qa.annotations.speakers import LONGEST_STATEMENT, speaker_of, whole_statement, with_speakers
from qa.annotations.values import Mark, Quotation
from qa.model import AnswerItem, AnswerKind, ShortAnswer
from qa.terminal.output.markdown import markdown
from qa.terminal.output.passage import said_by
from qa.terminal.output.text import render
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.wording import headline
from tests.support.made_answers import SENTENCE, SHORT, made_answer, made_passage

WHOLE = Mark(0, 100)
REED = Quotation(10, 50, "Ann Reed", None, direct=True, sentence=WHOLE)
POLO = Quotation(50, 90, "Marco Polo", None, direct=False, sentence=WHOLE)


@pytest.mark.parametrize(
    ("start", "end", "speaker"),
    [(12, 40, "Ann Reed"), (40, 70, "Marco Polo"), (0, 60, "Ann Reed"), (90, 99, None)],
)
def test_whoever_says_most_of_it(start: int, end: int, speaker: str | None) -> None:
    """If that is at least half."""
    assert speaker_of(start, end, [REED, POLO]) == speaker
    assert speaker_of(0, 100, [REED]) is None


def test_a_guess_is_nobody() -> None:
    """Nor is a quotation whose speaker is unknown anybody's."""
    assert speaker_of(12, 40, [replace(REED, sure=False)]) is None
    assert speaker_of(12, 40, [replace(REED, speaker=None)]) is None


def test_a_statement_quoted_in_part_counts_whole() -> None:
    """The clause round the words in quotation marks is the speaker's."""
    part = Quotation(30, 36, "Ann Reed", None, direct=True, sentence=WHOLE, clause=Mark(10, 60))
    assert speaker_of(10, 60, [part]) == "Ann Reed"
    assert speaker_of(10, 60, [replace(part, clause=None)]) is None


def test_passages_get_the_speaker_of_their_sentence() -> None:
    """Each by its own quotations."""
    passage = made_passage()
    begin, end = passage.sentence.char_start, passage.sentence.char_end
    said = Quotation(begin, end, "Ann Reed", None, direct=True, sentence=Mark(begin, end))
    first, second = with_speakers([passage, passage], [[said], []])
    assert (first.speaker, second.speaker) == ("Ann Reed", None)


def test_the_speaker_is_shown_with_the_statement_and_its_passage() -> None:
    """Before the answer, unless it names them itself, and beside the passage's place."""
    passage = replace(made_passage(), speaker="Ann Reed")
    answer = made_answer(passage, question="What did Reed say?")
    said = AnswerItem(SHORT, 0, 9, 1, "Ann Reed")
    statement = replace(answer, kind=AnswerKind.STATEMENT, items=(said,))
    assert headline(statement).text == f"Ann Reed: {SHORT}"
    assert headline(answer).text == SHORT
    meyer = replace(statement, items=(replace(said, speaker="The day on Monday"),))
    assert headline(meyer).text == SHORT
    assert said_by(passage) == ("said by Ann Reed",)
    assert "said by Ann Reed" in render(statement, Console(width=100)).plain
    assert "said by Ann Reed" in markdown(statement, RenderOptions())


def test_a_part_of_a_quotation_is_answered_with_the_whole_of_it() -> None:
    """If that lies in the passage, is no page long, and holds most of the answer."""
    passage = made_passage()
    found = made_answer(passage).answer
    assert found is not None
    begin, end = passage.sentence.char_start, passage.sentence.char_end
    said = Quotation(begin, end, "Ann Reed", None, direct=True, sentence=Mark(begin, end))
    whole = whole_statement(found, passage, [said])
    assert (whole.text, whole.char_start, whole.char_end) == (SENTENCE, begin, end)
    assert whole_statement(found, passage, []) == found
    assert whole_statement(found, passage, [replace(said, end=found.char_start + 1)]) == found
    assert whole_statement(found, passage, [replace(said, start=begin - 90)]) == found
    assert whole_statement(found, passage, [replace(said, end=end + 900)]) == found
    marked = replace(found, plain="Monday")
    assert whole_statement(marked, passage, [said]) == marked
    long = made_passage("Monday " * LONGEST_STATEMENT + "Monday", "Monday")
    start = long.citation.char_start
    all_of_it = replace(said, start=start, end=start + len(long.text))
    part = ShortAnswer("Monday", 1, start, start + 6)
    assert whole_statement(part, long, [all_of_it]) == part
