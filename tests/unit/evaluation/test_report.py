"""A report takes each figure over the questions it is defined over."""

import json
from dataclasses import replace

import pytest

from qa.evaluation.judgement import Judgement, judge
from qa.evaluation.report import EvalReport, figures_by_type, quality_figures, result_line
from qa.evaluation.sets import Place, SetQuestion
from qa.model import Outcome
from tests.unit.evaluation.test_judgement import UNANSWERABLE, answer, asked, found

OSLO = found(1, 0, "To Oslo. Then home.", highlighted=(0, 8))
HOME = found(2, 30, "At home.")


def judgements() -> list[Judgement]:
    """Return two answerable with answers, one with a place alone, and two unanswerable."""
    oslo = asked((3, 7), answers=("Oslo",))
    sure = answer(OSLO, HOME, short="Oslo", outcome=Outcome.ANSWERED, confidence=0.9)
    late = answer(HOME, found(2, 0, "To Oslo."), short="home", confidence=0.6)
    place = answer(OSLO, outcome=Outcome.ANSWERED, confidence=0.5)
    false = answer(OSLO, short="Oslo", outcome=Outcome.ANSWERED, confidence=0.7)
    silent = answer(HOME, outcome=Outcome.NOT_FOUND, confidence=0.1)
    return [
        judge(oslo, sure),
        judge(oslo, late),
        judge(asked(evidence=(0, 19)), place),
        judge(UNANSWERABLE, false),
        judge(UNANSWERABLE, silent),
    ]


@pytest.mark.parametrize(
    ("name", "value", "over"),
    [
        ("R@1", 2 / 3, 3),
        ("R@3", 1.0, 3),
        ("R@5", 1.0, 3),
        ("MRR@10", (1 + 1 / 2 + 1) / 3, 3),
        ("W@100", 1.0, 3),
        ("sentence@1", 1 / 2, 2),
        ("EM", 2 / 4, 4),
        ("F1", 2 / 4, 4),
        ("EM answerable", 1 / 2, 2),
        ("F1 answerable", 1 / 2, 2),
        ("AUROC", 4 / 6, 5),
        ("answered", 2 / 3, 3),
        ("right when answered", 2 / 3, 3),
        ("false answers", 1 / 2, 2),
        ("false answers at 85%", 1 / 2, 2),
        ("false answers at 90%", 1 / 2, 2),
        ("ECE", (0.1 + 0.6 + 0.5 + 0.7 + 0.1) / 5, 5),
    ],
)
def test_figures_are_over_what_they_are_defined_over(name: str, value: float, over: int) -> None:
    """Worked out by hand from the five judgements."""
    figure = {f.name: f for f in quality_figures(judgements())}[name]
    assert figure.value == pytest.approx(value)
    assert figure.over == over
    assert figure.meaning


def test_what_a_set_does_not_allow_has_no_value() -> None:
    """Answerable questions with places alone: no EM, no AUROC, no false answers."""
    figures = {f.name: f for f in quality_figures([judgements()[2]])}
    none = {name for name, figure in figures.items() if figure.value is None}
    assert none == {
        "sentence@1",
        "EM",
        "F1",
        "EM answerable",
        "F1 answerable",
        "AUROC",
        "false answers",
        "false answers at 85%",
        "false answers at 90%",
    }


def test_a_set_without_short_answers_gives_no_marks_for_silence() -> None:
    """EM over unanswerable questions alone would be full marks for saying nothing."""
    judged = [judgements()[2], judgements()[4]]
    figures = {f.name: f for f in quality_figures(judged)}
    assert (figures["EM"].value, figures["EM"].over) == (None, 0)


def test_what_is_asked_of_one_type_is_over_that_type_alone() -> None:
    """The whole set and each type have the figures that their questions allow."""
    said = replace(asked((3, 7), answers=("Oslo",)), type="said")
    fact = replace(said, type="factoid")
    right = answer(OSLO, short="To Oslo", outcome=Outcome.ANSWERED)
    judged = [judge(said, right), judge(said, answer(OSLO)), judge(fact, right)]
    figures = {figure.name: figure for figure in quality_figures(judged)}
    assert (figures["said right"].value, figures["said right"].over) == (0.5, 2)
    assert (figures["right shown"].value, figures["right shown"].over) == (1.0, 1)
    assert figures["yes/no right"].value is None
    types = dict(figures_by_type(judged))
    assert list(types) == ["said", "factoid"]
    assert {figure.name: figure.over for figure in types["said"]}["R@1"] == 2
    assert "right shown" not in {figure.name for figure in types["said"]}
    report = EvalReport("small", "mini", 3, 0, quality_figures(judged), figures_by_type(judged))
    value = json.loads(json.dumps(report.to_json()))
    assert value["types"]["said"]["said right"]["value"] == 0.5


def test_the_report_is_an_object_of_figures_by_name() -> None:
    """What JSON gets is what the rows hold."""
    report = EvalReport("small", "mini", 5, 2, quality_figures(judgements()))
    value = json.loads(json.dumps(report.to_json()))
    assert (value["schema"], value["set"], value["encoder"]) == (1, "small", "mini")
    assert (value["questions"], value["unanswerable"]) == (5, 2)
    assert list(value["figures"]) == [figure.name for figure in report.rows()]
    assert value["figures"]["R@3"]["value"] == 1.0
    assert report.value("R@3") == 1.0
    with pytest.raises(KeyError):
        report.value("R@2")


def test_a_result_line_is_stable_and_tells_all_that_was_judged() -> None:
    """Sorted keys, rounded scores, letters as they are, and no time."""
    question = SetQuestion(
        line=3,
        id="q7",
        text="Wohin flog Zoë?",
        answerable=True,
        answer_spans=(Place("a.txt", 3, 7),),
        answers=("Oslo",),
    )
    given = answer(OSLO, short="Oslo", outcome=Outcome.ANSWERED, confidence=0.123456)
    line = result_line(judge(question, given))
    assert "Wohin flog Zoë?" in line
    value = json.loads(line)
    assert list(value) == sorted(value)
    assert value == {
        "accepted": ["Oslo"],
        "alternatives": [],
        "answer": "Oslo",
        "answerable": True,
        "confidence": 0.1235,
        "conversation": None,
        "covered": False,
        "decided": None,
        "exact": 1.0,
        "f1": 1.0,
        "first_relevant": 1,
        "id": "q7",
        "in": None,
        "items": [],
        "kind": "fact",
        "listed": None,
        "outcome": "answered",
        "passages": [{"path": "a.txt", "start": 0, "end": 19, "sentence": [0, 8], "fused": 0.5}],
        "polarity": None,
        "question": "Wohin flog Zoë?",
        "right_shown": True,
        "searched": "q",
        "sentence_right": True,
        "type": None,
        "within_100_words": True,
    }
