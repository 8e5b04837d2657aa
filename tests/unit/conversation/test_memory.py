"""What is remembered of conversations, and for how long."""

from qa.conversation.memory import KEPT, Conversation, Conversations, Turn
from qa.model import Outcome
from tests.support.made_answers import made_answer


def turn(question: str) -> Turn:
    """Return a turn in which nothing was found."""
    return Turn(question, question, Outcome.NOT_FOUND)


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


def test_a_conversation_keeps_its_last_turns_and_never_changes() -> None:
    """Adding one gives another conversation."""
    empty = Conversation()
    full = empty
    for number in range(KEPT + 2):
        full = full.then(turn(str(number)))
    assert empty.last is None
    assert [t.question for t in full.turns] == [str(n) for n in range(2, KEPT + 2)]
    assert full.last == turn(str(KEPT + 1))


def test_conversations_do_not_mix_and_can_be_forgotten() -> None:
    """A question without one is remembered nowhere."""
    kept = Conversations()
    kept.add("a", turn("1"))
    kept.add("b", turn("2"))
    kept.add("a", turn("3"))
    kept.add(None, turn("4"))
    assert kept.get("a").turns == (turn("1"), turn("3"))
    assert kept.get("b").turns == (turn("2"),)
    assert kept.get(None).turns == ()
    kept.forget("a")
    kept.forget("never heard of")
    assert kept.get("a").turns == ()
    assert kept.get("b").turns == (turn("2"),)


def test_the_least_recently_used_conversation_is_forgotten_first() -> None:
    """Looking at one uses it."""
    kept = Conversations(most=2)
    kept.add("a", turn("1"))
    kept.add("b", turn("2"))
    assert kept.get("a").turns
    kept.add("c", turn("3"))
    assert [bool(kept.get(name).turns) for name in "abc"] == [True, False, True]
