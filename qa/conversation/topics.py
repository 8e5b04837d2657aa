"""Whom or what a turn was about, where that is beyond doubt; pure."""

import re

from qa.conversation.turns import Turn
from qa.conversation.words import Name, names_in, words_of

# Words of a name, and characters of a question that is looked through for one.
_LONGEST_NAME, _LONGEST = 6, 600

_DEFINITION = re.compile(
    r"(who|what)(?:\s+(?:is|was|are|were)|['’](?:s|re))\s+(.+?)[\s?.]*$", re.IGNORECASE
)
_ASKS_WHO = re.compile(r"(?:by\s+)?who(?:m|se)?\b", re.IGNORECASE)
# A name after one of these is a subject of talk or a place, not who talks.
_ASIDE = ("about", "against", "at", "for", "from", "in", "of", "on", "to", "with")


def defined(turn: Turn, *, by: str | None = None) -> str | None:
    """Return X if the last question was "Who is X?" or "What are X?" and X a name.

    `by` asks for one of the two, "who" or "what".
    """
    if len(turn.searched) > _LONGEST or "(" in turn.searched:
        return None
    match = _DEFINITION.match(turn.searched)
    if not match or by not in {None, match[1].lower()}:
        return None
    topic = match[2]
    names = names_in(topic)
    whole = bool(names) and names[0].text == topic
    return topic if whole and len(words_of(topic)) <= _LONGEST_NAME else None


def one_person(turn: Turn) -> str | None:
    """Return whom "he" or "she" means: who answers the last question, or the only name in it."""
    if len(turn.searched) > _LONGEST or "(" in turn.searched:
        return None
    topic = defined(turn, by="who")
    if topic or defined(turn, by="what"):
        return topic
    if _ASKS_WHO.match(turn.searched):
        return _name_alone(turn.answer)
    names = [name for name in names_in(turn.searched) if not _is_aside(turn.searched, name)]
    return names[0].text if len(names) == 1 else None


def _name_alone(answer: str | None) -> str | None:
    if not answer or len(words_of(answer[:_LONGEST])) > _LONGEST_NAME:
        return None
    names = names_in(answer)
    return names[0].text if len(names) == 1 and names[0].text == answer.strip(" .,") else None


def _is_aside(text: str, name: Name) -> bool:
    """Whether a name is mentioned aside: "about Trump", "India's economy"."""
    before = words_of(text[: name.start])
    owns = text[name.end : name.end + 1] in {"'", "’"}
    return owns or bool(before and before[-1].low in _ASIDE)
