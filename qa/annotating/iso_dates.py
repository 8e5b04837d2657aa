"""What a date that an article writes is in ISO 8601, as exactly as its words and date tell.

Days that only the week tells are resolved where the tense does; "last week" is never: the contract
of `DateMark` has no weeks.
"""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_WORD_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "last night": -1, "tomorrow": 1}
_NEAR = 150  # days; a date without its year is not meant farther off, or the year would be told
_YEAR = re.compile(r"(?<![\d,.])(?:1\d{3}|20\d{2})(?![\d,]\d|s)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?![\d:]|\s?[ap]\.?m)")
_RANGE = re.compile(r"\bbetween\b|\bfrom\b|\d\s?[-–]\s?\d|\d (?:and|to) \d|\bfiscal\b|\bcentury\b")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_RELATIVE = re.compile(r"\b(?P<which>last|this|next) (?P<unit>month|year)$")
_PAST = frozenset({"VBD", "VBN"})


def to_iso(written: str, span: "Span", written_on: date | None) -> str | None:
    """Return the ISO 8601 date of a date's words, None where they do not tell.

    `span` is where they stand in the parse. `written_on` is the article's own date, None if it is
    unknown.
    """
    lower = " ".join(written.split()).lower()
    if found := _ISO.search(lower):
        return _checked(*(int(part) for part in found.group().split("-")))
    if _RANGE.search(lower):
        return None
    year = _YEAR.search(lower)
    month = _month_in(lower)
    if month is None:
        return year.group() if year is not None else _relative(span, lower, written_on)
    found = _DAY.search(lower[: year.start()] if year else lower)
    day = int(found.group(1)) if found else None
    if year is None:
        return _nearest(month, day, lower, written_on)
    return _checked(int(year.group()), month, day)


def _month_in(lower: str) -> int | None:
    for word in re.findall(r"[a-z]+", lower):
        for number, name in enumerate(MONTHS, 1):
            if word == name or (len(word) in {3, 4} and name.startswith(word)):
                return number
    return None


def _checked(year: int, month: int, day: int | None = None) -> str | None:
    """Return the date, or the month if no day is given; None if there is no such day."""
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def _nearest(month: int, day: int | None, lower: str, written_on: date | None) -> str | None:
    """Return a month's or a day's date in the year that brings it nearest the article's."""
    if written_on is None:
        return None
    best: tuple[int, str] | None = None
    for year in range(written_on.year - 1, written_on.year + 2):
        iso = _checked(year, month, day)
        if iso is None:
            continue
        away = (date(year, month, day or 15) - written_on).days
        if (lower.startswith("last ") and away > 0) or (lower.startswith("next ") and away < 0):
            continue
        if best is None or abs(away) < best[0]:
            best = (abs(away), iso)
    named = lower.startswith(("last ", "next "))
    return best[1] if best is not None and (named or best[0] <= _NEAR) else None


def _relative(span: "Span", lower: str, written_on: date | None) -> str | None:
    if written_on is None:
        return None
    if lower in _WORD_DAYS:
        return (written_on + timedelta(days=_WORD_DAYS[lower])).isoformat()
    if found := _RELATIVE.search(lower):
        step = {"last": -1, "this": 0, "next": 1}[found["which"]]
        if found["unit"] == "year":
            return f"{written_on.year + step:04}"
        months = written_on.year * 12 + written_on.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    named = [token for token in span if token.lower_ in WEEKDAYS]
    return _weekday(named[0], lower, written_on) if len(named) == 1 else None


def _weekday(token: "Token", lower: str, written_on: date) -> str | None:
    """Return the day of the past week or the coming one that the verb's tense tells."""
    number = WEEKDAYS.index(token.lower_)
    back = (written_on.weekday() - number) % 7
    if "last" in lower:
        return (written_on - timedelta(days=back or 7)).isoformat()
    past = _is_past(token)
    if past is None or "next" in lower:
        return None
    days = -back if past else (number - written_on.weekday()) % 7
    return (written_on + timedelta(days=days)).isoformat()


def _is_past(token: "Token") -> bool | None:
    """Return whether the verb that a word depends on is of the past, None if that is not clear."""
    verb = token
    for _ in range(8):
        if verb.pos_ in {"VERB", "AUX"} or verb.head is verb:
            break
        verb = verb.head
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"will", "shall", "’ll", "'ll", "to"}:
        return False
    if verb.tag_ == "VBD" or (verb.tag_ in _PAST and helpers & {"was", "were", "has", "had"}):
        return True
    return None
