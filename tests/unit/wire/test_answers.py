"""Answers and errors as JSON."""

import json
import math
from dataclasses import replace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ArticleUnreadableError, IndexMissingError
from qa.model import Alternative, AnswerItem, AnswerKind, Outcome, Scores
from qa.wire.answers import answer_object, dump, error_object
from tests.support.made_answers import INFO, SENTENCE, SHORT, TEXT, made_answer, made_passage

HOSTILE = "\x1b[2J [bold] \0 \u202e \ud800 \x7f \x9b \u2028 \U000e0041 “quoted” – ünï 😀"


def test_the_answer_has_exactly_the_documented_keys_and_values() -> None:
    """Schema 1, key for key; nothing more without `explain`."""
    passage = made_passage(section="Arrivals")
    assert answer_object(made_answer(passage)) == {
        "schema": 1,
        "id": None,
        "question": "When did Anna arrive?",
        "searched": "When did Anna arrive?",
        "outcome": "answered",
        "confidence": 0.93,
        "in": None,
        "answer": {"text": SHORT, "passage": 1, "char_start": 137, "char_end": 146},
        "kind": "fact",
        "passages": [
            {
                "rank": 1,
                "text": TEXT,
                "citation": {
                    "document": "arrivals/anna",
                    "title": None,
                    "path": "arrivals/anna.txt",
                    "section": "Arrivals",
                    "paragraph": 3,
                    "line_start": 5,
                    "line_end": 5,
                    "char_start": 100,
                    "char_end": 100 + len(TEXT),
                    "sha256": passage.citation.sha256,
                },
                "sentence": {"text": SENTENCE, "char_start": 118, "char_end": 156},
                "scores": {"dense": 0.61, "sentence": 0.66, "bm25": 4.2, "fused": 0.71},
                "also": [],
                "also_more": 0,
                "speaker": None,
            }
        ],
        "index": {
            "generation": INFO.generation,
            "encoder": "tiny",
            "built_at": "2026-01-31T12:00:00Z",
            "stale": False,
            "compared": True,
            "skipped": {"count": 0, "files": []},
        },
        "elapsed_ms": 6.1,
    }


def test_explaining_adds_ranks_and_evidence_and_nothing_else() -> None:
    """What scripts rely on is the same with `explain`."""
    answer = made_answer()
    explained = answer_object(answer, explain=True)
    assert explained.pop("asked") is None
    assert explained.pop("explanation") == {"nearness": 2.5, "gap to the next": -0.25}
    passages = cast("list[dict[str, object]]", explained["passages"])
    assert passages[0].pop("ranks") == {"dense": 2, "sentence": 1, "bm25": 3}
    assert explained == answer_object(answer)


def test_a_yes_no_question_has_a_polarity_even_if_it_is_not_decided() -> None:
    """`polarity` is yes, no or null, and stands with no other kind."""
    answer = replace(made_answer(), kind=AnswerKind.YES_NO)
    assert answer_object(answer)["polarity"] is None
    assert answer_object(replace(answer, polarity="no"))["polarity"] == "no"


def test_items_and_alternatives_have_their_places() -> None:
    """Items stand with what was found, alternatives with what is weak alone."""
    item = AnswerItem("Anna", 118, 122, None)
    other = Alternative("Oslo", 100, 104, 1, 0.25)
    answer = replace(
        made_answer(outcome=Outcome.WEAK),
        kind=AnswerKind.LIST,
        items=(item,),
        alternatives=(other,),
    )
    made = answer_object(answer)
    assert made["kind"] == "list"
    assert made["items"] == [
        {"text": "Anna", "char_start": 118, "char_end": 122, "passage": None, "speaker": None}
    ]
    assert made["alternatives"] == [
        {"text": "Oslo", "char_start": 100, "char_end": 104, "passage": 1, "confidence": 0.25}
    ]
    assert "alternatives" not in answer_object(replace(answer, outcome=Outcome.ANSWERED))
    assert "items" not in answer_object(replace(answer, outcome=Outcome.NOT_FOUND))


def test_nothing_found_has_no_answer_and_still_its_passages() -> None:
    """With `not_found` the answer is null, whatever the value holds."""
    made = answer_object(made_answer(outcome=Outcome.NOT_FOUND))
    assert made["outcome"] == "not_found"
    assert made["answer"] is None
    assert len(made["passages"]) == 1  # type: ignore[arg-type]


def test_what_is_no_number_becomes_null() -> None:
    """JSON has neither NaN nor infinities."""
    scores = Scores(math.nan, math.inf, -math.inf, 0.123456)
    answer = made_answer(replace(made_passage(), scores=scores))
    made = json.loads(dump(answer_object(replace(answer, confidence=math.nan))))
    assert made["confidence"] is None
    expected = {"dense": None, "sentence": None, "bm25": None, "fused": 0.1235}
    assert made["passages"][0]["scores"] == expected


def test_an_error_names_code_message_and_path() -> None:
    """The message holds the remedy; an id is there only if the question had one."""
    error = IndexMissingError("no index", path="index", remedy="run qa rebuild")
    expected = {"code": 3, "message": "no index; run qa rebuild", "path": "index"}
    assert error_object(error) == {"schema": 1, "error": expected}
    assert error_object(error, question_id="q7") == {"schema": 1, "id": "q7", "error": expected}
    unreadable = ArticleUnreadableError("a.txt is not UTF-8", path="a.txt", remedy=None)
    expected = {"code": 4, "message": "a.txt is not UTF-8", "path": "a.txt"}
    assert error_object(unreadable)["error"] == expected


def test_hostile_text_comes_out_exactly_and_is_written_harmlessly() -> None:
    """Controls and turning marks are escaped, letters are not; lone surrogates are replaced."""
    text = dump({"text": HOSTILE})
    assert json.loads(text) == {"text": HOSTILE.replace("\ud800", "\N{REPLACEMENT CHARACTER}")}
    assert text.isprintable()
    assert "“quoted” – ünï 😀" in text
    assert "\\udb40\\udc41" in text


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_text_survives_the_trip(text: str) -> None:
    """Whatever the code points, reading gives back what was written, on one printable line."""
    written = dump({"text": text})
    assert json.loads(written) == {"text": text}
    assert written.isprintable()


def test_indented_json_keeps_its_line_breaks() -> None:
    """Only the layout's own newlines are left as they are."""
    assert dump({"a": "x\ny\x07"}, indent=2) == '{\n  "a": "x\\ny\\u0007"\n}'
