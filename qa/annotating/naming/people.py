"""Joins the mentions of a person, however written, to one entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa.annotating.naming.candidates import Candidate
from qa.annotating.naming.kinds import is_known_place, is_located
from qa.annotating.naming.pieces import Kind
from qa.annotating.naming.roles import find_role
from qa.annotating.naming.words import (
    FAMILY_FIRST,
    FEMALE_NAMES,
    FEMALE_TITLES,
    GENERATIONS,
    KIN,
    MALE_NAMES,
    MALE_TITLES,
)
from qa.annotations.values import Named

_COMPARED = 20  # people with the same initial and surname that a new one is compared with


@dataclass(slots=True)
class _Person:
    words: tuple[str, ...]
    woman: bool | None
    mentions: list[Candidate] = field(default_factory=list)


class _Register:
    """The people named so far, and who is meant by a part of a name."""

    def __init__(self) -> None:
        self._by_ends: dict[tuple[str, str], list[_Person]] = {}
        self._latest: dict[tuple[tuple[str, ...], bool | None], _Person] = {}
        self.people: list[_Person] = []

    def find_full(self, words: tuple[str, ...]) -> _Person | None:
        """Return the person of a full name: given and family name alike, none against."""
        known = self._by_ends.get((words[0][0], words[-1]), [])[-_COMPARED:]
        return next((p for p in reversed(known) if _same(p.words, words)), None)

    def find_part(self, words: tuple[str, ...], *, woman: bool | None) -> _Person | None:
        """Return who of those with this part in their names was named last."""
        latest = self._latest.get((words, None))
        if woman is None or latest is None or latest.woman in (woman, None):
            return latest
        return self._latest.get((words, woman))

    def add(self, words: tuple[str, ...], *, woman: bool | None) -> _Person:
        """Return a new person."""
        person = _Person(words, woman)
        self.people.append(person)
        self._by_ends.setdefault((words[0][0], words[-1]), []).append(person)
        return person

    def name(self, person: _Person, *, as_kin: bool) -> None:
        """Take note that a person has just been named.

        Who is named `as_kin` (somebody's wife) does not take the surname over.
        """
        for part in _parts(person.words):
            if as_kin and part[-1] == person.words[-1] and (part, None) in self._latest:
                self._latest[part, person.woman] = person
                continue
            self._latest[part, None] = person
            if person.woman is not None:
                self._latest[part, person.woman] = person


def find_people(
    candidates: Sequence[Candidate],
    kinds: Mapping[tuple[str, ...], Kind | None],
) -> tuple[tuple[Named, ...], list[tuple[Candidate, Kind]]]:
    """Return the people among the candidates, and the others with their kinds."""
    ahead: dict[tuple[str, ...], tuple[str, ...]] = {}
    for candidate in candidates:
        words = _core(candidate.words)
        if len(words) > 1 and kinds[candidate.words] is Kind.PERSON:
            for part in _parts(words):
                ahead.setdefault(part, words)
    register = _Register()
    others: list[tuple[Candidate, Kind]] = []
    for candidate in candidates:
        person = _person_of(candidate, kinds[candidate.words], register, ahead)
        kind = kinds[candidate.words]
        if person is not None:
            person.mentions.append(candidate)
            register.name(person, as_kin=_is_kin(candidate))
        elif kind is not None and kind is not Kind.PERSON:
            others.append((candidate, kind))
    return tuple(_named(person) for person in register.people), others


def _person_of(
    candidate: Candidate,
    kind: Kind | None,
    register: _Register,
    ahead: Mapping[tuple[str, ...], tuple[str, ...]],
) -> _Person | None:
    words = _core(candidate.words)
    woman = _is_woman(candidate, words)
    person: _Person | None = None
    if len(words) > 1 and kind is Kind.PERSON:
        person = register.find_full(words) or register.find_part(words, woman=woman)
    elif _may_be_part(candidate, kind) and not _is_family(candidate):
        person = register.find_part(words, woman=woman)
        if person is None and words in ahead:
            words = ahead[words]
            person = register.find_full(words) or register.add(words, woman=woman)
    if person is None:
        if kind is not Kind.PERSON or _is_family(candidate):
            return None
        person = register.add(words, woman=woman)
    if len(words) > len(person.words):
        person.words = words
    return person


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without "Jr" and the like."""
    while len(words) > 1 and words[-1] in GENERATIONS:
        words = words[:-1]
    return words


def _parts(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return what of a full name stands for the person: its ends, and the given name."""
    return [words[i:] for i in range(len(words))] + ([words[:1]] if len(words) > 1 else [])


def _same(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether two full names with the same initial and family name are one person's."""
    given, other = known[0], words[0]
    if given != other and min(len(given), len(other)) > 1:
        return False
    middle, further = known[1:-1], words[1:-1]
    if not middle or not further or middle == further:
        return True
    return middle[0][0] == further[0][0]


def _is_woman(candidate: Candidate, words: tuple[str, ...]) -> bool | None:
    title = candidate.title
    if title in MALE_TITLES or title in FEMALE_TITLES:
        return title in FEMALE_TITLES
    if len(words) > 1 and words[0] not in FAMILY_FIRST:
        if words[0] in MALE_NAMES:
            return False
        if words[0] in FEMALE_NAMES:
            return True
    return None


def _may_be_part(candidate: Candidate, kind: Kind | None) -> bool:
    """Return whether a candidate may be a person's bare surname though it is labelled otherwise."""
    if kind is Kind.PERSON or candidate.label is Kind.PERSON or candidate.title is not None:
        return True
    return not (is_known_place(candidate.words) or is_located(candidate))


def _is_kin(candidate: Candidate) -> bool:
    """Return whether a word of kinship stands before the name: "her brother Avi Stein"."""
    doc, before = candidate.block.doc, candidate.first - 1
    if before > 0 and doc[before].text == ",":
        before -= 1
    return before >= 0 and len(candidate.words) > 1 and doc[before].lower_ in KIN


def _is_family(candidate: Candidate) -> bool:
    """Return whether "the Obamas" or the like are named."""
    doc, first = candidate.block.doc, candidate.first
    before = first > 0 and doc[first - 1].lower_ == "the"
    return before and len(candidate.words) == 1 and doc[candidate.last - 1].tag_ == "NNPS"


def _named(person: _Person) -> Named:
    fullest = max(person.mentions, key=lambda mention: len(mention.words))
    marks = tuple(
        mention.block.mark(mention.block.doc[mention.first : mention.last])
        for mention in person.mentions
    )
    name = " ".join(fullest.text.replace(")", "").split())
    return Named(name, marks, find_role(person.mentions))
