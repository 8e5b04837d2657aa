"""Which lines ask nothing, by their form."""

import pytest

from qa.answering.question_type import QuestionKind, question_kind
from qa.answering.small_talk import asks_nothing
from tests.support.idle_lines import IDLE_LINES

ASKING = """
Why?
when?
who
and in Bonn?
And another?
Any others?
what else?
carry on
tell me more
That’s interesting. Tell me more.
Interesting. How so?
OK, why?
and?
Is that all?
is it expensive
did he
In 1999?
explain
for example?
I want to know when Putin arrives
I need the date of the summit
I'd like the agenda
I meant the tango.
you said Kumar is an expert, who is he
this year's summit date
India
S-400 sales
May 2022 sales
Who are you?
That’s a lot like the first tip.
I meant mate.
q
"""


@pytest.mark.parametrize("line", [line for lines in IDLE_LINES.values() for line in lines])
def test_small_talk_and_remarks_ask_nothing(line: str) -> None:
    """In any case and with space around it."""
    assert asks_nothing(line)
    assert question_kind(f"  {line.upper()} ") is QuestionKind.NOTHING


@pytest.mark.parametrize("line", ASKING.strip().splitlines())
def test_whatever_may_be_a_question_asks(line: str) -> None:
    """Question words, wishes, keywords, and what asks for more of the same."""
    assert not asks_nothing(line)
    assert question_kind(line) is not QuestionKind.NOTHING
