"""What the text says a person is, beside the person's name."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa.annotating.naming.candidates import Candidate
from qa.annotating.naming.words import FEMALE_TITLES, MALE_TITLES, ROLE_NOUNS, TITLES
from qa.annotations.values import Mark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FORMS = (MALE_TITLES | FEMALE_TITLES | {"dr", "doctor", "prof", "hon", "rep", "sen", "gov"}) - {
    "king",
    "queen",
    "prince",
    "princess",
    "congresswoman",
    "chairwoman",
    "spokeswoman",
}
"""Forms of address and short titles, which say little where something longer stands before them."""

_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "VBN", "CD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", ";", ":", ".", "!", "?", "—", "–", "--", "(", ")", '"', "“", "”"})
_WH = frozenset({"WP", "WDT", "WRB", "WP$"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_LONGEST = 24  # tokens of a role; a longer one is a clause that lost its way
_TO_NOUN = 9  # tokens from the comma after a name to the noun that says what the person is
_TO_HELPER = 3  # tokens between "have" and its participle, at most

# What tells most comes first; among equals the longer one.
_APPOSED, _BEFORE, _FROM, _TITLE = 4, 3, 2, 1


def find_role(mentions: Sequence[Candidate]) -> Mark | None:
    """Return the best of what is said beside the mentions of a person, None if nothing is."""
    best: tuple[int, int] = (0, 0)
    role = None
    for mention in mentions:
        for rank, first, last in _roles(mention):
            if (rank, last - first) > best:
                best = (rank, last - first)
                role = mention.block.mark(mention.block.doc[first:last])
    return role


def _roles(mention: Candidate) -> Iterator[tuple[int, int, int]]:
    """Yield rank, first token and end of each role beside a mention."""
    doc = mention.block.doc
    before = _before(doc, mention.first)
    if before is not None and before[1] < mention.first and doc[before[1]].text == ",":
        apposed_to = mention.head.dep_ == "appos" or doc[before[0] - 1].lower_ == "the"
        before = before if apposed_to else None
    if before is not None:
        single = before[1] - before[0] == 1
        yield (_TITLE if single else _BEFORE), *before
    after = mention.last
    if after < len(doc) and doc[after].text in {",", "—", "–", "("}:
        apposed = _apposed(doc, after + 1)
        if apposed is not None:
            yield _APPOSED, *apposed
        after += 1
    origin = _origin(doc, after)
    if origin is not None:
        yield _FROM, *origin


def is_role_noun(token: "Token") -> bool:
    """Return whether a noun says what a person is."""
    word = token.lower_.strip(".")
    return word in ROLE_NOUNS or word in TITLES or token.lemma_.lower() in ROLE_NOUNS


def _before(doc: "Doc", end: int) -> tuple[int, int] | None:
    """Return the title before a name, or the description before a name between commas."""
    comma = end > 1 and doc[end - 1].text == ","
    last = end - 1 if comma else end
    if last and doc[last - 1].text == "(":
        last -= 1
    first = last
    while first > 0 and last - first < _LONGEST and _extends_left(doc, first - 1, last):
        first -= 1
    while first < last and (
        doc[first].tag_ in {"POS", "HYPH", "CD"}
        or doc[first].lower_ == "of"
        or (doc[first].tag_ == "VBN" and _has_helper(doc, first))
    ):
        first += 1
    if comma and not (first and doc[first - 1].tag_ in _DETERMINERS):
        return None
    while last - first > 1 and doc[last - 1].lower_.strip(".") in _FORMS:
        last -= 1
    if first == last or doc[last - 1].lower_.strip(".") in _FORMS:
        return None
    nouns = [i for i in range(first, last) if is_role_noun(doc[i])]
    if not nouns or (nouns[-1] != last - 1 and "of" not in doc[nouns[-1] : last].text.split()):
        return None
    return first, last


def _has_helper(doc: "Doc", i: int) -> bool:
    """Return whether a participle is a verb of the sentence ("have greeted"), no attribute."""
    return any(token.pos_ == "AUX" for token in doc[max(0, i - _TO_HELPER) : i])


def _extends_left(doc: "Doc", i: int, last: int) -> bool:
    """Return whether token i belongs to the description that follows it."""
    token = doc[i]
    if token.ent_type_ in {"DATE", "TIME"} or token.text in _STOPS:
        return False
    if token.tag_ in _NOMINAL or (token.text == "." and not doc[i - 1].whitespace_):
        return True
    inside = i + 1 < last and i > 0
    if token.tag_ in _DETERMINERS:
        return i > 1 and doc[i - 1].lower_ == "of" and is_role_noun(doc[i - 2])
    if token.lower_ == "of":
        return inside and is_role_noun(doc[i - 1])
    if token.lower_ == "and":
        return inside and is_role_noun(doc[i - 1]) and doc[i + 1].tag_ not in _DETERMINERS
    return False


def _apposed(doc: "Doc", first: int) -> tuple[int, int] | None:
    """Return the description that follows a name and a comma, "who is" left out."""
    if first + 2 < len(doc) and doc[first].lower_ == "who":
        if doc[first + 1].lower_ not in {"is", "was"} or doc[first + 2].tag_ != "DT":
            return None
        first += 2
    if first < len(doc) and doc[first].tag_ in _WH:
        return None
    noun = _noun(doc, first)
    article = first < len(doc) and doc[first].lower_ in {"a", "an"}
    if noun is None and not (article and doc[first].head.dep_ == "appos"):
        return None
    last = noun if noun is not None else doc[first].head.i
    end = min(len(doc), first + _LONGEST)
    while last < end and not _is_outside(doc, last, first):
        if doc[last].text == "(" and last + 2 < end and doc[last + 2].text == ")":
            last += 2
        elif doc[last].text in _STOPS:
            break
        last += 1
    if last - first == _LONGEST:
        last = next((i for i in range(first + 1, end) if doc[i].tag_ in _WH), first)
    # The subject of a clause goes on with its verb; an apposition ends at a mark.
    elif last < len(doc) and doc[last].tag_ in _FINITE and not doc[last].is_sent_start:
        return None
    return (first, last) if last > first else None


def _noun(doc: "Doc", first: int) -> int | None:
    """Return the noun that says what a person is, None if something else comes first."""
    for i in range(first, min(first + _TO_NOUN, len(doc))):
        token = doc[i]
        if token.tag_ in _FINITE | {"CC", "IN"} or token.text in _STOPS:
            return None
        if is_role_noun(token) and token.dep_ not in {"compound", "poss"}:
            return i
    return None


def _is_outside(doc: "Doc", i: int, first: int) -> bool:
    """Return whether a token goes on with the sentence: a finite verb that no "who" leads to."""
    token = doc[i]
    if token.is_sent_start and i > first:
        return True
    return token.tag_ in _FINITE and not any(word.tag_ in _WH for word in doc[first:i])


def _origin(doc: "Doc", first: int) -> tuple[int, int] | None:
    """Return "from the Centre of …" after a name: the preposition and names behind it."""
    if first >= len(doc) or doc[first].lower_ not in {"from", "of", "at", "with"}:
        return None
    last = first + 1
    end = min(len(doc), first + _LONGEST)
    while last < end and (
        doc[last].tag_ in {"NNP", "NNPS", "POS", "DT"}
        or (doc[last].lower_ in {"of", "at", "for", "in"} and _named(doc, last + 1))
    ):
        last += 1
    while last > first and doc[last - 1].tag_ == "DT":
        last -= 1
    return (first, last) if last > first + 1 and _named(doc, first + 1) else None


def _named(doc: "Doc", i: int) -> bool:
    """Return whether a name begins at token i, after an article or not."""
    if i < len(doc) and doc[i].tag_ == "DT":
        i += 1
    return i < len(doc) and doc[i].tag_ in {"NNP", "NNPS"} and doc[i].text[0].isupper()
