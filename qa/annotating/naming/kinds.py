"""Decides what each name of an article is of, by all places where it stands."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from qa.annotating.naming.candidates import Candidate, is_written_as_person
from qa.annotating.naming.pieces import Kind
from qa.annotating.naming.words import (
    BUSINESSES,
    COUNTS,
    GIVEN_NAMES,
    ORGANISATION_WORDS,
    OTHER_WORDS,
    PARTIES,
    PLACE_WORDS,
    PLACES,
    ROLE_NOUNS,
    SPEECH_VERBS,
    TITLES,
)

_LONGEST_PERSON = 6  # words
_SMALL_WORDS = frozenset({"of", "for", "on", "and", "the", "in", "&"})
_AGES = range(5, 116)
_LOCATIVE = frozenset({"in", "near", "across", "outside", "throughout", "into", "around"})


@dataclass(slots=True)
class _Evidence:
    """What speaks for each kind of one name, summed over its places."""

    places: int = 0
    person: int = 0
    organisation: int = 0
    place: int = 0
    human: int = 0  # a title, an age, a role, "who"
    speaks: int = 0
    business: int = 0  # "the company" or the like
    located: int = 0
    unlike: int = 0  # an article before it, a plural, or letters that no person is written with


def decide_kinds(
    candidates: Iterable[Candidate], common: Container[str]
) -> dict[tuple[str, ...], Kind | None]:
    """Return the kind of each name by its words, None where nothing speaks for one.

    `common` are the words that the article writes without a capital.
    """
    evidence: defaultdict[tuple[str, ...], _Evidence] = defaultdict(_Evidence)
    for candidate in candidates:
        _add(evidence[candidate.words], candidate)
    kinds: dict[tuple[str, ...], Kind | None] = {}
    for words in sorted(evidence, key=len):
        surname = len(words) > 1 and kinds.get(words[-1:]) is Kind.PERSON
        kinds[words] = _decide(words, evidence, surname=surname, common=words[-1] in common)
    nothing = {initials(words) for words, kind in kinds.items() if kind is None and len(words) > 2}  # noqa: PLR2004
    return {
        words: None if len(words) == 1 and words[0] in nothing else kind
        for words, kind in kinds.items()
    }


def initials(words: tuple[str, ...]) -> str:
    """Return the letters that a name of several words may be shortened to."""
    return "".join(word[0] for word in words if word not in _SMALL_WORDS)


def _add(found: _Evidence, candidate: Candidate) -> None:
    found.places += 1
    found.person += candidate.label is Kind.PERSON
    found.organisation += candidate.label is Kind.ORGANISATION
    found.place += candidate.label is Kind.PLACE
    found.human += is_human(candidate)
    found.speaks += speaks(candidate)
    found.located += is_located(candidate)
    found.business += _is_business(candidate)
    found.unlike += not is_written_as_person(candidate) or _is_common(candidate)


def _is_common(candidate: Candidate) -> bool:
    """Return whether the name stands as a common noun does: "the Scot", "Danes"."""
    doc, first = candidate.block.doc, candidate.first
    if candidate.title is None and first and doc[first - 1].tag_ == "DT":
        return True
    return len(candidate.words) == 1 and doc[candidate.last - 1].tag_ in {"NNPS", "NNS"}


def is_human(candidate: Candidate) -> bool:
    """Return whether a title, a role, an age or "who" beside the name says that it is a person."""
    doc = candidate.block.doc
    first, last = candidate.first, candidate.last
    if candidate.adjective:
        return False
    party = candidate.title in PARTIES and len(candidate.words) == 1
    if (candidate.title is not None and not party) or _has_who(candidate) or _has_age(candidate):
        return True
    if first and doc[first - 1].lower_ in ROLE_NOUNS and doc[first - 1].dep_ == "compound":
        return True
    head = candidate.head
    if head.dep_ == "appos" and head.head.lower_ in ROLE_NOUNS | TITLES:
        return True
    return any(
        child.dep_ == "appos" and child.i >= last and child.lemma_ in ROLE_NOUNS
        for child in head.rights
    )


def _has_age(candidate: Candidate) -> bool:
    """Return whether an age follows: ", 58," or "(58)"."""
    doc, last = candidate.block.doc, candidate.last
    if last + 2 >= len(doc) or doc[last].text not in {",", "("}:
        return False
    age, end = doc[last + 1].text, doc[last + 2].text
    return age.isdecimal() and len(age) <= 3 and int(age) in _AGES and end in {",", ")", "."}  # noqa: PLR2004


def _has_who(candidate: Candidate) -> bool:
    """Return whether "who" follows, and not upon the person of "a woman from Leeds, who"."""
    doc, last = candidate.block.doc, candidate.last
    if last < len(doc) and doc[last].text == ",":
        last += 1
    before = candidate.first - 1
    return (
        last < len(doc)
        and doc[last].lower_ == "who"
        and not (before >= 0 and doc[before].tag_ in {"IN", "DT"})
    )


def _is_business(candidate: Candidate) -> bool:
    """Return whether the name is said to be a firm's or the like: "the shipping firm Hansa"."""
    doc, first, head = candidate.block.doc, candidate.first, candidate.head
    if first and doc[first - 1].lower_ in BUSINESSES:
        goes_on = candidate.last < len(doc) and doc[candidate.last].tag_ in {"VBD", "VBZ", "MD"}
        return doc[first - 1].dep_ == "compound" or not goes_on
    if head.dep_ == "appos" and head.head.lower_ in BUSINESSES:
        return True
    apposed = (child for child in head.rights if child.dep_ == "appos")
    return any(child.lower_ in BUSINESSES and child.i >= candidate.last for child in apposed)


def speaks(candidate: Candidate) -> bool:
    """Return whether the name is the subject of what people do."""
    head = candidate.head
    return head.dep_ == "nsubj" and head.head.lemma_ in SPEECH_VERBS


def is_located(candidate: Candidate) -> bool:
    """Return whether the name stands behind a word of place."""
    first = candidate.first
    return (
        first > 0
        and candidate.head.dep_ == "pobj"
        and candidate.block.doc[first - 1].lower_ in _LOCATIVE
    )


def is_known_place(words: tuple[str, ...]) -> bool:
    """Return whether the words are a country, a state or a large city."""
    return " ".join(words) in PLACES


def _decide(
    words: tuple[str, ...],
    evidence: Mapping[tuple[str, ...], _Evidence],
    *,
    surname: bool,
    common: bool,
) -> Kind | None:
    """Return the kind that most speaks for.

    `surname`: the last word alone is a person. `common`: it is a word of the language.
    """
    found = evidence[words]
    last = words[-1]
    human = found.human + found.speaks
    if last in OTHER_WORDS and not human:
        return None
    share = 2 / found.places
    person = found.person * share + 2 * min(found.human, 2)
    organisation = found.organisation * share + 3 * (last in ORGANISATION_WORDS)
    organisation += 3 * bool(found.business)
    place = found.place * share + min(found.located, 2) + 3 * is_known_place(words)
    given = words[0] in GIVEN_NAMES
    if len(words) == 1:
        person += (1 if found.person else 0.5) * min(found.speaks, 2)
    else:
        person += 2 * given + min(found.speaks, 2) - 1.5 * (common and not human)
        if words[-1:] in evidence:
            person += 2.5 if surname or evidence[words[-1:]].person else 1.5
        place += 2.5 * (last in PLACE_WORDS)
        named = bool(ORGANISATION_WORDS.intersection(words))
        organisation += 2 * (not given and named)
        if len(words) > 2 and not named and OTHER_WORDS.intersection(words):  # noqa: PLR2004
            organisation = 0
    if not _may_be_person(words, found, human=human):
        person = 0
    scores = {Kind.PERSON: person, Kind.ORGANISATION: organisation, Kind.PLACE: place}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > 1 else None


def _may_be_person(words: tuple[str, ...], found: _Evidence, *, human: int) -> bool:
    """Return whether nothing rules out that the words are a person's name."""
    given = words[0] in GIVEN_NAMES
    if 2 * found.unlike > found.places or len(words) > _LONGEST_PERSON or words[-1] in TITLES:
        return False
    if len(words) == 1:
        return bool(human or (given and found.person)) and not is_known_place(words)
    if human:
        return True
    if len(words) > 2 and words[-1] in PLACE_WORDS | ORGANISATION_WORDS:  # noqa: PLR2004
        return False
    # "Air India", "UK Uncut", "Mars One"
    placed = is_known_place(words[-1:]) or is_known_place(words[:1]) or words[-1] in COUNTS
    return given or not placed
