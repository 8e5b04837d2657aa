"""One JSON object of a saved file → its citations, every field validated; reads no file.

A record that contradicts itself (a text that does not have the digest given with it, an answer
outside of its passage) is an error: it could not be compared with the articles.
"""

import hashlib
from dataclasses import replace
from typing import Any, TypeVar

from qa.errors import UsageError
from qa.model import Citation, QuestionId, Span
from qa.verifying.values import SavedCitation
from qa.wire.answers import SCHEMA
from qa.wire.requests import checked_id

# The greatest whole number that every reader of JSON represents exactly.
MOST = 2**53 - 1

_Type = TypeVar("_Type")
_TYPE_NAMES = {str: "a text", int: "a whole number", dict: "an object", list: "a list"}


def is_error(record: dict[str, Any]) -> bool:
    """Return whether the record is the error object that a batch writes instead of an answer."""
    return isinstance(record.get("error"), dict)


def check_schema(record: dict[str, Any]) -> None:
    """Check that this program knows the record's form.

    Raises:
        UsageError: it is of another schema, or of none.
    """
    schema = _get(record, "schema", int)
    if schema != SCHEMA:
        raise UsageError(f"it is of schema {schema}, this program reads schema {SCHEMA}")


def citations_of(answer: dict[str, Any], where: str) -> tuple[SavedCitation, ...]:
    """Return the citations of an answer object, whose passages are in the file at `where`.

    Raises:
        UsageError: a field is missing, of a wrong type or contradicts another; the message says
            which, but not where in the file.
    """
    check_schema(answer)
    question = _get(answer, "question", str)
    answer_id = checked_id(answer.get("id"))
    found = answer.get("answer")
    short, plain, of_rank = None, None, 0
    if found is not None:
        found = _get(answer, "answer", dict)
        short, of_rank = _span(found), _number(found, "passage", least=1)
        plain = _optional(found, "plain")
    made = []
    for count, entry in enumerate(_get(answer, "passages", list), start=1):
        try:
            passage = _of_type(entry, "it", dict)
            rank = _number(passage, "rank", least=1)
            citation = _citation(
                passage, where, answer_id, question, rank, short if rank == of_rank else None
            )
            made.append(replace(citation, plain=plain) if citation.answer else citation)
        except UsageError as error:
            raise UsageError(f"passage {count}: {error.message}") from error
    if short is not None and not any(citation.answer for citation in made):
        raise UsageError(f"there is no passage {of_rank}, in which the answer is to stand")
    return tuple(made)


def _citation(
    passage: dict[str, Any],
    where: str,
    answer_id: QuestionId,
    question: str,
    rank: int,
    answer: Span | None,
) -> SavedCitation:
    text = _get(passage, "text", str)
    facts = _get(passage, "citation", dict)
    cited = Citation(
        document=_get(facts, "document", str),
        title=_optional(facts, "title"),
        path=_get(facts, "path", str),
        section=_optional(facts, "section"),
        paragraph=_number(facts, "paragraph", least=1),
        line_start=_number(facts, "line_start", least=1),
        line_end=_number(facts, "line_end", least=1),
        char_start=_number(facts, "char_start"),
        char_end=_number(facts, "char_end"),
        sha256=_get(facts, "sha256", str),
    )
    if not text or cited.char_end - cited.char_start != len(text):
        raise UsageError("`char_start` and `char_end` are not as far apart as its text is long")
    if hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() != cited.sha256:
        raise UsageError("its text has not the digest that stands beside it")
    sentence = _span(_get(passage, "sentence", dict))
    for name, span in (("sentence", sentence), ("answer", answer)):
        if span and not _is_inside(span, text, cited.char_start):
            raise UsageError(f"its {name} does not stand in it where it is said to")
    return SavedCitation(where, answer_id, question, rank, text, cited, sentence, answer)


def _span(facts: dict[str, Any]) -> Span:
    return Span(_get(facts, "text", str), _number(facts, "char_start"), _number(facts, "char_end"))


def _is_inside(span: Span, text: str, origin: int) -> bool:
    start, end = span.char_start - origin, span.char_end - origin
    return 0 <= start <= end <= len(text) and text[start:end] == span.text


def _get(facts: dict[str, Any], key: str, expected: type[_Type]) -> _Type:
    if key not in facts:
        raise UsageError(f"it has no `{key}`")
    return _of_type(facts[key], f"`{key}`", expected)


def _of_type(value: Any, name: str, expected: type[_Type]) -> _Type:
    # Not isinstance: to Python, true and false are whole numbers.
    if type(value) is not expected:
        raise UsageError(f"{name} must be {_TYPE_NAMES[expected]}")
    return value


def _optional(facts: dict[str, Any], key: str) -> str | None:
    return None if facts.get(key) is None else _get(facts, key, str)


def _number(facts: dict[str, Any], key: str, *, least: int = 0) -> int:
    value = _get(facts, key, int)
    if not least <= value <= MOST:
        raise UsageError(f"`{key}` must be a whole number from {least} to {MOST}")
    return value
