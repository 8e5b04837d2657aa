"""Headings of plain text, by their form and their neighbours.

A heading is hidden from answers, a paragraph is not: whatever is in doubt is a paragraph.
"""

import re

_MOST_WORDS = 14
_MOST_CHARACTERS = 100
_LEAST_BODY = 60

_CLOSERS = "”\"'’»)]"
_TERMINALS = ".!?…。！？؟।"
_END_OF_SENTENCE = re.compile(r"(?:[^\W\d_]{4}|[\d)”\"])[.!?…]\s")
_OPENING_QUOTE = re.compile(r"[“\"‘«„']")
_WHOLLY_QUOTED = re.compile(r"[“\"‘«„'].*[”\"’»“']")
_SAYS = re.compile(
    r"\b(?:said|says|asked|asks|cried|replied|answered|told|added|whispered|shouted|exclaimed)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:why|what|how|who|whom|whose|when|where|which|is|are|was|were|do|does|did|can|could|will"
    r"|would|should|has|have|had|may|might|must)\b.*\?",
    re.IGNORECASE,
)
# In a question these speak to or about somebody already there: dialogue or narration. "US" and "IT"
# are names, so case counts.
_PERSON = re.compile(
    r"\b(?:[Yy]ou|[Yy]our|[Hh]e|[Hh]im|[Hh]is|[Ss]he|[Hh]er|[Tt]hey|[Tt]hem|[Tt]heir|[Ww]e|us|[Oo]ur"
    r"|I|me|[Mm]y)\b"
)
_NOT_PROSE = re.compile(
    r"https?://|www\.|@|©|\s{2}|[\t\r\n]|\[\d|\b(?:photo|image|picture|credit)s?\s*:|\b(?:getty|afp)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-*•‣▪◦+–—]|\(?\d{1,2}[.)]\s|\([a-z]\)")


def ends_sentence(text: str) -> bool:
    """Return whether the text ends like a sentence, closing marks and note numbers apart."""
    text = text[-40:].rstrip().rstrip(_CLOSERS)
    while text.endswith(tuple("0123456789")) and "[" in text:
        text = text[: text.rindex("[")].rstrip(_CLOSERS)
    return text.endswith(tuple(_TERMINALS))


def is_heading(line: str, before: str | None, after: str | None) -> bool:
    """Return whether a line set off as a paragraph is a heading.

    `before` and `after` are the paragraphs around it, credit lines left out; None where the article
    begins or ends. A heading comes between the end of a sentence and prose longer than itself,
    so lists, verse and runs of short lines have none.
    """
    return (
        has_heading_form(line)
        and after is not None
        and len(after) >= max(_LEAST_BODY, len(line))
        and ends_sentence(after)
        and (before is None or ends_sentence(before))
    )


def has_heading_form(line: str) -> bool:
    """Return whether the line by itself could be a heading."""
    if not 1 < len(line) <= _MOST_CHARACTERS or len(line.split()) > _MOST_WORDS:
        return False
    first = line.lstrip("“\"‘«„'")[:1]
    if not first.isalnum() or first.islower() or not any(map(str.isalpha, line)):
        return False
    if _NOT_PROSE.search(line) or _BULLET.match(line) or _END_OF_SENTENCE.search(line):
        return False
    if line.endswith("?"):
        return _QUESTION.fullmatch(line) is not None and _PERSON.search(line) is None
    if _OPENING_QUOTE.match(line) and (_WHOLLY_QUOTED.fullmatch(line) or _SAYS.search(line)):
        return False
    return not line.rstrip(_CLOSERS).endswith((*_TERMINALS, ",", ";", ":", "-", "–", "—"))
