r"""Answers, errors and reports as the JSON that scripts rely on; writes no file and prints nothing.

Every text can be read back letter for letter. A lone surrogate, such as Python makes of a byte that
is not UTF-8, is no text and becomes U+FFFD, since many readers of JSON refuse it. Characters that
cannot be printed are written as `\uXXXX`, so that no control sequence reaches a terminal.
"""

import json
import math
from typing import TYPE_CHECKING

from qa.errors import QAError
from qa.model import (
    Alternative,
    Answer,
    AnswerItem,
    AnswerKind,
    BuildReport,
    Citation,
    CorpusChanges,
    FoundPassage,
    IndexInfo,
    KeptGeneration,
    Outcome,
    QuestionId,
    ShortAnswer,
    Span,
)

if TYPE_CHECKING:
    from qa.status import Status

SCHEMA = 1

_SCORE_DIGITS = 4
# Of the files left out of an index: with ten thousand of them an answer would be a megabyte.
_MOST_SKIPPED = 10
_LAST_OF_BASIC_PLANE = 0xFFFF
_SURROGATES = range(0xD800, 0xE000)


def answer_object(answer: Answer, *, explain: bool = False) -> dict[str, object]:
    """Return the answer as the object of schema 1.

    With `explain` each passage also has its `ranks`, and the object an `explanation`: what each
    piece of evidence adds to the confidence, in log-odds.
    """
    found = answer.answer if answer.outcome is not Outcome.NOT_FOUND else None
    made: dict[str, object] = {
        "schema": SCHEMA,
        "id": answer.id,
        "question": answer.question,
        "searched": answer.searched,
        "in": answer.within,
        "outcome": answer.outcome.value,
        "confidence": _number(answer.confidence),
        "answer": None if found is None else _short_answer(found),
        "kind": answer.kind.value,
        "passages": [_passage(passage, explain=explain) for passage in answer.passages],
        "index": index_object(answer.index),
        "elapsed_ms": _number(answer.elapsed_ms, digits=1),
    }
    if answer.kind is AnswerKind.YES_NO:
        made["polarity"] = answer.polarity
    if found and answer.items:
        made["items"] = [_item(item) for item in answer.items]
    if answer.outcome is Outcome.WEAK and answer.alternatives:
        made["alternatives"] = [_alternative(other) for other in answer.alternatives]
    if answer.reason:
        made["reason"] = answer.reason
    if answer.notices:
        made["notices"] = list(answer.notices)
    if explain:
        made["asked"] = answer.asked
        made["explanation"] = {name: _number(share) for name, share in answer.explanation}
    return made


def error_object(error: QAError, *, question_id: QuestionId = None) -> dict[str, object]:
    """Return the error as an object, whose `code` is the exit code.

    It has an `id` only if the question had one.
    """
    made = failure_object(error.code, str(error), error.path)
    if question_id is None:
        return made
    return {"schema": made["schema"], "id": question_id, "error": made["error"]}


def failure_object(code: int, message: str, path: str | None) -> dict[str, object]:
    """Return what ends a command as an object; `code` is the exit code."""
    return {"schema": SCHEMA, "error": {"code": code, "message": message, "path": path}}


def report_object(report: BuildReport) -> dict[str, object]:
    """Return the report of a rebuild as an object, with only the number of articles kept."""
    return {
        "schema": SCHEMA,
        "generation": report.generation,
        "in_use": report.in_use,
        **_changes(report.changes),
        "skipped": [{"path": file.path, "reason": file.reason} for file in report.skipped],
        "passages": report.passages,
        "sentences": report.sentences,
        "encoded": report.encoded,
        "reused": report.reused,
        "seconds": _number(report.seconds),
        "notices": list(report.notices),
    }


def status_object(status: "Status") -> dict[str, object]:
    """Return what an index holds as an object; `changes` is None without a corpus to compare."""
    changes = status.changes
    return {
        "schema": SCHEMA,
        "index": index_object(status.index),
        "articles": status.articles,
        "passages": status.passages,
        "sentences": status.sentences,
        "size": status.size,
        "reader": status.reader,
        "skipped": [{"path": file.path, "reason": file.reason} for file in status.skipped],
        "changes": None if changes is None else _changes(changes),
        "notices": list(status.notices),
        "before": status.before and kept_object(status.before),
        "newer": status.newer and kept_object(status.newer),
        "corpus": status.corpus or None,
        "another_corpus": status.is_another,
        "annotations": {
            "made": status.annotated,
            "choice": status.annotating or None,
            "missing_package": status.missing,
        },
    }


def _changes(changes: CorpusChanges) -> dict[str, object]:
    """Return how a corpus differs as an object, with only the number of articles kept."""
    return {
        "added": list(changes.added),
        "changed": list(changes.changed),
        "removed": list(changes.removed),
        "kept": len(changes.kept),
    }


def kept_object(kept: KeptGeneration) -> dict[str, object]:
    """Return a generation that an index keeps as an object."""
    return {
        "generation": kept.generation,
        "built_at": kept.built_at,
        "articles": kept.articles,
    }


def dump(value: dict[str, object], *, indent: int | None = None) -> str:
    """Return the object as JSON text without a final newline, on one line unless `indent` is given.

    Raises:
        ValueError: the object holds NaN or an infinity.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if text.isprintable():
        return text
    # A newline can only be one between lines: inside a string json has escaped it already.
    return "".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text)


def index_object(info: IndexInfo) -> dict[str, object]:
    """Return what goes with each answer about its index, with the first files left out of it."""
    return {
        "generation": info.generation,
        "encoder": info.encoder,
        "built_at": info.built_at,
        "stale": info.stale,
        "compared": info.compared,
        "skipped": {
            "count": len(info.skipped),
            "files": [
                {"path": file.path, "reason": file.reason} for file in info.skipped[:_MOST_SKIPPED]
            ],
        },
    }


def _short_answer(answer: ShortAnswer) -> dict[str, object]:
    made: dict[str, object] = {
        "text": answer.text,
        "passage": answer.passage,
        "char_start": answer.char_start,
        "char_end": answer.char_end,
    }
    return made if answer.plain is None else made | {"plain": answer.plain}


def _item(item: AnswerItem) -> dict[str, object]:
    made = _span(item) | {"passage": item.passage, "speaker": item.speaker}
    if item.detail is not None:
        made["detail"] = item.detail
    if item.citation is not None:
        made["citation"] = citation_object(item.citation)
    return made


def _alternative(other: Alternative) -> dict[str, object]:
    return _span(other) | {"passage": other.passage, "confidence": _number(other.confidence)}


def _passage(passage: FoundPassage, *, explain: bool) -> dict[str, object]:
    made: dict[str, object] = {
        "rank": passage.rank,
        "text": passage.text,
        "citation": citation_object(passage.citation),
        "sentence": _span(passage.sentence),
        "scores": {
            "dense": _number(passage.scores.dense),
            "sentence": _number(passage.scores.sentence),
            "bm25": _number(passage.scores.bm25),
            "fused": _number(passage.scores.fused),
        },
        "also": [citation_object(other) for other in passage.also],
        "also_more": passage.also_more,
        "speaker": passage.speaker,
    }
    if explain:
        ranks = passage.ranks
        made["ranks"] = {"dense": ranks.dense, "sentence": ranks.sentence, "bm25": ranks.bm25}
    return made


def citation_object(citation: Citation) -> dict[str, object]:
    """Return the citation as it is in the object of an answer."""
    return {
        "document": citation.document,
        "title": citation.title,
        "path": citation.path,
        "section": citation.section,
        "paragraph": citation.paragraph,
        "line_start": citation.line_start,
        "line_end": citation.line_end,
        "char_start": citation.char_start,
        "char_end": citation.char_end,
        "sha256": citation.sha256,
    }


def _span(span: Span | AnswerItem | Alternative) -> dict[str, object]:
    return {"text": span.text, "char_start": span.char_start, "char_end": span.char_end}


def _number(value: float, *, digits: int = _SCORE_DIGITS) -> float | None:
    """Return the value rounded, or None for NaN and infinities, which JSON does not have."""
    value = float(value)
    return round(value, digits) if math.isfinite(value) else None


def _escaped(char: str) -> str:
    code = ord(char)
    if code in _SURROGATES:
        return "\N{REPLACEMENT CHARACTER}"
    if code <= _LAST_OF_BASIC_PLANE:
        return f"\\u{code:04x}"
    code -= _LAST_OF_BASIC_PLANE + 1
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
