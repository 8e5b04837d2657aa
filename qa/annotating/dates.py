"""Dates that an article writes: absolute ones and those told from another day.

No lengths of time ("for two years"), no ages, nothing that happens again and again ("on Sundays").
A grammar of dates, tried on the text; where a word may be something else ("May", 1945), the parse
has to agree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qa.annotating.iso_dates import MONTHS, WEEKDAYS, to_iso
from qa.annotations.values import DateMark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from qa.annotating.parsing import ParsedBlock
    from qa.articles.document import Document

_FULL_MONTH = "(?:" + "|".join(MONTHS) + ")"
_MONTH = rf"(?:{_FULL_MONTH}\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\.|\b(?=\s\d)))"
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + r")\b"
_YEAR = r"(?:1\d{3}|20\d{2})(?![\d%]|[,.]\d|s\b)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[,.:]\d)"
_PART = r"(?:morning|noon|afternoon|evening|night)s?\b"
_UNIT = (
    r"(?:hour|day|night|morning|afternoon|evening|weekend|week|fortnight|month|quarter|season|spring"
    r"|summer|autumn|fall|winter|year|decade|century|centurie|millennium)s?\b"
)
_LONG_UNIT = (
    r"(?:weekend|week|month|quarter|season|spring|summer|autumn|winter|year|decade|century)\b"
)
_SPAN_UNIT = rf"(?:(?:second|minute)s?\b|{_UNIT})"
_WORD_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred)"
)
_COUNT = (
    rf"(?:\d[\d,]{{0,8}}|{_WORD_NUMBER}(?:[- ]{_WORD_NUMBER})?|(?:an?|the)\s(?:few|couple\sof)|an?"
    r"|few|several|some|many|couple\sof|half\san?)"
)
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b)|midnight\b|noon\b)"
    r"(?:\s[A-Z][\w.]{1,20}\stime\b)?"
)
_STAGE = r"(?:(?:late|early|mid)(?:\s|-)|(?:the\s)?(?:end|start|beginning|middle)\sof\s(?:the\s)?)"
_CENTURY = r"(?:\d{1,2}(?:st|nd|rd|th)|[a-z]{3,12}(?:th|first|second|third))\scentury\b"
_HOLIDAY = (
    r"(?:christmas|new\syear['’]s|easter|memorial|labou?r|independence|boxing|valentine['’]s"
    r"|veterans|armistice|inauguration|election|mother['’]s|father['’]s)\s(?:day|eve|sunday|monday)\b"
    r"|good\sfriday\b|thanksgiving\b|halloween\b|christmas\b|easter\b"
)

_DAY_FIRST = rf"(?:the\s)?{_DAY}(?:\s?[-–]\s?{_DAY})?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
_MONTH_FIRST = (
    rf"{_MONTH}\s(?:the\s)?{_DAY}(?!\s(?:million|billion|percent|per\scent|people)\b)"
    rf"(?:\s?[-–]\s?{_DAY}|\s(?:and|to)\s{_DAY}(?!\s\w))?(?:,?\s{_YEAR})?"
)
_ONLY_MONTH = rf"{_MONTH}(?:(?:,|\sof)?\s{_YEAR})?"
_DATE = rf"(?:\d{{4}}-\d\d-\d\d\b|{_DAY_FIRST}|{_MONTH_FIRST}|{_ONLY_MONTH})"
_ON_WEEKDAY = rf"{_WEEKDAY}(?:\s{_PART})?(?:,?\s(?:the\s)?(?:{_DAY_FIRST}|{_MONTH_FIRST}))?"
_YEARS = (
    rf"(?:between\s{_YEAR}\sand\s{_YEAR}|{_YEAR}\sto\s{_YEAR}|{_YEAR}\s?[-–]\s?(?:{_YEAR}|\d\d\b)"
    rf"|(?:(?:spring|summer|autumn|winter)\s|fiscal\s(?:year\s)?"
    rf"|the\syear\s|the\s(?:spring|summer|autumn|fall|winter|end|start|beginning|middle)\sof\s)?{_YEAR})"
)
_DECADE = r"(?:1\d|20)\d0s\b|['’]\d0s\b"
_AGO = rf"(?:{_COUNT}\s)?{_SPAN_UNIT}(?:\sand\sa\shalf)?\s(?:ago|earlier|later|from\snow)\b"
_NEXT = (
    rf"the\s(?:next|last|past|coming|previous|following|preceding)\s(?:{_COUNT}\s{_SPAN_UNIT}|{_UNIT})"
    rf"|(?:last|next|this|this\spast|this\scoming|the\spast)\s(?:{_UNIT}|{_WEEKDAY}(?:\s{_PART})?"
    rf"|{_FULL_MONTH}\b)|(?:recent|coming|past)\s(?:hours|days|weeks|months|years|decades|centuries)\b"
)
_WITHIN = (
    rf"(?:earlier|later)\s(?:(?:on\s)?(?:that|in\sthe|this)\s{_UNIT}|today\b|(?:on\s)?{_WEEKDAY})"
)
_OF_TIME = rf"(?:the\s)?(?:end|start|beginning|middle)\sof\s(?:the|this|next|last)\s{_LONG_UNIT}"

_GRAMMAR = re.compile(
    rf"""(?<![\w$€£.-])(?:
    (?P<clock>{_CLOCK}(?:,?\s(?:on\s)?(?:(?:late|early)\s)?(?:{_ON_WEEKDAY}|{_DATE}|today\b|tomorrow\b)))
    |(?P<ago>{_AGO})
    |(?P<within>{_WITHIN}|{_OF_TIME})
    |(?P<next>{_NEXT})
    |(?P<weekday>(?:{_STAGE})?{_ON_WEEKDAY})
    |(?P<decade>(?:the\s)?(?:{_STAGE})?(?:{_DECADE}|{_CENTURY}))
    |(?P<full>{_STAGE}?(?:\d{{4}}-\d\d-\d\d\b|{_DAY_FIRST}|{_MONTH_FIRST}|{_MONTH}(?:,|\sof)?\s{_YEAR}))
    |(?P<holiday>{_HOLIDAY})
    |(?P<month>(?:{_STAGE})?{_MONTH})
    |(?P<year>(?:{_STAGE})?{_YEARS})
    |(?P<word>today|tonight|yesterday|tomorrow|last\snight)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE_DATE = frozenset(
    "in by since until till from before after last next this of during early late mid through"
    " around for between and to circa on".split()
)
_OTHER_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LAW", "MONEY"})
_REPEATED = frozenset({"every", "each", "per", "most"})
_NAMED_DAYS = frozenset({"black", "good", "bloody", "cyber", "super", "ash", "palm"})
_CAPITAL = frozenset((*MONTHS, *WEEKDAYS))
_ALSO_NAMES = frozenset({"march", "may", "april", "june", "august"})


def find_dates(document: "Document", blocks: Sequence["ParsedBlock"]) -> tuple[DateMark, ...]:
    """Return the dates written in the parsed blocks of a document, in order."""
    written_on = _day_of(document.date)
    found = []
    for block in blocks:
        for written in date_spans(block.doc):
            mark = block.mark_of(written.start, written.end)
            iso = to_iso(written.text, written.span, written_on)
            found.append(DateMark(mark.start, mark.end, iso))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in the text of a parse: start, end, how it is written, the tokens that it is in."""

    start: int
    end: int
    text: str
    span: "Span"


def date_spans(doc: "Doc") -> Iterator[WrittenDate]:
    """Yield the dates in a parsed block, in order."""
    for match in _GRAMMAR.finditer(doc.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and _is_meant(span, match.lastgroup or ""):
            yield WrittenDate(match.start(), match.end(), match[0], span)


def _is_meant(span: "Span", kind: str) -> bool:
    """Return whether the parse allows what the grammar found."""
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in _REPEATED:
        return False
    if any(token.is_lower and token.lower_ in _CAPITAL for token in span):
        return False
    check = _CHECKS.get(kind)
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return check is None or check(span, before, after)


def _is_weekday(span: "Span", before: "Token | None", after: "Token | None") -> bool:
    alone = after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ"}
    if before is not None and before.lower_ in _NAMED_DAYS:
        return False
    if before is not None and before.lower_ in {"a", "an"} and alone:
        return False
    return len(span) > 1 or span[0].ent_type_ not in _OTHER_NAMES


def _is_month(span: "Span", before: "Token | None", _after: "Token | None") -> bool:
    word = span[-1]
    if not word.text[0].isupper() or any(token.ent_type_ in _OTHER_NAMES for token in span):
        return False
    led = before is not None and before.lower_ in _BEFORE_DATE
    return led or word.lower_ not in _ALSO_NAMES or word.ent_type_ == "DATE" or len(span) > 1


def _is_year(span: "Span", before: "Token | None", after: "Token | None") -> bool:
    if len(span) > 1:
        return True
    counted = after is not None and after.tag_ == "NNS"
    led = before is not None and before.lower_ in _BEFORE_DATE
    if span[0].ent_type_ == "DATE":
        return not (counted and before is not None and before.pos_ in {"VERB", "AUX", "ADV"})
    return led and not counted and not span[0].ent_type_


def _is_holiday(span: "Span", _before: "Token | None", after: "Token | None") -> bool:
    noun = after is not None and after.pos_ in {"NOUN", "PROPN"}
    return span[0].text[0].isupper() and (len(span) > 1 or not noun)


def _is_word(span: "Span", _before: "Token | None", after: "Token | None") -> bool:
    """Return whether it is the day that is meant; "today's cities" are those of our time."""
    return span[0].lower_ != "today" or after is None or after.tag_ != "POS"


_CHECKS = {
    "weekday": _is_weekday,
    "month": _is_month,
    "year": _is_year,
    "holiday": _is_holiday,
    "word": _is_word,
}


def _day_of(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None
