"""Conversations with the engine: completed, left alone, kept apart, forgotten."""

import json
from pathlib import Path

import pytest

from qa.conversation.memory import Conversation, Conversations
from qa.engine import Engine, open_index
from qa.errors import UsageError
from qa.model import Answer, Question
from tests.support.desk import Desk
from tests.support.paths import DATA

SETS = DATA


def conversations() -> dict[str, list[str]]:
    """Return the questions of each sample conversation, in order."""
    found: dict[str, list[str]] = {}
    lines = (SETS / "article_chat_dev" / "questions.jsonl").read_text("utf-8").splitlines()
    for line in map(json.loads, lines):
        found.setdefault(line["conversation"], []).append(line["question"])
    return found


def asked(
    engine: Engine, *questions: Question, conversations: Conversations | None = None
) -> list[Answer]:
    """Return the answers to questions that are all in order."""
    answers = engine.ask_many(questions, conversations=conversations)
    assert all(isinstance(answer, Answer) for answer in answers)
    return [answer for answer in answers if isinstance(answer, Answer)]


def talked(engine: Engine, conversation: Conversation, *texts: str) -> list[str]:
    """Ask the turns of one conversation, one by one; return what was searched."""
    return [engine.ask(text, conversation=conversation).searched for text in texts]


_TANKS = (
    "What weapons did it then build under licence?"
    " (Who backed the other side; What happened in 1971)"
)
SAMPLE = {
    "c0": [
        "Who is Harsh Pant?",
        "How does Harsh Pant see Washington's stance?",
        "And the balancing act? (How does Harsh Pant see Washington's stance)",
    ],
    "c1": [
        "How much Russian oil does India import?",
        "How much Russian oil does India import before the war?",
        "Who tracks that? (How much Russian oil does India import before the war)",
    ],
    "c2": [
        "What happened in 1971?",
        "Who backed the other side? (What happened in 1971)",
        _TANKS,
    ],
    "c3": [
        "Who is Rajan Kumar?",
        "What does Rajan Kumar say about Trump?",
        "What does Rajan Kumar say about BRICS?",
    ],
}


def test_follow_ups_are_completed_from_the_turns_before_them(built: tuple[Path, Path]) -> None:
    """The question as typed stays; `searched` is what it means."""
    with open_index(built[1]) as engine:
        for name, questions in conversations().items():
            answers = asked(engine, *(Question(text, None, name) for text in questions))
            assert [answer.question for answer in answers] == questions
            assert [answer.searched for answer in answers] == SAMPLE[name]


def test_interleaved_lines_of_a_batch_are_turns_of_their_own_conversation(
    built: tuple[Path, Path],
) -> None:
    """Asked together or one by one; a line without a conversation stands alone among them."""
    turns = zip(*conversations().items(), strict=True)
    names, texts = (list(column) for column in turns)
    mixed = [
        Question(text[place], None, name, id=f"{name}:{place}")
        for place in range(3)
        for name, text in zip(names, texts, strict=True)
    ]
    mixed.insert(7, Question("And before the war?"))
    with open_index(built[1]) as engine:
        together = asked(engine, *mixed)
    with open_index(built[1]) as engine:
        known = Conversations()
        apart = [asked(engine, question, conversations=known)[0] for question in mixed]
    assert [answer.searched for answer in together] == [answer.searched for answer in apart]
    assert [answer.passages for answer in together] == [answer.passages for answer in apart]
    alone = together.pop(7)
    assert alone.searched == alone.question == "And before the war?"
    for answer in together:
        name, _, place = str(answer.id).partition(":")
        assert answer.searched == SAMPLE[name][int(place)]


def test_a_change_of_subject_does_not_drag_the_old_one_along(built: tuple[Path, Path]) -> None:
    """And what follows depends on the new one."""
    talk = Conversation()
    with open_index(built[1]) as engine:
        alone = engine.ask("What are India's nuclear-powered submarines called?")
        talked(engine, talk, "Who is Harsh Pant?", "How does he see Washington's stance?")
        turned = engine.ask(alone.question, conversation=talk)
        assert (turned.searched, turned.passages) == (alone.searched, alone.passages)
        assert talked(engine, talk, "Why?") == [
            "Why? (What are India's nuclear-powered submarines called)"
        ]


def test_questions_that_stand_alone_are_the_same_in_a_conversation(
    built: tuple[Path, Path],
) -> None:
    """All of the sample's, whatever was asked before; names alone may be completed."""
    lines = (SETS / "article_dev" / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    with open_index(built[1]) as engine:
        alone = asked(engine, *(Question(text) for text in questions))
        talk = asked(engine, *(Question(text, None, "talk") for text in questions))
    assert [answer.searched for answer in talk] == [answer.searched for answer in alone]
    for answer in talk:
        words = answer.question.split()
        added = [word for word in answer.searched.split() if word not in words]
        assert [word for word in answer.searched.split() if word in words] == words
        assert all(word[0].isupper() for word in added)
    assert [answer.passages for answer in talk] == [answer.passages for answer in alone]


def test_a_follow_up_finds_more_than_the_words_of_it_alone(built: tuple[Path, Path]) -> None:
    """The passage is among those shown."""
    talk = Conversation()
    with open_index(built[1]) as engine:
        for before, question, words in (
            ("Who is Rajan Kumar?", "What does he say about Trump?", "created a trust deficit"),
            ("What does Rajan Kumar say about Trump?", "and about BRICS?", "SCO) and BRICS"),
            ("How much Russian oil does India import?", "And before the war?", "nearly 2% before"),
        ):
            talk.forget()
            engine.ask(before, conversation=talk)
            passages = engine.ask(question, conversation=talk).passages
            assert any(words in passage.text for passage in passages)


def test_the_turns_can_be_seen_and_forgotten(built: tuple[Path, Path]) -> None:
    """Oldest first; after that the next question stands alone."""
    talk = Conversation()
    another = Conversation()
    with open_index(built[1]) as engine:
        assert not talk.turns
        talked(engine, talk, "Who is Harsh Pant?", "How does he see Washington's stance?")
        talked(engine, another, "Who is Varma?")
        turns = talk.turns
        assert [turn.searched for turn in turns] == SAMPLE["c0"][:2]
        assert turns[0].path == "putin-india-summit.txt"
        assert turns[0].highlighted is not None
        assert "Harsh Pant" in turns[0].highlighted
        talk.forget()
        assert not talk.turns
        assert talked(engine, talk, "Why does he?") == ["Why does he?"]
        assert talked(engine, another, "Why does he?") == ["Why does D Bala Venkatesh Varma?"]


def test_a_question_that_is_refused_is_no_turn(desk: Desk) -> None:
    """The next one depends on the last that was answered."""
    talk = Conversation()
    desk.write_three()
    desk.rebuild()
    with desk.engine() as engine:
        talked(engine, talk, "Who is Rex?")
        for question in (" ", "Does he bark?"):
            with pytest.raises(UsageError):
                engine.ask(question, conversation=talk, within="dogs" * 9)
        assert talked(engine, talk, "Where is he?") == ["Where is Rex?"]


def test_a_conversation_outlives_a_rebuild(desk: Desk) -> None:
    """It holds texts, and the newer index is asked with them."""
    talk = Conversation()
    desk.write_three()
    desk.rebuild()
    with desk.engine() as engine:
        talked(engine, talk, "Who is Rex?")
        desk.write("rex.txt", "Rex is the postman's own dog.")
        desk.rebuild()
        assert engine.refresh()
        assert talked(engine, talk, "Where is he?") == ["Where is Rex?"]


def test_within_holds_for_follow_ups_too(desk: Desk) -> None:
    """A turn before it about another article does not lead out of the one that is named."""
    talk = Conversation()
    desk.write_three()
    desk.rebuild()
    with desk.engine() as engine:
        engine.ask("Who barks at the postman?", conversation=talk)
        answer = engine.ask("And why?", conversation=talk, within="rain")
        assert answer.searched == "And why? (Who barks at the postman)"
        assert {passage.citation.path for passage in answer.passages} == {"weather/rain.txt"}
