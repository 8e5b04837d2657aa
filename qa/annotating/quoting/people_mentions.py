"""Where the people of an article are named in its parsed blocks, and what it says of them.

People are told apart by what the text says (titles, "a former ambassador", "she"), never by what
names usually mean.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.annotating.parsing import ParsedBlock
from qa.annotating.quoting.speaker_words import FEMALE, MALE
from qa.annotations.values import Named

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_AUXILIARY = frozenset(["aux", "auxpass"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_BEFORE_NOUN = frozenset(["amod", "compound", "nmod"])
_MOST = 40  # mentions, looked at for a pronoun
_TITLE_WORDS = 12  # before a name, at most


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a person is named; `start` and `end` in the article, `token` in its block.

    `token` is the last one of the name. `in_marks` is whether it stands between quotation marks.
    """

    block: int
    token: int
    start: int
    end: int
    name: str
    is_subject: bool
    in_marks: bool


class PeopleMentions:
    """The mentions of people, in order of the text.

    `roles` has for each name the words of its titles and roles, in lower case; `gender` "he" or
    "she" where they tell.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[ParsedBlock],
        people: Sequence[Named],
        quoted: Sequence[Sequence[bool]],
    ) -> None:
        self.all = sorted(_mentions(blocks, people, quoted), key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.all]
        self._by_token = {(mention.block, mention.token): mention for mention in self.all}
        self.roles: defaultdict[str, set[str]] = defaultdict(set)
        for person in people:
            if person.role is not None:
                role = text[person.role.start : person.role.end]
                self.roles[person.name].update(role.lower().replace(",", " ").split())
        for mention in self.all:
            self.roles[mention.name].update(_words_beside(blocks[mention.block], mention))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for mention in self.all:
            self._places[mention.name].append(mention.start)
        self._by_role: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._places:
            for word in self.roles[name]:
                self._by_role[word].append(name)
        self.gender: dict[str, str] = {}
        for name, words in self.roles.items():
            if bool(words & MALE) != bool(words & FEMALE):
                self.gender[name] = "he" if words & MALE else "she"

    def at_token(self, block: int, token: int) -> Mention | None:
        """Return the mention that ends with a token of a block."""
        return self._by_token.get((block, token))

    def at(self, position: int) -> Mention | None:
        """Return the mention round a place of the article."""
        index = self.count_before(position + 1) - 1
        if index < 0 or self.all[index].end <= position:
            return None
        return self.all[index]

    def count_before(self, position: int) -> int:
        """Return how many mentions begin before a place of the article."""
        return bisect_left(self._starts, position)

    def before(
        self, block: int, position: int, pronoun: str | None, paragraphs: int
    ) -> list[Mention]:
        """Return who is named before a place outside marks, nearest first.

        In so many paragraphs, that of the place among them; those that a pronoun can mean.
        """
        end = self.count_before(position)
        near = self.all[max(0, end - _MOST) : end]
        return [
            mention
            for mention in reversed(near)
            if block - mention.block < paragraphs
            and not mention.in_marks
            and self.fits(mention.name, pronoun)
        ]

    def with_role(self, words: frozenset[str]) -> set[str]:
        """Return the names of whom one of some words is said."""
        return {name for word in words for name in self._by_role.get(word, ())}

    def last_before(self, name: str, position: int) -> int | None:
        """Return where a name was last before a place, None if nowhere."""
        index = bisect_left(self._places[name], position)
        return self._places[name][index - 1] if index else None

    def fits(self, name: str, pronoun: str | None) -> bool:
        """Whether a person can be meant by "he" or "she"; None is neither."""
        return pronoun is None or self.gender.get(name, pronoun) == pronoun


def _mentions(
    blocks: Sequence[ParsedBlock], people: Sequence[Named], quoted: Sequence[Sequence[bool]]
) -> Iterator[Mention]:
    starts = [block.start for block in blocks]
    ends = [block.start + len(block.doc.text) for block in blocks]
    token_starts: dict[int, list[int]] = {}
    for person in people:
        for mark in person.mentions:
            index = bisect_left(starts, mark.start + 1) - 1
            if index < 0 or mark.end > ends[index]:
                continue
            doc = blocks[index].doc
            if index not in token_starts:
                token_starts[index] = [token.idx for token in doc]
            last = bisect_left(token_starts[index], mark.end - starts[index]) - 1
            token = doc[last - 1] if last and doc[last].dep_ == "case" else doc[last]
            yield Mention(
                block=index,
                token=token.i,
                start=mark.start,
                end=mark.end,
                name=person.name,
                is_subject=_is_subject(token),
                in_marks=quoted[index][token.i],
            )


def _is_subject(token: "Token") -> bool:
    """Whether a name is the subject of a statement, or beside it ("the coach, Ann Lee, said")."""
    noun = token.head if token.dep_ == "appos" else token
    return noun.dep_ in _SUBJECTS and _is_finite(noun.head)


def _is_finite(verb: "Token") -> bool:
    """Whether a verb makes a statement by itself, not as "putting" or "to put" does."""
    return verb.tag_ in _FINITE or any(
        child.dep_ in _AUXILIARY and child.tag_ != "TO" for child in verb.lefts
    )


def _words_beside(block: ParsedBlock, mention: Mention) -> Iterator[str]:
    """Yield the words of the title before a name and of the apposition beside it."""
    head = block.doc[mention.token]
    start = mention.start - block.start
    for token in block.doc[max(head.left_edge.i, head.i - _TITLE_WORDS) : head.i]:
        if token.idx < start and token.dep_ in _BEFORE_NOUN:
            yield token.lower_
    for child in head.rights:
        if child.dep_ == "appos":
            yield from _noun_words(child)
            yield from (other.lower_ for other in child.rights if other.dep_ == "conj")
    if head.dep_ == "appos":
        yield from _noun_words(head.head)


def _noun_words(noun: "Token") -> Iterator[str]:
    yield noun.lower_
    yield from (child.lower_ for child in noun.lefts if child.dep_ in _BEFORE_NOUN)
