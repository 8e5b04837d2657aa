"""What kind of answer a question wants, told from its form in English; pure.

It looks at the words of the question alone, never at the articles, and is no grammar: whatever it
does not recognise wants a span.
"""

import re
from enum import StrEnum


class QuestionKind(StrEnum):
    """What answers: a phrase, a deciding sentence, a reason, a manner, words, a list; nothing."""

    SPAN = "span"
    YES_NO = "yes_no"
    WHY = "why"
    HOW = "how"
    SAID = "said"
    LIST = "list"
    REQUEST = "request"


AUXILIARY = (
    r"(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might"
    r"|must|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|cannot"
    r"|couldn't|won't|wouldn't|shouldn't|mustn't)"
)
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"

# Taken off in front, one after another: what only introduces the question.
_LEAD_IN = re.compile(
    r"(?:and|so|but|or|then|also|now|well|okay|ok|oh|um|actually|exactly|please|hi|hello|hey|thanks"
    r"|sorry|excuse me|quick question)\b(?![-'])[\s,.!:–—-]*(?=\w)"
    rf"|(?:(?:can|could|would|will) you\s+)?(?:please\s+)?(?:kindly\s+)?"
    rf"(?:tell|remind|show|inform|let) (?:me|us)(?: know)?[\s,:]+(?=(?:{_WH}|if|whether|in|the)\b)"
    rf"|(?:do|does|did|would|can) (?:you|anyone|anybody|the articles?) (?:happen to )?"
    rf"(?:know|say|tell|remember)[\s,]+(?=(?:{_WH}|if|whether)\b)"
    r"|(?:i|we)(?:'d| would)? (?:want|like|need|am trying|are trying) to (?:know|learn|find out)\s+"
    r"|i(?:'m| am)? (?:wonder|wondering|curious)\s+(?:about\s+)?"
    rf"|{_WH} do you (?:think|know)\s+(?=that\b)"
    r"|according to [^,?]{1,60},\s*"
    # In 1971, which side …; After the war, did …
    rf"|(?:in|on|at|by|for|from|with|when|while|as|if|since|after|before|until|during|under|over"
    rf"|among|of|to|regarding|concerning|given)\b[^,?]{{1,80}},\s*(?=(?:{_WH}|{AUXILIARY})\b)"
)
_ANSWERED_BY_NOTHING = re.compile(
    r"(?:hi|hello|hey|thanks|thank you|thx|bye|goodbye|good (?:morning|day|afternoon|evening|night)"
    r"|how are you|how do you do|what's up|whats up|ok|okay|yes|no|please|help)"
    r"(?: (?:there|you|very much|a lot|doing|today|again|so much))*[\s.!?,]*"
)
# Verbs that begin no keywords.
_TO_WRITE = (
    r"(?:sing|translate|summari[sz]e|compose|paraphrase|rewrite|rephrase|pretend|imagine|proofread"
    r"|role-?play|recite|improvise|write|draw|sketch|ignore|forget|entertain|shut up)\b"
)
# Verbs that might be nouns, unless something is to be done for someone or to something.
_TO_DO = (
    r"(?:tell|give|show|make|create|generate|play|order|book|call|send|open|set|turn|help|say"
    r"|repeat|cook|buy|remind|solve|calculate|compute|recommend|suggest|dance|act|paint|design"
    r"|build|code|program|draft|invent|teach|bring|let|read|convert|finish|continue|rap|prepare"
    r"|plan|start|stop|run|delete|search|go|be|use)\s+"
)
_THINGS = (
    r"(?:me|us|my|our|a|an|as|like|it|this|that|these|those|your|some|something|in|into|to|for|from"
    r"|on|off|out|up|with|everything|yourself|him|her|them|google)\b"
)
_REQUEST = re.compile(
    rf"(?:(?:let's|let us)\s+\w|(?:i|we)(?: want| need| would like|'d like) you to\s+\w"
    rf"|(?:please\s+)?(?:{_TO_WRITE}|{_TO_DO}{_THINGS}|(?:do|have)\s+(?:a|an|me|us|my|your)\b)"
    # "Can you" may mean "can one".
    rf"|(?:can|could|would|will) you\s+(?:please\s+)?(?:{_TO_WRITE}|{_TO_DO}(?:me|us|my|our)\b))"
)
# Asks for something that an article can hold, though it sounds like an order.
_TELLING = re.compile(
    r"(?:tell|give|show) (?:me|us) (?!(?:a|an|another|some) (?:\w+ )?(?:joke|story|poem|song"
    r"|riddle|recipe|tale|lie|secret|advice|hug|kiss|summary|picture|translation|hand|break"
    r"|limerick|haiku|essay|compliment|example)s?\b|your\b|something\b)"
)
_REASON = re.compile(
    r"why\b|how come\b|(?:for|on) what (?:reasons?|grounds?)\b|(?:give|name|explain|state) "
    r"(?:me |us )?(?:the |some |\w+ )?reasons?\b|(?:what|which)(?:'s| is| are| was| were)? "
    r"(?:\w+ ){0,3}?(?:reasons?|rationale|motives?|motivations?|justifications?)\b"
    r"|explain why\b"
)
_MANNER = re.compile(
    rf"how(?:'s|'d|'re)? (?:{AUXILIARY}|to|exactly|else|on earth)\b|how(?:'s|'d|'re)\b"
    r"|(?:in|by|through) (?:what|which) (?:\w+ )?(?:ways?|manners?|means?|methods?)\b"
    r"|(?:explain|describe|discuss|compare|outline)\b"
)
_MEASURE = re.compile(
    r"how (?:many|much|long|old|far|often|big|large|tall|high|deep|wide|fast|soon|late|early|heavy"
    r"|small|few|little|short|strong|close|near|quickly|frequently|recently|likely|dangerous"
    r"|expensive|cheap|hot|cold|rich|poor|popular|common|important|well|badly|successful|\w+ "
    rf"{AUXILIARY})\b"
)
_SPEECH = re.compile(
    rf"what(?: else| exactly)? {AUXILIARY} (?:[\w'’.-]+ ){{1,6}}?"
    r"(?:say|said|think|thought|write|written|comment|remark|argue|argued"
    r"|(?:tell|told)(?: [\w'’.-]+){1,3}?)"
    # About what, if that is asked: "what did he say the jets cost" wants a phrase.
    r"(?: (?:[\w'’.-]+ ){0,4}?(?:about|of|on|regarding|concerning) .+)?\W*"
)
_LISTED = re.compile(
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
_YES_NO = re.compile(rf"(?:{AUXILIARY}(?!\s+\d)\s+\w|whether\b|if\b.*\?)")
_TAG = re.compile(
    rf"(?:,\s*{AUXILIARY} (?:it|he|she|they|we|you|there|not)|,\s*(?:right|correct|no))\W*$"
)


def question_kind(question: str) -> QuestionKind:
    """Return what kind of answer the question wants.

    "How many", "how long" and the like ask for a span, as do keywords. "Which weapons …" asks for a
    list, "which weapon …" for a span.
    """
    text = re.sub(r"\s+", " ", question.replace("’", "'").casefold()).strip(" \"'“”«»-–—.,:;!…")
    if _ANSWERED_BY_NOTHING.fullmatch(text):
        return QuestionKind.REQUEST
    while (lead := _LEAD_IN.match(text)) and lead.end() < len(text):
        text = text[lead.end() :]
    return _kind(text)


def _kind(text: str) -> QuestionKind:
    kind = QuestionKind.SPAN
    if _REASON.match(text):
        kind = QuestionKind.WHY
    elif _LISTED.match(text) or _several(text):
        kind = QuestionKind.LIST
    elif _REQUEST.match(text) and not _TELLING.match(text):
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


def _several(text: str) -> bool:
    """Tell whether the question asks for more than one thing by name."""
    patterns = (_NAMING, _EQUALS, _WHICH)
    found = next((match for pattern in patterns if (match := pattern.match(text))), None)
    return bool(found and not _CALLED.search(text) and names_several(found["things"]))


# Whether an English noun phrase names several things; pure, and by the look of its words alone.
_VERB = re.compile(
    r"(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might"
    r"|must)(?:n't)?"
)
_WORD = re.compile(r"[\w'-]+")
_NUMBER = re.compile(r"both|two|three|four|five|six|seven|eight|nine|ten|several|[2-9]|\d\d+")
# What follows the head of a noun phrase, and so ends the search for it.
_AFTER_HEAD = frozenset(
    "of in on at by for from with to that who which whose where when after before during under "
    "between among against about into near".split()
)
_IRREGULAR = frozenset("people men women children police feet teeth media criteria".split())
# They end in s and are one thing, or a verb's third person.
_SINGULAR = re.compile(
    r".*(?:ss|us|is|'s|s')|news|series|species|politics|economics|physics|mathematics|means|gas"
    r"|yes|texas|kansas|paris|lens|athletics|headquarters|makes|causes|happens|remains|drives"
    r"|explains|leads|links|connects|worries|motivates|prevents|separates|prompts|unites|keeps"
    r"|stops|comes|goes|gives|takes|says|helps|allows"
)
# Before a plural head: the other members, the international groupings, two Russian companies.
_DESCRIBING = re.compile(
    r"the|all|some|any|every|both|other|different|main|major|new|big|large|small|key|next|last"
    r"|first|of|these|those|at|least|foreign|top|biggest|largest|\w+(?:al|ian|ean|ic|ous|ese|ish"
    r"|ive|an|ed|ing|ary|able|lar|lear)|.*'s?"
)


def names_several(phrase: str) -> bool:
    """Tell whether the noun phrase that `phrase` begins with is plural.

    `phrase` is in lower case and may run on: "weapons did India buy", "company makes them".
    """
    words = _WORD.findall(phrase)
    if not words or _VERB.fullmatch(words[0]) or words[0] in _AFTER_HEAD:
        return False
    end = next((i for i, word in enumerate(words) if word in _AFTER_HEAD), len(words))
    words = words[:end]
    verb = next((i for i, word in enumerate(words) if _VERB.fullmatch(word)), None)
    # An auxiliary follows the head; any other verb cannot be told, so then the head must stand
    # first but for words that describe it.
    if verb is not None:
        return _is_plural(words[verb - 1])
    return _is_plural(next((word for word in words if not _describes(word)), words[-1]))


def _describes(word: str) -> bool:
    return bool(_DESCRIBING.fullmatch(word) or _NUMBER.fullmatch(word))


def _is_plural(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("s") and not _SINGULAR.fullmatch(word))
