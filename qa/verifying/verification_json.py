"""A verification as the JSON object of `qa verify --json`; prints nothing."""

from dataclasses import asdict

from qa.model import Span
from qa.verifying.values import CheckedCitation, CitationStatus, SavedAnswers, Verification
from qa.wire.answers import SCHEMA

CHECKED_FIELDS = (
    "text",
    "sha256",
    "path",
    "document",
    "title",
    "section",
    "paragraph",
    "line_start",
    "line_end",
    "char_start",
    "char_end",
    "sentence",
    "answer",
    "plain",
)
"""The fields of a saved answer that are compared with the articles."""

UNCHECKED_FIELDS = (
    "id",
    "question",
    "searched",
    "in",
    "outcome",
    "confidence",
    "rank",
    "scores",
    "index",
    "elapsed_ms",
    "kind",
    "polarity",
    "items",
    "alternatives",
    "also",
    "also_more",
    "speaker",
    "notices",
    "asked",
    "explanation",
    "ranks",
)
"""The fields of a saved answer that nothing is compared with: anything may stand in them."""


def verification_object(saved: SavedAnswers, verification: Verification) -> dict[str, object]:
    """Return all citations with their status, and how many there are of each."""
    return {
        "schema": SCHEMA,
        "citations": [_citation(checked) for checked in verification.citations],
        "checked": list(CHECKED_FIELDS),
        "not_checked": list(UNCHECKED_FIELDS),
        "unread": [asdict(file) for file in verification.unread],
        "counts": {
            **{status.value: verification.count(status) for status in CitationStatus},
            "citations": len(verification.citations),
            "answers": saved.answers,
            "errors": saved.errors,
            "without_passages": saved.empty,
        },
    }


def _citation(checked: CheckedCitation) -> dict[str, object]:
    saved = checked.saved
    return {
        "status": checked.status.value,
        "where": saved.where,
        "id": saved.id,
        "question": saved.question,
        "rank": saved.rank,
        "cited": asdict(saved.citation),
        "now": asdict(checked.now) if checked.now else None,
        "sentence": _span(checked.sentence),
        "answer": _span(checked.answer),
        "difference": [{"words": part.op.value, "text": part.text} for part in checked.difference],
        "field_differences": [asdict(field) for field in checked.fields],
        "reason": checked.reason,
    }


def _span(span: Span | None) -> dict[str, object] | None:
    return asdict(span) if span else None
