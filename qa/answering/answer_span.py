"""How much of a sentence is shown as the answer to which kind of question; pure.

- A phrase (SPAN) is shown as a whole phrase, however the reader cut it.
- Who somebody is stands beside the name ("Kumar from the Centre of Russian Studies at …"): if the
  question asks that and the phrase follows soon after the name, all that stands between belongs to
  it.
- A list (LIST) is shown whole, though the reader may have found one item; but if the question
  itself names the item found and no other ("which fighter planes" and "fighter jets"), only it.
- A reason (WHY) or a manner (HOW) is told by no single word: where the reader found only one, the
  clause that it stands in is shown, or the whole sentence if the clause is short. What somebody
  said (SAID) is told by no few words, and shown so likewise.
- A yes/no question (YES_NO) is not answered with yes or no, which nobody here can vouch for, but
  with the sentence that decides it.
- A request (REQUEST) wants nothing that an article holds; whoever calls should find nothing. If a
  span is to be shown all the same, it is a phrase.
"""

import re

from qa.answering.lists import list_span
from qa.answering.phrases import whole_phrase
from qa.answering.question_type import QuestionKind

# Words that tell a reason, a manner or what was said, at least.
SHORTEST = {QuestionKind.WHY: 2, QuestionKind.HOW: 2, QuestionKind.SAID: 5}

# Words that a clause must have to be shown without the rest of its sentence.
SHORTEST_CLAUSE = 5

# How far behind a name it may be told who that is, in characters.
NEAR_NAME = 60

_WHO_IS = re.compile(r"\b[Ww]ho(?: is|['’]s| was) (?:[A-Z][\w.'’-]* ){0,4}([A-Z][\w'’-]+)\W*$")
_TELLS_WHO = re.compile(r"(?:,| \(| [—–]|(?= (?:from|of|at|with|in|for|to) ))\s*")
_CLAUSE_BREAK = re.compile(
    r";\s+|:\s+|\s+[—–]\s+|,\s+(?=(?:but|yet|so|while|whereas|although|though|because|since|as"
    r"|which|who|and (?:he|she|it|they|we|I|the|that|this))\s)"
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
    if kind is QuestionKind.SPAN and (asked := _WHO_IS.search(question)):
        start = _after_name(asked[1], text, start, low)
    if kind is QuestionKind.YES_NO:
        return sentence
    if kind in SHORTEST:
        clipped = len(text[start:end].split()) < SHORTEST[kind]
        return _clause(text, start, end, sentence) if clipped else (start, end)
    if kind is QuestionKind.LIST:
        first, last = list_span(text[low:high], start - low, end - low)
        if not _picked_out(question, text[start:end], text[low + first : low + last]):
            return low + first, low + last
    return start, end


def _after_name(name: str, text: str, start: int, low: int) -> int:
    """Return where what is told of a name begins: behind it, if it stands shortly before."""
    at = text.rfind(name, max(low, start - NEAR_NAME - len(name)), start)
    told = _TELLS_WHO.match(text, at + len(name), start) if at >= 0 else None
    return told.end() if told else start


def _clause(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the clause the span is in, or the sentence if that is too short to tell anything."""
    low, high = sentence
    breaks = [match.span() for match in _CLAUSE_BREAK.finditer(text, low, high)]
    first = max((after for _, after in breaks if after <= start), default=low)
    last = min((before for before, _ in breaks if before >= end), default=high)
    if (first, last) == sentence or len(text[first:last].split()) < SHORTEST_CLAUSE:
        return sentence
    return whole_phrase(text, first, last, low, high)


def _picked_out(question: str, item: str, whole: str) -> bool:
    """Tell whether the question has a word in common with the item, but not with the others."""
    others = whole.replace(item, " ", 1)
    asked, inside, outside = (_stems(part) for part in (question, item, others))
    return bool(asked & inside) and not asked & outside


def _stems(text: str) -> set[str]:
    """Return the longer words without endings, as far as a cut at six letters does that."""
    return {word[:6].rstrip("s") for word in _STEM.findall(text.casefold())}
