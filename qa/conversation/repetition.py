"""Whether a follow-up was answered with the last answer again; pure, for English.

"Who opened it?" and "Why?" ask for different things, and the same words answer only one of them.
On all development conversations no such repetition was right.
"""

import re

from qa.conversation.memory import Turn
from qa.language.english import QUESTION_WORDS, alternatives

# Words of an answer up to which it is one thing; of a longer one a part may answer.
_LONGEST = 6

_ASKED = re.compile(
    r"\b(?:(?P<when>(?:what|which) (?:year|month|day|date|time|century))"
    r"|(?P<where>(?:what|which) (?:place|city|town|country))"
    rf"|(?P<word>{alternatives(QUESTION_WORDS)}))\b",
    re.IGNORECASE,
)


def repeats_answer(question: str, found: str, last: Turn) -> bool:
    """Return whether `found` is (part of) the last answer, though something else is asked now.

    A longer phrase that begins with the last answer and a comma is no new one either.
    """
    now, before = _asked(question), _asked(last.question)
    if not found or last.answer is None or now is None or before is None or now == before:
        return False
    again = found in last.answer or found.startswith(f"{last.answer},")
    return again and len(last.answer.split()) <= _LONGEST


def _asked(question: str) -> str | None:
    """Return the question word, or the one that "what year" and the like stand for."""
    found = _ASKED.search(question)
    return found and (found["word"] or found.lastgroup or "").lower()
