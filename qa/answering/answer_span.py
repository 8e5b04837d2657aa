"""How much of a sentence is shown as the answer to which kind of question; pure.

- A phrase (SPAN) is shown as a whole phrase, however the reader cut it.
- Who somebody is stands beside the name ("Kumar from the Centre of Russian Studies at …"): if the
  question asks that and the phrase follows soon after the name, all that stands between belongs to
  it.
- A list (LIST) is shown whole, though the reader may have found one item; but if the question
  itself names the item found and no other ("which fighter planes" and "fighter jets"), only it.
- A reason (WHY) or a manner (HOW) takes more than one word: where the reader found only one, the
  clause that it stands in is shown, or the whole sentence if the clause is short. What somebody
  said (SAID) takes more than a few words, and is completed likewise.
- A yes/no question (YES_NO) is not answered with yes or no, which nobody here can vouch for, but
  with the sentence that decides it.
- A request (REQUEST) is answered by no article; the caller should find nothing. If a span is to be
  shown all the same, it is a phrase.
"""

import re

from qa.answering.phrases import whole_phrase
from qa.answering.question_type import QuestionKind
from qa.language.english import CLAUSE_OPENERS, CLAUSE_SUBJECTS, ROLE_PREPOSITIONS, alternatives

# Words that a reason, a manner or a statement has, at least.
SHORTEST = {QuestionKind.WHY: 2, QuestionKind.HOW: 2, QuestionKind.SAID: 5}

# Words that a clause must have to be shown without the rest of its sentence.
SHORTEST_CLAUSE = 5

# How far behind a name a description of it may begin, in characters.
NEAR_NAME = 60

_WHO_IS = re.compile(r"\b[Ww]ho(?: is|['’]s| was) (?:[A-Z][\w.'’-]* ){0,4}([A-Z][\w'’-]+)\W*$")
_DESCRIPTION_START = re.compile(rf"(?:,| \(| [—–]|(?= {alternatives(ROLE_PREPOSITIONS)} ))\s*")
_CLAUSE_BREAK = re.compile(
    rf";\s+|:\s+|\s+[—–]\s+|,\s+(?=(?:{'|'.join(CLAUSE_OPENERS)}"
    rf"|and {alternatives(CLAUSE_SUBJECTS)})\s)"
)
_STEM = re.compile(r"[^\W\d_]{4,}")


def answer_span(
    kind: QuestionKind, question: str, text: str, found: tuple[int, int], sentence: tuple[int, int]
) -> tuple[int, int]:
    """Return start and end of what is shown of `text` as the answer.

    `found` is the reader's span, `sentence` the one it is in (or the sentences, from the first's
    start to the last's end); both, and the result, are offsets in `text`, end exclusive.
    """
    low, high = sentence
    start, end = whole_phrase(text, *found, low, high)
    if kind is QuestionKind.SPAN and (who_is := _WHO_IS.search(question)):
        start = _description_start(who_is[1], text, start, low)
    if kind is QuestionKind.YES_NO:
        return sentence
    if kind in SHORTEST:
        too_short = len(text[start:end].split()) < SHORTEST[kind]
        return _clause(text, start, end, sentence) if too_short else (start, end)
    if kind is QuestionKind.LIST:
        from qa.answering.lists import list_span

        first, last = list_span(text[low:high], start - low, end - low)
        if not _names_one_item(question, text[start:end], text[low + first : low + last]):
            return low + first, low + last
    return start, end


def _description_start(name: str, text: str, start: int, low: int) -> int:
    """Return where the description of a name begins that stands shortly before, else `start`."""
    name_start = text.rfind(name, max(low, start - NEAR_NAME - len(name)), start)
    if name_start < 0:
        return start
    description = _DESCRIPTION_START.match(text, name_start + len(name), start)
    return description.end() if description else start


def _clause(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the clause the span is in, or the sentence if the clause is short."""
    low, high = sentence
    breaks = [match.span() for match in _CLAUSE_BREAK.finditer(text, low, high)]
    first = max((after for _, after in breaks if after <= start), default=low)
    last = min((before for before, _ in breaks if before >= end), default=high)
    if (first, last) == sentence or len(text[first:last].split()) < SHORTEST_CLAUSE:
        return sentence
    return whole_phrase(text, first, last, low, high)


def _names_one_item(question: str, item: str, whole: str) -> bool:
    """Return whether the question shares a word with the item, but none with the others."""
    others = whole.replace(item, " ", 1)
    in_question, in_item, in_others = (_stems(part) for part in (question, item, others))
    return bool(in_question & in_item) and not in_question & in_others


def _stems(text: str) -> set[str]:
    """Return the longer words, cut to six letters and without a final s."""
    return {word[:6].rstrip("s") for word in _STEM.findall(text.casefold())}
