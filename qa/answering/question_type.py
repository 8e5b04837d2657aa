"""What kind of answer a question wants, by its form in English; pure.

Looks at the words of the question alone, never at the articles, and is no grammar: whatever it does
not recognise wants a span. `answer_type` has what is learnt about it.
"""

import re
from enum import StrEnum

from qa.language.english import (
    AUXILIARIES,
    CONVERSATIONAL_WORDS,
    FUNCTION_WORDS,
    LEAD_IN_PREPOSITIONS,
    LEAD_INS,
    MEASURE_WORDS,
    NEGATED_AUXILIARIES,
    QUESTION_WORDS,
    REQUESTED_THINGS,
    SMALL_TALK_WORDS,
    SPEECH_VERBS,
    TASK_OBJECTS,
    TASK_VERBS,
    WRITING_VERBS,
    alternatives,
)
from qa.model import AnswerKind


class QuestionKind(StrEnum):
    """What answers: a phrase, a sentence, a reason, a manner, a statement, a list, or nothing.

    No article answers a request ("Write a poem"), and nothing is asked by small talk ("Thanks").
    """

    SPAN = "span"
    YES_NO = "yes_no"
    WHY = "why"
    HOW = "how"
    SAID = "said"
    LIST = "list"
    REQUEST = "request"
    NOTHING = "small talk"

    @property
    def answer_kind(self) -> AnswerKind:
        """What kind of answer it gets."""
        return _ANSWER_KINDS.get(self, AnswerKind.FACT)


# What these want is longer than a phrase.
LONGER_KINDS = frozenset({QuestionKind.SAID, QuestionKind.WHY, QuestionKind.HOW})
_ANSWER_KINDS = {
    QuestionKind.YES_NO: AnswerKind.YES_NO,
    QuestionKind.WHY: AnswerKind.REASON,
    QuestionKind.HOW: AnswerKind.REASON,
    QuestionKind.SAID: AnswerKind.STATEMENT,
    QuestionKind.LIST: AnswerKind.LIST,
}


_AUXILIARY = alternatives([*AUXILIARIES, *NEGATED_AUXILIARIES])
_WH = alternatives(QUESTION_WORDS)

# Removed from the start, one after another: what only introduces the question.
_LEAD_IN = re.compile(
    rf"{alternatives(LEAD_INS)}\b(?![-'])[\s,.!:–—-]*(?=\w)"
    rf"|(?:(?:can|could|would|will) you\s+)?(?:please\s+)?(?:kindly\s+)?"
    rf"(?:tell|remind|show|inform|let) (?:me|us)(?: know)?[\s,:]+(?=(?:{_WH}|if|whether|in|the)\b)"
    rf"|(?:do|does|did|would|can) (?:you|anyone|anybody|the articles?) (?:happen to )?"
    rf"(?:know|say|tell|remember)[\s,]+(?=(?:{_WH}|if|whether)\b)"
    r"|(?:i|we)(?:'d| would)? (?:want|like|need|am trying|are trying) to (?:know|learn|find out)\s+"
    r"|i(?:'m| am)? (?:wonder|wondering|curious)\s+(?:about\s+)?"
    rf"|{_WH} do you (?:think|know)\s+(?=that\b)"
    r"|according to [^,?]{1,60},\s*"
    # In 1971, which side …; After the war, did …
    rf"|{alternatives(LEAD_IN_PREPOSITIONS)}\b[^,?]{{1,80}},\s*(?=(?:{_WH}|{_AUXILIARY})\b)"
)
_TO_WRITE = rf"{alternatives(WRITING_VERBS)}\b"
_TO_DO = rf"{alternatives(TASK_VERBS)}\s+"
_OBJECT = rf"{alternatives(TASK_OBJECTS)}\b"
_REQUEST = re.compile(
    rf"(?:(?:let's|let us)\s+\w|(?:i|we)(?: want| need| would like|'d like) you to\s+\w"
    rf"|(?:please\s+)?(?:{_TO_WRITE}|{_TO_DO}{_OBJECT}|(?:do|have)\s+(?:a|an|me|us|my|your)\b)"
    # "Can you" may mean "can one".
    rf"|(?:can|could|would|will) you\s+(?:please\s+)?(?:{_TO_WRITE}|{_TO_DO}(?:me|us|my|our)\b))"
)
# Asks for something that an article can hold, although it is put as an order.
_ANSWERABLE_ORDER = re.compile(
    r"(?:tell|give|show) (?:me|us) (?!(?:a|an|another|some) (?:\w+ )?"
    rf"{alternatives(REQUESTED_THINGS)}s?\b|your\b|something\b)"
)
_REASON = re.compile(
    r"why\b|how come\b|(?:for|on) what (?:reasons?|grounds?)\b|(?:give|name|explain|state) "
    r"(?:me |us )?(?:the |some |\w+ )?reasons?\b|(?:what|which)(?:'s| is| are| was| were)? "
    r"(?:\w+ ){0,3}?(?:reasons?|rationale|motives?|motivations?|justifications?)\b"
    r"|explain why\b"
)
_MANNER = re.compile(
    rf"how(?:'s|'d|'re)? (?:{_AUXILIARY}|to|exactly|else|on earth)\b|how(?:'s|'d|'re)\b"
    r"|(?:in|by|through) (?:what|which) (?:\w+ )?(?:ways?|manners?|means?|methods?)\b"
    r"|(?:explain|describe|discuss|compare|outline)\b"
)
_MEASURE = re.compile(rf"how (?:{'|'.join(MEASURE_WORDS)}|\w+ {_AUXILIARY})\b")
_SPEECH = re.compile(
    rf"what(?: else| exactly)? {_AUXILIARY} (?:[\w'’.-]+ ){{1,6}}?"
    rf"(?:{'|'.join(SPEECH_VERBS)}"
    r"|(?:tell|told)(?: [\w'’.-]+){1,3}?)"
    # About what, if that is asked: "what did he say the jets cost" wants a phrase.
    r"(?: (?:[\w'’.-]+ ){0,4}?(?:about|of|on|regarding|concerning) .+)?\W*"
)
_LIST_REQUEST = re.compile(
    r"(?:list|enumerate)\s+(?:me|us|the|all|some|every|each|any|\w+s)\b(?! of\b)"
    r"|(?:give|show|tell) (?:me|us) (?:all|a list|the list|the names|every)\b"
    r"|(?:what|which|who|where) all\b|what (?:is|'s) the (?:full |complete )?list\b"
)
_NAMING = re.compile(
    r"(?:name|mention|identify|give|give me|give us|tell me|tell us)\s+(?P<things>(?:the|all|some"
    r"|any|every|both|two|three|four|five|six|seven|several|at least|\d+)\b.*)"
)
_EQUALS = re.compile(
    r"(?:who|what|which|where)(?: (?:are|were)|'re)\s+(?P<things>(?:the|some|all|both|two|three"
    r"|four|five|six|\d+|[\w-]+'s|[\w-]+s')\s.*)"
)
_WHICH = re.compile(
    r"(?:(?:in|on|at|by|for|from|with|to|of|between|among|against|under|over|through|during|into)\s"
    r"+)?(?:what|which)\s+(?P<things>.+)"
)
_CALLED = re.compile(r"\b(?:called|named|known as|referred to as|nicknamed|worth|like)\W*$")
_YES_NO = re.compile(rf"(?:{_AUXILIARY}(?!\s+\d)\s+\w|whether\b|if\b.*\?)")
_TAG = re.compile(
    rf"(?:,\s*{_AUXILIARY} (?:it|he|she|they|we|you|there|not)|,\s*(?:right|correct|no))\W*$"
)


def question_kind(question: str) -> QuestionKind:
    """Return what kind of answer the question wants.

    "How many", "how long" and the like ask for a span, as do keywords. "Which weapons …" asks for a
    list, "which weapon …" for a span.
    """
    text = re.sub(r"\s+", " ", question.replace("’", "'").casefold()).strip(" \"'“”«»-–—.,:;!…")
    if _may_be_small_talk(question):
        from qa.answering.small_talk import asks_nothing

        if asks_nothing(question):
            return QuestionKind.NOTHING
    while (lead := _LEAD_IN.match(text)) and lead.end() < len(text):
        text = text[lead.end() :]
    return _kind(text)


def _may_be_small_talk(question: str) -> bool:
    """Return whether nothing in it is written like a name, as it is in most questions."""
    words = _WORD.findall(question)[1:]
    return question.isupper() or not any(
        word[0].isupper() and word.casefold() not in _WORDS_OF_TALK for word in words
    )


def _kind(text: str) -> QuestionKind:
    kind = QuestionKind.SPAN
    if _REASON.match(text):
        kind = QuestionKind.WHY
    elif _LIST_REQUEST.match(text) or _asks_for_several(text):
        kind = QuestionKind.LIST
    elif _REQUEST.match(text) and not _ANSWERABLE_ORDER.match(text):
        kind = QuestionKind.REQUEST
    elif _MEASURE.match(text) and not _MANNER.match(text):
        kind = QuestionKind.SPAN
    elif _MANNER.match(text) or text.startswith("how "):
        kind = QuestionKind.HOW
    elif _SPEECH.fullmatch(text):
        kind = QuestionKind.SAID
    elif _YES_NO.match(text) or _TAG.search(text):
        kind = QuestionKind.YES_NO
    return kind


def _asks_for_several(text: str) -> bool:
    """Return whether the question asks for more than one thing by name."""
    patterns = (_NAMING, _EQUALS, _WHICH)
    found = next((match for pattern in patterns if (match := pattern.match(text))), None)
    if not found or _CALLED.search(text):
        return False
    from qa.answering.lists import names_several

    return names_several(found["things"])


_WORD = re.compile(r"[\w'-]+")
_WORDS_OF_TALK = CONVERSATIONAL_WORDS | SMALL_TALK_WORDS | frozenset(FUNCTION_WORDS)


_TEXT = r"(?:this|the) (?:article|text|story|piece|report)"
_WHOLE = re.compile(
    r"(?i:who(?:['’]s| is| are| was| were| gets?) (?:all )?(?:quoted|interviewed|cited|mentioned)"
    rf"(?: (?:in|by) {_TEXT})?|what(?:['’]s| is) {_TEXT} about)\W*"
)


def asks_for_whole(question: str) -> bool:
    """Return whether only the whole article answers: "Who is quoted?", "What is this about?"."""
    return bool(_WHOLE.fullmatch(question))


_STEM = re.compile(
    r"\b(?:su\w*m+[aeiu]r\w*|sum|sumup|tl|tldr|gist|nutshell|over ?view|synop\w+|recap|digest"
    r"|outline"
    r"|takeaways?|highlights|topic|theme|bottom|essence|brief|short\w*|about|abt|explain|describe"
    r"|condense|story|(?:ma[ai]n|key|central|important) \w+|(?:q[uo]{2}|ci)t\w+|interv\w+|speak\w*"
    r"|sa(?:y|ys|id|ying)|statements?|words|remarks|comments|m?en?ti\w+ned|m[ae]n\w*t\w*|named?s?"
    r"|appears?|p(?:eo|oe)\w+|persons?|characters|players|cast|involved|organi\w+|orgs|compan\w+"
    r"|firms"
    r"|agencies|institutions|groups|countr\w+|cit(?:y|ie)s|places|locations|nations|happen\w*"
    r"|events"
    r"|tim\w*lin\w*|time line|chronolog\w*|order|dates|numbers?|figures|stat\w*s|amounts?"
    r"|numerals)\b"
    r"|(?:in|is|does|do) (?:th[ei]\w*|it|here|there)\b(?: \w+)?\W*$|\bwho\W?s who\b"
    r"|\b(?:here|know|take place)\W*$",
    re.IGNORECASE,
)
# Beside words of talk there are at most so many in what asks for the whole.
_MOST_OF_CONTENT = 5


def may_ask_for_whole(question: str) -> bool:
    """Return whether `qa.answering.whole.recognition` may find that it asks for the article.

    Whether it does needs patterns that most questions are spared.
    """
    words = [word.casefold() for word in _WORD.findall(question)]
    content = sum(word not in _WORDS_OF_TALK for word in words)
    return content <= _MOST_OF_CONTENT and bool(_STEM.search(question))
