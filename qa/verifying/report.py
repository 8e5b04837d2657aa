"""What became of saved citations as the JSON of `qa verify --json`; prints nothing."""

from dataclasses import asdict

from qa.model import Span
from qa.verifying.values import CheckedCitation, CitationStatus, SavedAnswers, Verification
from qa.wire.answers import SCHEMA


def report_object(saved: SavedAnswers, verification: Verification) -> dict[str, object]:
    """Return all citations with their standing, and how many there are of each."""
    return {
        "schema": SCHEMA,
        "citations": [_citation(checked) for checked in verification.citations],
        "unread": [asdict(file) for file in verification.unread],
        "counts": {
            **{standing.value: verification.count(standing) for standing in CitationStatus},
            "citations": len(verification.citations),
            "answers": saved.answers,
            "errors": saved.errors,
            "without_passages": saved.empty,
        },
    }


def _citation(checked: CheckedCitation) -> dict[str, object]:
    saved = checked.saved
    return {
        "status": checked.standing.value,
        "where": saved.where,
        "id": saved.id,
        "question": saved.question,
        "rank": saved.rank,
        "cited": asdict(saved.citation),
        "now": asdict(checked.now) if checked.now else None,
        "sentence": _span(checked.sentence),
        "answer": _span(checked.answer),
        "difference": [
            {"words": piece.fate.value, "text": piece.text} for piece in checked.difference
        ],
        "reason": checked.reason,
    }


def _span(span: Span | None) -> dict[str, object] | None:
    return asdict(span) if span else None
