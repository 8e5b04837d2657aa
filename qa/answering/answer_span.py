"""What is shown of a sentence as the answer where more than a phrase is asked for; pure.

- A list is shown whole, though the reader may have found one item; but if the question itself names
  the item found and no other ("which fighter planes" and "fighter jets"), only it.
- A statement, a reason or a manner is what the reader found, if that is long.
- Else a reason or a manner is the part of the sentence that a word for it opens ("because …", "by
  …ing"), up to the sentence's end, if the reader's phrase is in that part; else the sentence.
- Else what somebody said is the sentence without the words that say who said it.
- A yes/no question is answered with the sentence that decides it.
- No article answers a request. If something is to be shown all the same, it is a phrase.

On the statements and reasons of `voa_natural` and `guardian_dev` the reader's phrase covers half of
an accepted answer in 0.50 and 0.42, what is shown here in 0.75 and 0.61, and F1 is higher.
"""

import re

from qa.answering.phrases import phrase_to_show
from qa.answering.question_type import LONGER_KINDS, QuestionKind
from qa.language.english import AUXILIARIES, FUNCTION_WORDS
from qa.model import Polarity

# Words that a quotation, or what a word for a reason opens, has at least to be shown by itself.
SHORTEST_QUOTATION, SHORTEST_REASON = 4, 6
# Words from which what the reader found is itself a statement or a reason.
LONG = 12
# What is shown of a sentence is at least this share of it: less is a scrap.
LEAST_OF_SENTENCE = 0.25

_SAID = (
    r"(?:sa(?:id|ys?)|told|tells?|add(?:ed|s)|argu(?:ed|es)|believ(?:ed|es?)|thinks?|thought"
    r"|claim(?:ed|s)|warn(?:ed|s)|insist(?:ed|s)|not(?:ed|es)|wr(?:ote|ites)|stat(?:ed|es)"
    r"|call(?:ed|s)|suggest(?:ed|s)|explain(?:ed|s)|describ(?:ed|es)|acknowledg(?:ed|es)"
    r"|admit(?:ted|s)|announc(?:ed|es)|declar(?:ed|es)|point(?:ed|s) out|ask(?:ed|s)|tweeted"
    r"|complain(?:ed|s)|conclud(?:ed|es)|fear(?:ed|s)|hop(?:ed|es)|predict(?:ed|s)"
    r"|estimat(?:ed|es)|report(?:ed|s)|found|show(?:ed|s))"
)
_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
_QUOTATION = re.compile(r"[“\"]([^“”\"]+)[”\"]?|‘([^‘]{20,}?)’(?!\w)")
_SPEAKER_FIRST = re.compile(
    rf"[^“\"]{{2,90}}?\s{_SAID}(?:\s(?:him|her|them|reporters|(?:the )?{_NAME}))?,?(?:\sthat|:)?\s"
    r"(?P<said>.+)",
    re.DOTALL,
)
_SPEAKER_LAST = re.compile(
    rf"(?P<said>.+),\s(?:{_SAID}\s[^“”\",]{{2,90}}|{_NAME}\s{_SAID}|(?:he|she|they)\s{_SAID}"
    r"|according to [^“”\"]{2,80})[.,]?.{0,40}",
    re.DOTALL,
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|thanks to|as a result of|in order to|so that|after"
    r"|in an (?:effort|attempt) to|to (?:avoid|prevent|stop|protect|make|help|ensure|keep|get|give"
    r"|reduce|save|allow|encourage|cut)|by \w+ing|as (?:the|it|he|she|they|an?|part))\b",
    re.IGNORECASE,
)
_END_MARKS = ' .,;:”"’'
_STEM = re.compile(r"[^\W\d_]{4,}")

# How many words a negation may stand from a word of the question.
NEAR = 6

_DENIED = re.compile(
    r"\b(?:without|less|no|not|never|none|nor|neither|nobody|nothing|cannot|\w+n['’]t|yet to"
    r"|fail(?:s|ed|ing)? to|refus\w+|reject\w+|den(?:y|ies|ied)|rul(?:e|es|ed|ing) out|bans?"
    r"|banned|fewer|declin\w+|unlikely|impossible|unable|exempt\w*)\b",
    re.IGNORECASE,
)
_PUT_NEGATIVELY = re.compile(r"\b(?:not|never|no|\w+n['’]t)\b", re.IGNORECASE)
_RARELY_SO = re.compile(r"\b(?:only|the first|every|all|always|entirely|entire)\b", re.IGNORECASE)
_ANY_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
_STEM_LETTERS = 5
_NO_CONTENT = {*FUNCTION_WORDS, *AUXILIARIES, "ever", "yet", "still", "also"}


def answer_span(
    kind: QuestionKind,
    question: str,
    text: str,
    found: tuple[int, int] | None,
    sentence: tuple[int, int],
) -> tuple[int, int]:
    """Return start and end of what is shown of `text` as the answer.

    `found` is the reader's span in `sentence`, None if it is in another; both, and the result, are
    offsets in `text`, end exclusive.
    """
    if found and kind in LONGER_KINDS and len(text[slice(*found)].split()) >= LONG:
        return phrase_to_show(question, text, found, sentence)
    if kind is QuestionKind.SAID:
        return statement(text, sentence)
    if found is None or kind is QuestionKind.YES_NO:
        return sentence
    if kind in {QuestionKind.WHY, QuestionKind.HOW}:
        return _reason(text, found, sentence)
    start, end = phrase_to_show(question, text, found, sentence)
    if kind is QuestionKind.LIST:
        from qa.answering.lists import list_span

        low, high = sentence
        first, last = list_span(text[low:high], start - low, end - low)
        if not _names_one_item(question, text[start:end], text[low + first : low + last]):
            return low + first, low + last
    return start, end


def statement(text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the part of the sentence that is said, without who says it."""
    low, high = sentence
    quotations = [
        match.span(1 if match[1] else 2) for match in _QUOTATION.finditer(text, low, high)
    ]
    quotations = [
        (start, end)
        for start, end in quotations
        if len(text[start:end].split()) >= SHORTEST_QUOTATION
    ]
    if 2 * sum(end - start for start, end in quotations) > high - low:
        found = quotations[0][0], quotations[-1][1]
    elif match := _SPEAKER_LAST.fullmatch(text, low, high) or _SPEAKER_FIRST.fullmatch(
        text, low, high
    ):
        found = match.span("said")
    else:
        return sentence
    start, end = _without_end_marks(text, *found)
    return (start, end) if end - start >= LEAST_OF_SENTENCE * (high - low) else sentence


def _reason(text: str, found: tuple[int, int], sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the part of the sentence that the last word for a reason before the phrase opens."""
    low, high = sentence
    opened = [match.start() for match in _REASON.finditer(text, low, high)]
    start = max((at for at in opened if at < found[1] and at <= found[0] + 3), default=low)
    if start == low:
        return sentence
    start, end = _without_end_marks(text, start, high)
    return (start, end) if len(text[start:end].split()) >= SHORTEST_REASON else sentence


def _without_end_marks(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(text[start:end].rstrip(_END_MARKS))


def _names_one_item(question: str, item: str, whole: str) -> bool:
    """Return whether the question shares a word with the item, but none with the others."""
    others = whole.replace(item, " ", 1)
    in_question, in_item, in_others = (_stems(part) for part in (question, item, others))
    return bool(in_question & in_item) and not in_question & in_others


def _stems(text: str) -> set[str]:
    """Return the longer words, cut to six letters and without a final s."""
    return {word[:6].rstrip("s") for word in _STEM.findall(text.casefold())}


def polarity(question: str, sentence: str) -> Polarity | None:
    """Return what the sentence says to a yes/no question; None if it shares no word with it.

    A negation, or a verb that denies, near a word that both share means no, unless the question is
    put negatively. "Only", "first" and "every" in a question are taken for a no, since what is
    asked like that is rarely so. Of the sentences found for the 99 questions of `guardian_train`,
    `guardian_dev` and `voa_natural`, 0.92 are taken for yes or no, and 0.70 of these rightly. To
    ask for more shared words makes fewer speak, none more rightly.
    """
    asked = {
        _stem(word) for word in _ANY_WORD.findall(question) if word.casefold() not in _NO_CONTENT
    }
    words = [(match.start(), _stem(match[0])) for match in _ANY_WORD.finditer(sentence)]
    shared = [at for at, (_, stem) in enumerate(words) if stem in asked]
    if not shared:
        return None
    if _RARELY_SO.search(question):
        return "no"
    denied = any(
        abs(number - at) <= NEAR
        for match in _DENIED.finditer(sentence)
        for number in [sum(start < match.start() for start, _ in words)]
        for at in shared
    )
    return "no" if denied != bool(_PUT_NEGATIVELY.search(question)) else "yes"


def _stem(word: str) -> str:
    return word.casefold()[:_STEM_LETTERS]
