"""What an uncertain answer might be instead, and the items of a list."""

import numpy as np

from qa.answering.alternatives import MOST, complete
from qa.answering.answer_type import Asked, answer_at
from qa.answering.confidence import Assessment
from qa.answering.question_type import QuestionKind
from qa.answering.ranking import Ranking
from qa.model import Outcome, Passage, Sentence
from qa.readers.protocol import FoundSpan
from qa.retrieval.protocol import CandidateText
from qa.storage.texts import StoredArticle

START = 100
TEXTS = ("Anna went to Oslo. Bo stayed in Bergen.", "Carl, Dora and Emil sailed to Turku.")


def candidate(text: str) -> CandidateText:
    """Return a passage that begins at START."""
    cuts = [at + 2 for at in range(len(text) - 1) if text[at : at + 2] == ". "]
    bounds = zip([0, *cuts], [*(cut - 1 for cut in cuts), len(text)], strict=True)
    sentences = tuple(Sentence(START + a, START + b, text[a:b]) for a, b in bounds)
    passage = Passage(START, START + len(text), text, 1, 1, 1, None, sentences)
    return CandidateText(
        StoredArticle(0, "a.txt", "a", "", 0, None, None, None, None, None, 1, 1), passage, ""
    )


def found(text: str, *phrases: tuple[str, float]) -> FoundSpan:
    """Return the best of the phrases with the others."""
    return FoundSpan.best_of(
        FoundSpan(text.index(phrase), text.index(phrase) + len(phrase), margin)
        for phrase, margin in phrases
    )


def ranking() -> Ranking:
    """Return two passages, three phrases found in the first and two in the second."""
    first = found(TEXTS[0], ("Oslo", 2.0), ("Bergen", 1.0), ("Bo", -1.0))
    second = found(TEXTS[1], ("Dora", 0.5), ("Turku", -4.0))
    return Ranking(np.array([0, 1]), np.array([0.5, 0.4]), {0: first, 1: second})


def test_a_weak_answer_has_the_next_best_phrases() -> None:
    """Best first, as they stand in the file, none surer than the answer, no more than three."""
    asked = Asked("Where?", QuestionKind.SPAN)
    texts = [candidate(text) for text in TEXTS]
    answer = answer_at(asked, 1, texts[0], (13, 17), (0, 18))
    assert answer.text == "Oslo"
    weak = Assessment(0.4, Outcome.WEAK, ())
    decided, items, others = complete(asked, weak, ranking(), texts, answer)
    assert (decided, items) == (None, ())
    assert [(other.text, other.passage) for other in others] == [
        ("Bergen", 1),
        ("Bo", 1),
        ("Dora", 2),
    ]
    assert len(others) == MOST
    for other in others:
        text = TEXTS[other.passage - 1]
        assert text[other.char_start - START : other.char_end - START] == other.text
        assert 0 < other.confidence <= 0.4


def test_a_list_has_its_items_each_with_its_place() -> None:
    """An enumeration is taken apart, and what is nearly as sure in other sentences is added."""
    asked = Asked("Who sailed?", QuestionKind.LIST)
    texts = [candidate(text) for text in (TEXTS[1], TEXTS[0])]
    spans = {0: found(TEXTS[1], ("Dora", 2.0)), 1: found(TEXTS[0], ("Anna", 1.0), ("Bo", -3.0))}
    order = Ranking(np.array([0, 1]), np.array([0.5, 0.4]), spans)
    answer = answer_at(asked, 1, texts[0], (6, 10), (0, len(TEXTS[1])))
    assert answer.text == "Carl, Dora and Emil"
    sure = Assessment(0.8, Outcome.ANSWERED, ())
    _, items, others = complete(asked, sure, order, texts, answer)
    assert [(item.text, item.passage) for item in items] == [
        ("Carl", 1),
        ("Dora", 1),
        ("Emil", 1),
        ("Anna", 2),
    ]
    assert others == ()
    for item in items:
        text = (TEXTS[1], TEXTS[0])[(item.passage or 0) - 1]
        assert text[item.char_start - START : item.char_end - START] == item.text


def test_yes_or_no_is_said_only_where_it_is_answered() -> None:
    """A weak answer leaves it open."""
    asked = Asked("Did Bo stay in Bergen?", QuestionKind.YES_NO)
    texts = [candidate(text) for text in TEXTS]
    answer = answer_at(asked, 1, texts[0], None, (19, len(TEXTS[0])))
    for outcome, said in ((Outcome.ANSWERED, "yes"), (Outcome.WEAK, None)):
        assert complete(asked, Assessment(0.6, outcome, ()), ranking(), texts, answer)[0] == said
