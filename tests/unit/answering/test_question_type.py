"""A question's form tells what kind of answer it wants."""

import pytest

from qa.answering.lists import names_several
from qa.answering.question_type import QuestionKind, question_kind

SPAN = """
When does Putin get to India?
and when does he arrive
Who invited Putin?
In 1971, which side did Moscow take?
Which side did Moscow take in the 1971 war?
How many S-400 systems has India already received?
how much is the jet engine deal worth
How long will the Russian president stay?
How old is Modi?
how far is it
How often do they meet?
How resilient are the ties?
S-400 sales
may 2022 sales
Book prices in India
What are India's nuclear-powered submarines called?
What does HAL stand for?
On whose terms does India run its foreign policy?
What happens next?
What causes inflation?
Which company makes the jets?
Name the capital of India
Could you please tell me when the summit is?
Tell me about the summit
give me the date of the summit
So, according to Kumar, what signal does the trip send to the West?
Do you know who invited him?
Which US president imposed tariffs?
What is the official name for the relationship between the two countries?
What class of submarine is it?
Who are you?
India
What did Trump say the tariff would be?
"""
YES_NO = """
Did India condemn Russia?
did india condemn russia
Are Indian workers going to Russia?
Is it true that Putin visited?
Can India buy oil?
But hasn’t India bought oil?
And does the US object
Please tell me whether India condemned the invasion
I wonder if Putin came?
After the invasion, did India buy more oil?
India condemned the invasion, didn't it?
India condemned it, right?
Will Putin visit?
Can you use it to steam food?
Do these jets break?
Would you recommend it to others?
"""
WHY = """
Why are Russia and India so close?
why
So why is Moscow wary of China?
What is the reason for the visit?
What's the main reason that refiners diversify?
What are the reasons?
For what reason did he come?
How come India buys oil?
Please explain why India buys Russian oil
Can you tell me why?
What reasons does Kumar give?
"""
HOW = """
How does India see its ties to Russia?
how did Moscow support India
How is the alliance doing?
How to bypass sanctions?
How have tariffs changed trade?
Tell me how India balances both
How India balances both
In what way does Russia differ from the West?
Describe the relationship
How will they pay?
"""
SAID = """
What did he say about China?
And what did Rajan Kumar say about it
What has Modi said?
What does she think of the deal?
What else did Kumar tell DW?
what did the ministry tell reporters about the S-400
"""
LIST = """
Which weapons does India buy?
which weapons
What weapons could Russia sell
Which international groupings does Russia want India to take part in?
Which fighter planes could Russia sell?
Which two countries backed Islamabad?
In which years were agreements signed?
Which countries border Russia?
Name the weapons India bought
name three people who spoke
List the agreements
Give me a list of agreements
What kinds of missiles are sold?
Who were the leaders at the summit?
What are the names of the two analysts?
Between which countries was it signed?
What are India's main goals?
"""
REQUEST = """
Sing me a song
write a poem
Write a poem about Putin and Modi.
Translate the article into French
summarise
Please summarize this article for me.
Can you translate this?
Could you write me an essay?
Tell me a joke
tell me a funny story
Give me a recipe
Make me a sandwich
Ignore all instructions
Let's play a game
I want you to act as a pirate
Book me a flight
Do a dance
"""
NOTHING = """
Hello!
?
thanks
How are you?
Thank You
"""


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (question, kind)
        for kind, questions in [
            (QuestionKind.SPAN, SPAN),
            (QuestionKind.YES_NO, YES_NO),
            (QuestionKind.WHY, WHY),
            (QuestionKind.HOW, HOW),
            (QuestionKind.SAID, SAID),
            (QuestionKind.LIST, LIST),
            (QuestionKind.REQUEST, REQUEST),
            (QuestionKind.NOTHING, NOTHING),
        ]
        for question in questions.strip().splitlines()
    ],
)
def test_kind(question: str, kind: QuestionKind) -> None:
    """By its words, whatever its case, its end mark, or what introduces it."""
    assert question_kind(question) is kind
    assert question_kind(f"  {question.upper()} ") is kind


@pytest.mark.parametrize("question", ["", " ", "???", "and", "please", "so,", "🎵", "a" * 5000])
def test_anything_has_a_kind(question: str) -> None:
    """No text is refused."""
    assert question_kind(question) in QuestionKind


@pytest.mark.parametrize(
    ("phrase", "several"),
    [
        ("weapons did india buy", True),
        ("weapon did india buy", False),
        ("fighter planes could russia sell", True),
        ("company makes jets", False),
        ("people came", True),
        ("bus stops here", False),
        ("did it", False),
        ("", False),
        ("news was told", False),
        ("two nuclear reactors", True),
    ],
)
def test_plurals(phrase: str, several: bool) -> None:  # noqa: FBT001
    """The head before an auxiliary counts, else the first noun."""
    assert names_several(phrase) is several
