"""Dates as articles write them, to ISO 8601; never guesses which of 3/4/2024 is the month."""

import re
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].{1,25})?")
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)[.,]*\s+"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?:[,\s]+(?:at\s+)?[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]\.?m\.?)?(?:\s?[a-z]{2,4})?)?"
_DAY_FIRST = re.compile(
    rf"(?:{_WEEKDAY})?{_DAY}\s+{_MONTH},?\s+(?P<year>[0-9]{{4}}){_TIME}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"(?:{_WEEKDAY})?{_MONTH}\s+{_DAY},?\s+(?P<year>[0-9]{{4}}){_TIME}", re.IGNORECASE
)
_LONGEST = 60


def to_iso(text: str) -> str | None:
    """Return the date, or date and time, that the whole text is, in ISO 8601; None for others.

    A time of day is kept only where the text is ISO 8601: in other texts its zone is unknown.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        if _ISO.fullmatch(text):
            return _iso(text)
        match = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
        if match is None:
            return None
        month = _MONTHS[match["month"].lower()]
        return date(int(match["year"]), month, int(match["day"])).isoformat()
    except ValueError:
        return None


def _iso(text: str) -> str:
    if len(text) == len("2024-01-02"):
        return date.fromisoformat(text).isoformat()
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is UTC:
        return moment.replace(tzinfo=None).isoformat() + "Z"
    return moment.isoformat()
