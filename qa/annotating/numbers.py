"""Amounts and counts: a numeral with its magnitude, its sign or its money.

Neither ordinals nor what only looks like a number: years and days, parts of names ("S-400"), "the
two leaders", "one of them".
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa.annotating.dates import date_spans
from qa.annotations.values import Mark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from qa.annotating.parsing import ParsedBlock
    from qa.articles.document import Document

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
_MAGNITUDE = r"(?:hundred|thousand|million|billion|trillion)"
_WORD = "(?:" + "|".join(sorted(_ONES, key=len, reverse=True)) + r")\b"
_TENS = rf"{_WORD}(?:[- ]{_WORD})?"
_WORDS = rf"(?:{_TENS}(?:\s{_MAGNITUDE}\b(?:\s(?:and\s)?{_TENS})?){{0,3}})"
_FIGURES = r"\d{1,12}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
_MONEY = (
    r"(?:US\s?dollars?|dollars?|euros?|pounds?|sterling|yen|yuan|rupees?|roubles?|rubles?|francs?|pesos?"
    r"|cents?|pence|USD|EUR|GBP)\b"
)
_SHARE = r"(?:%|per\s?cent\b|percent\b|percentage\spoints?\b)"
_FRACTION = (
    r"(?:(?:a|one|two|three|four|nine)[- ](?:halfs?|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?!\s(?:of\sthe\sway|time|party|parties|person)))"
)
_VAGUE = (
    r"(?:(?:tens|hundreds)\sof\s(?:thousands|millions|billions)|dozens|hundreds|thousands|millions"
    r"|billions|trillions)\b"
)
_NUMBER = re.compile(
    rf"""(?<![\w.,/#-])(?:
    (?P<vague>{_VAGUE})
    |(?P<fraction>{_FRACTION})
    |(?P<score>\d{{1,4}}\s?[-–]\s?\d{{1,4}}(?:\s?{_SHARE})?(?![\w-]))
    |(?P<figures>(?:(?:US|A|C|HK|NZ)?[$€£¥₹]\s?)?{_FIGURES}
        (?:\s?(?:bn|mn|tn|m|k)\b|[\s-]{_MAGNITUDE}\b)?(?:\s?{_SHARE}|\s{_MONEY})?)
    |(?P<words>(?:an?\s(?={_MAGNITUDE}\b))?(?:{_WORDS}|(?<=a\s){_MAGNITUDE}\b)(?:\s?{_SHARE}|\s{_MONEY})?)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ABSOLUTE = re.compile(
    r"\d{4}|\d+(?:st|nd|rd|th)\b|\d\s?[ap]\.?m|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_NAMES = frozenset({"ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "FAC", "ORDINAL"})
_LABELS = frozenset({"no", "number", "chapter", "page", "article", "section", "highway", "route"})
_MEASURES = frozenset({"day", "week", "month", "year", "hour", "minute", "decade", "mile", "metre"})
_PAIR = frozenset({"the", "these", "those", "both", "between"})


def find_numbers(_document: "Document", blocks: Sequence["ParsedBlock"]) -> tuple[Mark, ...]:
    """Return the amounts and counts in the parsed blocks of a document, in order."""
    return tuple(block.mark_of(*place) for block in blocks for place in _numbers(block.doc))


def _numbers(doc: "Doc") -> Iterator[tuple[int, int]]:
    """Yield start and end of each number in the text of a parse."""
    text = doc.text
    figures = any(letter.isdigit() for letter in text)
    taken = [d for d in date_spans(doc) if _ABSOLUTE.search(d.text)] if figures else []
    following = 0
    for match in _NUMBER.finditer(text):
        while following < len(taken) and taken[following].end <= match.start():
            following += 1
        if following < len(taken) and taken[following].start < match.end():
            continue
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and _is_meant(span, match.lastgroup or ""):
            yield match.span()


def _is_meant(span: "Span", kind: str) -> bool:
    """Return whether a numeral counts something."""
    doc = span.doc
    before = doc[span.start - 1].lower_.strip(".") if span.start else ""
    begins = kind == "words" and bool(span[0].is_sent_start)
    named = span[0].ent_type_ in _NAMES or (kind == "words" and span[0].tag_ in {"NNP", "NNPS"})
    if (named and not begins) or before in _LABELS or _is_joined(span) or _goes_on(span):
        return False
    word = span.text.lower()
    if word in {"one", "two"} and before in _PAIR:
        return False
    return word != "one" or _measures(doc, span.end)


def _goes_on(span: "Span") -> bool:
    """Return whether letters follow without a space: "4G"."""
    doc, last = span.doc, span.end
    return last < len(doc) and not doc[last - 1].whitespace_ and doc[last].text[0].isalpha()


def _is_joined(span: "Span") -> bool:
    """Return whether the numeral is the end of a name: "Sukhoi-57"."""
    doc, first = span.doc, span.start
    return (
        first > 1
        and doc[first - 1].text in {"-", "–"}
        and not doc[first - 1].whitespace_
        and not doc[first - 2].whitespace_
    )


def _measures(doc: "Doc", i: int) -> bool:
    """Return whether a unit of measure follows, after a hyphen or not."""
    if i < len(doc) and doc[i].text in {"-", "–"}:
        i += 1
    return i < len(doc) and doc[i].lower_.rstrip("s") in _MEASURES
