"""The marks of an article as compact JSON, as the text database holds them, and back.

The record of an article is one list for each field of `Annotations`, in their order, of lists for
its entries; a mark is [start, end].
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from qa.annotations.values import Annotations, DateMark, Mark, Named, Quotation

_Value = TypeVar("_Value")


def to_record(annotations: Annotations) -> str:
    """Return all marks of an article as one line of JSON."""
    a = annotations
    named = (
        [
            [entry.name, [_pair(mention) for mention in entry.mentions], _pair(entry.role)]
            for entry in entries
        ]
        for entries in (a.people, a.organisations, a.places)
    )
    record = [
        *named,
        [[date.start, date.end, date.date] for date in a.dates],
        [_pair(number) for number in a.numbers],
        [_quotation_list(quotation) for quotation in a.quotations],
        [_pair(phrase) for phrase in a.phrases],
    ]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def from_record(record: str, length: int) -> Annotations:
    """Return the marks that `to_record` wrote, of an article of `length` code points.

    Raises:
        ValueError: it is not a record, or a mark is empty or lies outside the article.
    """
    read = _Reader(length)
    try:
        people, organisations, places, dates, numbers, quotations, phrases = json.loads(record)
        return Annotations(
            people=read.each(read.named, people),
            organisations=read.each(read.named, organisations),
            places=read.each(read.named, places),
            dates=read.each(read.date, dates),
            numbers=read.each(read.mark, numbers),
            quotations=read.each(read.quotation, quotations),
            phrases=read.each(read.mark, phrases),
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError("no record of an article's marks") from error


def _pair(mark: Mark | None) -> list[int] | None:
    return [mark.start, mark.end] if mark else None


def _quotation_list(quotation: Quotation) -> list[object]:
    q = quotation
    return [
        q.start,
        q.end,
        q.speaker,
        _pair(q.speaker_as_written),
        q.direct,
        _pair(q.sentence),
        _pair(q.clause),
        q.sure,
    ]


class _Reader:
    """Takes lists of JSON for values, and trusts none of them."""

    def __init__(self, length: int) -> None:
        self._length = length

    def each(self, read: Callable[[Any], _Value], entries: Any) -> tuple[_Value, ...]:
        return tuple(read(entry) for entry in _checked(entries, list))

    def mark(self, entry: Any) -> Mark:
        start, end = entry
        # A bool is an int to Python, and none of these.
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= self._length:
            raise ValueError("a mark outside the article")
        return Mark(start, end)

    def optional_mark(self, entry: Any) -> Mark | None:
        return None if entry is None else self.mark(entry)

    def named(self, entry: Any) -> Named:
        name, mentions, role = entry
        return Named(_checked(name, str), self.each(self.mark, mentions), self.optional_mark(role))

    def date(self, entry: Any) -> DateMark:
        start, end, date = entry
        mark = self.mark((start, end))
        return DateMark(mark.start, mark.end, _optional_text(date))

    def quotation(self, entry: Any) -> Quotation:
        start, end, speaker, written, direct, sentence, clause, sure = entry
        mark = self.mark((start, end))
        return Quotation(
            mark.start,
            mark.end,
            _optional_text(speaker),
            self.optional_mark(written),
            _checked(direct, bool),
            self.mark(sentence),
            self.optional_mark(clause),
            _checked(sure, bool),
        )


def _checked(value: Any, kind: type[_Value]) -> _Value:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _optional_text(value: Any) -> str | None:
    return None if value is None else _checked(value, str)
