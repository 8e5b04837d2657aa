"""What is remembered of conversations, and for how long."""

from qa.conversation.memory import KEPT, Conversation, Conversations, Turn
from qa.model import Answer
from tests.support.made_answers import made_answer


def answer(question: str) -> Answer:
    """Return an answer to the question."""
    return made_answer(question=question)


def questions(conversation: Conversation) -> list[str]:
    """Return the questions of a conversation's turns."""
    return [turn.question for turn in conversation.turns]


def test_a_turn_holds_what_the_answer_showed_first() -> None:
    """As texts, so that a rebuilt index changes nothing."""
    answer = made_answer(question=" Who barks? ")
    first = answer.passages[0]
    made = Turn.of(answer)
    assert made.question == "Who barks?"
    assert made.searched == answer.searched
    assert made.outcome is answer.outcome
    assert (made.passage, made.highlighted) == (first.text, first.sentence.text)
    assert made.answer == (answer.answer.text if answer.answer else None)
    assert made.path == first.citation.path


def test_a_conversation_keeps_its_last_turns() -> None:
    """The oldest are forgotten first."""
    conversation = Conversation()
    assert conversation.last is None
    for number in range(KEPT + 2):
        conversation.add(answer(str(number)))
    assert questions(conversation) == [str(n) for n in range(2, KEPT + 2)]
    assert conversation.last == Turn.of(answer(str(KEPT + 1)))


def test_a_conversation_can_be_forgotten() -> None:
    """Its next question stands alone."""
    conversation = Conversation()
    conversation.add(answer("1"))
    conversation.forget()
    assert conversation.turns == ()


def test_conversations_of_different_names_do_not_mix() -> None:
    """Each name has turns of its own, and each client names of its own."""
    mine, yours = Conversations(), Conversations()
    mine.get("a").add(answer("1"))
    mine.get("b").add(answer("2"))
    mine.get("a").add(answer("3"))
    assert questions(mine.get("a")) == ["1", "3"]
    assert questions(mine.get("b")) == ["2"]
    assert questions(yours.get("a")) == []


def test_the_least_recently_used_conversation_is_forgotten_first() -> None:
    """Looking at one uses it."""
    kept = Conversations(most=2)
    kept.get("a").add(answer("1"))
    kept.get("b").add(answer("2"))
    assert kept.get("a").turns
    kept.get("c").add(answer("3"))
    assert [bool(kept.get(name).turns) for name in "acb"] == [True, True, False]
