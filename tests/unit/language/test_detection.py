"""The language of some words, by the small ones among them."""

import json

import pytest

from qa.language.detection import detect_language, is_foreign
from tests.support.paths import DATA


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what did the minister say", "English"),
        ("pourquoi le ministre est dans la ville", "French"),
        ("warum ist der minister nicht da", "German"),
        ("cuándo llega el ministro y quién es", "Spanish"),
        ("perché il ministro è qui", "Italian"),
        ("quem é o ministro e onde foi", "Portuguese"),
        ("waarom komt het kabinet niet", "Dutch"),
        ("когда приедет министр и почему", "Russian"),
    ],
)
def test_each_language_is_known_by_its_small_words(text: str, language: str) -> None:
    """One question of each is enough."""
    assert detect_language(text.split()) == language


@pytest.mark.parametrize("text", ["", "xylophone", "the das", "Putin Modi"])
def test_no_or_equally_many_small_words_leave_it_unclear(text: str) -> None:
    """None rather than a guess."""
    assert detect_language(text.split()) is None


@pytest.mark.parametrize(
    "question",
    [
        "Wann kommt Putin nach Indien?",
        "Wer ist Kumar?",
        "Was sagt Kumar über Trump?",
        "Wie viel Öl kauft Indien von Russland?",
        "Quand Poutine arrive-t-il en Inde ?",
        "Qui est Kumar ?",
        "Qu’est-ce que BRICS ?",
        "Que dit Kumar ?",
        "Когда Путин приедет в Индию?",
        "普京什么时候抵达印度？",
        "プーチンはいつインドに着きますか",
        "¿Quién es Kumar?",
    ],
)
def test_a_question_in_another_language_is_foreign(question: str) -> None:
    """German, French, Russian, Chinese and others, short ones too."""
    assert is_foreign(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is Kumar?",
        "Was Putin in India?",
        "Wen dose Puttin arive in Indea?",
        "Is Kumar a professor?",
        "Who is El Niño named after?",
        "Los Angeles",
        "Marine Le Pen",
        "Wat Arun height",
        "von der Leyen",
        "What does Путин say about 普京?",
        "S-400",
        "BRICS",
        "?",
        "",
    ],
)
def test_an_english_question_never_is(question: str) -> None:
    """Whatever names it holds, and however short it is."""
    assert not is_foreign(question)


@pytest.mark.parametrize("name", ["article_dev", "article_chat_dev"])
def test_no_question_of_the_sets_is_foreign(name: str) -> None:
    """As typed and in small letters without a question mark."""
    lines = (DATA / name / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    typed = [*questions, *(question.lower().rstrip("?") for question in questions)]
    assert [question for question in typed if is_foreign(question)] == []
