"""Whether an English noun phrase names several things; pure, and by the look of its words alone."""

import re

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
