"""Which sentences are understood without the one before them; pure.

A sentence is judged by how it begins: with a pronoun or another word that points back, or in the
middle of what somebody says. Names are for `qa.overview.introductions`.
"""

import re

# Characters: fewer are no sentence, more are a list or a table and no line of a summary.
_LEAST, _MOST = 30, 500

_LEAD_IN = (
    r"(?:(?:but|and|yet|so|or|nor|also|then|still|instead|meanwhile|however|moreover"
    r"|nevertheless|even so|in addition|for (?:his|her|its|their) part|at first|later|earlier"
    r"|afterwards)\b,?\s+)"
)
_TIME = r"(?:year|month|week|morning|afternoon|evening|night|summer|winter|spring|autumn)\b"
_POINTS_BACK = re.compile(
    rf"[\"“‘'«(\[]*{_LEAD_IN}*(?:he|she|it|they|him|them|his|hers?|its|theirs?|this|that|these|those"
    r"|such|both|neither|the former|the latter|one of (?:them|these|those))"
    r"\b(?!\s+of\b)"
    # "If they come, …".
    r"|(?:if|when|while|as|because|although|though|after|before|since|once|until|unless|where)"
    r"\s+(?:he|she|it|they)\b"
    # "Apart from these three, …", but not "In this year".
    r"|(?:even\s+)?(?:apart from|aside from|besides|despite|because of|after|before|since|in|at|for"
    rf"|with|on|from|by|to|like|unlike|among)\s+(?:this|that|these|those|them|him|it)\b(?!\s+{_TIME})"
    r"|(?:not only that|from there|in doing so|at the time|like her)\b",
    re.IGNORECASE,
)
_NO_NAME = (
    r"(?:[^,.A-Z]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
)
# "Within two years, he was …", "Talking to reporters on Monday, they said …".
_POINTS_BACK_LATER = re.compile(
    r"[\"“‘'«(\[]*(?:"
    r"(?:In|On|At|Within|During|By|Over|Under|With|Without|Throughout|Until)"
    rf"\s{_NO_NAME}{{1,60}},\s+(?:he|she|they)"
    rf"|\w+ing\s{_NO_NAME}{{0,60}},\s+(?:he|she|it|they))\b"
)
_POINTS_NOWHERE = re.compile(
    rf"{_LEAD_IN}*(?:it\s+(?:is|was|remains|remained|has been|will be|seems|appears|took|takes)\s"
    r"(?:(?!(?:him|her|them)\b)\w+\s){0,3}(?:if|whether|that|how|when|where|what|who|why|to)\b"
    rf"|(?:this|that)\s+{_TIME})",
    re.IGNORECASE,
)
_BOTH_OF = re.compile(r"both\s+\S+(?:\s+\S+){0,5}?\s+and\b", re.IGNORECASE)
# What stands beside an article: captions, links to others, requests to readers.
_ASIDE = re.compile(
    r"(?:(?:file )?photos?|images?|pictures?|videos?|captions?|graphics?|read (?:more|also|next)"
    r"|watch|listen|related|see also|more on this(?: story)?|advertisement)\s*[:|–—]"
    r"|(?:subscribe|sign up|click here|share this|join us|download our)\b"
    r"|follow\b.{1,60}\bon (?:twitter|x|facebook|instagram|youtube|linkedin|tiktok|bluesky)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][A-Z .,'/()-]{2,40}\s*[-–—]*\s*")
_OPENING, _CLOSING = "“«", "”»"


def stands_alone(sentence: str) -> bool:
    """Return whether a sentence is understood without the one before it, and is one at all."""
    text = " ".join(sentence.split())
    if not _LEAST <= len(text) <= _MOST or text.startswith(("|", "<", "![")):
        return False
    if _DATELINE.fullmatch(text) or _is_part_of_quotation(text):
        return False
    if _ASIDE.match(text) or _POINTS_BACK_LATER.match(text):
        return False
    if not _POINTS_BACK.match(text):
        return True
    return bool(_POINTS_NOWHERE.match(text) or _BOTH_OF.match(text))


def _is_part_of_quotation(text: str) -> bool:
    """Return whether the text is cut out of a longer quotation, so that nobody says it."""
    depth = 0
    for char in text.replace("’’", "”"):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            if depth == 0:
                return True
            depth -= 1
    straight = text.count('"') % 2 == 1
    return (depth > 0 and text[0] in _OPENING) or (
        straight and (text.startswith('"') or text.endswith('"'))
    )
