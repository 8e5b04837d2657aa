"""What counts as relevant, met in time, highlighted and right, on hand-made answers."""

from dataclasses import replace

import pytest

from qa.evaluation.judgement import judge
from qa.evaluation.sets import Place, SetQuestion
from qa.model import (
    Alternative,
    Answer,
    AnswerItem,
    Citation,
    FoundPassage,
    IndexInfo,
    Outcome,
    Ranks,
    Scores,
    ShortAnswer,
    Span,
)


def found(
    rank: int,
    start: int,
    text: str,
    *,
    highlighted: tuple[int, int] | None = None,
    path: str = "a.txt",
) -> FoundPassage:
    """Return a passage at `start` of `path`; `highlighted` is the range of its sentence."""
    end = start + len(text)
    first, last = highlighted or (start, end)
    return FoundPassage(
        rank=rank,
        text=text,
        citation=Citation(
            document="a",
            title=None,
            path=path,
            section=None,
            paragraph=1,
            line_start=1,
            line_end=1,
            char_start=start,
            char_end=end,
            sha256="",
        ),
        sentence=Span(text[first - start : last - start], first, last),
        scores=Scores(dense=0.5, sentence=0.5, bm25=1.0, fused=0.5),
        ranks=Ranks(1, 1, 1),
    )


def answer(
    *passages: FoundPassage,
    short: str | None = None,
    outcome: Outcome = Outcome.WEAK,
    confidence: float = 0.5,
) -> Answer:
    """Return an answer that shows these passages."""
    return Answer(
        question="q",
        searched="q",
        outcome=outcome,
        confidence=confidence,
        answer=None if short is None else ShortAnswer(short, 1, 0, len(short)),
        passages=passages,
        index=IndexInfo("g", "e", "2026-01-31T12:00:00Z", stale=False),
        elapsed_ms=1.0,
    )


def asked(
    *spans: tuple[int, int],
    evidence: tuple[int, int] | None = None,
    answers: tuple[str, ...] = (),
) -> SetQuestion:
    """Return an answerable question whose answer stands at `spans` of a.txt."""
    return SetQuestion(
        line=1,
        id="q",
        text="q",
        answerable=True,
        evidence=(Place("a.txt", *evidence),) if evidence else (),
        answer_spans=tuple(Place("a.txt", *span) for span in spans),
        answers=answers,
    )


UNANSWERABLE = SetQuestion(line=1, id="u", text="u", answerable=False)


@pytest.mark.parametrize(
    ("start", "relevant"), [(0, False), (1, False), (2, True), (13, True), (14, False), (99, False)]
)
def test_one_shared_character_of_an_answer_is_enough(start: int, *, relevant: bool) -> None:
    """The answer is 10 to 14, the passage nine characters long: to touch is not to overlap."""
    judged = judge(asked((10, 14), evidence=(0, 200)), answer(found(1, start, "x" * 9)))
    assert (judged.first_rank == 1) is relevant


def test_the_answer_lies_in_one_file_alone() -> None:
    """The same range of another article is not relevant."""
    judged = judge(asked((0, 4)), answer(found(1, 0, "Oslo", path="b.txt")))
    assert judged.first_rank is None


@pytest.mark.parametrize(
    ("span", "relevant"),
    [
        ((95, 105), True),
        ((96, 106), False),
        ((150, 160), True),
        ((0, 150), True),
        ((0, 149), False),
    ],
)
def test_without_spans_half_of_the_shorter_must_be_shared(
    span: tuple[int, int], *, relevant: bool
) -> None:
    """The evidence is 90 to 100 or 100 to 200, whichever the span is near."""
    start, end = span
    evidence = (90, 100) if end < 110 else (100, 200)
    judged = judge(asked(evidence=evidence), answer(found(1, start, "x" * (end - start))))
    assert (judged.first_rank == 1) is relevant


def test_the_first_relevant_rank_is_the_least() -> None:
    """Passages 2 and 3 are relevant; the first is not."""
    shown = [found(1, 50, "no"), found(2, 0, "Oslo"), found(3, 2, "lo too")]
    judged = judge(asked((0, 4)), answer(*shown))
    assert (judged.first_rank, judged.first_right) == (2, False)


def test_nothing_is_relevant_to_an_unanswerable_question() -> None:
    """Even if the set points at a place that looks like an answer."""
    tempting = SetQuestion(1, "u", "u", answerable=False, evidence=(Place("a.txt", 0, 4),))
    judged = judge(tempting, answer(found(1, 0, "Oslo")))
    assert (judged.first_rank, judged.soon, judged.first_right) == (None, False, False)


def test_a_hundred_words_are_read_over_passages_in_the_order_shown() -> None:
    """After 60 words of one passage, forty of the next: the fortieth is met, the next is not."""
    first, second = "w " * 60, "v " * 60
    for place, soon in ((39, True), (40, False)):
        question = asked((1000 + 2 * place, 1000 + 2 * place + 1))
        judged = judge(question, answer(found(1, 0, first), found(2, 1000, second)))
        assert (judged.first_rank, judged.soon) == (2, soon)


def test_an_answer_in_a_long_passage_is_met_late() -> None:
    """Rank 1 says nothing of how far one reads: word 101 is too late, word 100 is not."""
    text = "w " * 150
    assert judge(asked((198, 199)), answer(found(1, 0, text))).soon is True
    late = judge(asked((200, 201)), answer(found(1, 0, text)))
    assert (late.first_rank, late.soon) == (1, False)


def test_without_spans_the_evidence_of_a_relevant_passage_is_to_be_met() -> None:
    """A passage that shares too little of it does not count; one that begins before it may."""
    question = asked(evidence=(100, 200))
    assert judge(question, answer(found(1, 0, "w" * 120))).soon is False
    assert judge(question, answer(found(1, 100, "w " * 50))).soon is True
    far = judge(asked(evidence=(300, 400)), answer(found(1, 0, "w " * 200)))
    assert (far.first_rank, far.soon) == (1, False)


def test_the_lit_sentence_of_the_first_passage_alone_is_judged() -> None:
    """The second passage's sentence would be right, but is not looked at."""
    question = asked((5, 9))
    right = found(1, 0, "One. Two. Three.", highlighted=(5, 9))
    wrong = found(1, 0, "One. Two. Three.", highlighted=(10, 16))
    assert judge(question, answer(right)).sentence is True
    assert judge(question, answer(wrong, right)).sentence is False
    assert judge(question, answer()).sentence is False
    assert judge(asked(evidence=(0, 16)), answer(right)).sentence is None
    assert judge(UNANSWERABLE, answer(right)).sentence is None


def test_short_answers_are_judged_where_one_is_known_or_none_is_right() -> None:
    """A question whose answer is known as a place alone has no EM."""
    known = asked((0, 4), answers=("Oslo", "to Oslo"))
    given = judge(known, answer(short="the city Oslo"))
    assert given.exact == 0.0
    assert given.f1 == pytest.approx(2 / 3)
    silent = judge(known, answer())
    assert (silent.exact, silent.f1) == (0.0, 0.0)
    place_alone = judge(asked((0, 4)), answer(short="Oslo"))
    assert (place_alone.exact, place_alone.f1) == (None, None)
    assert judge(UNANSWERABLE, answer()).exact == 1.0
    assert judge(UNANSWERABLE, answer(short="Oslo")).f1 == 0.0


def test_answered_is_the_outcome_and_not_the_confidence() -> None:
    """A weak answer is none, however sure."""
    assert judge(UNANSWERABLE, answer(outcome=Outcome.ANSWERED, confidence=0.1)).answered
    assert not judge(UNANSWERABLE, answer(outcome=Outcome.WEAK, confidence=0.9)).answered


def test_where_the_question_has_a_type_the_lit_sentence_is_judged_by_the_evidence() -> None:
    """The evidence of such a set are sentences; the answer may stand in any one of them."""
    typed = replace(asked((0, 3), evidence=(5, 9)), type="said")
    assert judge(typed, answer(found(1, 0, "One. Two.", highlighted=(5, 9)))).sentence is True
    assert judge(typed, answer(found(1, 0, "One. Two.", highlighted=(0, 4)))).sentence is False


@pytest.mark.parametrize(
    ("text", "covered"),
    [("I go home", True), ("I go", False), ("I go home. So. I do. And you?", False)],
)
def test_an_answer_covers_half_of_a_span_in_three_sentences(text: str, *, covered: bool) -> None:
    """Longer is not shown to be better, and a scrap of a statement is no statement."""
    question = asked((0, 10), answers=("I go home.",))
    passage = found(1, 0, "I go home. So. I do. And you?")
    assert judge(question, answer(passage, short=text)).covered is covered
    assert judge(question, answer(passage)).covered is False
    assert judge(asked(evidence=(0, 10)), answer(passage, short=text)).covered is None


def test_yes_or_no_is_right_only_if_it_is_said() -> None:
    """A sentence that decides, without saying which way, is not enough."""
    question = replace(asked(evidence=(0, 4)), polarity="no")
    assert judge(question, replace(answer(), polarity="no")).decided is True
    assert judge(question, replace(answer(), polarity="yes")).decided is False
    assert judge(question, answer()).decided is False
    assert judge(asked(evidence=(0, 4)), answer()).decided is None


def test_a_list_is_judged_by_the_evidence_that_its_items_touch() -> None:
    """Items count by their places; without any the answer is the one item."""
    question = replace(asked(), evidence=(Place("a.txt", 0, 5), Place("a.txt", 6, 9)))
    given = answer(found(1, 0, "Anna. Bo."), short="Anna")
    assert judge(question, given).listed == 0.5
    items = (AnswerItem("Anna", 0, 4, 1), AnswerItem("Bo", 6, 8, 1))
    assert judge(question, replace(given, items=items)).listed == 1.0
    assert judge(question, answer()).listed == 0.0


def test_a_right_answer_may_be_shown_among_the_alternatives() -> None:
    """Half of its words are enough; the answer counts as shown too."""
    question = asked((0, 4), answers=("Oslo harbour",))
    wrong = answer(found(1, 0, "Oslo."), short="Bergen")
    assert judge(question, wrong).shown is False
    other = Alternative("Oslo", 0, 4, 1, 0.3)
    assert judge(question, replace(wrong, alternatives=(other,))).shown is True
    assert judge(question, answer(short="Oslo")).shown is True
    assert judge(UNANSWERABLE, answer()).shown is None
