"""Lines that say who made an article and when; takes a name only where the form leaves no doubt.

A sentence that merely begins like a credit ("Written by hand in 1210, the book …") is body.
"""

import re

from qa.articles.dates import to_iso
from qa.articles.document import Metadata

LONGEST_CREDIT = 200
_MOST_NAMES = 24

_WORK = (
    r"(?:additional\s+)?(?:written|edited|reported|compiled|translated|photographed|produced"
    r"|reporting|editing|writing|photography|photos?|images?|pictures?|video|illustrations?"
    r"|graphics?|story|text|words)"
)
_WORK_BY = re.compile(rf"(?P<work>{_WORK})\s+by(?:\s*:\s*|\s+)(?P<value>\S.*)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>authors?|by|editors?|sources?|photos?|images?|pictures?|credits?)\s*:\s*"
    r"(?P<value>\S.*)",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?P<label>date|published|posted|(?:last\s+)?updated)(?:\s+on)?(?:\s*:\s*|\s+)(?P<value>\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by\s+(?P<value>\S.*)", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·]\s*")
# Tried first, for speed: hardly any line of an article begins like a credit.
_BEGINNING = re.compile(
    rf"(?:{_WORK}|authors?|by|editors?|sources?|credits?|date|published|posted|last|updated)\b"
    r"|[0-9]{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(
    r"additional|al|and|bin|by|da|de|del|der|di|editing|el|for|from|in|la|le|of|reporting|the|to"
    r"|van|von|with|writing|[&–—]",
    re.IGNORECASE,
)


def recognize_credit(line: str, *, near_top: bool) -> Metadata | None:
    """Return what a credit line states, or None when the line is no credit.

    Only the author's own line names the author: editors and photographers do not. `near_top` admits
    two forms that would mean something else further down, "By Jane Doe" and a bare date.
    """
    if len(line) > LONGEST_CREDIT or line[:1].islower() or _BEGINNING.match(line) is None:
        return None
    if "\n" in line or "\r" in line:
        return None
    if match := _DATE_LABEL.fullmatch(line):
        date = to_iso(match["value"])
        return Metadata(date=date) if date else None
    if match := _LABEL.fullmatch(line):
        return _labelled(match["label"].lower(), match["value"])
    if match := _WORK_BY.fullmatch(line):
        return _worked(match["work"].lower(), match["value"])
    return _top_line(line) if near_top else None


def is_update(line: str) -> bool:
    """Return whether a credit line's date is that of a later change."""
    return "updated" in line[: len("last updated")].lower()


def _labelled(label: str, value: str) -> Metadata | None:
    if not _are_names(value):
        return None
    if label in {"author", "authors", "by"}:
        return Metadata(author=value.rstrip("."))
    if label in {"source", "sources"}:
        return Metadata(source=value.rstrip("."))
    return Metadata()


def _worked(work: str, value: str) -> Metadata | None:
    if not _are_names(value):
        return None
    return Metadata(author=value.rstrip(".")) if work == "written" else Metadata()


def _top_line(line: str) -> Metadata | None:
    if date := to_iso(line):
        return Metadata(date=date)
    match = _BYLINE.fullmatch(line)
    if match is None:
        return None
    name, *others = _PARTS.split(match["value"])
    # One word alone may be a day, a place, a means: "By Monday", "By Rail".
    if len(name.split()) < 2 or not _are_names(name):  # noqa: PLR2004
        return None
    return Metadata(author=name, date=next(filter(None, map(to_iso, others)), None))


def _are_names(value: str) -> bool:
    """Return whether every word could be part of a name, an agency or a place."""
    words = value.removesuffix(".").replace(";", " ").replace(",", " ").replace("/", " ").split()
    if not words or len(words) > _MOST_NAMES or not words[0].strip("(“\"'")[:1].isupper():
        return False
    named = (w.lstrip("(“\"'")[:1].isupper() or _SMALL_WORD.fullmatch(w) for w in words)
    return all(named) and not value.endswith(("?", "!", "…"))
